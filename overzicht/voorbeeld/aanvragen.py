"""What the demo groups ask in the open round: one is still writing, others handed in."""

from netwerken.models import Netwerk
from subsidie.aanvragen.formulier import make_afdruk
from subsidie.aanvragen.services import begin, find_mist_of, save_velden, set_akkoord, submit
from subsidie.models import Aanvraag, Bijlage, Inzending, Opmerking, Spoorregel
from subsidie.opmerkingen.services import add_opmerking

CONCEPT = "smart-government"
BINNEN = ("verbindend-vernieuwen", "moreel-beraad-en-bildung", "persoonlijk-leiderschap")

_WAAROM = {
    "aanvrager.functie": "rector",
    "aanvrager.organisatie": "Scholengroep Veenweide",
    "waarom.behoefte": (
        "Drie rectoren uit de regio liepen in hetzelfde jaar op dezelfde vraag vast. Ze belden elkaar toch al en wilden"
        " dat met meer scholen en minder toeval doen."
    ),
}
_HEEL = _WAAROM | {
    "waarom.steun": "Twee besturen stellen tijd beschikbaar.",
    "leren.competenties": "Een gesprek voeren waarin het team zelf een keuze maakt, en die keuze volhouden.",
    "leren.gedrag": "Eén vast moment per maand waarop collega’s bij elkaar kijken, en erover vertellen.",
    "leren.meten": "Met de vragen bij het begin, halverwege en aan het eind.",
    "plan.bijeenkomsten": 5,
    "plan.opzet": "Elke keer begint bij een vraag van iemand. Daarna kijken we op die school mee.",
    "plan.tussendoor": "Tweetallen bellen elkaar een keer tussendoor. De facilitator houdt bij of dat lukt.",
    "plan.begeleiding": "Iemand die al langer groepen van schoolleiders begeleidt en de streek kent.",
    "vervolg.jaar-twee": "De scholen betalen de ruimte en ieder begeleidt om de beurt.",
}
_GELD = {
    "tarief": 60_00, "1.procesbegeleiding.bijdrage": 5_400_00, "1.procesbegeleiding.toelichting": "Zes keer een dag",
    "1.sprekers.bijdrage": 1_500_00, "1.locatie.bijdrage": 900_00, "1.locatie.eigen": 600_00,
    "1.vervanging.uren": 4 * 90, "2.procesbegeleiding.eigen": 1_500_00, "2.locatie.eigen": 900_00,
    "2.vervanging.uren": 4 * 40,
}  # fmt: skip
_BEGONNEN = {"1.procesbegeleiding.bijdrage": 4_800_00, "1.locatie.bijdrage": 650_00, "1.locatie.eigen": 350_00}
VRAAG = "Weet iemand wat de zaal in Zaandam per dagdeel kost? Ik heb nu een gok ingevuld."


def load(ronde, now):
    """What these netwerken ask in this round, with the services: loading twice changes nothing."""
    for netwerk in Netwerk.objects.filter(slug__in=BINNEN, aanvragen=None).order_by("pk"):
        hand_in(begin(netwerk, ronde, by=_find_penvoerder(netwerk)), now)
    for netwerk in Netwerk.objects.filter(slug=CONCEPT, aanvragen=None):
        _write(begin(netwerk, ronde, by=_find_penvoerder(netwerk)))


def _find_penvoerder(netwerk):
    return netwerk.deelnames.get(rol="penvoerder").persoon


def _save(aanvraag, waarden, geld):
    waarden = waarden | {f"begroting.{code}": waarde for code, waarde in geld.items()}
    gezien = {code: make_afdruk(aanvraag.antwoorden.get(code)) for code in waarden}
    return save_velden(aanvraag, waarden, gezien=gezien, by=aanvraag.begonnen_door).aanvraag


def _write(aanvraag):
    _save(aanvraag, _WAAROM, _BEGONNEN)
    add_opmerking(aanvraag, "begroting", VRAAG, by=aanvraag.begonnen_door)


def hand_in(aanvraag, now):
    """Fill it in whole, and hand it in."""
    by = aanvraag.begonnen_door
    versie = aanvraag.regelingversie.regeling.akkoord.versie
    aanvraag = set_akkoord(_save(aanvraag, _HEEL, _GELD), versie, by=by)
    if not find_mist_of(aanvraag):
        submit(aanvraag, gezien=make_afdruk(aanvraag.antwoorden), aangekomen=now, by=by)


def remove(slugs):
    """Everything of these netwerken; a track only goes when its aanvraag is gone."""
    pks = list(Aanvraag.objects.filter(netwerk__slug__in=slugs).values_list("pk", flat=True))
    for model in (Bijlage, Opmerking, Inzending):
        model.objects.filter(aanvraag__in=pks).delete()
    rows = Aanvraag.objects.filter(pk__in=pks)
    rows._raw_delete(rows.db)
    Spoorregel.objects.filter(aanvraag_id__in=pks).delete()
