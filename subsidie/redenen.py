"""Why the academie should call a netwerk that got a contribution: a registry, each topic enters its own reasons.

A reason is one Dutch sentence of facts and counts. It never holds what somebody wrote or answered, and nothing that
the academie may not know yet. What does not ask for a call is no reason.
"""

from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.core.exceptions import ImproperlyConfigured

from subsidie.aanvragen.models import Aanvraag

Zoek = Callable[[Sequence[Aanvraag], datetime], dict[int, str]]


@dataclass(frozen=True)
class Reden:
    """``kop``: the same for every netwerk; ``zin``: what is the case with this one."""

    code: str
    kop: str
    zin: str


_REDENEN: dict[str, tuple[str, Zoek]] = {}


def reden(code: str, kop: str):
    """Register the function below: (aanvragen, moment) → {pk of an aanvraag: one sentence}.

    It gets aanvragen with their ronde, regelingversie and netwerk, and asks the database as often for one as for
    a thousand of them.
    """

    def register(function: Zoek) -> Zoek:
        if code in _REDENEN:
            raise ImproperlyConfigured(f"Two redenen are called {code}.")
        _REDENEN[code] = (kop, function)
        return function

    return register


def list_codes() -> tuple[str, ...]:
    return tuple(_REDENEN)


def list_redenen(aanvragen: Sequence[Aanvraag], moment: datetime) -> dict[int, list[Reden]]:
    """Per aanvraag why to call, in the order of registering; who needs no call is not in it."""
    if not aanvragen:
        return {}
    gevonden, bekend = defaultdict(list), {aanvraag.pk for aanvraag in aanvragen}
    for code, (kop, zoek) in _REDENEN.items():
        for pk, zin in zoek(aanvragen, moment).items():
            if pk in bekend and zin:
                gevonden[pk].append(Reden(code, kop, zin))
    return dict(gevonden)
