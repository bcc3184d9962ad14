"""The mails about a verantwoording, to who guides the netwerk. Amounts and reasons are behind signing in."""

from datetime import timedelta

from django.conf import settings

from berichten.services import queue_bericht
from berichten.soorten import Inhoud, SlaOver, Soort
from berichten.soorten import register as register_soort
from kern.adres import reverse
from kern.tijd import dag
from netwerken.rollen import EIGENAAR, FACILITATOR, PENVOERDER
from personen.models import Persoon
from subsidie.toestand import Status
from subsidie.verantwoording.models import Ondertekening

GETEKEND, TERUG, VAST = "subsidie.verantwoord", "subsidie.verantwoording_terug", "subsidie.vastgesteld"
BEGELEIDERS = frozenset({PENVOERDER, EIGENAAR, FACILITATOR})


def tell_getekend(rij: Ondertekening) -> None:
    """Everybody who guides reads what went out in their name; who signed knows."""
    _tell(GETEKEND, rij, behalve=rij.door_id)


def tell_terug(rij: Ondertekening) -> None:
    _tell(TERUG, rij)


def tell_vast(rij: Ondertekening) -> None:
    _tell(VAST, rij)


def _tell(soort, rij, *, behalve=None):
    netwerk = rij.verantwoording.aanvraag.netwerk
    wie = netwerk.deelnames.lid().filter(rol__in=BEGELEIDERS).exclude(persoon=behalve)
    for persoon in Persoon.objects.filter(pk__in=wie.values("persoon")).order_by("pk"):
        queue_bericht(
            soort=soort, sleutel=f"{soort}:{rij.pk}:{persoon.pk}", aan=persoon, context=netwerk.context,
            aanleiding=f"verantwoording:{rij.verantwoording_id}",
        )  # fmt: skip


_TEKST = {  # status it is about, subject, title, first line of the preview, button
    GETEKEND: (Status.VERANTWOORD, "De verantwoording van {} is ingediend", "De verantwoording\nis ingediend",
               "De academie leest nu wat jullie deden.", "Lees wat er is ingediend"),
    TERUG: (Status.LOPEND, "Een vraag over de verantwoording van {}", "De academie wil\nnog iets weten",
            "Pas de verantwoording aan en teken haar opnieuw.", "Naar de verantwoording"),
    VAST: (Status.VASTGESTELD, "De bijdrage van {} staat vast", "De bijdrage\nstaat vast",
           "Je leest welk bedrag het is, en waarom.", "Lees wat is vastgesteld"),
}  # fmt: skip


def _make(soort):
    status, onderwerp, titel, preheader, knop = _TEKST[soort]

    def make(bericht):
        pk = int(bericht.aanleiding.rsplit(":", 1)[1])
        met = ("verantwoording__aanvraag__netwerk", "verantwoording__aanvraag__ronde")
        rij = Ondertekening.objects.select_related(*met).filter(verantwoording=pk).first()
        if rij is None or rij.verantwoording.aanvraag.status != status:
            return SlaOver("De verantwoording is intussen verder.")
        aanvraag = rij.verantwoording.aanvraag
        if not BEGELEIDERS & aanvraag.netwerk.rollen_of(bericht.aan):
            return SlaOver("Deze persoon begeleidt het netwerk niet meer.")
        url = settings.BASE_URL + reverse("subsidie:verantwoording", args=[aanvraag.sleutel])
        return Inhoud(
            onderwerp=onderwerp.format(aanvraag.netwerk.naam),
            template=f"email/subsidie/{soort.partition('.')[2]}",
            context={
                "netwerk": aanvraag.netwerk, "aanvraag": aanvraag, "vraag": rij.vraag, "op": dag(rij.op),
                "titel": titel, "knoppen": [(knop, url)],
            },
            preheader=preheader,
            reden=f"Je krijgt deze mail omdat je {aanvraag.netwerk.naam} begeleidt of de aanvraag indiende.",
            lees=(knop, url),
        )  # fmt: skip

    return make


def register() -> None:
    for soort, naam in (
        (GETEKEND, "Verantwoording ingediend"), (TERUG, "Vraag over de verantwoording"), (VAST, "Bijdrage vastgesteld"),
    ):  # fmt: skip
        register_soort(Soort(soort, naam, _make(soort), houdbaar=timedelta(days=14), bewerkbaar=False))
