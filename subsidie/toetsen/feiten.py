"""What toetsen look at, each kind read once for all netwerken of a Peiling."""

from collections import defaultdict
from dataclasses import dataclass, field
from types import SimpleNamespace
from typing import NamedTuple

from bijeenkomsten.signalen.keren import Keren, lees_keren
from fasen.kompas.getallen import lees_getallen
from fasen.kompas.signaal import Peiling
from fasen.signalen.mensen import Mensen, lees_mensen
from kern.prepared import prepared
from netwerken.models import Deelname
from personen.functies import is_leidinggevende

Rol = Deelname.Rol


class Werk(NamedTuple):
    """Who takes part, in one role, and where that person works. ``leidt``: True or unknown, never False."""

    persoon: int
    rol: str
    leidt: bool | None
    organisatie: int | None
    sector: str


@dataclass(frozen=True)
class Feiten:
    mensen: Mensen
    keren: Keren
    getallen: SimpleNamespace
    werk: list[Werk] = field(default_factory=list)

    @property
    def aanvrager(self) -> Werk | None:
        """The penvoerder, or the eigenaar where there is none; who leads first."""
        for rol in (Rol.PENVOERDER, Rol.EIGENAAR):
            rijen = sorted((w for w in self.werk if w.rol == rol), key=lambda w: (not w.leidt, w.persoon))
            if rijen:
                return rijen[0]
        return None

    @property
    def leiders(self) -> tuple[int, int]:
        """How many people who lead take part, and of how many organisations."""
        leiders = {w.persoon: w.organisatie for w in self.werk if w.leidt}
        return len(leiders), len({organisatie for organisatie in leiders.values() if organisatie})


@prepared(many=["netwerken"])
def _find_werk(netwerken):
    rows = Deelname.objects.lid().filter(netwerk__in=netwerken).order_by("pk")
    return rows.values_list(
        "netwerk", "persoon", "rol", "persoon__functie", "persoon__organisatie", "persoon__organisatie__sector"
    )


def lees_werk(peiling: Peiling) -> dict[int, list[Werk]]:
    werk = defaultdict(list)
    for netwerk, persoon, rol, functie, organisatie, sector in _find_werk(peiling.ids):
        werk[netwerk].append(Werk(persoon, rol, is_leidinggevende(functie), organisatie, sector or ""))
    return werk


def lees_feiten(peiling: Peiling) -> dict[int, Feiten]:
    """Five queries, however many netwerken there are."""
    mensen, keren = peiling.feiten(lees_mensen), peiling.feiten(lees_keren)
    getallen, werk = peiling.feiten(lees_getallen), peiling.feiten(lees_werk)
    return {pk: Feiten(mensen[pk], keren[pk], getallen[pk], werk[pk]) for pk in peiling.ids}
