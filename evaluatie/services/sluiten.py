"""Closing throws away what no longer serves: who answered (all Genodigden), the reminders (they tell who had not
answered yet), and every answer that stays below the threshold and so will never be shown.
"""

import logging
from datetime import datetime

from django.conf import settings
from django.db import transaction

from berichten.models import Bericht
from evaluatie import planning
from evaluatie.models import Meting
from evaluatie.services.hielp import keep_hielp
from evaluatie.services.rijen import forget_questions
from evaluatie.services.samen import add_to_samen, drop_stale
from evaluatie.services.vertrouwelijk import forget_verteld
from evaluatie.wacht import bewaak
from kern.locks import lock_rows
from kern.log import log
from kern.tijd import nu
from netwerken.services.locks import lock_netwerk_of

logger = logging.getLogger(__name__)


@transaction.atomic
def close_meting(meting: Meting, *, now: datetime | None = None) -> Meting:
    """open → gesloten, once its hour has come; before that and the second time nothing happens.

    From here on results may be shown. Who was asked and who answered is forgotten; below the threshold the answers
    are too.
    """
    lock_netwerk_of(meting)  # also for two rounds that close at once: they would not see each other
    meting = lock_rows(Meting.objects).get(pk=meting.pk)
    if meting.status != Meting.Status.OPEN or (now or nu()) < meting.sluit_op:
        return meting
    genodigd, ingevuld = meting.genodigden.gevraagd().count(), meting.count_ingevuld()
    genoeg = ingevuld >= settings.EVALUATIE_MIN_ANTWOORDEN and not meting.is_vertrouwelijk
    meting.status, meting.genodigd = Meting.Status.GESLOTEN, genodigd
    meting.ingevuld = ingevuld if genoeg else None
    meting.save(update_fields=["status", "genodigd", "ingevuld"])
    meting.genodigden.all().delete()
    meting.zaalcodes.all().delete()
    if genoeg:
        keep_hielp(meting, ingevuld)
    elif ingevuld and meting.bijeenkomst_id and genodigd >= settings.EVALUATIE_MIN_ANTWOORDEN:
        add_to_samen(meting)
    _forget_answers(meting, ingevuld, alles=not genoeg)
    if genoeg and meting.document.bewaakt:
        meting.banden = bewaak(meting)
        meting.save(update_fields=["banden"])
    forget_reminders(meting)
    log(meting, "evaluatie.meting.closed", genodigd=genodigd, **({"ingevuld": ingevuld} if genoeg else {}))
    return meting


def _forget_answers(meting, ingevuld, *, alles):
    """Below the threshold nobody will ever see them, so they are not kept: all, or those of one question."""
    if alles:
        meting.open_antwoorden.all().delete()
        meting.tellers.all().delete()
    else:
        forget_questions(meting, ingevuld)


def forget_reminders(meting: Meting | None = None) -> None:
    """A reminder to somebody says that this person had not answered: its row goes as soon as it left.

    Without ``meting``: all that left. With: also those that still wait, for after closing nobody needs one.
    """
    rows = Bericht.objects.filter(soort__in=planning.HERINNERINGEN)
    rows = rows.filter(aanleiding=meting.aanleiding) if meting else rows.exclude(status=Bericht.Status.GEPLAND)
    rows.delete()


def withdraw_overtaken(metingen):
    """Answers about a meeting that did not take place like that are nobody's business."""
    for meting in metingen.overtaken():
        forget_reminders(meting)
        meting.delete()


def close_due(*, now: datetime | None = None) -> int:
    """Close what is over, withdraw what was overtaken, forget reminders that left and what was told by name long ago.
    Late or twice is fine."""
    now, closed = now or nu(), 0
    for meting in Meting.objects.due(now).exclude(pk__in=Meting.objects.overtaken().values("pk")):
        try:
            closed += close_meting(meting, now=now).is_gesloten
        except Exception:
            logger.exception("meting %s cannot be closed; the others go on", meting.pk)
    with transaction.atomic():
        withdraw_overtaken(Meting.objects.all())
    drop_stale(now)
    with transaction.atomic():
        forget_verteld(now)
    forget_reminders()
    return closed
