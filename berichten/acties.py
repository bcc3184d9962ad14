"""What is waiting for somebody, for on top of the netwerkbrief. Higher rooms register in ``AppConfig.ready()``.

This is one of the places where a lower room hears from higher ones (docs/architectuur.md).
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime

from berichten.rust import resting_of


@dataclass(frozen=True)
class Actie:
    """One thing to do. ``knop`` and ``url``: the button, one touch where that exists; ``anders``: the other answer.

    ``voor``: when it is too late; ``onderwerp``: the Onderwerp it belongs to, whose mail this person may have stopped.
    """

    titel: str
    knop: str
    url: str
    voor: datetime | None = None
    tekst: str = ""
    anders: tuple[str, str] | None = None
    netwerk: str = ""
    onderwerp: str = ""

    @property
    def knoppen(self):
        return [(self.knop, self.url), *([self.anders] if self.anders else [])]

    @property
    def uitleg(self):
        """Of which netwerk it is, and what to know before the button."""
        return "\n".join(filter(None, [self.netwerk, self.tekst]))


_BRONNEN: list[Callable[[object, datetime], Iterable[Actie]]] = []


def register(bron: Callable[[object, datetime], Iterable[Actie]]) -> None:
    """Add a function (persoon, now) → what waits for this person. Registering twice is once."""
    if bron not in _BRONNEN:
        _BRONNEN.append(bron)


def open_acties(persoon, now: datetime) -> list[Actie]:
    """Everything that waits for this person and still can be done, what must be first on top."""
    gevonden = [actie for bron in _BRONNEN for actie in bron(persoon, now)]
    stil = resting_of(persoon) if gevonden else ()
    open_ = [a for a in gevonden if (a.voor is None or a.voor > now) and (not a.netwerk or a.netwerk not in stil)]
    return sorted(open_, key=lambda actie: (actie.voor is None, actie.voor or now))
