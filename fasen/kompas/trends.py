"""What the academie sees of the kompas: of how many netwerken a pitfall asks attention, now and in the last months.

Numbers of at least five netwerken together, never which. The academie sees no netwerk's own kompas.
"""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date

from fasen.inhoud import Valkuil
from fasen.kompas.models import Kompasmaand
from fasen.kompas.signaal import VALKUILEN, Staat, find_signaal
from kern.tijd import MAANDEN
from personen.models import VAN_ACADEMIE

MINSTENS = 5  # netwerken together; fewer would tell of one
MAANDEN_TERUG = 6


def count_valkuilen(netwerken, gemeten: dict, tellingen: dict) -> None:
    """Add to ``tellingen``: (sector, pitfall) → in how many netwerken attention, of how many known.

    A netwerk counts once for a pitfall, however many signalen are about it.
    """
    for netwerk in netwerken:
        staten = defaultdict(set)
        for code, uitkomst in gemeten[netwerk.pk].items():
            staten[find_signaal(code).valkuil].add(uitkomst.staat)
        for valkuil, gezien in staten.items():
            if gezien != {Staat.ONBEKEND}:
                aandacht, bekend = tellingen.get((netwerk.sector, valkuil), (0, 0))
                tellingen[netwerk.sector, valkuil] = aandacht + (Staat.AANDACHT in gezien), bekend + 1


@dataclass(frozen=True)
class Punt:
    """One pitfall in one month. Every netwerk would be each one of them, so all is told as «at least all but one»."""

    aandacht: int
    bekend: int

    @property
    def is_toonbaar(self) -> bool:
        return self.bekend >= MINSTENS

    @property
    def aantal(self) -> int:
        return min(self.aandacht, self.bekend - 1)

    @property
    def deel(self) -> float:
        return self.aantal / self.bekend

    @property
    def zin(self) -> str:
        if not self.is_toonbaar:
            return "te weinig netwerken"
        return f"{'minstens ' if self.aandacht >= self.bekend - 1 else ''}{self.aantal} van de {self.bekend}"


BREEDTE, HOOGTE, TUSSEN = 22, 40, 6  # of a bar in the drawing, in its own units


@dataclass(frozen=True)
class Staaf:
    x: int
    y: int
    hoogte: int
    is_nu: bool


@dataclass(frozen=True)
class Rij:
    valkuil: Valkuil
    punten: tuple[Punt, ...]
    maanden: tuple[str, ...]

    @property
    def nu(self) -> Punt:
        return self.punten[-1]

    @property
    def per_maand(self):
        return zip(self.maanden, self.punten, strict=True)

    @property
    def staven(self) -> list[Staaf]:
        """A bar for every month that may be shown; a little foot, so that nothing is seen as well."""
        staven = []
        for n, punt in enumerate(self.punten):
            if punt.is_toonbaar:
                hoogte = max(2, round(HOOGTE * punt.deel))
                is_nu = n == len(self.punten) - 1
                staven.append(Staaf(n * (BREEDTE + TUSSEN), HOOGTE - hoogte, hoogte, is_nu))
        return staven


@dataclass(frozen=True)
class Trends:
    maanden: tuple[str, ...]
    rijen: list[Rij]
    breedte: int = MAANDEN_TERUG * (BREEDTE + TUSSEN) - TUSSEN
    hoogte: int = HOOGTE
    staaf: int = BREEDTE


def read_trends(academie_sector: str, vandaag: date) -> Trends:
    """The last six months of the sectors of this academie, the pitfall that is met most first."""
    maanden = last_months(vandaag)
    rows = Kompasmaand.objects.filter(maand__gte=maanden[0], sector__in=VAN_ACADEMIE[academie_sector])
    som = defaultdict(lambda: (0, 0))
    for row in rows:
        aandacht, bekend = som[row.valkuil, row.maand]
        som[row.valkuil, row.maand] = aandacht + row.aandacht, bekend + row.bekend
    namen = tuple(MAANDEN[maand.month - 1] for maand in maanden)
    rijen = [
        Rij(valkuil, tuple(Punt(*som[code, maand]) for maand in maanden), namen) for code, valkuil in VALKUILEN.items()
    ]
    rijen = [rij for rij in rijen if any(punt.is_toonbaar and punt.aandacht for punt in rij.punten)]
    rijen.sort(key=lambda rij: (not rij.nu.is_toonbaar, -rij.nu.deel if rij.nu.is_toonbaar else 0, rij.valkuil.id))
    return Trends(namen, rijen)


def last_months(vandaag: date) -> list[date]:
    """The first days of this month and the five before it, the oldest first."""
    telling = vandaag.year * 12 + vandaag.month - 1
    return [date(n // 12, n % 12 + 1, 1) for n in range(telling - MAANDEN_TERUG + 1, telling + 1)]
