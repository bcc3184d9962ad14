"""What the mails after a meeting and those of a round share (see ``evaluatie.mails`` for what they do not tell)."""

from django.conf import settings

from berichten import services as berichten
from berichten.soorten import SlaOver
from bijeenkomsten.models import Bijeenkomst
from evaluatie.models import Meting
from netwerken.services.locks import lock_netwerk_of

GESLOTEN = SlaOver("De evaluatie is al gesloten.")
WEG = SlaOver("Doet niet meer mee aan het netwerk.")
GEEN_LINK = "/d/…/"  # in an example, where nobody's own link may stand
NIET_GETELD = "Alleen aan wie nog niet antwoordde. Hoeveel mensen dat waren, bewaren we niet."


def site(path):
    return settings.BASE_URL + path


def _read(aanleiding, soort):
    van, _, pk = aanleiding.partition(":")
    return int(pk) if van == soort and pk.isdigit() else None


def find_bijeenkomst(bericht_of_verzending) -> Bijeenkomst | None:
    """The meeting this is about."""
    pk = _read(bericht_of_verzending.aanleiding, "bijeenkomst")
    return Bijeenkomst.objects.select_related("netwerk").filter(pk=pk).first() if pk else None


def find_ronde(bericht_of_verzending) -> Meting | None:
    """The round this is about, when it is not about a meeting."""
    pk = _read(bericht_of_verzending.aanleiding, "meting")
    return Meting.objects.select_related("netwerk").filter(pk=pk).first() if pk else None


def lock_first(verzending) -> None:
    """The netwerk before its message: to ask and to close is to write in what hangs on the netwerk."""
    if rij := find_bijeenkomst(verzending) or find_ronde(verzending):
        lock_netwerk_of(rij)


def find_sluit_op(bericht):
    """When the questions close that this mail is about."""
    bijeenkomst, meting = (_read(bericht.aanleiding, soort) for soort in ("bijeenkomst", "meting"))
    rows = Meting.objects.filter(pk=meting) if meting else Meting.objects.filter(bijeenkomst=bijeenkomst)
    return rows.values_list("sluit_op", flat=True).first()


def find_opent_op(bericht):
    """When the round opens that this mail is about."""
    return Meting.objects.filter(pk=_read(bericht.aanleiding, "meting")).values_list("opent_op", flat=True).first()


def remind(verzending, soort: str, genodigden) -> None:
    """A loose mail to each of these who did not answer, in no order; the Verzending keeps no name and no number."""
    for genodigde in genodigden.filter(ingevuld=False).select_related("persoon").order_by("?"):
        berichten.queue_bericht(
            soort=soort, sleutel=f"{verzending.sleutel}:persoon:{genodigde.persoon_id}", aan=genodigde.persoon,
            op=verzending.op, aanleiding=verzending.aanleiding, gegevens={"verzending": verzending.pk},
        )  # fmt: skip
    verzending.reden = NIET_GETELD
