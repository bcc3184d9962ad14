"""Which rounds stand in each other's way: never two open at once, and three weeks between two that ask more time."""

from datetime import datetime

from evaluatie.models import Meting
from evaluatie.rondes.aanbod import KORT
from evaluatie.rondes.schema import TUSSEN

TELT = (Meting.Status.GEPLAND, Meting.Status.OPEN, Meting.Status.GESLOTEN)


def find_rondes(netwerk, *, behalve: int | None = None) -> list[Meting]:
    """The rounds of this netwerk that took, take or will take place, soonest first."""
    rows = Meting.objects.rondes().filter(netwerk=netwerk, status__in=TELT).exclude(pk=behalve)
    return list(rows.order_by("opent_op", "pk"))


def clashes(soort: str, opent: datetime, sluit: datetime, ander: Meting) -> bool:
    """Would a round of this ``soort`` from ``opent`` to ``sluit`` stand in the way of ``ander``?"""
    if opent < ander.sluit_op and ander.opent_op < sluit and not ander.is_gesloten:
        return True
    return soort not in KORT and ander.soort not in KORT and abs(opent - ander.opent_op) < TUSSEN


def find_clash(rondes, soort: str, opent: datetime, sluit: datetime) -> Meting | None:
    return next((ander for ander in rondes if clashes(soort, opent, sluit, ander)), None)
