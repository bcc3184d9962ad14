"""What else a step along the route does, told before somebody takes it. Higher rooms register in ``AppConfig.ready()``.

This is one of the places where a lower room hears from higher ones (docs/architectuur.md).
"""

from collections.abc import Callable, Iterable

from fasen.inhoud import Fase

_BRONNEN: list[Callable[[object, Fase], Iterable[str]]] = []


def register(bron: Callable[[object, Fase], Iterable[str]]) -> None:
    """Add a function (netwerk, fase it goes to) → sentences. Registering twice is once."""
    if bron not in _BRONNEN:
        _BRONNEN.append(bron)


def foresee(netwerk, fase: Fase) -> list[str]:
    return [zin for bron in _BRONNEN for zin in bron(netwerk, fase)]
