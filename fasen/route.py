"""The route of one netwerk as templates draw it: five stations, and the three seizoenen beside them.

Makes no query for netwerken that ``fasen.models.load_routes`` read together, one otherwise.

A station is *klaar* (done), *nu* (here they are), *straks* (still to come) or *heropend*: it lies ahead again because
the group went back, but they were there before.
"""

from dataclasses import dataclass
from typing import NamedTuple

from fasen.inhoud import FASEN, Fase
from fasen.models import FaseVerloop, get_verlopen
from kern import tijd
from kern.adres import reverse
from kern.prepared import prepared

NIET_BEGONNEN = "Nog niet begonnen"


@dataclass(frozen=True)
class Station:
    fase: Fase
    toestand: str
    netwerk_slug: str  # "" for people outside: their link goes to the public page
    verloop: FaseVerloop | None

    @property
    def noot(self):
        return _noot(self.verloop)

    @property
    def nummer(self):
        return self.fase.nummer

    @property
    def slug(self):
        return self.fase.slug

    @property
    def naam(self):
        return self.fase.naam

    @property
    def url(self):
        if self.netwerk_slug:
            return reverse("fasen:detail", args=[self.netwerk_slug, self.slug])
        return f"{reverse('fasen:public')}#{self.slug}"


@dataclass(frozen=True)
class Route:
    stations: tuple[Station, ...]

    @property
    def toestanden(self):
        return tuple(station.toestand for station in self.stations)

    @property
    def huidige(self):
        """The station where the netwerk is now, or None when it has not begun."""
        return next((station for station in self.stations if station.toestand == "nu"), None)

    @property
    def volgende(self):
        """The station a move forward leads to."""
        nummer = self.nummer
        return next((station for station in self.stations if station.nummer == nummer + 1), None)

    @property
    def eerdere(self):
        """The stations the netwerk may go back to, nearest first."""
        nummer = self.nummer
        return [station for station in reversed(self.stations) if station.nummer < nummer]

    @property
    def nummer(self):
        return self.huidige.nummer if self.huidige else 0

    @property
    def slug(self):
        return self.huidige.slug if self.huidige else ""

    @property
    def naam(self):
        return self.huidige.naam if self.huidige else NIET_BEGONNEN

    @property
    def noot(self):
        return self.huidige.noot if self.huidige else ""

    @property
    def seizoen(self):
        """«cultiveren», or «cultiveren en oogsten» where two overlap."""
        return self.huidige.fase.seizoen if self.huidige else ""


def get_route(netwerk, *, publiek=False) -> Route:
    """The route of this netwerk. ``publiek``: links go to the page about the fasen that everyone may read."""
    verlopen = {verloop.fase: verloop for verloop in get_verlopen(netwerk)}
    nu = next((verloop.nummer for verloop in verlopen.values() if verloop.is_lopend), 0)
    slug = "" if publiek else netwerk.slug
    return Route(tuple(_station(fase, verlopen.get(fase.slug), nu, slug) for fase in FASEN))


def _station(fase, verloop, nu, slug):
    return Station(fase, _toestand(verloop.status if verloop else "", fase.nummer, nu), slug, verloop)


def _toestand(status, nummer, nu):
    if status in {"", FaseVerloop.Status.GEPLAND}:
        return "straks"
    if status == FaseVerloop.Status.LOPEND:
        return "nu"
    return "heropend" if nu and nummer > nu else "klaar"


class Stand(NamedTuple):
    """As much of a route as a row of a list draws."""

    toestanden: tuple[str, ...]
    nummer: int
    naam: str


@prepared(many=["netwerken"])
def _find_statussen(netwerken):
    return FaseVerloop.objects.filter(netwerk__in=netwerken).values_list("netwerk", "fase", "status")


def read_standen(netwerken) -> dict[int, Stand]:
    """The route of each netwerk in a list, by one query."""
    statussen = {netwerk.pk: {} for netwerk in netwerken}
    for pk, fase, status in _find_statussen(list(statussen)) if statussen else ():
        statussen[pk][fase] = status
    return {pk: _make_stand(per_fase) for pk, per_fase in statussen.items()}


def _make_stand(statussen):
    nu = next((fase for fase in FASEN if statussen.get(fase.slug) == FaseVerloop.Status.LOPEND), None)
    nummer, naam = (nu.nummer, nu.naam) if nu else (0, NIET_BEGONNEN)
    return Stand(tuple(_toestand(statussen.get(fase.slug, ""), fase.nummer, nummer) for fase in FASEN), nummer, naam)


def _noot(verloop):
    if verloop is None:
        return ""
    if verloop.is_lopend:
        return f"{'opnieuw ' if verloop.heropend_op else ''}sinds {tijd.maand_jaar(verloop.sinds)}"
    if verloop.status == FaseVerloop.Status.AFGEROND:
        return maanden(verloop.sinds, verloop.afgerond_op)
    if verloop.status == FaseVerloop.Status.ONDERBROKEN:
        return f"al begonnen in {tijd.maand_jaar(verloop.begonnen_op)}"
    if verloop.gepland_van:
        return f"gepland {maanden(verloop.gepland_van, verloop.gepland_tot)}"
    return ""


def maanden(begin, eind):
    """«sept tot nov 2025», «dec 2025 tot mrt 2026», «nov 2025»"""
    begin, eind = tijd.lokale_dag(begin), tijd.lokale_dag(eind)
    tot = f"{tijd.KORT[eind.month - 1]} {eind.year}"
    if (begin.year, begin.month) == (eind.year, eind.month):
        return tot
    van = tijd.KORT[begin.month - 1]
    return f"{van} tot {tot}" if begin.year == eind.year else f"{van} {begin.year} tot {tot}"
