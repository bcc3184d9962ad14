"""The route of one netwerk as templates draw it: five stations, and the three seizoenen beside them.

Makes no query when ``netwerk.faseverlopen`` is prefetched (``fasen.models.prefetch_route``), one otherwise.

A station is *klaar* (done), *nu* (here they are), *straks* (still to come) or *heropend*: it lies ahead again because
the group went back, but they were there before.
"""

from dataclasses import dataclass

from django.urls import reverse

from fasen.inhoud import FASEN, Fase
from fasen.models import FaseVerloop
from kern import tijd


@dataclass(frozen=True)
class Station:
    fase: Fase
    toestand: str
    noot: str
    netwerk_slug: str  # "" for people outside: their link goes to the public page
    verloop: FaseVerloop | None

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
        return self.huidige.naam if self.huidige else "Nog niet begonnen"

    @property
    def noot(self):
        return self.huidige.noot if self.huidige else ""

    @property
    def seizoen(self):
        """«cultiveren», or «cultiveren en oogsten» where two overlap."""
        return self.huidige.fase.seizoen if self.huidige else ""


def get_route(netwerk, *, publiek=False) -> Route:
    """The route of this netwerk. ``publiek``: links go to the page about the fasen that everyone may read."""
    verlopen = {verloop.fase: verloop for verloop in netwerk.faseverlopen.all()}
    nu = next((verloop.nummer for verloop in verlopen.values() if verloop.is_lopend), 0)
    slug = "" if publiek else netwerk.slug
    return Route(tuple(_station(fase, verlopen.get(fase.slug), nu, slug) for fase in FASEN))


def _station(fase, verloop, nu, slug):
    return Station(fase, _toestand(verloop, nu), _noot(verloop), slug, verloop)


def _toestand(verloop, nu):
    if verloop is None or verloop.status == FaseVerloop.Status.GEPLAND:
        return "straks"
    if verloop.is_lopend:
        return "nu"
    return "heropend" if nu and verloop.nummer > nu else "klaar"


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
