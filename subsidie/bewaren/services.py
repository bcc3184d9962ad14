"""How long an aanvraag is kept, and erasing it after that, with everything that hangs on it.

The database refuses to erase a track while its aanvraag is there (migration 0002). So the aanvraag goes first and its
track last, in one transaction: a track is never shorter, it is whole or it is gone with all of the rest.
"""

import time
from datetime import datetime

from django.contrib.contenttypes.models import ContentType
from django.db import router, transaction
from django.db.models import Q

from berichten.models import Bericht
from kern import stoppen
from kern.log import log
from kern.models import Logregel
from kern.tijd import nu
from subsidie.aanvragen.services import lock_aanvraag
from subsidie.models import Aanvraag, Inzending, Nakoming, Spoorregel
from subsidie.toestand import VOORBIJ

INGEDIEND, NOOIT_INGEDIEND = 7, 2  # years after the end: public money, and what only the netwerk ever saw
WORK_SECONDS = 60  # well under the time limit of a task; what is left is for the next night


def years_before(moment: datetime, jaren: int) -> datetime:
    """The same day so many years ago; for the 29th of February the day before it."""
    try:
        return moment.replace(year=moment.year - jaren)
    except ValueError:
        return moment.replace(year=moment.year - jaren, day=28)


def find_due(moment: datetime):
    """What is over so long that it goes."""
    lang = Q(ingediend_op__isnull=False, status_sinds__lt=years_before(moment, INGEDIEND))
    kort = Q(ingediend_op__isnull=True, status_sinds__lt=years_before(moment, NOOIT_INGEDIEND))
    return Aanvraag.objects.filter(lang | kort, status__in=VOORBIJ)


def erase_due(*, now: datetime | None = None) -> int:
    """The nightly round; each aanvraag on its own, so who stops it loses one. Returns how many are gone."""
    moment, begin, weg = now or nu(), time.monotonic(), 0
    for aanvraag in find_due(moment).order_by("status_sinds", "pk"):
        if time.monotonic() - begin > WORK_SECONDS or stoppen.is_asked():
            break
        weg += _erase(aanvraag, moment)
    return weg


@transaction.atomic
def _erase(aanvraag, moment) -> bool:
    aanvraag = lock_aanvraag(aanvraag)
    if not find_due(moment).filter(pk=aanvraag.pk).exists():
        return False
    relaties = [rel for rel in Aanvraag._meta.related_objects if rel.related_model is not Spoorregel]
    relaties.sort(key=lambda rel: rel.related_model is Inzending)  # others rely on what was handed in
    _forget_mails(aanvraag, relaties)
    for rel in relaties:
        _rows(rel, aanvraag).delete()
    alias = router.db_for_write(Aanvraag)
    Aanvraag.objects.filter(pk=aanvraag.pk)._raw_delete(alias)
    Spoorregel.objects.filter(aanvraag_id=aanvraag.pk)._raw_delete(alias)
    soort = ContentType.objects.get_for_model(Aanvraag)
    Logregel.objects.filter(content_type=soort, object_id=str(aanvraag.pk)).delete()
    log(aanvraag.ronde, "subsidie.aanvraag.erased", stand=aanvraag.status)
    return True


def _rows(rel, aanvraag):
    return rel.related_model._base_manager.filter(**{rel.field.name: aanvraag.pk})


def _forget_mails(aanvraag, relaties):
    """That a mail went, and to whom. What it said was never kept."""
    over = [f"aanvraag:{aanvraag.pk}"]
    for rel in relaties:
        over += [
            f"{rel.related_model._meta.model_name}:{pk}" for pk in _rows(rel, aanvraag).values_list("pk", flat=True)
        ]
    gemeld = Nakoming.objects.filter(voorwaarde__besluit__aanvraag=aanvraag.pk)
    over += [f"nakoming:{pk}" for pk in gemeld.values_list("pk", flat=True)]
    Bericht.objects.filter(aanleiding__in=over).delete()
