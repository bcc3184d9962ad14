"""Why the academie should call a netwerk that got a contribution: a registry, each topic enters its own reasons.

A reason is one Dutch sentence of facts and counts. It never holds what somebody wrote or answered, and nothing that
the academie may not know yet. What does not ask for a call is no reason. Once a contribution is settled only a reason
that says so (``na_afloop``) is one still.
"""

from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.core.exceptions import ImproperlyConfigured

from subsidie.aanvragen.models import Aanvraag
from subsidie.toestand import VOORBIJ

Zoek = Callable[[Sequence[Aanvraag], datetime], dict[int, str]]


@dataclass(frozen=True)
class Reden:
    """``kop``: the same for every netwerk; ``zin``: what is the case with this one."""

    code: str
    kop: str
    zin: str


_REDENEN: dict[str, tuple[str, Zoek]] = {}
_NA_AFLOOP: set[str] = set()


def reden(code: str, kop: str, *, na_afloop: bool = False):
    """Register the function below: (aanvragen, moment) → {pk of an aanvraag: one sentence}. ``na_afloop``: it is about
    what is settled too; others never get to see that.

    It gets aanvragen with their ronde, regelingversie and netwerk, and asks the database as often for one as for
    a thousand of them.
    """

    def register(function: Zoek) -> Zoek:
        if code in _REDENEN:
            raise ImproperlyConfigured(f"Two redenen are called {code}.")
        _REDENEN[code] = (kop, function)
        if na_afloop:
            _NA_AFLOOP.add(code)
        return function

    return register


def list_codes() -> tuple[str, ...]:
    return tuple(_REDENEN)


def list_redenen(aanvragen: Sequence[Aanvraag], moment: datetime) -> dict[int, list[Reden]]:
    """Per aanvraag why to call, in the order of registering; who needs no call is not in it."""
    if not aanvragen:
        return {}
    gevonden, open_ = defaultdict(list), [aanvraag for aanvraag in aanvragen if aanvraag.status not in VOORBIJ]
    for code, (kop, zoek) in _REDENEN.items():
        rijen = aanvragen if code in _NA_AFLOOP else open_
        bekend = {aanvraag.pk for aanvraag in rijen}
        for pk, zin in zoek(rijen, moment).items() if rijen else ():
            if pk in bekend and zin:
                gevonden[pk].append(Reden(code, kop, zin))
    return dict(gevonden)
