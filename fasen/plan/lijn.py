"""The line of a plan: geometry of a drawing, in a wide and a narrow size; CSS shows one. The table says the same.

Numbers become text here, because templates write a decimal comma.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from fasen.inhoud import Fase
from fasen.plan.rekenen import Deel, first_day, last_day, list_months
from kern.tijd import KORT


@dataclass(frozen=True)
class Verblijf:
    """A stretch of time the netwerk really was in a fase. ``tot`` None: it still is."""

    fase: Fase
    van: date
    tot: date | None


@dataclass(frozen=True)
class Maten:
    breedte: int
    naam_vanaf: int  # a band this wide has room for the name
    maanden: int  # at most so many months are named
    straal: int


BREED = Maten(breedte=800, naam_vanaf=124, maanden=12, straal=6)
SMAL = Maten(breedte=350, naam_vanaf=118, maanden=4, straal=5)
RAND, HOOGTE = 12, 176
ICOON, TUSSEN, LETTER = 20, 5, 7.6  # width of a plant, of the gap behind it, of a letter


@dataclass(frozen=True)
class Band:
    """A fase in the plan, or a stay in one. ``icoon_x`` and ``naam`` are "" where there is no room for them."""

    nummer: int
    icoon: str
    x: str
    breedte: str
    icoon_x: str
    naam_x: str
    naam: str


@dataclass(frozen=True)
class Stip:
    x: str
    is_geweest: bool


@dataclass(frozen=True)
class Merk:
    x: str
    tekst: str


@dataclass(frozen=True)
class Tekening:
    id: str
    maten: Maten
    hoogte: int
    plan: tuple[Band, ...]
    echt: tuple[Band, ...]
    stippen: tuple[Stip, ...]
    maanden: tuple[Merk, ...]
    vandaag: str  # "" outside the drawing

    @property
    def breedte(self):
        return self.maten.breedte


class _Schaal:
    """From days to places along the line."""

    def __init__(self, begin: date, eind: date, breedte: int):
        self.begin, self.eind = begin, eind
        self._per_dag = (breedte - 2 * RAND) / ((eind - begin).days + 1)

    def x(self, d: date, *, na=False) -> float:
        """Where a day begins, or (``na``) ends; a day outside lies on the edge."""
        d = min(max(d, self.begin), self.eind)
        return RAND + ((d - self.begin).days + na) * self._per_dag


def draw(
    delen: Sequence[Deel], verblijven: Sequence[Verblijf], keren: Sequence[tuple[date, bool]], *,
    begin: date, eind: date, vandaag: date,
) -> tuple[Tekening, Tekening]:  # fmt: skip
    """Wide and narrow. ``keren``: the day of each meeting and whether it is over; ``begin``, ``eind``: the looptijd."""
    gepland = [deel for deel in delen if deel.is_gepland]
    dagen = [begin, eind, *(d for d, _ in keren), *(v.van for v in verblijven)]
    dagen += [d for deel in gepland for d in (deel.van, deel.tot)] + [v.tot or vandaag for v in verblijven]
    eerste, laatste = first_day(min(dagen)), last_day(max(dagen))

    def teken(naam, maten):
        schaal = _Schaal(eerste, laatste, maten.breedte)
        return Tekening(
            id=naam,
            maten=maten,
            hoogte=HOOGTE,
            plan=tuple(_band(d.fase, d.van, d.tot, schaal, maten) for d in gepland),
            echt=tuple(_band(v.fase, v.van, v.tot or vandaag, schaal, maten) for v in verblijven),
            stippen=tuple(Stip(f"{schaal.x(d):.1f}", is_over) for d, is_over in keren),
            maanden=tuple(_maanden(schaal, maten)),
            vandaag=f"{schaal.x(vandaag):.1f}" if eerste <= vandaag <= laatste else "",
        )

    return teken("pl-breed", BREED), teken("pl-smal", SMAL)


def _band(fase, van, tot, schaal, maten):
    links, rechts = schaal.x(van), schaal.x(tot, na=True)
    breedte = max(rechts - links, 4)
    midden, naam = links + breedte / 2, fase.naam if breedte >= maten.naam_vanaf else ""
    icoon_x = midden - ICOON / 2
    if naam:  # plant and name together in the middle
        icoon_x -= (len(naam) * LETTER + TUSSEN) / 2
    plant = f"{icoon_x:.1f}" if breedte >= ICOON + TUSSEN else ""
    naam_x = f"{icoon_x + ICOON + TUSSEN:.1f}"
    return Band(fase.nummer, fase.icoon, f"{links:.1f}", f"{breedte:.1f}", plant, naam_x, naam)


def _maanden(schaal, maten):
    alle = list_months(schaal.begin, schaal.eind)
    stap = next(n for n in (1, 2, 3, 4, 6, 12, len(alle)) if len(alle) / n <= maten.maanden)
    for n, maand in enumerate(alle[::stap]):
        jaar = f" {maand.year}" if n == 0 or maand.month <= stap else ""
        yield Merk(f"{schaal.x(maand):.1f}", f"{KORT[maand.month - 1]}{jaar}")
