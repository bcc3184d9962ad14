"""The mail with a decision: to everybody who guides the netwerk, when it is told."""

from datetime import timedelta

from django.conf import settings

from berichten.services import queue_bericht
from berichten.soorten import Inhoud, SlaOver, Soort
from berichten.soorten import register as register_soort
from kern.adres import reverse
from netwerken.rollen import EIGENAAR, FACILITATOR, PENVOERDER
from personen.models import Persoon
from subsidie.besluit.models import Besluit

BESLUIT = "subsidie.besluit"
BEGELEIDERS = frozenset({PENVOERDER, EIGENAAR, FACILITATOR})


def tell_netwerk(besluit: Besluit) -> None:
    netwerk = besluit.aanvraag.netwerk
    wie = netwerk.deelnames.lid().filter(rol__in=BEGELEIDERS)
    for persoon in Persoon.objects.filter(pk__in=wie.values("persoon")).order_by("pk"):
        queue_bericht(
            soort=BESLUIT, sleutel=f"{BESLUIT}:{besluit.pk}:{persoon.pk}", aan=persoon, context=netwerk.context,
            aanleiding=f"besluit:{besluit.pk}",
        )  # fmt: skip


def _besluit(bericht):
    besluit = (
        Besluit.objects.verteld()
        .select_related("aanvraag__netwerk", "aanvraag__ronde")
        .filter(pk=int(bericht.aanleiding.rsplit(":", 1)[1]))
        .first()
    )
    if besluit is None:
        return SlaOver("Het besluit is er niet meer.")
    aanvraag = besluit.aanvraag
    if not aanvraag.netwerk.rollen_of(bericht.aan) & BEGELEIDERS:
        return SlaOver("Deze persoon begeleidt het netwerk niet meer.")
    url = settings.BASE_URL + reverse("subsidie:brief", args=[aanvraag.sleutel])
    return Inhoud(
        onderwerp=f"Het besluit over jullie aanvraag: {aanvraag.netwerk.naam}",
        template="email/subsidie/besluit",
        context={
            "netwerk": aanvraag.netwerk, "aanvraag": aanvraag, "titel": "Er is een besluit\nover jullie aanvraag",
            "knoppen": [("Lees de brief", url)],
        },
        afzender="Leernetwerken",
        preheader="In de brief staat wat er besloten is, en waarom.",
        reden=f"Je krijgt deze mail omdat je {aanvraag.netwerk.naam} begeleidt of de aanvraag indiende.",
        lees=("Lees de brief", url),
    )  # fmt: skip


def register() -> None:
    register_soort(Soort(BESLUIT, "Besluit over de aanvraag", _besluit, houdbaar=timedelta(days=14), bewerkbaar=False))
