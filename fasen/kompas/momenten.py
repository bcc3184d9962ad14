"""When the next meeting is over. Meetings belong to a higher room; it registers (docs/architectuur.md)."""

from collections.abc import Callable
from datetime import datetime

from fasen.kompas.signaal import Peiling

_BRONNEN: list[Callable[[Peiling], dict[int, datetime]]] = []


def register(bron: Callable[[Peiling], dict[int, datetime]]) -> None:
    """Add a function → per netwerk the end of the next meeting. Registering twice is once."""
    if bron not in _BRONNEN:
        _BRONNEN.append(bron)


def find_volgende(peiling: Peiling, netwerk) -> datetime | None:
    """The end of the next meeting of this netwerk, or None when nothing is planned."""
    return min((eind for bron in _BRONNEN if (eind := bron(peiling).get(netwerk.pk))), default=None)
