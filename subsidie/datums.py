"""What a netwerk must do for its aanvraag, and by which day: a registry, each topic enters its own dates.

One mail tells of all of them (``subsidie/herinneren``), and the page of the aanvraag lists them.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date

from django.core.exceptions import ImproperlyConfigured
from django.db.models import QuerySet

from subsidie.aanvragen.models import Aanvraag


@dataclass(frozen=True)
class Datum:
    """``dag``: the last day. ``wat``: what to do, «Dien de aanvraag in». ``ontbreekt``: a sentence, or nothing.

    ``sinds``: the day from which the netwerk could know of it; a reminder from before that day is not sent any more.
    ``url``: where to do it, without the site.
    """

    aanvraag: Aanvraag
    dag: date
    wat: str
    url: str
    ontbreekt: str = ""
    sinds: date | None = None


Bron = Callable[[QuerySet, date, date], Iterable[Datum]]
_BRONNEN: dict[str, Bron] = {}


def datums(code: str):
    """Register the function below: (aanvragen, vanaf, tot) → what is still to be done on a day from ``vanaf`` to
    ``tot``, both included.

    ``aanvragen`` is a queryset to filter on, of one aanvraag or of all of them: it asks the database as often for one
    as for a thousand. What is done, or what the netwerk may not know yet, is not in it.
    """

    def register(function: Bron) -> Bron:
        if code in _BRONNEN:
            raise ImproperlyConfigured(f"Two datums are called {code}.")
        _BRONNEN[code] = function
        return function

    return register


def list_codes() -> tuple[str, ...]:
    return tuple(_BRONNEN)


def find_datums(aanvragen: QuerySet, vanaf: date, tot: date) -> list[Datum]:
    """Everything these aanvragen still ask of their netwerk from ``vanaf`` to ``tot``, the first day first."""
    gevonden = [datum for bron in _BRONNEN.values() for datum in bron(aanvragen, vanaf, tot)]
    return sorted(gevonden, key=lambda datum: (datum.dag, datum.aanvraag.pk))
