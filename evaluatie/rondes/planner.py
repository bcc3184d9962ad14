"""Plans the rounds that belong to a netwerk (``momenten``), on days that suit the group. As often as one likes.

What somebody moved stays where it was put; what somebody cancelled does not come back; what is no longer wanted goes,
as long as nobody was asked.
"""

import logging
from collections import Counter
from datetime import datetime

from django.db import transaction
from django.db.models import Q

from berichten import services as berichten
from berichten.models import Verzending
from bijeenkomsten.models import Bijeenkomst
from evaluatie import services
from evaluatie.models import Meting
from evaluatie.rondes.aanbod import get_questions
from evaluatie.rondes.besluiten import EENMALIG, VERVALT, VERZET, WEG, Besluit, decide, make_naam
from evaluatie.rondes.momenten import Leven
from evaluatie.rondes.planning import RONDE, plan_berichten
from evaluatie.services.rondes import AFGELOPEN
from fasen.models import FaseVerloop
from kern.log import log
from kern.tijd import lokale_dag, nu
from netwerken.models import Deelname, Netwerk
from netwerken.services.locks import lock_netwerk

logger = logging.getLogger(__name__)

LOOPT = (Netwerk.Status.GESTART, Netwerk.Status.AFRONDEN)
VOORBIJ = (Netwerk.Status.AFGEROND, Netwerk.Status.ZELFSTANDIG)
VERANDERD = "Door een wijziging niet meer nodig."


def plan_all(*, now: datetime | None = None) -> None:
    """Every netwerk that runs or ended, and those that still have something planned."""
    gepland = Meting.objects.filter(status=Meting.Status.GEPLAND).values("netwerk")
    for pk in Netwerk.objects.filter(Q(status__in=[*LOOPT, *VOORBIJ]) | Q(pk__in=gepland)).values_list("pk", flat=True):
        try:
            plan_netwerk(pk, now=now)
        except Exception:
            logger.exception("the rounds of netwerk %s cannot be planned; the others go on", pk)


@transaction.atomic
def plan_netwerk(pk: int, *, now: datetime | None = None) -> None:
    """Plan, move and drop what is not open yet. A netwerk that is gone has none."""
    now, netwerk = now or nu(), Netwerk.objects.filter(pk=pk).first()
    if netwerk is None:
        return
    netwerk = lock_netwerk(netwerk)
    rondes = [_settle(ronde, now) for ronde in Meting.objects.rondes().filter(netwerk=netwerk)]
    leven = read_leven(netwerk, rondes, now)
    for besluit in list(decide(leven, rondes, count_regions(netwerk), now)):
        _carry_out(netwerk, besluit, now)


def _settle(ronde, now):
    """Skipped on the page of messages, and its hour has passed: it does not take place."""
    if ronde.is_gepland and ronde.opent_op <= now:
        over = Verzending.objects.filter(sleutel=f"{RONDE}:{ronde.pk}", status=Verzending.Status.OVERGESLAGEN).first()
        if over:
            berichten.cancel_verzendingen(ronde.aanleiding, over.reden)
            return services.cancel_ronde(ronde, over.reden)
    return ronde


def read_leven(netwerk: Netwerk, rondes: list[Meting], now: datetime) -> Leven:
    """The dates that count. ``rondes``: all of them, whatever came of them."""
    keren = Bijeenkomst.objects.filter(netwerk=netwerk).exclude(status=Bijeenkomst.Status.AFGELAST)
    keren = tuple(sorted(lokale_dag(op) for op in keren.values_list("begint_op", flat=True)))
    inbedding = FaseVerloop.objects.filter(netwerk=netwerk, fase="inbedding").values_list("begonnen_op", flat=True)
    inbedding = inbedding.first()
    was = [ronde for ronde in rondes if not ronde.is_gepland]
    afsluiting = netwerk.klok
    geeindigd = netwerk.status in VOORBIJ and afsluiting is not None
    return Leven(
        netwerk.start_datum, netwerk.eind_datum, lokale_dag(now),
        loopt=netwerk.status in LOOPT, pauze_tot=netwerk.gepauzeerd_tot,
        geeindigd=lokale_dag(afsluiting.gesloten_op) if geeindigd else None,
        wist_op=afsluiting.wist_op if geeindigd else None,
        aantal_keren=max(netwerk.aantal_bijeenkomsten, len(keren)), keren=keren,
        inbedding=inbedding and lokale_dag(inbedding),
        barometers=tuple(lokale_dag(m.opent_op) for m in was if m.soort == Meting.Soort.BAROMETER),
        gevraagd=frozenset(m.soort for m in was) & EENMALIG,
    )  # fmt: skip


def _drop(ronde):
    """Nobody was asked: gone without a trace."""
    berichten.cancel_verzendingen(ronde.aanleiding, VERANDERD, voorgoed=True)
    log(ronde, "evaluatie.ronde.dropped")
    Meting.objects.filter(pk=ronde.pk, status=Meting.Status.GEPLAND).delete()


def _lapse(ronde):
    services.cancel_ronde(ronde, AFGELOPEN)
    berichten.cancel_verzendingen(ronde.aanleiding, AFGELOPEN, voorgoed=True)


def _carry_out(netwerk, besluit: Besluit, now):
    ronde, schema = besluit.ronde, besluit.schema
    if besluit.hoe == WEG:
        _drop(ronde)
        return
    if besluit.hoe == VERVALT:
        _lapse(ronde)
        return
    if besluit.hoe == VERZET:
        ronde = services.move_ronde(ronde, opent_op=schema.opent, sluit_op=schema.sluit)
    else:
        document = get_questions(netwerk, besluit.moment.soort)
        ronde = services.plan_ronde(
            netwerk, besluit.moment.soort, opent_op=schema.opent, sluit_op=schema.sluit, document=document,
            naam=make_naam(document, besluit.moment, besluit.dag), moment=besluit.moment.sleutel,
        )  # fmt: skip
    plan_berichten(ronde, now=now)


def count_regions(netwerk) -> Counter:
    """How many of the deelnemers who can be asked live in which region of school holidays."""
    rows = Deelname.objects.actief().filter(netwerk=netwerk, rol=Deelname.Rol.DEELNEMER, persoon__is_active=True)
    return Counter(d.persoon.vakantieregio for d in rows.select_related("persoon__organisatie__deel_van"))
