"""What rounds of questions tell the kompas. Only figures that the group may see itself, never a band or a difference
that the guard holds back (``wacht``).
"""

from collections import defaultdict
from dataclasses import dataclass, replace
from datetime import timedelta

from bijeenkomsten.signalen.keren import lees_keren
from bijeenkomsten.signalen.komst import procent
from evaluatie.bevinding import ZWAK
from evaluatie.models import Meting
from evaluatie.signalen import DALING, EVALUATIES
from evaluatie.speerpunt.hefbomen import BEWOOG, Beweging, find_beweging
from evaluatie.uitslag import Uitslag, read_uitslagen
from evaluatie.uitslag.verloop import make_verloop, pick_rondes
from evaluatie.wacht import find_wie, make_groep
from fasen.kompas.drempels import GEWOONTE, PATROON
from fasen.kompas.signaal import Peiling, aandacht, goed, onbekend, signaal
from kern.prepared import prepared
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


@prepared(many=["netwerken"])
def _find_rondes(netwerken, nu):
    rows = Meting.objects.filter(
        netwerk__in=netwerken, soort__in=[*BAROMETERS, Soort.NULMETING], opent_op__lte=nu,
        status__in=[Status.OPEN, Status.GESLOTEN],
    ).select_related("speerpunt").defer("moment", "naam", "reden", "speerpunt__wat")  # fmt: skip
    return rows.annotate(wie=find_wie()).order_by("-opent_op", "-pk")


def lees_rondes(peiling: Peiling) -> dict[int, Rondes]:
    """Two queries for any number of netwerken, one when there is nothing to show; and the meetings."""
    per_netwerk, keren = defaultdict(list), peiling.feiten(lees_keren)
    for meting in _find_rondes(peiling.ids, peiling.nu) if peiling.ids else ():
        per_netwerk[meting.netwerk_id].append(meting)
    gevonden = {pk: Rondes(tuple(per_netwerk[pk]), geweest=len(keren[pk].geweest)) for pk in peiling.ids}
    te_wegen = {pk: _find_te_wegen(rondes) for pk, rondes in gevonden.items() if rondes.toonbaar}
    uitslagen = read_uitslagen(meting for metingen in te_wegen.values() for meting in metingen)
    for pk, metingen in te_wegen.items():
        beweging = _weigh(metingen, uitslagen)
        gevonden[pk] = replace(gevonden[pk], laatste=uitslagen[metingen[-1].pk], beweging=beweging)
    return gevonden


def _find_te_wegen(rondes):
    """The last round that can be seen, after the one with the last lever before it, if there is one."""
    laatste = rondes.toonbaar[0]
    samen = pick_rondes(laatste, [m for m in rondes.barometers if m.opent_op < laatste.opent_op])
    met_hefboom = [m for m in samen[:-1] if hasattr(m, "speerpunt")]
    return [*met_hefboom[-1:], laatste]


def _weigh(metingen, uitslagen):
    """How the last lever before the last round moved; None when there was no lever."""
    groepen = {m.pk: make_groep(m.wie) for m in metingen}
    speerpunten = {m.pk: m.speerpunt for m in metingen[:-1]}
    return find_beweging(make_verloop(metingen, uitslagen, groepen), speerpunten) if speerpunten else None


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
