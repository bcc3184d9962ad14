"""The rounds of the demo: one that is open, two that closed, and one of the other sector that comes."""

from datetime import datetime, time, timedelta

from django.utils import timezone

from kern.tijd import is_werkdag
from subsidie.regeling.bron import get_shipped
from subsidie.regeling.models import Aanvraagronde, Regelingversie

# name, regeling, then days from today: opens, closes, advice, decision; the money in euros
RONDES = (
    ("Winterronde", "vo-leernetwerken", -16, 19, 40, 54, 120_000),
    ("Najaarsronde", "vo-leernetwerken", -96, -54, -33, -12, 96_000),
    ("Voorjaarsronde", "vo-leernetwerken", -330, -290, -268, -250, 80_000),
    ("Voorjaarsronde po", "po-leernetwerken", 44, 93, 114, 128, 64_000),
)


def load(now):
    """By hand and not by the service: it refuses a round of the past. Returns the rounds by name."""
    return {naam: _make(naam, code, dagen, euro, now) for naam, code, *dagen, euro in RONDES}


def remove():
    """Rounds with an aanvraag stay."""
    Aanvraagronde.objects.filter(naam__in=[naam for naam, *_ in RONDES], aanvragen__isnull=True).delete()


def _make(naam, code, dagen, euro, now):
    vandaag = timezone.localdate(now)
    opent, sluit, advies, besluit = (_werkdag(vandaag + timedelta(days=n)) for n in dagen)
    waarden = {
        "regelingversie": Regelingversie.of(get_shipped(code)), "opent_op": _om(opent, 9), "sluit_op": _om(sluit, 17),
        "advies_voor": advies, "besluit_voor": besluit, "budget": euro * 100,
    }  # fmt: skip
    return Aanvraagronde.objects.get_or_create(naam=naam, regelingversie__code=code, defaults=waarden)[0]


def _werkdag(dag):
    while not is_werkdag(dag):
        dag += timedelta(days=1)
    return dag


def _om(dag, uur):
    return timezone.make_aware(datetime.combine(dag, time(uur)))
