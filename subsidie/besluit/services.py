"""Deciding on an aanvraag, and telling it: two moments, so that all decisions of a round can be told together."""

from collections.abc import Iterable
from datetime import date

from django.db import transaction
from django.db.models import Sum

from kern.errors import DomainError
from kern.locks import lock_rows
from kern.tijd import lokale_dag, nu
from personen.models import Persoon
from subsidie.aanvragen.models import Aanvraag
from subsidie.aanvragen.services import lock_aanvraag, take_step
from subsidie.begroting.bedragen import show_bedrag
from subsidie.begroting.lezen import read_begroting
from subsidie.besluit import mails
from subsidie.besluit.bevoegd import find_bezwaar, is_beslisser_of
from subsidie.besluit.models import Besluit, Uitkomst, Voldoet, Voorwaarde
from subsidie.regeling.models import Aanvraagronde
from subsidie.toestand import TOEGEKEND, Rol, Stap, Status

KORTST = 20  # characters of a reason that somebody else has to understand


@transaction.atomic
def decide(
    aanvraag: Aanvraag, uitkomst: Uitkomst, *, bedrag: int, motivering: str, criteria: dict[str, tuple[str, str]],
    voorwaarden: Iterable[tuple[str, date]], by: Persoon,
) -> Besluit:  # fmt: skip
    """Decide on the last inzending. The netwerk knows nothing of it until ``tell``.

    ``bedrag``: eurocents, 0 when it is refused. ``criteria``: {code: (Voldoet, reason)} of every criterium of the
    regeling. ``voorwaarden``: (text, last day). Raises DomainError, for the reader, when ``by`` may not decide on this
    one, when somebody else just did, when there is not so much money left in the round, and when what was decided
    does not follow from the criteria: a knock-out that is not met is refused, unless it is an exception with a reason.
    """
    aanvraag = lock_aanvraag(aanvraag)
    if bezwaar := find_bezwaar(by, aanvraag):
        raise DomainError(bezwaar)
    inzending = aanvraag.inzendingen.first()
    oordelen, voorwaarden = _check_criteria(aanvraag, uitkomst, criteria), list(voorwaarden)
    _check_rest(uitkomst, motivering, voorwaarden)
    _check_bedrag(aanvraag, inzending, uitkomst, bedrag)
    aanvraag = take_step(aanvraag, Stap.BESLUITEN, Rol.BESLISSER, by=by, uitkomst=str(uitkomst), bedrag=bedrag)
    besluit = Besluit.objects.create(
        aanvraag=aanvraag, inzending=inzending, uitkomst=uitkomst, bedrag=bedrag, motivering=motivering.strip(),
        criteria=oordelen, door=by, op=nu(),
    )  # fmt: skip
    Voorwaarde.objects.bulk_create(Voorwaarde(besluit=besluit, tekst=tekst, voor=voor) for tekst, voor in voorwaarden)
    return besluit


def _check_criteria(aanvraag, uitkomst, criteria):
    oordelen = []
    for criterium in aanvraag.regelingversie.regeling.criteria:
        voldoet, reden = criteria.get(criterium.code, ("", ""))
        if voldoet not in Voldoet.values:
            raise DomainError(f"Zeg van «{criterium.naam}» nog of het voldoet.")
        if voldoet == Voldoet.UITZONDERING and not criterium.uitzondering:
            raise DomainError(f"Op «{criterium.naam}» is geen uitzondering mogelijk.")
        if voldoet != Voldoet.JA and len(reden.strip()) < KORTST:
            raise DomainError(f"Leg bij «{criterium.naam}» uit waarom. De aanvrager leest dit in de brief.")
        if voldoet == Voldoet.NEE and criterium.knockout and uitkomst != Uitkomst.AFGEWEZEN:
            raise DomainError(f"Zonder «{criterium.naam}» kun je niet toekennen.")
        oordelen.append({"code": criterium.code, "voldoet": str(voldoet), "reden": reden.strip()})
    return oordelen


def _check_rest(uitkomst, motivering, voorwaarden):
    if len(motivering.strip()) < KORTST:
        raise DomainError("Leg je besluit uit in een paar zinnen. De aanvrager leest ze in de brief.")
    if (uitkomst == Uitkomst.VOORWAARDE) != bool(voorwaarden):
        raise DomainError(
            "Schrijf minstens één voorwaarde op, met een dag."
            if uitkomst == Uitkomst.VOORWAARDE
            else "Bij dit besluit horen geen voorwaarden. Haal ze weg, of kies «toekennen, met een voorwaarde»."
        )
    if any(voor <= lokale_dag(nu()) for _, voor in voorwaarden):
        raise DomainError("Een voorwaarde heeft een dag nodig die nog komt.")


def _check_bedrag(aanvraag, inzending, uitkomst, bedrag):
    if uitkomst == Uitkomst.AFGEWEZEN:
        if bedrag:
            raise DomainError("Bij een afwijzing hoort geen bedrag.")
        return
    gevraagd = read_gevraagd(inzending)
    if not 0 < bedrag <= gevraagd:
        raise DomainError(f"Kies een bedrag tot en met {show_bedrag(gevraagd)}: dat vraagt het netwerk.")
    ronde = lock_rows(Aanvraagronde.objects).get(pk=aanvraag.ronde_id)
    over = ronde.budget - sum_toegekend(ronde)
    if bedrag > over:
        raise DomainError(f"In deze ronde is nog {show_bedrag(over)} over.")


def read_gevraagd(inzending) -> int:
    """The contribution that was asked, in eurocents."""
    return read_begroting(inzending.antwoorden).som().bijdrage


def sum_toegekend(ronde: Aanvraagronde) -> int:
    """Eurocents of a round that are granted, told or not told yet."""
    rows = Besluit.objects.geldig().filter(aanvraag__ronde=ronde, aanvraag__status__in=[Status.BESLOTEN, *TOEGEKEND])
    return rows.aggregate(som=Sum("bedrag"))["som"] or 0


@transaction.atomic
def take_back(aanvraag: Aanvraag, *, by: Persoon) -> None:
    """Decide again: nobody outside heard of it. Raises DomainError once it is told, or when ``by`` may not."""
    aanvraag = lock_aanvraag(aanvraag)
    if bezwaar := find_bezwaar(by, aanvraag):
        raise DomainError(bezwaar)
    take_step(aanvraag, Stap.TERUGNEMEN, Rol.BESLISSER, by=by)
    aanvraag.besluiten.geldig().update(teruggenomen_op=nu())


@transaction.atomic
def tell(besluiten: Iterable[Besluit], *, by: Persoon) -> list[Besluit]:
    """Make these decisions known, all of them or none: each netwerk gets its letter by mail.

    What was told already, taken back or withdrawn meanwhile is left out. Returns what is told now. Raises DomainError
    when ``by`` is no beslisser of the sector of each.
    """
    verteld = []
    for besluit in sorted(besluiten, key=lambda besluit: besluit.aanvraag_id):
        aanvraag = lock_aanvraag(besluit.aanvraag)
        if not is_beslisser_of(by, aanvraag.regelingversie.sector):
            raise DomainError("Alleen een beslisser van deze academie maakt besluiten bekend.")
        nu_is = aanvraag.besluiten.wacht().filter(pk=besluit.pk).first()
        if nu_is is None:
            continue
        take_step(aanvraag, nu_is.Uitkomst(nu_is.uitkomst).stap, Rol.BESLISSER, by=by)
        nu_is.verteld_op = nu()
        nu_is.save(update_fields=["verteld_op"])
        mails.tell_netwerk(nu_is)
        verteld.append(nu_is)
    return verteld
