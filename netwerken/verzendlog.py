"""What the page *Berichten* of a netwerk reads: what is coming, what was, and what became of it."""

from collections import Counter, defaultdict
from functools import lru_cache

from django.db.models import Func, IntegerField

from berichten.models import Bericht, Verzending
from kern.export import Lijst
from kern.prepared import prepared
from netwerken.aankomst import Aankomst, get_aankomst


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
    return rows.values_list("verzending", "status", "reden", "uitstel", "aan__naam", "adres")


def load_uitkomsten(verzendingen, met_namen):
    """Adds how many mails ended how, and to whom they went and how.

    ``met_namen``: the kinds that may say so. Where the receivers tell who did not answer yet, only numbers are shown.
    """
    uitkomsten = _find_uitkomsten([v.pk for v in verzendingen]) if verzendingen else ()
    aantallen, namen = defaultdict(Counter), defaultdict(set)
    for pk, status, reden, uitstel, naam, adres in uitkomsten:
        aankomst = get_aankomst(status, reden, uitstel)
        aantallen[pk][aankomst] += 1
        namen[pk].add(aankomst.noem(naam or adres))
    for verzending in verzendingen:
        telling = aantallen[verzending.pk]
        verzending.later, verzending.wacht = telling[Aankomst.LATER], telling[Aankomst.WACHT]
        verzending.verstuurd = telling[Aankomst.VERSTUURD] + verzending.later
        verzending.onderweg = telling[Aankomst.ONDERWEG] + verzending.wacht
        verzending.in_brief, verzending.mislukt = telling[Aankomst.IN_BRIEF], telling[Aankomst.MISLUKT]
        verzending.niet_verstuurd = telling[Aankomst.NIET]
        verzending.namen = sorted(namen[verzending.pk]) if verzending.soort in met_namen else []


def make_lijst(netwerk) -> Lijst:
    """Every message of this netwerk with how many mails ended how, for a spreadsheet. Numbers only, no names."""
    rijen = [
        (
            v.op, v.titel, v.get_status_display(), v.verstuurd, v.in_brief, v.onderweg, v.niet_verstuurd, v.mislukt,
            v.reden,
        )
        for v in Verzending.objects.in_context(netwerk.context).with_counts().order_by("op", "pk")
    ]  # fmt: skip
    koppen = (
        "Gaat op", "Bericht", "Status", "Verstuurd", "Wacht op de netwerkbrief", "Onderweg", "Niet nodig", "Mislukt",
        "Reden",
    )  # fmt: skip
    return Lijst(f"berichten-{netwerk.slug}", "Berichten", koppen, rijen)
