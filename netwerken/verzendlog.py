"""What the page *Berichten* of a netwerk reads: what is coming, what was, and what became of it."""

from collections import Counter, defaultdict
from functools import lru_cache

from django.db.models import Func, IntegerField

from berichten.models import Bericht, Verzending
from kern.prepared import prepared

Status = Bericht.Status


@prepared
def find_komend(context, now, tot):
    return Verzending.objects.in_context(context).coming(now=now, tot=tot)


@prepared
def _count_log(context, now):
    rows = Verzending.objects.in_context(context).log(now=now).order_by()
    return rows.values_list(Func("pk", function="COUNT", output_field=IntegerField()), flat=True)


@lru_cache(maxsize=64)
def _prepare_page(begin, eind):
    return prepared(lambda context, now: Verzending.objects.in_context(context).log(now=now)[begin:eind])


class Log:
    """What is behind us, newest first, for a Paginator."""

    def __init__(self, context, now):
        self.context, self.now = context, now

    def count(self):
        return _count_log(self.context, self.now)[0]

    def __getitem__(self, part):
        return _prepare_page(part.start, part.stop)(self.context, self.now) if part.stop > part.start else []


@prepared(many=["verzendingen"])
def _find_uitkomsten(verzendingen):
    rows = Bericht.objects.filter(verzending__in=verzendingen).order_by()
    return rows.values_list("verzending", "status", "aan__naam", "adres")


def load_uitkomsten(verzendingen, met_namen):
    """Adds how many mails ended how, and to whom they went.

    ``met_namen``: the kinds that may say so. Where the receivers tell who did not answer yet, only numbers are shown.
    """
    aantallen, namen = defaultdict(Counter), defaultdict(set)
    for pk, status, naam, adres in _find_uitkomsten([v.pk for v in verzendingen]) if verzendingen else ():
        aantallen[pk][status] += 1
        namen[pk].add(naam or adres)
    for verzending in verzendingen:
        telling = aantallen[verzending.pk]
        verzending.verstuurd, verzending.mislukt = telling[Status.VERSTUURD], telling[Status.MISLUKT]
        verzending.onderweg, verzending.in_brief = telling[Status.GEPLAND], telling[Status.GEBUNDELD]
        verzending.niet_verstuurd = telling[Status.OVERGESLAGEN] + telling[Status.VERVALLEN]
        verzending.namen = sorted(namen[verzending.pk]) if verzending.soort in met_namen else []
