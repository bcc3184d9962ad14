"""Meters: what ticks a controlepunt of the gids off by itself. Rooms register theirs in ``AppConfig.ready()``.

A meter counts, as a signaal does; it never reads what somebody wrote. It measures within a ``Peiling``, so that the
facts of one kind are read once for all of them.

This is one of the places where a lower room hears from higher ones (docs/architectuur.md).
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from django.core.exceptions import ImproperlyConfigured

from fasen.inhoud import Fase
from fasen.kompas.signaal import Peiling


@dataclass(frozen=True)
class Meting:
    """``zin``: with the numbers, whether it is done or not."""

    is_klaar: bool
    zin: str

    def __post_init__(self):
        if not self.zin:
            raise ValueError("A meter tells what it counted.")


def klaar(zin: str) -> Meting:
    return Meting(True, zin)


def nog_niet(zin: str) -> Meting:
    return Meting(False, zin)


@dataclass(frozen=True)
class Meter:
    """``begeleiders``: it is about few people, so only who guides the netwerk sees it. ``doen``: url name of the page
    where something can be done about it, and its text."""

    code: str
    meet: Callable[[Peiling, Fase], dict[int, Meting]]
    doen: tuple[str, str]
    begeleiders: bool = False


_METERS: dict[str, Meter] = {}


def meter(lees: Callable[[Peiling], dict], *, code: str, **velden):
    """Register the function below as a meter: (what ``lees`` says of the netwerk, netwerk, fase) → Meting."""

    def register(function):
        def meet(peiling, fase):
            feiten = peiling.feiten(lees)
            return {netwerk.pk: function(feiten[netwerk.pk], netwerk, fase) for netwerk in peiling.netwerken}

        if code in _METERS:
            raise ImproperlyConfigured(f"Two meters are called {code}.")
        _METERS[code] = Meter(code=code, meet=meet, **velden)
        return function

    return register


def find_meter(code: str) -> Meter | None:
    return _METERS.get(code)


def get_codes() -> list[str]:
    return sorted(_METERS)


def meet_alle(peiling: Peiling, fase: Fase, codes: Iterable[str]) -> dict[str, dict[int, Meting]]:
    """By code what each of these meters says of every netwerk; a code that nobody registered is left out."""
    return {code: _METERS[code].meet(peiling, fase) for code in codes if code in _METERS}
