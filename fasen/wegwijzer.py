"""What helps with a tip, a pitfall or a hint of the guide. Higher rooms register in ``AppConfig.ready()``.

This is one of the places where a lower room hears from higher ones (docs/architectuur.md).
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

MEESTE = 3  # links under one tip or pitfall


@dataclass(frozen=True)
class Verwijzing:
    """One page. ``code``: of the thing itself, when the guide has it as a hint; ``helpt_bij``: codes of the guide.

    ``fasen``: in which it is of use; empty: in all.
    """

    naam: str
    url: str
    code: str = ""
    helpt_bij: tuple[str, ...] = ()
    fasen: tuple[str, ...] = ()


@dataclass
class Wegwijzer:
    """Links by code of the guide. ``hulp``: the first few of what helps; ``alle``: all of it."""

    zelf: dict[str, Verwijzing] = field(default_factory=dict)
    hulp: dict[str, list[Verwijzing]] = field(default_factory=dict)
    alle: dict[str, list[Verwijzing]] = field(default_factory=dict)


_BRONNEN: list[Callable[[], Iterable[Verwijzing]]] = []


def register(bron: Callable[[], Iterable[Verwijzing]]) -> None:
    """Add a function → the pages of a room. Registering twice is once."""
    if bron not in _BRONNEN:
        _BRONNEN.append(bron)


def read_wegwijzer() -> Wegwijzer:
    wegwijzer = Wegwijzer()
    for verwijzing in [v for bron in _BRONNEN for v in bron()]:
        if verwijzing.code:
            wegwijzer.zelf[verwijzing.code] = verwijzing
        for code in verwijzing.helpt_bij:
            wegwijzer.alle.setdefault(code, []).append(verwijzing)
            if len(hulp := wegwijzer.hulp.setdefault(code, [])) < MEESTE:
                hulp.append(verwijzing)
    return wegwijzer
