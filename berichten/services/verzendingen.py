"""Planning of automatic messages and what a facilitator may do with them."""

from datetime import datetime

from django.db import transaction
from django.db.models import Q

from berichten.models import Bericht, Verzending
from berichten.services.outbox import last_moment, nudge
from berichten.soorten import get_soort
from kern.errors import DomainError
from kern.locks import lock_rows
from kern.log import log
from kern.tijd import nu

Status = Verzending.Status


@transaction.atomic
def plan_verzending(
    *, soort: str, sleutel: str, op: datetime, context: str, titel: str, aanleiding: str = "", omschrijving: str = ""
) -> Verzending:
    """Plan a message to a group, or move the one that has this ``sleutel``.

    Nothing happens to a message that was already carried out. A hold, a skip and the facilitator's own
    text survive a move; one that had lapsed is planned again. Due now or before: the workers are nudged.
    """
    feiten = {
        "soort": soort,
        "context": context,
        "titel": titel,
        "aanleiding": aanleiding,
        "omschrijving": omschrijving,
    }
    verzending, created = lock_rows(Verzending.objects).get_or_create(sleutel=sleutel, defaults=feiten | {"op": op})
    if not created and verzending.status != Status.UITGEVOERD:
        for naam, waarde in (feiten | {"op": op}).items():
            setattr(verzending, naam, waarde)
        if verzending.status == Status.VERVALLEN:
            verzending.status, verzending.reden = Status.GEPLAND, ""
        verzending.save()
    if verzending.status == Status.GEPLAND and verzending.op <= nu():
        nudge()
    return verzending


@transaction.atomic
def cancel_verzendingen(aanleiding: str, reden: str, *, behalve: tuple[str, ...] = (), voorgoed: bool = False) -> None:
    """What is still to come about ``aanleiding`` lapses, with ``reden`` in the log.

    ``behalve``: sleutels that stay. Mails already made for one person but not yet sent lapse as well. ``voorgoed``:
    it does not come back, so what a facilitator skipped lapses too and cannot be resumed.
    """
    gone = {"status": Status.VERVALLEN, "reden": reden, "updated_at": nu()}
    # First these, then the mails: a worker that is expanding one of them right now makes its mails before we look.
    still = Q(status__in=[Status.GEPLAND, Status.VASTGEHOUDEN])
    if voorgoed:
        still |= Q(status=Status.OVERGESLAGEN, op__gte=nu())
    Verzending.objects.filter(still, aanleiding=aanleiding).exclude(sleutel__in=behalve).update(**gone)
    wachtend = [Bericht.Status.GEPLAND, Bericht.Status.GEBUNDELD]
    berichten = Bericht.objects.filter(aanleiding=aanleiding, status__in=wachtend)
    berichten = berichten.exclude(verzending__sleutel__in=behalve).exclude(sleutel__in=behalve)
    # In one order: the netwerkbrief closes several of these too, and two that wait for each other wait for ever.
    pks = list(lock_rows(berichten).order_by("pk").values_list("pk", flat=True))
    Bericht.objects.filter(pk__in=pks).update(**gone)


def _lock_open(verzending: Verzending) -> Verzending:
    verzending = lock_rows(Verzending.objects).get(pk=verzending.pk)
    if verzending.status in {Status.UITGEVOERD, Status.VERVALLEN}:
        raise DomainError("Dit bericht is al weg. Je kunt het niet meer veranderen.")
    return verzending


def _to_status(verzending, status, action, *, by, reden=""):
    verzending = _lock_open(verzending)
    if verzending.status != status:
        verzending.status, verzending.reden = status, reden
        verzending.save(update_fields=["status", "reden", "updated_at"])
        log(verzending, action, actor=by, soort=verzending.soort)
    if status == Status.GEPLAND and verzending.op <= nu():
        nudge()
    return verzending


@transaction.atomic
def hold_verzending(verzending: Verzending, *, by) -> Verzending:
    """It waits until somebody resumes it. Raises DomainError when it already left."""
    return _to_status(verzending, Status.VASTGEHOUDEN, "berichten.verzending.held", by=by)


@transaction.atomic
def skip_verzending(verzending: Verzending, *, by) -> Verzending:
    """It will not go. Raises DomainError when it already left."""
    reden = f"Overgeslagen door {by.naam}."
    return _to_status(verzending, Status.OVERGESLAGEN, "berichten.verzending.skipped", by=by, reden=reden)


@transaction.atomic
def resume_verzending(verzending: Verzending, *, by) -> Verzending:
    """It goes after all: at its time, or at once when that has passed. Raises DomainError when that is too late."""
    if nu() > last_moment(verzending):
        raise DomainError("Dit bericht komt nu te laat om nog nuttig te zijn. Je kunt het niet meer versturen.")
    return _to_status(verzending, Status.GEPLAND, "berichten.verzending.resumed", by=by)


@transaction.atomic
def edit_verzending(verzending: Verzending, *, eigen_tekst: str, by) -> Verzending:
    """The facilitator's own words go on top of the mail. Raises DomainError when it left, or has a fixed text."""
    verzending = _lock_open(verzending)
    if not get_soort(verzending.soort).bewerkbaar:
        raise DomainError("Dit bericht heeft een vaste tekst.")
    verzending.eigen_tekst = eigen_tekst
    verzending.save(update_fields=["eigen_tekst", "updated_at"])
    log(verzending, "berichten.verzending.edited", actor=by, soort=verzending.soort)
    return verzending
