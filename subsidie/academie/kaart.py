"""The twelve provinces as tiles: roughly where they lie, all of one size. Our own drawing; nothing here asks anything.

A map of areas would say most about the largest province; here each has as much room for its number.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from personen.models import Provincie

P = Provincie
# Row by row from north to south, four columns from west to east.
VELD = (
    (None, None, P.FRYSLAN, P.GRONINGEN),
    (None, P.NOORD_HOLLAND, P.FLEVOLAND, P.DRENTHE),
    (P.ZUID_HOLLAND, P.UTRECHT, P.GELDERLAND, P.OVERIJSSEL),
    (P.ZEELAND, P.NOORD_BRABANT, P.LIMBURG, None),
)
TINTEN = 4  # darker is more; none is a shade of its own


@dataclass(frozen=True)
class Tegel:
    """``tint``: 0 for none, to TINTEN for the most. ``rij`` and ``kolom`` count from 1."""

    provincie: Provincie
    toegekend: int
    netwerken: int
    tint: int
    rij: int = 0
    kolom: int = 0

    @property
    def naam(self) -> str:
        return self.provincie.label


@dataclass(frozen=True)
class Kaart:
    tegels: tuple[Tegel, ...]
    landelijk: Tegel
    legenda: tuple[tuple[int, str], ...]

    @property
    def rijen(self) -> list[Tegel]:
        """The same by name, for the table; what is of everywhere comes last."""
        return [*sorted(self.tegels, key=lambda tegel: tegel.naam), self.landelijk]

    @property
    def som(self) -> tuple[int, int]:
        return sum(t.toegekend for t in self.rijen), sum(t.netwerken for t in self.rijen)


def make_kaart(toegekend: Mapping[str, int], netwerken: Mapping[str, int]) -> Kaart:
    """Counts by provincie; what is not in it is none."""
    stap = max(1, -(-max((toegekend.get(p, 0) for p in Provincie), default=0) // TINTEN))

    def tegel(provincie, rij=0, kolom=0):
        aantal = toegekend.get(provincie, 0)
        return Tegel(provincie, aantal, netwerken.get(provincie, 0), -(-aantal // stap), rij, kolom)

    tegels = tuple(
        tegel(provincie, rij, kolom)
        for rij, provincies in enumerate(VELD, start=1)
        for kolom, provincie in enumerate(provincies, start=1)
        if provincie
    )
    return Kaart(tegels, tegel(Provincie.LANDELIJK), tuple(_legenda(stap)))


def _legenda(stap):
    yield 0, "geen"
    for tint in range(1, TINTEN + 1):
        van, tot = (tint - 1) * stap + 1, tint * stap
        yield tint, str(tot) if van == tot else f"{van} tot en met {tot}"
