"""What happens when a netwerk pauses or ends, told beforehand. Every room tells its own part.

Higher rooms register in ``AppConfig.ready()`` (docs/architectuur.md). They count and name days; never what anybody
wrote or answered.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date

PAUZE, AFGEROND, ZELFSTANDIG, GESTOPT = "pauze", "afgerond", "zelfstandig", "gestopt"


@dataclass(frozen=True)
class Stap:
    """What somebody is about to do. ``tot``: the first day after a pause."""

    soort: str
    tot: date | None = None


@dataclass(frozen=True)
class Gevolg:
    """One thing that will happen. ``regels``: what it is about, as (text, address).

    ``vraagt``: somebody must decide about it first.
    """

    titel: str
    tekst: str = ""
    icoon: str = "info"
    regels: tuple[tuple[str, str], ...] = ()
    vraagt: bool = False


Bron = Callable[[object, Stap], Iterable[Gevolg]]
Open = Callable[[object], Iterable[Gevolg]]
_GEVOLGEN: list[Bron] = []
_OPEN: list[Open] = []


def register_gevolgen(bron: Bron) -> None:
    """(netwerk, stap) → what will happen. Registering twice is once."""
    if bron not in _GEVOLGEN:
        _GEVOLGEN.append(bron)


def register_open(bron: Open) -> None:
    """(netwerk) → what is not finished yet, with where to finish it. Registering twice is once."""
    if bron not in _OPEN:
        _OPEN.append(bron)


def find_gevolgen(netwerk, stap: Stap) -> list[Gevolg]:
    """From the lowest room up: the rooms load from the top."""
    return [gevolg for bron in reversed(_GEVOLGEN) for gevolg in bron(netwerk, stap)]


def find_open(netwerk) -> list[Gevolg]:
    """In the same order."""
    return [gevolg for bron in reversed(_OPEN) for gevolg in bron(netwerk)]
