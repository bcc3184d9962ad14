"""The kinds of data of a netwerk: what may become of them when it is over. Every room adds its own.

Higher rooms register in ``AppConfig.ready()`` (docs/architectuur.md). A kind knows its rows, so that one eraser can
work through all of them; what one person wrote, so that this person can see, take along and erase it; and, where a
group may take it along, what goes in the file. A private text of somebody is never in the file of somebody else.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from kern.export import Lijst
from netwerken.einde.models import Gegevenskeuze

BEWAREN, DELEN, EXPORTEREN, WISSEN = (keuze.value for keuze in Gegevenskeuze.Keuze)
ALLES = (BEWAREN, EXPORTEREN, WISSEN)
MEE_OF_WEG = (EXPORTEREN, WISSEN)
WEG = (WISSEN,)


@dataclass(frozen=True)
class Stuk:
    """Something one person wrote: a heading and the text."""

    kop: str
    tekst: str


@dataclass(frozen=True)
class Gegevenssoort:
    """``mag``: what may be chosen, the default first. ``rijen(netwerk)``: querysets, erased in this order.

    ``eigen(netwerk, persoon)``: querysets of this person's own rows; ``toon``: what they say, for the own eyes.
    ``lijst(netwerk)``: what goes in the file of the group. ``waarom``: why not everything may be chosen.
    ``jouw``: its name on the page of one person. ``hangt_aan``: the kind whose rows take these along when they go.
    """

    code: str
    naam: str
    wat: str
    mag: tuple[str, ...]
    rijen: Callable[[object], Iterable]
    waarom: str = ""
    eigen: Callable[[object, object], Iterable] | None = None
    toon: Callable[[object, object], Iterable[Stuk]] | None = None
    lijst: Callable[[object], Lijst] | None = None
    hangt_aan: str = ""
    jouw: str = ""

    def count(self, netwerk) -> int:
        return sum(rijen.count() for rijen in self.rijen(netwerk))


_SOORTEN: dict[str, Gegevenssoort] = {}


def register_soort(soort: Gegevenssoort) -> None:
    """Add a kind; the code must be new. The same one twice is once."""
    if _SOORTEN.setdefault(soort.code, soort) != soort:
        raise ValueError(f"gegevenssoort {soort.code} is registered twice")


def alle_soorten() -> list[Gegevenssoort]:
    """From the lowest room up; what others hang on comes after them."""
    soorten = list(_SOORTEN.values())
    soorten.reverse()  # the rooms load from the top
    return sorted(soorten, key=lambda soort: soort.code in _DRAGERS)


def find_soort(code: str) -> Gegevenssoort | None:
    return _SOORTEN.get(code)


_DRAGERS = ("bijeenkomsten", "deelnemers", "berichten")  # erased last: other rows hang on these
