"""What toetsen look at, each kind read once for all netwerken of a Peiling."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from types import SimpleNamespace
from typing import NamedTuple

from django.db.models import Exists, OuterRef
from django.db.models.functions import TruncDate
from django.utils import timezone

from bijeenkomsten.models import Bijeenkomst
from fasen.kompas.getallen import Moment, pick_getallen, tel
from fasen.kompas.signaal import Peiling
from kern.prepared import prepared
from netwerken.models import Deelname
from netwerken.taken.models import Taak
from personen.functies import is_leidinggevende

Rol = Deelname.Rol
_van_lid = Deelname.objects.lid().filter(netwerk=OuterRef("netwerk"), persoon=OuterRef("persoon"))
_lees_getallen = pick_getallen(
    "academie_gevraagd", "afspraken_jaar", "getekend_toezegging", "leervragen", "leervragen_met_competentie",
    taken_verdeeld=lambda moment: tel(Taak.objects.nodig().filter(Exists(_van_lid))),
)  # fmt: skip


class Werk(NamedTuple):
    """Who takes part, in one role, and where that person works. ``leidt``: True or unknown, never False."""

    persoon: int
    rol: str
    leidt: bool | None
    organisatie: int | None
    sector: str


@dataclass(frozen=True)
class Feiten:
    """Of one netwerk. ``keren``: the days of its meetings of the last year and to come, without what was cancelled."""

    getallen: SimpleNamespace
    keren: list[date]
    werk: list[Werk]

    @property
    def deelnemers(self) -> int:
        return sum(w.rol == Rol.DEELNEMER for w in self.werk)

    @property
    def facilitators(self) -> int:
        return len({w.persoon for w in self.werk if w.rol == Rol.FACILITATOR})

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
    rows = Deelname.objects.lid().filter(netwerk__in=netwerken).order_by()
    return rows.values_list(
        "netwerk", "persoon", "rol", "persoon__functie", "persoon__organisatie", "persoon__organisatie__sector"
    )


def _lees_werk(peiling):
    werk, leidt = defaultdict(list), {}
    for netwerk, persoon, rol, functie, organisatie, sector in _find_werk(peiling.ids):
        if functie not in leidt:
            leidt[functie] = is_leidinggevende(functie)
        werk[netwerk].append(Werk(persoon, rol, leidt[functie], organisatie, sector or ""))
    return werk


@prepared(many=["netwerken"])
def _find_keren(netwerken, jaar_terug):
    dag = TruncDate("begint_op", tzinfo=timezone.get_default_timezone())
    rows = Bijeenkomst.objects.filter(netwerk__in=netwerken, begint_op__gte=jaar_terug).order_by()
    return rows.exclude(status=Bijeenkomst.Status.AFGELAST).values_list("netwerk", dag)


def _lees_keren(peiling):
    keren = defaultdict(list)
    for netwerk, dag in _find_keren(peiling.ids, Moment.of(peiling).jaar_terug):
        keren[netwerk].append(dag)
    return keren


def lees_feiten(peiling: Peiling) -> dict[int, Feiten]:
    """Three queries, however many netwerken there are."""
    getallen, keren, werk = _lees_getallen(peiling), _lees_keren(peiling), _lees_werk(peiling)
    return {pk: Feiten(getallen[pk], keren[pk], werk[pk]) for pk in peiling.ids}
