"""The meeting at which the group talks about a result, and who prepares it."""

from datetime import timedelta

from django.db.models import Q

from bijeenkomsten.models import Bijeenkomst
from kern.tijd import nu

NA_AFLOOP = timedelta(days=7)  # to write down what the group chose, once the meeting is over


def find_volgende(netwerk) -> Bijeenkomst | None:
    """The meeting at which the group can talk about a result."""
    rows = Bijeenkomst.objects.aankomend().filter(netwerk=netwerk, begint_op__gt=nu())
    return rows.order_by("begint_op", "pk").first()


def prepares_gesprek(netwerk, persoon) -> bool:
    """Does this person prepare the next meeting, the one going on, or the last one until a week later? One query."""
    now, rows = nu(), Bijeenkomst.objects.filter(netwerk=netwerk)
    komt = rows.filter(begint_op__gt=now).aankomend(now=now).values("pk")[:1]
    pas = rows.filter(eindigt_op__gt=now - NA_AFLOOP).geweest(now=now).values("pk")[:1]
    bij = Q(begint_op__lte=now, eindigt_op__gt=now) | Q(pk__in=komt) | Q(pk__in=pas)
    bij &= ~Q(status=Bijeenkomst.Status.AFGELAST)
    return rows.filter(bij, voorbereiders=persoon).order_by().exists()
