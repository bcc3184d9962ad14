"""The mails of this room: the academie hears what is offered, who wrote it hears what became of it."""

from datetime import timedelta

from django.conf import settings

from berichten.services import queue_bericht
from berichten.soorten import Inhoud, SlaOver, Soort
from berichten.soorten import register as register_soort
from kern.adres import reverse
from personen.models import Persoon
from werkvormen.models import Werkvorm

AANGEBODEN, GEPUBLICEERD, TERUGGESTUURD, INGETROKKEN = (
    f"werkvormen.{naam}" for naam in ("aangeboden", "gepubliceerd", "teruggestuurd", "ingetrokken")
)
S = Werkvorm.Status
# soort: name, subject, the status in which it is still true, the words on the button
_AAN_EIGENAAR = {
    GEPUBLICEERD: ("Werkvorm gepubliceerd", "“{naam}” staat in de catalogus", S.GEPUBLICEERD, "Bekijk de kaart"),
    TERUGGESTUURD: ("Werkvorm teruggestuurd", "Over “{naam}”: nog niet klaar", S.EIGEN, "Pas de werkvorm aan"),
    INGETROKKEN: ("Werkvorm ingetrokken", "“{naam}” is uit de catalogus", S.INGETROKKEN, "Lees de kaart"),
}


def _sleutel(werkvorm, soort):
    """One mail for one move: the moment of the move is in it, so that a second time is a second mail."""
    return f"{soort}:{werkvorm.pk}:{werkvorm.updated_at:%Y%m%d%H%M%S%f}"


def tell_academie(werkvorm: Werkvorm) -> None:
    """Everybody who may publish it."""
    for persoon in Persoon.objects.filter(platformrol=Persoon.Platformrol.ACADEMIE, is_active=True).order_by("pk"):
        queue_bericht(
            soort=AANGEBODEN, sleutel=f"{_sleutel(werkvorm, AANGEBODEN)}:{persoon.pk}", aan=persoon,
            aanleiding=f"werkvorm:{werkvorm.pk}",
        )  # fmt: skip


def tell_eigenaar(werkvorm: Werkvorm, soort: str) -> None:
    """Nobody, when it is of the catalogue itself or who wrote it is gone."""
    if werkvorm.eigenaar_id and werkvorm.eigenaar.is_active:
        queue_bericht(
            soort=soort, sleutel=_sleutel(werkvorm, soort), aan=werkvorm.eigenaar,
            aanleiding=f"werkvorm:{werkvorm.pk}",
        )  # fmt: skip


def _read(bericht):
    pk = int(bericht.aanleiding.rsplit(":", 1)[1])
    return Werkvorm.objects.select_related("eigenaar").filter(pk=pk).first()


def _aangeboden(bericht):
    werkvorm = _read(bericht)
    if werkvorm is None or not werkvorm.is_aangeboden:
        return SlaOver("Deze werkvorm wacht niet meer op de academie.")
    if not bericht.aan.is_academie:
        return SlaOver("Deze persoon is niet meer van de academie.")
    wie = werkvorm.eigenaar.naam if werkvorm.eigenaar else "Iemand"
    return Inhoud(
        onderwerp=f"Nieuw aangeboden: “{werkvorm.naam}”",
        template="email/werkvormen/aangeboden",
        reden="Je krijgt deze mail omdat je van de academie bent en werkvormen kunt publiceren.",
        preheader=werkvorm.samenvatting,
        context={
            "werkvorm": werkvorm,
            "wie": wie,
            "knoppen": [("Bekijk de werkvorm", settings.BASE_URL + werkvorm.get_absolute_url())],
        },
        lees=("Naar de lijst", settings.BASE_URL + reverse("werkvormen:queue")),
    )


def _aan_eigenaar(soort):
    _, onderwerp, status, knop = _AAN_EIGENAAR[soort]

    def inhoud(bericht):
        werkvorm = _read(bericht)
        if werkvorm is None or werkvorm.status != status or werkvorm.eigenaar_id != bericht.aan_id:
            return SlaOver("Er is intussen iets veranderd.")
        pad = werkvorm.get_absolute_url()
        if soort == TERUGGESTUURD:
            pad = reverse("werkvormen:update", args=[werkvorm.slug])
        return Inhoud(
            onderwerp=onderwerp.format(naam=werkvorm.naam),
            template=f"email/werkvormen/{soort.split('.')[1]}",
            reden="Je krijgt deze mail omdat jij deze werkvorm schreef.",
            preheader=werkvorm.reden or werkvorm.samenvatting,
            context={"werkvorm": werkvorm, "knoppen": [(knop, settings.BASE_URL + pad)]},
        )

    return inhoud


def register():
    """None can be stopped: what is offered waits for the academie, and who wrote it waits for what becomes of it."""
    register_soort(Soort(code=AANGEBODEN, naam="Werkvorm aangeboden", inhoud=_aangeboden, houdbaar=timedelta(days=14)))
    for code, (naam, *_) in _AAN_EIGENAAR.items():
        register_soort(Soort(code=code, naam=naam, inhoud=_aan_eigenaar(code), houdbaar=timedelta(days=7)))
