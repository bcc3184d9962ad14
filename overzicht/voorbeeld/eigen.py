"""Werkvormen of the demo data that somebody wrote: one kept private, one offered, one half done; and favourites."""

from datetime import timedelta
from uuid import uuid4

from berichten.models import Bericht
from overzicht.voorbeeld.mensen import DOMEIN
from werkvormen.inhoud.soorten import make_kaart
from werkvormen.models import Concept, Origineel, Werkvorm
from werkvormen.services import create_werkvorm, keep_favorite, offer_werkvorm, save_concept

_GEWOON = {
    "code": "", "soort": "werkvorm", "plek": ["fysiek"], "online": "", "helpt_bij": [], "verwant": [],
    "herkomst": "bekend", "eigen_versie": False, "bronnen": [],
}  # fmt: skip
# The slug of what it was made from, and the kaart.
AANGEBODEN = ("", _GEWOON | {
    "slug": "van-school-naar-school-lopen", "naam": "Van school naar school lopen",
    "samenvatting": "Je loopt in tweetallen van de ene school naar de andere. Onderweg vertel je wat je morgen ziet.",
    "doel": "Elkaars school leren kennen nog voordat je er binnen bent.",
    "wanneer": "Als twee scholen op loopafstand liggen. Niet doen bij regen of als iemand slecht ter been is.",
    "doelen": ["kennismaken", "uitwisselen"], "fasen": ["verkenning", "ontwikkeling"], "momenten": ["opening", "kern"],
    "tijd": "praten", "energie": "actief",
    "duur": {"min": 30, "max": 50, "toelichting": ""},
    "groep": {"min": 4, "max": 16, "toelichting": "In tweetallen van twee scholen."},
    "ruimte": "Buiten. Loop de route een keer vooraf.",
    "materiaal": ["Kaartje met de route", "Per tweetal één vraag op papier"],
    "voorbereiding": "Kies een route van een half uur en een plek om halverwege te wisselen.",
    "stappen": [
        {"titel": "Maak tweetallen", "tekst": "Zet mensen van twee scholen bij elkaar en geef ze de vraag.",
         "minuten": 5},
        {"titel": "Loop en luister", "tekst": "De een vertelt over de eigen school, de ander vraagt door. Halverwege "
         "wisselen jullie.", "minuten": 25},
        {"titel": "Kom samen binnen", "tekst": "Bij de deur noemt elk tweetal één ding om straks op te letten.",
         "minuten": 10},
    ],
    "variaties": ["Geen tweede school in de buurt? Loop een ronde door de wijk van de leerlingen."],
    "let_op": ["Zeg vooraf hoe ver het is, en wie met de auto kan."],
    "voorbeeldvraag": "Wat zie ik morgenochtend bij jullie op de gang?",
})  # fmt: skip
NIET_AANGEBODEN = ("een-twee-vier-allen", _GEWOON | {
    "slug": "een-twee-vier-met-stilte", "naam": "1-2-4-Allen met een stille start",
    "samenvatting": "Zoals 1-2-4-Allen, maar je begint met vijf minuten schrijven. Zo komt ook de stille denker mee.",
    "doel": "Iedereen laten meepraten, ook wie eerst moet nadenken.",
    "wanneer": "Bij een vraag die schuurt. Voor een lichte vraag is de korte versie genoeg.",
    "doelen": ["ideeen", "uitwisselen"], "fasen": ["ontwikkeling", "verdieping"], "momenten": ["opening", "kern"],
    "tijd": "praten", "energie": "gemiddeld",
    "duur": {"min": 20, "max": 25, "toelichting": ""},
    "groep": {"min": 8, "max": 30, "toelichting": "In groepjes van vier."},
    "ruimte": "Losse tafels.", "materiaal": ["Papier en pen"], "voorbereiding": "",
    "stappen": [
        {"titel": "Schrijf in stilte", "tekst": "Iedereen schrijft vijf minuten. Ook jij.", "minuten": 5},
        {"titel": "Vertel het aan één ander", "tekst": "Lees voor wat je schreef. De ander vraagt alleen door.",
         "minuten": 5},
        {"titel": "Zoek met z’n vieren", "tekst": "Wat hoor je twee keer? Schrijf dat op één vel.", "minuten": 7},
        {"titel": "Hoor elke groep", "tekst": "Elke groep zegt één zin. Nog niet bespreken.", "minuten": 5},
    ],
    "variaties": [], "let_op": ["Houd de stilte vol. De eerste minuut voelt lang."], "voorbeeldvraag": "",
})  # fmt: skip
HALF = {
    "velden": {
        "naam": "Foto van een gewone dag", "samenvatting": "Iedereen laat één foto zien van een les van deze week.",
        "doel": "Zien hoe het er bij een ander echt aan toe gaat.", "energie": "rustig", "tijd": "praten",
        "plek": ["fysiek"], "groep_min": 4, "groep_max": 16,
    },
    "stappen": [{"titel": "Laat je foto zien", "tekst": "Zeg niets. De anderen zeggen wat ze zien.", "minuten": 10}],
}  # fmt: skip
FAVORIETEN = {
    "facilitator": ("een-twee-vier-allen", "incidentmethode", "intervisie", "worldcafe"),
    "deelnemer": ("een-twee-vier-allen", "worldcafe"),
}


def load(accounts, now):
    """Of the catalogue it uses what is loaded."""
    facilitator = accounts[f"facilitator@{DOMEIN}"]
    for (origineel, data), is_aangeboden in ((AANGEBODEN, True), (NIET_AANGEBODEN, False)):
        bron = Werkvorm.objects.gepubliceerd().filter(slug=origineel).first()
        werkvorm = create_werkvorm(make_kaart(data), by=facilitator, origineel=Origineel.of(bron) if bron else None)
        if is_aangeboden:
            offer_werkvorm(werkvorm, by=facilitator)
            Werkvorm.objects.filter(pk=werkvorm.pk).update(aangeboden_op=now - timedelta(days=3))
            Bericht.objects.filter(aanleiding=f"werkvorm:{werkvorm.pk}").delete()  # read three days ago
    save_concept(uuid4(), HALF, by=facilitator, seen=0)
    for wie, slugs in FAVORIETEN.items():
        for werkvorm in Werkvorm.objects.gepubliceerd().filter(slug__in=slugs):
            keep_favorite(werkvorm, accounts[f"{wie}@{DOMEIN}"], bewaar=True)


def remove():
    """What the accounts of the demo wrote; the favourites go with the werkvormen they are of or stay."""
    Werkvorm.objects.filter(eigenaar__email=f"facilitator@{DOMEIN}").delete()
    Concept.objects.filter(eigenaar__email=f"facilitator@{DOMEIN}").delete()
