"""One aanvraag of the demo is being judged: one beoordelaar is half-way, another filed an advice."""

from netwerken.models import Netwerk
from overzicht.voorbeeld.mensen import DOMEIN
from personen.models import Persoon
from subsidie.beoordeling import services
from subsidie.beoordeling.criteria import GOED, find_laatste, read_criteria
from subsidie.models import (
    Aanvraag,
    Aanvulvraag,
    Advies,
    Afrekening,
    Belangverklaring,
    Belnotitie,
    Besluit,
    Bespreekpunt,
    Criteriumstand,
    Oordeel,
    Startgesprek,
    Toewijzing,
    Tussenbericht,
    Uitbetaling,
    Verantwoording,
    Wijziging,
)

NETWERK = "persoonlijk-leiderschap"
LEZERS = ("beoordelaar", "beoordelaar2")
VAN_JAAR = (Wijziging, Afrekening, Uitbetaling, Startgesprek, Tussenbericht, Criteriumstand)
VAN_LEZEN = (Belangverklaring, Bespreekpunt, Aanvulvraag)
HALF = 3  # criteria that the first beoordelaar has a verdict on
REDENEN = (
    "Schoolleiders van verschillende besturen vragen hier zelf om, en ze vertellen waarom.",
    "Dit staat er concreet in. Je ziet voor je hoe de groep dit gaat doen.",
    "De opzet past bij wat de groep wil leren, en er is iemand die haar begeleidt.",
)
ADVIES = (
    "Een groep die al begon voordat er geld was. De vraag leeft op de scholen en het plan is klein genoeg om te lukken."
    " Spreek wel af wie in het tweede jaar de kar trekt."
)


def load():
    """Nothing when the netwerk did not hand anything in, or when it is judged already."""
    aanvraag = Aanvraag.objects.filter(netwerk__slug=NETWERK, status="ingediend", toewijzingen=None).first()
    if aanvraag is None:
        return
    mensen = Persoon.objects.in_bulk([f"{wie}@{DOMEIN}" for wie in ("beslisser", *LEZERS)], field_name="email")
    staf, een, ander = (mensen[f"{wie}@{DOMEIN}"] for wie in ("beslisser", *LEZERS))
    services.mark_complete(aanvraag, by=staf)
    _judge(aanvraag, een, HALF)
    toewijzing = _judge(aanvraag, ander)
    services.file_advies(toewijzing, "toekennen", ADVIES, by=ander)


def _judge(aanvraag, persoon, hoogstens=None):
    """By hand and not by the service: nothing leaves from the demo."""
    toewijzing = Toewijzing.objects.create(aanvraag=aanvraag, persoon=persoon)
    criteria = read_criteria(aanvraag, find_laatste(aanvraag))
    eerst = sorted(criteria, key=lambda criterium: criterium.stand == GOED)
    for n, criterium in enumerate(eerst[:hoogstens]):
        services.save_oordeel(toewijzing, criterium.code, "voldoende", REDENEN[n % len(REDENEN)], by=persoon)
    return toewijzing


def remove(slugs):
    """What was said about aanvragen of these netwerken."""
    netwerken = Netwerk.objects.filter(slug__in=slugs)
    for model in (Oordeel, Advies):
        model.objects.filter(toewijzing__aanvraag__netwerk__in=netwerken).delete()
    for model in (*VAN_JAAR, Verantwoording, Belnotitie, Besluit, Toewijzing, *VAN_LEZEN):
        model.objects.filter(aanvraag__netwerk__in=netwerken).delete()
