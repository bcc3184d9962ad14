"""Numbers about a netwerk that signalen need, counted for all netwerken and all rooms by one query.

A room adds a number with ``register_getal``: a function of a ``Moment`` that makes the expression. It runs once per
process (``kern/prepared.py``), so it may only use the moments it is given.
"""

from collections.abc import Callable
from dataclasses import dataclass, fields
from datetime import date, datetime, timedelta
from types import SimpleNamespace

from django.db.models import Count, IntegerField, OuterRef, Subquery
from django.db.models.functions import Coalesce

from fasen.kompas.signaal import Peiling
from kern.prepared import prepared
from netwerken.models import Netwerk


@dataclass(frozen=True)
class Moment:
    """Now, and the moments before it that signalen look back to."""

    nu: datetime
    jaar_terug: datetime
    dag: date
    twee_weken_terug: date
    half_jaar_terug: date
    vier_maanden_terug: datetime

    @classmethod
    def of(cls, peiling: Peiling):
        nu, dag = peiling.nu, peiling.dag
        dagen = (dag - timedelta(days=14), dag - timedelta(days=183))
        return cls(nu, nu - timedelta(days=365), dag, *dagen, nu - timedelta(days=122))


_GETALLEN: dict[str, Callable[[Moment], object]] = {}


def register_getal(naam: str, maak: Callable[[Moment], object]) -> None:
    """``lees_getallen`` gives this number for every netwerk under ``naam``. Registering twice is once."""
    _GETALLEN[naam] = maak


def tel(rows, per="netwerk", wat=None):
    """How many of ``rows`` belong to the row of the query this is a part of."""
    aantal = rows.filter(**{per: OuterRef("pk")}).order_by().values(per).annotate(n=wat or Count("pk")).values("n")
    return Coalesce(Subquery(aantal, output_field=IntegerField()), 0)


def _make_reader(kies):
    @prepared(many=["netwerken"], names=["netwerken", *(field.name for field in fields(Moment))])
    def find_getallen(netwerken, *momenten):
        moment = Moment(*momenten)
        velden = {f"tel_{naam}": maak(moment) for naam, maak in sorted(kies().items())}
        return Netwerk.objects.filter(pk__in=netwerken).order_by().annotate(**velden).values_list("pk", *velden)

    def lees(peiling: Peiling) -> dict[int, SimpleNamespace]:
        namen = sorted(kies())
        rows = find_getallen(peiling.ids, *vars(Moment.of(peiling)).values()) if peiling.ids else ()
        return {pk: SimpleNamespace(**dict(zip(namen, waarden, strict=True))) for pk, *waarden in rows}

    return lees


lees_getallen = _make_reader(lambda: _GETALLEN)
"""All registered numbers, by netwerk."""


def pick_getallen(*namen: str, **eigen: Callable[[Moment], object]) -> Callable[[Peiling], dict[int, SimpleNamespace]]:
    """A reader of only these numbers, for who needs few of them. ``eigen``: numbers nobody else needs."""
    return _make_reader(lambda: {naam: _GETALLEN[naam] for naam in namen} | eigen)
