"""Werkvormen that suit a fase and this netwerk. The catalogue is a higher room, which registers.

This is one of the places where a lower room hears from higher ones (docs/architectuur.md).
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from fasen.inhoud import Fase
from netwerken.models import Netwerk

HOOGSTENS = 4


@dataclass(frozen=True)
class Passend:
    """One werkvorm. ``waarom``: one line."""

    slug: str
    naam: str
    url: str
    waarom: str
    maat: str


@dataclass(frozen=True)
class Keuze:
    """What suits, best first; ``meer``: where all the others are."""

    werkvormen: tuple[Passend, ...] = ()
    meer: str = ""


_BRONNEN: list[Callable[[Netwerk, Fase, int], Keuze]] = []


def register(bron: Callable[[Netwerk, Fase, int], Keuze]) -> None:
    """Add a function (netwerk, fase, number of people) → Keuze. Registering twice is once."""
    if bron not in _BRONNEN:
        _BRONNEN.append(bron)


def find_passend(netwerk: Netwerk, fase: Fase, mensen: int) -> Keuze:
    """The first that has something; an empty one when nobody has."""
    keuzes: Iterable[Keuze] = (bron(netwerk, fase, mensen) for bron in _BRONNEN)
    return next((keuze for keuze in keuzes if keuze.werkvormen), Keuze())
