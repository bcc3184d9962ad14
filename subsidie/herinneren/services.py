"""Reminding a netwerk of the days in ``subsidie/datums.py``: one mail per day on which something must be done."""

from datetime import timedelta

from berichten.services import queue_bericht
from kern.tijd import lokale_dag, nu
from netwerken.models import Deelname
from netwerken.rollen import EIGENAAR, PENVOERDER
from subsidie.datums import find_datums
from subsidie.models import Aanvraag

VOORAF = (14, 3, 1)  # days
DATUM = "subsidie.datum"


def remind_datums(*, now=None) -> int:
    """The nightly round: put the reminders of today in the outbox. Twice is once; late catches up.

    What became known after the day of a reminder is not reminded of that day any more: who asked it, told it then.
    Returns how many days of an aanvraag are told of.
    """
    vandaag = lokale_dag(now or nu())
    datums = find_datums(Aanvraag.objects.all(), vandaag, vandaag + timedelta(days=max(VOORAF)))
    gevraagd = {}
    for datum in datums:
        stap = find_stap((datum.dag - vandaag).days)
        if datum.sinds is None or datum.sinds <= datum.dag - timedelta(days=stap):
            gevraagd[datum.aanvraag.pk, datum.dag, stap] = datum.aanvraag
    wie = find_indieners({aanvraag.netwerk_id for aanvraag in gevraagd.values()})
    for (pk, dag, stap), aanvraag in gevraagd.items():
        for persoon in wie.get(aanvraag.netwerk_id, ()):
            queue_bericht(
                soort=DATUM, sleutel=f"{DATUM}:{pk}:{dag}:{stap}:{persoon.pk}", aan=persoon,
                context=aanvraag.netwerk.context, aanleiding=f"aanvraag:{pk}",
                gegevens={"dag": dag.isoformat(), "stap": stap},
            )  # fmt: skip
    return len(gevraagd)


def find_stap(dagen: int) -> int:
    """Which reminder holds ``dagen`` days before; on the day itself the last one."""
    return min(stap for stap in VOORAF if dagen <= stap)


def find_indieners(netwerken) -> dict[int, list]:
    """Per netwerk who speaks for it: the penvoerders, and the eigenaar where there is none."""
    rows = Deelname.objects.lid().filter(netwerk__in=netwerken, rol__in=(PENVOERDER, EIGENAAR), persoon__is_active=True)
    per_rol = {}
    for rij in rows.select_related("persoon").order_by("pk"):
        per_rol.setdefault(rij.netwerk_id, {}).setdefault(rij.rol, []).append(rij.persoon)
    return {netwerk: rollen.get(PENVOERDER) or rollen[EIGENAAR] for netwerk, rollen in per_rol.items()}
