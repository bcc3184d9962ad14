"""The meetings of one netwerk as its page lists them, in two queries."""

from collections import Counter
from dataclasses import dataclass

from django.db.models import Count

from bijeenkomsten.models import Aanwezigheid, Bijeenkomst
from kern.prepared import prepared
from kern.tijd import nu
from netwerken.models import Deelname
from personen.models import Persoon


@dataclass(frozen=True)
class Lijst:
    """The same division as the querysets ``aankomend``, ``geweest`` and ``afgelast`` make."""

    komend: list[Bijeenkomst]
    geweest: list[Bijeenkomst]
    afgelast: list[Bijeenkomst]


@prepared
def _find_bijeenkomsten(netwerk, persoon):
    return Bijeenkomst.objects.filter(netwerk=netwerk).with_antwoord_of(persoon).order_by("begint_op", "pk")


@prepared
def _count_antwoorden(netwerk):
    rows = Aanwezigheid.objects.of_leden().filter(bijeenkomst__netwerk=netwerk).order_by()
    return rows.values_list("bijeenkomst", "antwoord", "aanwezig").annotate(Count("pk"))


@prepared
def find_leden(netwerk):
    """Everyone who takes part now, once, by name, with the organisatie that says the holidays."""
    actief = Deelname.objects.actief().filter(netwerk=netwerk)
    rows = Persoon.objects.filter(pk__in=actief.values("persoon"), is_active=True)
    return rows.select_related("organisatie__deel_van").order_by("naam", "pk")


def read_lijst(netwerk, user, *, now=None) -> Lijst:
    """Adds to every row what ``with_tellingen`` and ``with_antwoord_of`` add that the page shows."""
    now, rows = now or nu(), _find_bijeenkomsten(netwerk.pk, user.pk)
    komt, waren = Counter(), Counter()
    for pk, antwoord, aanwezig, aantal in _count_antwoorden(netwerk.pk) if rows else ():
        komt[pk] += aantal * (antwoord == Aanwezigheid.Antwoord.KOMT)
        waren[pk] += aantal * bool(aanwezig)
    for row in rows:
        row.netwerk, row.aantal_komt, row.aantal_aanwezig = netwerk, komt[row.pk], waren[row.pk]
    door = [row for row in rows if not row.is_afgelast]
    return Lijst(
        komend=[row for row in door if row.eindigt_op > now],
        geweest=[row for row in reversed(door) if row.eindigt_op <= now],
        afgelast=[row for row in reversed(rows) if row.is_afgelast],
    )
