"""What to change when nothing fits. Every advice was tried: with that one change there is a suggestion."""

from dataclasses import dataclass, replace

from bijeenkomsten.voorstel import indeling
from bijeenkomsten.voorstel.doelen import FASE_DOELEN, find_te_kiezen
from bijeenkomsten.voorstel.kandidaten import FYSIEK, Situatie
from bijeenkomsten.voorstel.maken import KLEINSTE_GROEP, make_voorstel
from bijeenkomsten.voorstel.regels import DICHTBIJ
from werkvormen.inhoud.soorten import DOELEN

MEESTE_DOELEN = 3
LANGER = range(15, 121, 15)  # minutes to try
ANDERS = 12  # people more or fewer to try


@dataclass(frozen=True)
class Advies:
    """``veld`` and ``waarde``: what to fill in on this page; empty when it is about the meeting itself."""

    tekst: str
    veld: str = ""
    waarde: str = ""


def make_adviezen(kandidaten, s: Situatie) -> list[Advies]:
    if s.minuten < indeling.KORTST:
        return [Advies(f"Maak de bijeenkomst langer. Een voorstel kan vanaf {indeling.KORTST} minuten.")]
    if s.minuten > indeling.LANGST:
        return [Advies("Zet een programma van meer dan tien uur zelf op, of plan er twee bijeenkomsten van.")]
    if s.mensen < KLEINSTE_GROEP:
        return [Advies("Vul in met hoeveel mensen jullie zijn. Een voorstel kan vanaf drie.", "mensen", "3")]

    def past(**anders):
        return make_voorstel(kandidaten, replace(s, **anders)) is not None

    gevonden = [
        Advies(f"Kies een ander doel: {DOELEN[doel].lower()}.", "doel", doel)
        for doel in _andere_doelen(kandidaten, s)
        if past(doel=doel)
    ][:MEESTE_DOELEN]
    langer = next((s.minuten + erbij for erbij in LANGER if past(minuten=s.minuten + erbij)), None)
    if langer and langer <= indeling.LANGST:
        gevonden.append(Advies(f"Maak de bijeenkomst langer: vanaf {langer} minuten past er iets."))
    if s.vorm != FYSIEK and past(vorm=FYSIEK):
        gevonden.append(Advies("Kom op één plek bij elkaar. Dan past er wel iets."))
    andere = (s.mensen + verschil for n in range(1, ANDERS + 1) for verschil in (-n, n))
    if (mensen := next((m for m in andere if m >= KLEINSTE_GROEP and past(mensen=m)), None)) is not None:
        gevonden.append(Advies(f"Met {mensen} mensen past er wel iets.", "mensen", str(mensen)))
    return gevonden or [Advies("Zet het programma zelf op. Voor deze groep staat er niets in de catalogus.")]


def _andere_doelen(kandidaten, s):
    """What lies close first, then what belongs to the fase."""
    dichtbij = [doel for doel in DOELEN if doel in DICHTBIJ[s.doel]]
    te_kiezen = find_te_kiezen(kandidaten) - {s.doel}
    return [doel for doel in dict.fromkeys([*dichtbij, *FASE_DOELEN[s.fase], *DOELEN]) if doel in te_kiezen]
