"""The meetings of a netwerk as the gids and the plan see them. They belong to a higher room, which registers.

This is one of the places where a lower room hears from higher ones (docs/architectuur.md).
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, datetime

from fasen.kompas.signaal import Peiling
from kern.tijd import lokale_dag


@dataclass(frozen=True)
class Keer:
    """One meeting that was not cancelled. ``begint_op`` and ``eindigt_op``: aware datetimes."""

    pk: int
    titel: str
    begint_op: datetime
    eindigt_op: datetime
    is_gehouden: bool  # there is an attendance list

    @property
    def dag(self) -> date:
        return lokale_dag(self.begint_op)


@dataclass
class Agenda:
    """``keren``: earliest first. ``invoegen``: (netwerk, keer, slug of a werkvorm) → url that puts it in."""

    keren: list[Keer] = field(default_factory=list)
    invoegen: Callable | None = None

    def volgende(self, nu: datetime) -> Keer | None:
        return next((keer for keer in self.keren if keer.eindigt_op > nu), None)

    def count_tussen(self, begin: datetime, eind: datetime | None) -> int:
        """How many meetings with an attendance list there were between two moments; ``eind`` None: until now."""
        gehouden = [keer for keer in self.keren if keer.is_gehouden and keer.begint_op >= begin]
        return sum(eind is None or keer.begint_op < eind for keer in gehouden)


_BRONNEN: list[Callable[[Peiling], dict[int, Agenda]]] = []


def register(bron: Callable[[Peiling], dict[int, Agenda]]) -> None:
    """Add a function → the agenda of each netwerk that has one. Registering twice is once."""
    if bron not in _BRONNEN:
        _BRONNEN.append(bron)


def lees_agenda(peiling: Peiling) -> dict[int, Agenda]:
    agendas = {pk: Agenda() for pk in peiling.ids}
    for bron in _BRONNEN:
        agendas |= bron(peiling)
    return agendas
