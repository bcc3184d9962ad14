"""When there are enough people for a netwerk about a theme: pure rules, no database.

R2 and R11 ask for a smallest group, the sources for two to four people per school from enough different schools.
"""

import unicodedata
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from difflib import SequenceMatcher

LANDELIJK = "landelijk"
# Where somebody gets for an afternoon: the own provincie and those beside it.
BUREN = {
    "drenthe": ("fryslan", "groningen", "overijssel"),
    "flevoland": ("fryslan", "gelderland", "noord-holland", "overijssel", "utrecht"),
    "fryslan": ("drenthe", "flevoland", "groningen", "overijssel"),
    "gelderland": ("flevoland", "limburg", "noord-brabant", "overijssel", "utrecht", "zuid-holland"),
    "groningen": ("drenthe", "fryslan"),
    "limburg": ("gelderland", "noord-brabant"),
    "noord-brabant": ("gelderland", "limburg", "zeeland", "zuid-holland"),
    "noord-holland": ("flevoland", "utrecht", "zuid-holland"),
    "overijssel": ("drenthe", "flevoland", "fryslan", "gelderland"),
    "utrecht": ("flevoland", "gelderland", "noord-holland", "zuid-holland"),
    "zeeland": ("noord-brabant", "zuid-holland"),
    "zuid-holland": ("gelderland", "noord-brabant", "noord-holland", "utrecht", "zeeland"),
}
EVENVEEL = 0.8  # so alike two names are probably the same theme


@dataclass(frozen=True)
class Drempel:
    """``mensen`` from ``scholen`` different schools; of one school no more than ``per_school`` count."""

    mensen: int = 6
    scholen: int = 3
    per_school: int = 4


STANDAARD = Drempel()


@dataclass(frozen=True)
class Wens:
    """Somebody who wants to learn about a theme. ``school``: a key, or "" when it is not known."""

    pk: int
    school: str
    sector: str
    regio: str


@dataclass(frozen=True)
class Groep:
    """Everybody of one sector who can get to ``regio``; «landelijk»: only people who travel through the country."""

    sector: str
    regio: str
    wensen: tuple[Wens, ...]
    drempel: Drempel = STANDAARD

    @property
    def mensen(self) -> int:
        return len(self.wensen)

    @property
    def _per_school(self) -> Counter:
        return Counter(wens.school for wens in self.wensen if wens.school)

    @property
    def scholen(self) -> int:
        return len(self._per_school)

    @property
    def alleen(self) -> int:
        """How many schools send one person: two make it easier to bring something home."""
        return sum(aantal == 1 for aantal in self._per_school.values())

    @property
    def telt(self) -> int:
        """How many count for the minimum. Who did not tell a school counts, but brings no school."""
        zonder = sum(not wens.school for wens in self.wensen)
        return zonder + sum(min(aantal, self.drempel.per_school) for aantal in self._per_school.values())

    @property
    def mist_mensen(self) -> int:
        return max(0, self.drempel.mensen - self.telt)

    @property
    def mist_scholen(self) -> int:
        return max(0, self.drempel.scholen - self.scholen)

    @property
    def is_genoeg(self) -> bool:
        return not (self.mist_mensen or self.mist_scholen)


def can_reach(van: str, naar: str) -> bool:
    """Who lives in ``van`` can meet in ``naar``. Who chose the whole country goes everywhere, also online."""
    return van in {LANDELIJK, naar} or naar in BUREN.get(van, ())


def make_groep(wensen: Iterable[Wens], sector: str, regio: str, drempel: Drempel = STANDAARD) -> Groep:
    gekozen = tuple(w for w in wensen if w.sector == sector and can_reach(w.regio, regio))
    return Groep(sector, regio, gekozen, drempel)


def find_groepen(wensen: Iterable[Wens], drempel: Drempel = STANDAARD) -> list[Groep]:
    """The netwerken that could begin, the largest first; nobody is in two of them."""
    over, groepen = list(wensen), []
    while (beste := find_dichtstbij(over, drempel)) and beste.is_genoeg:
        groepen.append(beste)
        over = [wens for wens in over if wens not in beste.wensen]
    return groepen


def find_dichtstbij(wensen: Iterable[Wens], drempel: Drempel = STANDAARD) -> Groep | None:
    """The group that is enough, or lacks least; then the largest, then where most of its people live."""
    wensen = list(wensen)
    plekken = {(w.sector, w.regio) for w in wensen} | {
        (w.sector, buur) for w in wensen for buur in BUREN.get(w.regio, ())
    }
    groepen = [make_groep(wensen, sector, regio, drempel) for sector, regio in sorted(plekken)]
    return min(groepen, key=_rank, default=None)


def _rank(groep):
    woont = sum(wens.regio == groep.regio for wens in groep.wensen)
    return groep.mist_mensen + groep.mist_scholen, -groep.telt, -groep.scholen, -woont, groep.sector, groep.regio


def make_sleutel(naam: str) -> str:
    """What two ways of writing the same theme have in common: no capitals, accents, signs or double spaces."""
    kaal = "".join(c for c in unicodedata.normalize("NFKD", naam.casefold()) if not unicodedata.combining(c))
    return " ".join("".join(c if c.isalnum() else " " for c in kaal).split())


def is_alike(een: str, ander: str) -> bool:
    """Two keys that are probably the same theme: almost the same letters, or one holds all words of the other."""
    woorden, andere = set(een.split()), set(ander.split())
    return woorden <= andere or andere <= woorden or SequenceMatcher(None, een, ander).ratio() >= EVENVEEL
