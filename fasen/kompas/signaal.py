"""Signalen: what the kompas looks at. Rooms register theirs in ``AppConfig.ready()`` by importing ``signalen``.

A signaal counts; it never reads what somebody wrote or answered. It measures any number of netwerken in one go: a
``Peiling`` holds them and the moment, and reads each kind of facts once for all signalen together.

This is one of the places where a lower room hears from higher ones (docs/architectuur.md).
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from django.core.exceptions import ImproperlyConfigured

from fasen.inhoud import FASEN, IN_ELKE_FASE, Valkuil
from kern.tijd import lokale_dag
from netwerken.models import Netwerk

VALKUILEN = {valkuil.id: valkuil for deel in (*FASEN, IN_ELKE_FASE) for valkuil in deel.valkuilen}
TIPS = {tip.id: tip for deel in (*FASEN, IN_ELKE_FASE) for tip in deel.tips}
SLUGS = tuple(fase.slug for fase in FASEN)


class Staat(StrEnum):
    GOED = "goed"
    AANDACHT = "aandacht"
    ONBEKEND = "onbekend"


@dataclass(frozen=True)
class Uitkomst:
    """``bewijs``: one sentence with the numbers; it changes only when the facts do, so it holds no «days ago».

    ``wanneer``: of what is not known, when it will be.
    """

    staat: Staat
    bewijs: str
    wanneer: str = ""

    def __post_init__(self):
        if not self.bewijs or bool(self.wanneer) != (self.staat == Staat.ONBEKEND):
            raise ValueError(f"What is not known tells when it will be, and nothing else does: {self}")


def goed(bewijs: str) -> Uitkomst:
    return Uitkomst(Staat.GOED, bewijs)


def aandacht(bewijs: str) -> Uitkomst:
    return Uitkomst(Staat.AANDACHT, bewijs)


def onbekend(bewijs: str, wanneer: str) -> Uitkomst:
    return Uitkomst(Staat.ONBEKEND, bewijs, wanneer)


class Peiling:
    """One round: these netwerken at this moment. What a room reads for them is read once."""

    def __init__(self, netwerken: Iterable[Netwerk], nu: datetime):
        self.netwerken, self.nu, self.dag = list(netwerken), nu, lokale_dag(nu)
        self.ids = [netwerk.pk for netwerk in self.netwerken]
        self._gelezen = {}

    def feiten(self, lees: Callable[["Peiling"], dict]) -> dict:
        """What ``lees`` says of these netwerken, by their key."""
        if lees not in self._gelezen:
            self._gelezen[lees] = lees(self)
        return self._gelezen[lees]


@dataclass(frozen=True)
class Signaal:
    """``meet`` gives an Uitkomst for every netwerk of which it has something to say; the others are left out.

    ``ernst``: 1 (good to know) to 3 (without this the netwerk stops). ``uit``: the fasen of which it is an exit
    signaal; ``voorwaarde``: that exit must be known and good. ``begeleiders``: it is about few people, so only who
    guides the netwerk sees it. ``doen``: url name of the page where something can be done about it, and its text.
    """

    code: str
    naam: str
    ernst: int
    valkuil: str
    tips: tuple[str, ...]
    uitleg: str
    meet: Callable[[Peiling], dict[int, Uitkomst]]
    vraag: str = ""
    uit: tuple[str, ...] = ()
    voorwaarde: bool = False
    begeleiders: bool = False
    doen: tuple[str, str] | None = None

    def __post_init__(self):
        fout = [code for code in self.tips if code not in TIPS] + [slug for slug in self.uit if slug not in SLUGS]
        if self.valkuil not in VALKUILEN or fout or not self.tips or self.ernst not in {1, 2, 3}:
            raise ImproperlyConfigured(f"{self.code}: unknown pitfall, tip, fase or ernst")
        if self.uit and self.begeleiders or self.voorwaarde and not self.uit:
            raise ImproperlyConfigured(f"{self.code}: the way out is for everybody to see")

    @property
    def gids(self) -> Valkuil:
        """The pitfall in the guide of the fasen: how one notices it, what helps."""
        return VALKUILEN[self.valkuil]

    @property
    def groepsvraag(self) -> str:
        """The question to put to the group."""
        return self.vraag or self.gids.vraag


_SIGNALEN: dict[str, Signaal] = {}


def signaal(lees: Callable[[Peiling], dict], *, code: str, **velden):
    """Register the function below as a signaal: (what ``lees`` says of the netwerk, netwerk, peiling) → Uitkomst.

    None: it has nothing to say about this netwerk.
    """

    def register(function):
        def meet(peiling):
            feiten = peiling.feiten(lees)
            uitkomsten = {n.pk: function(feiten[n.pk], n, peiling) for n in peiling.netwerken}
            return {pk: uitkomst for pk, uitkomst in uitkomsten.items() if uitkomst is not None}

        if code in _SIGNALEN:
            raise ImproperlyConfigured(f"Two signalen are called {code}.")
        _SIGNALEN[code] = Signaal(code=code, meet=meet, **velden)
        return function

    return register


def get_signalen() -> tuple[Signaal, ...]:
    """All of them, most serious first."""
    return tuple(sorted(_SIGNALEN.values(), key=lambda s: (-s.ernst, s.code)))


def find_signaal(code: str) -> Signaal | None:
    return _SIGNALEN.get(code)


def meet(peiling: Peiling, signalen: Iterable[Signaal] | None = None) -> dict[int, dict[str, Uitkomst]]:
    """Per netwerk what each signaal says. The number of queries does not depend on how many netwerken there are."""
    gemeten = {pk: {} for pk in peiling.ids}
    for s in get_signalen() if signalen is None else signalen:
        for pk, uitkomst in s.meet(peiling).items():
            gemeten[pk][s.code] = uitkomst
    return gemeten
