"""The outbox: every mail exactly once, also when workers die, brokers vanish or SMTP stutters.

The database is the memory. Tasks only say «look now»; a lost task costs at most a minute, because beat looks
every minute. One window stays open and no design closes it for SMTP: a worker that dies between the server's
«250 accepted» and our UPDATE sends that one mail again, with the same Message-ID.
"""

import logging
import time
import uuid
from datetime import datetime, timedelta
from smtplib import SMTPDataError, SMTPException, SMTPRecipientsRefused, SMTPResponseException

from django.conf import settings
from django.core.mail import get_connection
from django.db import DatabaseError, transaction

from berichten.mail import build_message
from berichten.models import Afmelding, Bericht, Verzending
from berichten.soorten import SlaOver, get_soort
from berichten.tasks import carry_out_due_task
from kern.tijd import nu

logger = logging.getLogger(__name__)

BATCH = 50
# Renewed before every mail, so it only has to outlive one: connect, talk and hang at most EMAIL_TIMEOUT each.
LEASE = timedelta(seconds=6 * settings.EMAIL_TIMEOUT)
BACKOFF = [timedelta(minutes=m) for m in (1, 5, 15, 60, 240, 720)]
WORK_SECONDS = 80  # stay under the task's soft time limit; what is left is for the next run
HTTP_LIKE_PERMANENT = 500  # SMTP codes from here on will not heal

Status = Bericht.Status


def queue_bericht(
    *, soort: str, sleutel: str, aan=None, adres: str = "", op: datetime | None = None, context: str = "",
    aanleiding: str = "", gegevens: dict | None = None,
) -> Bericht:  # fmt: skip
    """Put one mail for one person in the outbox. The same ``sleutel`` twice is the same mail.

    Leaves after commit when ``op`` (default: now) has come. Necessary mails only pass preferences.
    """
    op = op or nu()
    bericht, created = Bericht.objects.get_or_create(
        sleutel=sleutel,
        defaults={
            "soort": soort, "aan": aan, "adres": "" if aan else adres, "op": op, "probeer_op": op,
            "context": context, "aanleiding": aanleiding, "gegevens": gegevens or {},
        },
    )  # fmt: skip
    if created and op <= nu():
        nudge()
    return bericht


def nudge() -> None:
    """After commit, ask a worker to look now. A broker that is away is no problem: beat looks every minute."""
    transaction.on_commit(_nudge_now, robust=True)


def _nudge_now():
    try:
        carry_out_due_task.apply_async(retry_policy=settings.CELERY_TASK_PUBLISH_RETRY_POLICY)
    except Exception:  # noqa: BLE001 - every transport has its own errors, and none may reach the user who saved
        logger.warning("broker unreachable; the mail leaves at the next sweep")


def carry_out_due(*, now: datetime | None = None) -> int:
    """Expand what is due into mails per person and send all sendable mails. Returns how many were sent.

    Safe to run at the same time in many workers, twice, and late: what is too late to be useful becomes
    ``vervallen`` with the reason (ontwerp 5).
    """
    _expand_due(now or nu())
    sent, until = 0, time.monotonic() + WORK_SECONDS
    while time.monotonic() < until:
        rows, claim = _claim(now or nu())
        if not rows:
            break
        sent += _send_batch(rows, claim, now)
    return sent


def _expand_due(now):
    for pk in Verzending.objects.due(now).values_list("pk", flat=True)[:200]:
        try:
            with transaction.atomic():
                _expand_one(pk, now)
        except DatabaseError:
            raise
        except Exception:
            logger.exception("verzending %s cannot be expanded; the others go on", pk)


def _expand_one(pk, now):
    verzending = Verzending.objects.select_for_update(skip_locked=True).due(now).filter(pk=pk).first()
    if verzending is None:  # another worker has it
        return
    soort = get_soort(verzending.soort)
    if now > verzending.op + soort.houdbaar:
        verzending.status, verzending.reden = Verzending.Status.VERVALLEN, "Het was te laat om nog nuttig te zijn."
        verzending.save(update_fields=["status", "reden", "updated_at"])
        return
    rows = [
        Bericht(
            sleutel=f"{verzending.sleutel}:{ontvanger.sleutel}", soort=verzending.soort, verzending=verzending,
            aan=ontvanger.persoon, adres=ontvanger.adres, context=verzending.context,
            aanleiding=verzending.aanleiding, gegevens=ontvanger.gegevens, op=verzending.op, probeer_op=verzending.op,
        )
        for ontvanger in soort.ontvangers(verzending)
    ]  # fmt: skip
    Bericht.objects.bulk_create(rows, ignore_conflicts=True)
    verzending.status, verzending.uitgevoerd_op = Verzending.Status.UITGEVOERD, now
    verzending.reden = "" if rows else "Er was niemand voor wie dit nog nodig was."
    verzending.save(update_fields=["status", "uitgevoerd_op", "reden", "updated_at"])


def _claim(now):
    """Take a batch: nobody else touches it until the lease ends."""
    claim = uuid.uuid4()
    with transaction.atomic():
        pks = list(
            Bericht.objects.sendable(now).select_for_update(skip_locked=True).values_list("pk", flat=True)[:BATCH]
        )
        Bericht.objects.filter(pk__in=pks).update(claim=claim, claim_tot=nu() + LEASE)
    rows = Bericht.objects.filter(pk__in=pks).select_related("aan", "verzending").order_by("probeer_op", "pk")
    return list(rows), claim


def _send_batch(rows, claim, now):
    """One kept connection for the whole batch. A broken connection gives the rest back at once."""
    afgemeld = set(
        Afmelding.objects.filter(persoon__in={row.aan_id for row in rows if row.aan_id}).values_list(
            "persoon_id", "onderwerp"
        )
    )
    sent, connection = 0, get_connection()
    try:
        for row in rows:
            # Conditional on our claim: after a pause longer than the lease another worker may have it.
            if not _mine(row, claim).update(claim_tot=nu() + LEASE):
                continue
            if _handle(row, claim, connection, afgemeld, now or nu()):
                sent += 1
    except OSError:  # SMTPException is one: the server or the line, not this mail
        logger.warning("mail server unreachable; trying again later", exc_info=True)
        _release(rows, claim)
    finally:
        connection.close()
    return sent


def _mine(row, claim):
    return Bericht.objects.filter(pk=row.pk, claim=claim, status=Status.GEPLAND)


def _handle(row, claim, connection, afgemeld, now):
    soort = get_soort(row.soort)
    if now > row.op + soort.houdbaar:
        return _finish(row, claim, Status.VERVALLEN, reden="Het was te laat om nog nuttig te zijn.")
    if row.aan and not row.aan.is_active:
        return _finish(row, claim, Status.OVERGESLAGEN, reden="Dit account is gesloten.")
    if (row.aan_id, soort.onderwerp) in afgemeld:
        return _finish(row, claim, Status.OVERGESLAGEN, reden="Wil hierover geen mail.")
    try:
        inhoud = soort.inhoud(row)
        if isinstance(inhoud, SlaOver):
            return _finish(row, claim, Status.OVERGESLAGEN, reden=inhoud.reden)
        message = build_message(row, inhoud, soort, connection)
    except DatabaseError:
        raise
    except Exception:
        logger.exception("bericht %s cannot be made", row.pk)
        return _try_later(row, claim, "De mail kon niet gemaakt worden.")
    return _deliver(row, claim, message, soort)


def _deliver(row, claim, message, soort):
    try:
        message.send()
    except SMTPRecipientsRefused as error:
        codes = [code for code, _ in error.recipients.values()]
        if all(code >= HTTP_LIKE_PERMANENT for code in codes):
            return _finish(row, claim, Status.MISLUKT, reden="Dit mailadres bestaat niet of weigert mail.")
        return _try_later(row, claim, "De mailserver van de ontvanger is druk.")
    except SMTPDataError as error:
        return _after_refusal(row, claim, error)
    except (SMTPException, OSError) as error:
        _try_later(row, claim, "De mailserver is niet bereikbaar.")
        raise OSError("mail server unreachable") from error
    return _finish(
        row, claim, Status.VERSTUURD, onderwerp=message.subject[:200], verstuurd_op=nu(),
        **({"gegevens": {}} if soort.wis_na_versturen else {}),
    )  # fmt: skip


def _after_refusal(row, claim, error: SMTPResponseException):
    if error.smtp_code >= HTTP_LIKE_PERMANENT:
        return _finish(row, claim, Status.MISLUKT, reden="De mailserver weigert deze mail.")
    return _try_later(row, claim, "De mailserver is druk.")


def _finish(row, claim, status, **fields):
    """Write the outcome, if the row is still ours. True only for a mail that left."""
    _mine(row, claim).update(
        status=status, claim=None, claim_tot=None, pogingen=row.pogingen + 1, updated_at=nu(), **fields
    )
    return status == Status.VERSTUURD


def _try_later(row, claim, reden):
    if row.pogingen >= len(BACKOFF):
        logger.error("bericht %s failed for good after %s attempts", row.pk, row.pogingen + 1)
        return _finish(row, claim, Status.MISLUKT, reden=reden)
    _mine(row, claim).update(
        claim=None, claim_tot=None, pogingen=row.pogingen + 1, probeer_op=nu() + BACKOFF[row.pogingen], reden=reden
    )
    return False


def _release(rows, claim):
    """Give back what we did not reach; a minute's rest for the mail server."""
    Bericht.objects.filter(pk__in=[row.pk for row in rows], claim=claim, status=Status.GEPLAND).update(
        claim=None, claim_tot=None, probeer_op=nu() + BACKOFF[0]
    )
