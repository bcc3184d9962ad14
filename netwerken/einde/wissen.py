"""The clock of a closed netwerk: it warns twice, and then erases batch by batch.

Every batch is a transaction of its own under the lock of the netwerk: who kills the eraser loses one batch, and the
next run goes on where it stopped. Somebody who just chose another day, or began the netwerk again, wins from the eraser
that comes after. What is erased is gone from the database; the log knows how much, never what.
"""

import time
from datetime import date

from django.db import transaction
from django.utils import timezone

from kern import stoppen
from kern.locks import lock_rows
from kern.log import log
from kern.tijd import nu
from netwerken.einde import mails
from netwerken.einde.klok import MAAND, WEEK, start_clock
from netwerken.einde.models import Afsluiting
from netwerken.einde.soorten import find_soort
from netwerken.models import Netwerk
from netwerken.services.locks import lock_netwerk

BATCH = 200
PER_NACHT = 200  # netwerken that get a clock after the fact
WORK_SECONDS = 60  # well under the time limit of a task; what is left is for the next run


def run_clock(*, batch: int = BATCH) -> int:
    """The whole night: clocks that nobody started, letters, erasing. Twice is once. Returns how many batches went."""
    _start_clocks()
    _warn_due()
    return erase_due(batch=batch)


def _start_clocks():
    """Netwerken that ended without choosing anything: the same clock as everybody's."""
    zonder = Netwerk.objects.filter(status__in=Netwerk.BEEINDIGD).exclude(afsluiting__gesloten_op__isnull=False)
    for netwerk in zonder.order_by("pk")[:PER_NACHT]:
        with transaction.atomic():
            vers = lock_netwerk(netwerk)
            if vers.is_beeindigd:
                start_clock(vers)


def _lopend():
    return Afsluiting.objects.filter(gesloten_op__isnull=False, gewist_op__isnull=True).order_by("wist_op", "pk")


def _warn_due():
    for afsluiting in _lopend().filter(wist_op__lte=timezone.localdate() + MAAND, week_bericht_op=None):
        _warn(afsluiting)


@transaction.atomic
def _warn(afsluiting):
    """A month ahead, and a week ahead. A night that came late gives everybody the whole week after all."""
    afsluiting, netwerk = lock_afsluiting(afsluiting)
    vandaag = timezone.localdate()
    rest = afsluiting.wist_op - vandaag if afsluiting.loopt else None
    if rest is None or rest > MAAND or afsluiting.week_bericht_op:
        return
    if rest <= WEEK:
        afsluiting.wist_op = max(afsluiting.wist_op, vandaag + WEEK)
        afsluiting.week_bericht_op = vandaag
    elif afsluiting.maand_bericht_op:
        return
    else:
        afsluiting.maand_bericht_op = vandaag
    afsluiting.save()
    regel = log(netwerk, "netwerken.gegevens.warned", wist_op=afsluiting.wist_op.isoformat())
    mails.tell(mails.WISSEN, netwerk, mails.find_betrokkenen(netwerk), regel, wist_op=afsluiting.wist_op.isoformat())


def lock_afsluiting(afsluiting: Afsluiting) -> tuple[Afsluiting, Netwerk]:
    """First the netwerk, as every service does, then the row as it now is."""
    netwerk = lock_netwerk(Netwerk(pk=afsluiting.netwerk_id))
    afsluiting = lock_rows(Afsluiting.objects).get(pk=afsluiting.pk)
    return afsluiting, netwerk


def may_erase(afsluiting: Afsluiting, vandaag: date) -> bool:
    """Its day is there, and everybody had a week since the last letter."""
    gewaarschuwd = afsluiting.week_bericht_op is not None and afsluiting.week_bericht_op + WEEK <= vandaag
    return afsluiting.loopt and afsluiting.wist_op <= vandaag and gewaarschuwd


def erase_due(*, batch: int = BATCH) -> int:
    """Erase what was chosen, of every netwerk whose day has come. Returns how many batches went."""
    klaar, begin = 0, time.monotonic()
    for afsluiting in _lopend().filter(wist_op__lte=timezone.localdate()):
        while time.monotonic() - begin < WORK_SECONDS and not stoppen.is_asked():
            if not _erase_batch(afsluiting, batch):
                break
            klaar += 1
    return klaar


@transaction.atomic
def _erase_batch(afsluiting, batch) -> bool:
    """One batch of the first kind that is not done. False when there is nothing (any more) to do now."""
    afsluiting, netwerk = lock_afsluiting(afsluiting)
    if not netwerk.is_beeindigd or not may_erase(afsluiting, timezone.localdate()):
        return False
    keuze = next((k for k in afsluiting.keuzes.order_by("pk") if k.gaat_weg and k.gewist_op is None), None)
    if keuze is None:
        afsluiting.gewist_op = nu()
        afsluiting.save(update_fields=["gewist_op", "updated_at"])
        log(netwerk, "netwerken.gegevens.all_erased")
        return False
    soort = find_soort(keuze.soort)
    aantal = _delete_some(soort.rijen(netwerk), batch) if soort else 0
    keuze.aantal_gewist += aantal
    if not aantal:
        keuze.gewist_op = nu()
        log(netwerk, "netwerken.gegevens.erased", soort=keuze.soort, aantal=keuze.aantal_gewist)
    keuze.save()
    return True


def _delete_some(querysets, batch) -> int:
    """The first rows there are, with all that hangs on them."""
    for rijen in querysets:
        pks = list(rijen.order_by("pk").values_list("pk", flat=True)[:batch])
        if pks:
            rijen.model.objects.filter(pk__in=pks).delete()
            return len(pks)
    return 0
