"""The draaiboek of the coming meeting of the network one signs in with: a day as somebody would really plan it.

Werkvormen come out of the catalogue when it is loaded, with their goal, steps and materials; what stands here goes
before that. It is a quarter of an hour too long, so that the page has something to say.
"""

from datetime import time

from bijeenkomsten.draaiboek.bloknamen import AFSPRAKEN
from bijeenkomsten.draaiboek.services import save_sjabloon
from bijeenkomsten.draaiboek.uit_werkvorm import make_waarden
from bijeenkomsten.models import Programmaonderdeel
from werkvormen.models import Werkvorm

# {begeleider} leads the netwerk; {een} and {ander} prepare this meeting.
DAG = (
    {"titel": "Koffie en aankomen", "minuten": 20, "soort": "rust", "materiaal": "Koffie en thee in de aula"},
    {
        "titel": AFSPRAKEN,
        "minuten": 15,
        "wie": "{begeleider}",
        "doel": "Iedereen hoort wat er van de vorige keer terugkomt.",
        "notities": "Begin bij wie vorige keer een regel uitzette. Hooguit één minuut per persoon.",
    },
    {
        "werkvorm": "verbeelding-met-foto-s",
        "titel": "Verbeelding met foto's",
        "minuten": 30,
        "wie": "{een}",
        "vraag": "Welke foto past bij jouw school zonder die ene regel?",
        "materiaal": "Veertig foto's, open op tafel\nGroot vel en een stift",
    },
    {
        "werkvorm": "intervisie",
        "titel": "Intervisie: de regel die terugkwam",
        "minuten": 75,
        "wie": "{begeleider}",
        "vraag": "Wie wilde die regel terug, en waarom?",
        "notities": "In de bibliotheek. Vraag vooraf wie er iets inbrengt.",
    },
    {
        "werkvorm": "roddelmethode",
        "titel": "Roddelmethode: het team dat wacht",
        "minuten": 60,
        "wie": "{ander}",
        "tegelijk": True,
        "vraag": "Wat heeft dit team nodig voor een eerste stap?",
        "notities": "In lokaal 12.",
    },
    {"titel": "Pauze", "minuten": 15, "soort": "rust"},
    {
        "werkvorm": "triz",
        "titel": "TRIZ: stop wat tegenwerkt",
        "minuten": 40,
        "wie": "{een}",
        "soort": "maken",
        "vraag": "Hoe zorgen we dat ons team nooit meer rust heeft?",
    },
    {
        "titel": "Lunch",
        "minuten": 60,
        "soort": "rust",
        "begint_vast": time(12, 45),
        "materiaal": "Soep en broodjes voor 17 mensen",
    },
    {
        "titel": "Rondleiding over het leerplein",
        "minuten": 60,
        "soort": "luisteren",
        "wie": "Leerlingen van Lyceum Overtuin",
        "toelichting": "In groepjes met een leerling de school door. Kijk waar het rustig is, en vraag hoe dat komt.",
        "materiaal": "Kijkvragen op een halve bladzijde",
    },
    {
        "werkvorm": "vertaalslag-na-een-spreker",
        "titel": "Wat betekent dit voor jouw school?",
        "minuten": 25,
        "wie": "{ander}",
        "vraag": "Wat zag je dat morgen bij jullie zou kunnen?",
    },
    {"titel": "Pauze", "minuten": 15, "soort": "rust", "materiaal": "Thee en fruit"},
    {
        "werkvorm": "worldcafe",
        "titel": "Worldcafé",
        "minuten": 90,
        "soort": "maken",
        "wie": "{een} en {begeleider}",
        "vraag": "Wat geeft een team rust terwijl er iets verandert?",
        "notities": "Drie tafels, drie vragen. Hang de oogst op voor de foto.",
    },
    {
        "werkvorm": "15-procent-stappen",
        "titel": "15%-stappen",
        "minuten": 25,
        "wie": "{ander}",
        "vraag": "Wat kun je voor vrijdag doen zonder het aan iemand te vragen?",
    },
    {
        "titel": "Afspraken en afronden",
        "minuten": 25,
        "wie": "{begeleider}",
        "vraag": "Wat doe je voor de volgende keer?",
        "materiaal": "Eén kaartje per persoon",
    },
)
SJABLOON = "Dag op bezoek bij een school"


def load(bijeenkomst, *, by):
    """Put it in the meeting, and keep it as a sjabloon for who prepares here."""
    namen = [persoon.naam.split()[0] for persoon in bijeenkomst.voorbereiders.order_by("naam", "pk")]
    rollen = dict(zip(("een", "ander"), [*namen, "Een voorbereider", "Een voorbereider"], strict=False))
    rollen["begeleider"] = by.naam.split()[0]
    slugs = [blok["werkvorm"] for blok in DAG if "werkvorm" in blok]
    kaarten = {werkvorm.slug: werkvorm for werkvorm in Werkvorm.objects.filter(slug__in=slugs)}
    Programmaonderdeel.objects.bulk_create(
        Programmaonderdeel(bijeenkomst=bijeenkomst, volgorde=plek, gewijzigd_door=by, **_make(blok, kaarten, rollen))
        for plek, blok in enumerate(DAG, 1)
    )
    save_sjabloon(bijeenkomst, naam=SJABLOON, gedeeld=True, by=by)


def _make(blok, kaarten, rollen):
    werkvorm = kaarten.get(blok.get("werkvorm"))
    waarden = make_waarden(werkvorm) if werkvorm else {}
    eigen = {veld: waarde for veld, waarde in blok.items() if veld != "werkvorm"}
    return waarden | eigen | {"wie": blok.get("wie", "").format(**rollen)}
