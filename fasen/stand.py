"""How a netwerk stands, in numbers, noted with every move along the route.

Each room may count something of its own; higher rooms register in their ``AppConfig.ready()``. Counts only: never
names, never texts.
"""

from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True)
class Telling:
    code: str
    een: str
    meer: str
    count: Callable  # netwerk → int


_TELLINGEN: dict[str, Telling] = {}


def register_telling(telling: Telling) -> None:
    _TELLINGEN[telling.code] = telling


def count_stand(netwerk) -> dict[str, int]:
    return {telling.code: telling.count(netwerk) for telling in _TELLINGEN.values()}


def describe_stand(stand: dict) -> list[str]:
    """«14 deelnemers», «6 bijeenkomsten»; nothing counted, or counted by nobody any more, is left out."""
    return [
        f"{stand[code]} {telling.een if stand[code] == 1 else telling.meer}"
        for code, telling in _TELLINGEN.items()
        if stand.get(code)
    ]
