"""What every line of the track says, in one sentence: for the academie, and for the netwerk.

Two sentences, because a netwerk reads less: nothing of who judged, and nothing of a decision before it is told. A step
without a sentence for the netwerk does not exist for it. A test looks up every step that is written anywhere.
"""

from dataclasses import dataclass
from datetime import date

from kern.tijd import dag
from subsidie.begroting.bedragen import show_bedrag
from subsidie.beoordeling.models import Toewijzing
from subsidie.toestand import Stap


@dataclass(frozen=True)
class Zin:
    """``is_blind``: about what a beoordelaar thinks; others read it when ``beoordeling.models.read_by`` says so."""

    academie: str
    netwerk: str = ""
    is_blind: bool = False


def _beide(zin: str) -> Zin:
    return Zin(zin, zin)


# A step, or "step:rol" where it matters who took it. In braces a fact of the line.
ZINNEN: dict[str, Zin] = {
    "beginnen": Zin("Het netwerk begon aan de aanvraag.", "De aanvraag is begonnen."),
    "akkoord": Zin("Het netwerk gaat akkoord met meekijken.", "Jullie gaan akkoord met meekijken."),
    "akkoord terug": Zin("Het netwerk nam het akkoord terug.", "Jullie namen het akkoord terug."),
    Stap.INDIENEN: _beide("De aanvraag is ingediend."),
    Stap.INTREKKEN: _beide("De aanvraag is ingetrokken."),
    f"{Stap.INTREKKEN}:systeem": _beide("De aanvraag is ingetrokken, omdat het netwerk stopte."),
    Stap.VERLOPEN: _beide("De ronde sloot voordat de aanvraag was ingediend."),
    Stap.VRAGEN: Zin("De academie vroeg het netwerk om een aanvulling.", "De academie wil nog iets weten."),
    Stap.AANVULLEN: _beide("De aanvraag is aangevuld en weer ingediend."),
    Stap.COMPLEET: Zin("De aanvraag is compleet.", "De aanvraag is compleet. Beoordelaars gaan lezen."),
    "toegewezen": Zin("{persoon} beoordeelt deze aanvraag."),
    "toewijzing_vervallen": Zin("{persoon} beoordeelt niet meer: {reden}."),
    "belang": Zin("Deze persoon zei een belang te hebben."),
    "oordeel": Zin("Bewaarde een of meer oordelen.", is_blind=True),
    "advies": Zin("Diende een advies in.", is_blind=True),
    "besproken": Zin("Zei iets in de bespreking.", is_blind=True),
    Stap.ADVISEREN: Zin("Alle adviezen zijn binnen.", "De beoordelaars zijn klaar. Iemand anders beslist."),
    Stap.HEROPENEN: Zin("Er is weer een advies nodig.", "Beoordelaars lezen verder."),
    Stap.BESLUITEN: Zin("Er is een besluit. Het netwerk weet het nog niet."),
    Stap.TERUGNEMEN: Zin("Het besluit is teruggenomen voordat het bekend was."),
    Stap.TOEKENNEN: _beide("De aanvraag is toegekend."),
    Stap.VOORWAARDE: _beide("De aanvraag is toegekend, met een voorwaarde."),
    Stap.AFWIJZEN: _beide("De aanvraag is afgewezen."),
    "startgesprek": _beide("Het startgesprek was op {dag}."),
    Stap.STARTEN: _beide("Het jaar met de bijdrage is begonnen."),
    "voorwaarde gemeld": Zin("Het netwerk meldde een voorwaarde.", "Jullie meldden een voorwaarde."),
    "voorwaarde akkoord": _beide("Een voorwaarde is in orde."),
    "voorwaarde terug": _beide("Een voorwaarde is nog niet in orde."),
    "wijziging gevraagd": Zin("Het netwerk vroeg een wijziging.", "Jullie vroegen een wijziging."),
    "wijziging terug": Zin("Het netwerk trok de wijziging in.", "Jullie trokken de wijziging in."),
    "wijziging toegekend": _beide("De wijziging mag."),
    "wijziging afgewezen": _beide("De wijziging mag niet."),
    "looptijd": _beide("De bijdrage loopt nu tot en met {dag}."),
    "betaald": _beide("Termijn {termijn} is betaald: {bedrag}, op {dag}."),
    "betaling terug": _beide("Termijn {termijn} stond per ongeluk op betaald. Dat is hersteld."),
    "tussenbericht": Zin("Het netwerk vertelde hoe het gaat.", "Jullie vertelden hoe het gaat."),
    "tussenbericht opgepakt": Zin("Dat bericht is opgepakt.", "De academie pakte dat bericht op."),
    "gesproken": Zin("Het netwerk is gesproken, op {dag}."),
    Stap.VERANTWOORDEN: _beide("De verantwoording is getekend."),
    Stap.TERUGGEVEN: _beide("De verantwoording ging terug, met een vraag."),
    Stap.VASTSTELLEN: _beide("De bijdrage staat vast op {bedrag}."),
    "vervolg": Zin("Het netwerk schreef op hoe het verdergaat.", "Jullie schreven op hoe jullie verdergaan."),
}  # fmt: skip
BLIND = tuple(stap for stap, zin in ZINNEN.items() if zin.is_blind)
VOOR_NETWERK = tuple(stap for stap, zin in ZINNEN.items() if zin.netwerk)
ONBEKEND = Zin("Er is een stap gezet.")


def find_zin(stap: str, rol: str) -> Zin:
    """A step that nobody gave a sentence is there for the academie, and not for the netwerk."""
    return ZINNEN.get(f"{stap}:{rol}") or ZINNEN.get(stap, ONBEKEND)


class _Feiten(dict):
    def __missing__(self, sleutel):
        return "onbekend"


def fill(zin: str, feiten: dict, namen: dict[int, str]) -> str:
    """The sentence with its facts in words."""
    woorden = _Feiten()
    for sleutel, waarde in feiten.items():
        if sleutel == "persoon":
            woorden[sleutel] = namen.get(waarde, WEG)
        elif sleutel == "bedrag":
            woorden[sleutel] = show_bedrag(waarde)
        elif sleutel == "dag":
            woorden[sleutel] = dag(date.fromisoformat(waarde))
        elif sleutel == "reden":
            woorden[sleutel] = dict(Toewijzing.Vervallen.choices).get(waarde, waarde)
        else:
            woorden[sleutel] = waarde
    return zin.format_map(woorden)


WEG = "iemand van wie het account weg is"
