"""What rounds of questions tell the kompas. Only figures that the group may see itself, never a band or a difference
that the guard holds back (``wacht``).
"""

from collections import defaultdict
from dataclasses import dataclass
from datetime import timedelta

from bijeenkomsten.signalen.keren import lees_keren
from bijeenkomsten.signalen.komst import procent
from evaluatie.bevinding import ZWAK
from evaluatie.models import Meting, Speerpunt
from evaluatie.signalen import DALING, EVALUATIES
from evaluatie.speerpunt.hefbomen import BEWOOG, Beweging, find_beweging
from evaluatie.uitslag import Uitslag, read_uitslagen
from evaluatie.uitslag.verloop import make_verloop, pick_rondes
from evaluatie.wacht import read_groepen
from fasen.kompas.drempels import GEWOONTE, PATROON
from fasen.kompas.signaal import Peiling, aandacht, goed, onbekend, signaal
from kern.templatetags.kern import getal
from kern.tijd import maand_jaar

Soort, Status = Meting.Soort, Meting.Status
JAAR = timedelta(days=365)
BAROMETERS = {Soort.BAROMETER, Soort.EINDMETING}
GEBRUIKT, GEMERKT = "bar-20", "bar-21"  # the same questions in both lists


@dataclass(frozen=True)
class Rondes:
    """Of one netwerk: its rounds, latest first, what may be shown of the last barometer, and how its lever moved."""

    alle: tuple[Meting, ...] = ()
    laatste: Uitslag | None = None
    beweging: Beweging | None = None
    geweest: int = 0  # meetings of the last year

    @property
    def barometers(self):
        return [m for m in self.alle if m.soort in BAROMETERS and m.is_gesloten]

    @property
    def toonbaar(self):
        return [m for m in self.barometers if m.is_toonbaar]


def lees_rondes(peiling: Peiling) -> dict[int, Rondes]:
    """Four queries for any number of netwerken, one when there are no rounds."""
    rows = Meting.objects.filter(
        netwerk__in=peiling.ids, soort__in=[*BAROMETERS, Soort.NULMETING], opent_op__lte=peiling.nu,
        status__in=[Status.OPEN, Status.GESLOTEN],
    ).defer("moment", "naam", "reden").order_by("-opent_op", "-pk")  # fmt: skip
    per_netwerk = defaultdict(list)
    for meting in rows:
        per_netwerk[meting.netwerk_id].append(meting)
    barometers = [m for m in rows if m.soort in BAROMETERS and m.is_gesloten]
    uitslagen, groepen = read_uitslagen(barometers), read_groepen(barometers) if barometers else {}
    speerpunten = (
        {s.meting_id: s for s in Speerpunt.objects.filter(meting__in=barometers).defer("wat")} if barometers else {}
    )
    keren = peiling.feiten(lees_keren)
    gevonden = {}
    for netwerk in peiling.netwerken:
        rondes = Rondes(tuple(per_netwerk[netwerk.pk]), geweest=len(keren[netwerk.pk].geweest))
        if te_zien := rondes.toonbaar:
            beweging = _weigh(te_zien[0], rondes.barometers, uitslagen, groepen, speerpunten)
            rondes = Rondes(rondes.alle, uitslagen[te_zien[0].pk], beweging, rondes.geweest)
        gevonden[netwerk.pk] = rondes
    return gevonden


def _weigh(laatste, barometers, uitslagen, groepen, speerpunten):
    """How the last lever before the last round moved; None when there was no lever."""
    eerder = [m for m in barometers if m.opent_op < laatste.opent_op]
    return find_beweging(make_verloop(pick_rondes(laatste, eerder), uitslagen, groepen), speerpunten)


@signaal(
    lees_rondes, code="evaluatie.nulmeting", naam="Jullie weten waar jullie begonnen", ernst=1, valkuil="VK-49",
    tips=("TIP-65", "TIP-26"), doen=EVALUATIES,
    uitleg="We kijken of er aan het begin een nulmeting of een barometer was. Is die er na drie bijeenkomsten niet, "
    "dan vraagt dat aandacht.",
)  # fmt: skip
def nulmeting(rondes, netwerk, peiling):
    if rondes.alle:
        return goed(f"De eerste ronde vragen was in {maand_jaar(rondes.alle[-1].opent_op)}.")
    if rondes.geweest < GEWOONTE:
        return onbekend("Er was nog geen nulmeting, en dat hoeft ook nog niet.", "Dat weten we na drie bijeenkomsten.")
    return aandacht("Er was nog geen nulmeting en geen barometer.")


@signaal(
    lees_rondes, code="evaluatie.barometer", naam="Jullie kijken elk jaar hoe het netwerk ervoor staat", ernst=2,
    valkuil="VK-49", tips=("TIP-65", "TIP-18"), doen=EVALUATIES,
    uitleg="We kijken wanneer de laatste barometer was. Is dat langer dan een jaar geleden, dan vraagt dat aandacht.",
)  # fmt: skip
def barometer(rondes, netwerk, peiling):
    laatste = next((m for m in rondes.alle if m.soort in BAROMETERS), None)
    if laatste is None:
        if rondes.geweest < GEWOONTE:
            return onbekend("Er was nog geen barometer.", "Dat weten we na drie bijeenkomsten.")
        return aandacht("Er was nog geen barometer.")
    zin = f"De laatste barometer was in {maand_jaar(laatste.opent_op)}."
    return goed(zin) if peiling.nu - laatste.opent_op <= JAAR else aandacht(zin)


@signaal(
    lees_rondes, code="evaluatie.respons_barometer", naam="De barometer blijft van iedereen", ernst=2, valkuil="VK-12",
    tips=("TIP-65", "TIP-12", "TIP-46"), vraag="Wat deden we met de vorige uitslag?", doen=EVALUATIES,
    uitleg="We leggen de laatste twee barometers met genoeg antwoorden naast elkaar. Doet een vijfde deel minder "
    "mensen mee, dan vraagt dat aandacht. Wat iemand antwoordde telt hier niet.",
)  # fmt: skip
def respons_barometer(rondes, netwerk, peiling):
    laatste = rondes.toonbaar[:PATROON]
    if len(laatste) < PATROON:
        return onbekend("Er zijn nog geen twee barometers met genoeg antwoorden.", "Dat weten we na twee barometers.")
    nu, eerst = (m.ingevuld / m.genodigd for m in laatste)
    zin = f"Aan de laatste barometer deed {procent(nu)} mee, aan die daarvoor {procent(eerst)}."
    return aandacht(zin) if eerst - nu >= DALING else goed(zin)


@signaal(
    lees_rondes, code="evaluatie.onderwerp_laag", naam="Geen onderwerp blijft achter", ernst=2, valkuil="VK-14",
    tips=("TIP-26", "TIP-18"), vraag="Wat verklaart dat dit onderwerp achterblijft?", doen=EVALUATIES,
    uitleg="We kijken naar het laagste onderwerp van de laatste barometer. Onder de 3,0 vraagt dat aandacht. "
    "Is de uitslag maar ongeveer te tonen, dan zeggen we niets.",
)  # fmt: skip
def onderwerp_laag(rondes, netwerk, peiling):
    getoond = [d for d in rondes.laatste.dimensies if d.gemiddelde is not None] if rondes.laatste else []
    if not getoond:
        return onbekend(
            "Er is geen barometer met precieze cijfers.", "Dat weten we na een barometer met vijf of meer antwoorden."
        )
    laagste = min(getoond, key=lambda d: d.gemiddelde)
    zin = f"Het laagst is {laagste.naam} met {getal(laagste.gemiddelde)}."
    return aandacht(zin) if laagste.gemiddelde < ZWAK else goed(zin)


@signaal(
    lees_rondes, code="evaluatie.hefboom", naam="Wat jullie kozen, beweegt", ernst=2, valkuil="VK-14",
    tips=("TIP-47", "TIP-08"), vraag="Wat zou dit onderwerp wel in beweging brengen?", doen=EVALUATIES,
    uitleg="Na een barometer kiest de groep één onderwerp om aan te werken. We kijken of dat bij de volgende "
    "omhoogging. Zijn de rondes niet te vergelijken, dan zeggen we niets.",
)  # fmt: skip
def hefboom(rondes, netwerk, peiling):
    if rondes.beweging is None or rondes.beweging.bewoog is None:
        return onbekend(
            "Of jullie onderwerp bewoog, is nog niet te zeggen.",
            "Dat weten we na een volgende barometer met dezelfde groep.",
        )
    zin = f"Jullie werkten aan {rondes.beweging.speerpunt.naam}. {rondes.beweging.zin}"
    return goed(zin) if rondes.beweging.bewoog >= BEWOOG else aandacht(zin)


@signaal(
    lees_rondes, code="evaluatie.gebruik", naam="Wat jullie leren, wordt gebruikt", ernst=2, valkuil="VK-14",
    tips=("TIP-17", "TIP-18", "TIP-53"), vraag="Wat gebruikte je op school, en wie merkte dat?", uit=("inbedding",),
    doen=EVALUATIES,
    uitleg="In de barometer vragen we of mensen iets gebruiken in hun eigen praktijk, en of collega’s er iets van "
    "merken. Staat een van die twee onder de 3,0, dan vraagt dat aandacht. Over een barometer van langer dan een jaar "
    "geleden zeggen we niets.",
)  # fmt: skip
def gebruik(rondes, netwerk, peiling):
    """002 F4 (transfer): the round at the move to Inbedding asks it, leaving Inbedding needs the answer."""
    cijfers = {}
    if rondes.laatste and peiling.nu - rondes.laatste.meting.opent_op <= JAAR:
        cijfers = {v.vraag.code: v.gemiddelde for v in rondes.laatste.vragen if v.gemiddelde is not None}
    gebruikt, gemerkt = (cijfers.get(code) for code in (GEBRUIKT, GEMERKT))
    if gebruikt is None:
        return onbekend(
            "Of jullie gebruiken wat jullie leren, is nog niet te zeggen.",
            "Dat weten we na een nieuwe barometer met vijf of meer antwoorden.",
        )
    zin = f"Of je iets gebruikt in je eigen praktijk kreeg {getal(gebruikt)}."
    if gemerkt is not None:
        zin += f" Of collega’s er iets van merken kreeg {getal(gemerkt)}."
    return aandacht(zin) if min(gebruikt, gebruikt if gemerkt is None else gemerkt) < ZWAK else goed(zin)
