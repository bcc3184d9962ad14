"""Bringing the mails of the outbox to the mail server: claim, prepare, send, write down.

Three things can be wrong, and each has its own answer. This mail (refused, cannot be made): it waits longer after
every attempt, and ends as ``mislukt``; the others go on. The mail server: everything waits a minute and no attempt
is counted. This process (killed, hangs): the claim ends after the lease and another worker takes over; the attempt
was counted before it began, so a mail that kills its worker moves to the back of the queue.

A server that refuses for good may mean this mail or everything (a full account, a lost permission to relay). It is
believed when it refuses again while it took another mail in between; until then the mail waits like any other.

Before anything else the mail must be allowed to take attention now (berichten/aandacht.py): in a quiet time it waits,
and it may go along in the netwerkbrief instead. That is looked at here, at the moment of sending, so it holds for late
and repeated mails too.
"""

import logging
import time
import uuid
from collections import defaultdict
from datetime import timedelta
from smtplib import SMTPDataError, SMTPException, SMTPRecipientsRefused, SMTPSenderRefused

from django.conf import settings
from django.core.mail import get_connection
from django.db import InterfaceError, OperationalError, connection, transaction

from berichten.aandacht import TE_LAAT, Weg
from berichten.mail import build_message
from berichten.models import NETWERKBRIEF, Bericht
from berichten.services import netwerkbrief
from berichten.services.attention import Attention
from berichten.soorten import SlaOver, get_soort
from kern import stoppen
from kern.locks import lock_rows
from kern.tijd import nu

logger = logging.getLogger(__name__)

BATCH = 50
# Renewed before every mail, so it only has to outlive one: every answer of the server may take EMAIL_TIMEOUT.
LEASE = timedelta(seconds=12 * settings.EMAIL_TIMEOUT)
BACKOFF = [timedelta(minutes=m) for m in (1, 5, 15, 60, 240, 720)]
WORK_SECONDS = 60  # stay well under the task's soft time limit; what is left is for the next run
SMTP_PERMANENT = 500  # answers from here on will not heal
FAILURES_IN_A_ROW = 3  # then it is the mail server, not the mails
DATABASE_PATIENCE = 30  # seconds to write down that a mail left, while the database restarts

KWAM_LATER = "Kwam later: het was avond, weekend of vakantie."
Status = Bericht.Status


class MailServerAwayError(Exception):
    """Not this mail but the server or the line: stop and try everything again in a minute."""


def deliver_due(now=None) -> int:
    """Send what may go, batch after batch over one kept connection. Returns how many mails were sent."""
    round_ = _Round(now)
    try:
        while round_.has_time() and (rows := _claim(round_.clock())):
            round_.send_batch(rows)
    except MailServerAwayError:
        logger.warning("mail server unreachable; trying again in a minute", exc_info=True)
    finally:
        round_.close()
    return round_.sent


def _claim(now):
    """Take a batch: nobody else touches it until the lease ends."""
    claim = uuid.uuid4()
    with transaction.atomic():
        pks = list(lock_rows(Bericht.objects.sendable(now), skip_locked=True).values_list("pk", flat=True)[:BATCH])
        Bericht.objects.filter(pk__in=pks).update(claim=claim, claim_tot=now + LEASE)
    rows = Bericht.objects.filter(pk__in=pks, claim=claim).select_related("aan__organisatie__deel_van", "verzending")
    return list(rows.order_by("probeer_op", "pk"))


class _Round:
    """One run of the postman: its connection, its clock, its luck."""

    def __init__(self, now):
        self.clock = (lambda: now) if now else nu
        self.connection = get_connection()
        self.sent = self.failures = 0
        self.until = time.monotonic() + WORK_SECONDS

    def has_time(self):
        return time.monotonic() < self.until and not stoppen.is_asked()

    def close(self):
        try:
            self.connection.close()
        except Exception:  # saying goodbye may fail; what was sent is sent
            logger.info("the mail server did not say goodbye", exc_info=True)

    def send_batch(self, rows):
        """All rows, until time is up. What was not reached is given back, so that nobody waits for the lease."""
        self.attention = Attention(rows, self.clock())
        rest = self._hold_back(rows)
        try:
            while rest and self.has_time():
                row = rest.pop(0)
                if self._start_attempt(row):
                    self._handle(row)
        except MailServerAwayError:
            _give_back(rest, probeer_op=self.clock() + BACKOFF[0])
            raise
        _give_back(rest)

    def _hold_back(self, rows):
        """What may not go yet waits for its moment, a few updates for the whole batch. Returns the rest."""
        now, rest, waiting = self.clock(), [], defaultdict(list)
        for row in rows:
            besluit = self._look_ahead(row, now)
            if besluit is None or besluit.weg != Weg.LATER:
                rest.append(row)
            else:
                fields = self.attention.hold(row, besluit, now)
                waiting[tuple(fields.items())].append(row)
        for fields, group in waiting.items():
            _give_back(group, **dict(fields))
        return rest

    def _look_ahead(self, row, now):
        """The decision about a mail that would go; None when it will not go anyhow, or cannot be looked at."""
        try:
            soort = get_soort(row.soort)
            return None if self._why_not(row, soort) else self.attention.decide(row, soort, now)
        except Exception:
            logger.warning("bericht %s cannot be looked at; it is tried as it is", row.pk, exc_info=True)
            return None

    def _start_attempt(self, row):
        """Renew the lease and count the attempt before it begins. False when the row is no longer ours to send."""
        waited = BACKOFF[min(row.pogingen, len(BACKOFF) - 1)]
        return (
            _mine(row)
            .filter(status=Status.GEPLAND)
            .update(claim_tot=self.clock() + LEASE, pogingen=row.pogingen + 1, probeer_op=self.clock() + waited)
        )

    def _handle(self, row):
        try:
            soort = get_soort(row.soort)
            outcome = self._prepare(row, soort)
        except Exception:
            logger.exception("bericht %s cannot be made", row.pk)
            return _later(row, "De mail kon niet gemaakt worden.")
        if outcome is None:
            return None
        if isinstance(outcome, tuple):
            return _finish(row, *outcome)
        return self._deliver(row, soort, outcome)

    def _why_not(self, row, soort):
        """(status, reden) when this mail will not go, whatever the moment; nothing when it may."""
        if self.attention.is_late(row, soort, self.clock()):
            return Status.VERVALLEN, TE_LAAT
        if row.pogingen > len(BACKOFF):  # every attempt so far took its worker down
            return Status.MISLUKT, "De mail kon niet verstuurd worden."
        if row.aan and not row.aan.is_active:
            return Status.OVERGESLAGEN, "Dit account is gesloten."
        if reden := self.attention.why_not(row, soort):
            return Status.OVERGESLAGEN, reden
        return None

    def _prepare(self, row, soort):
        """(the content, the mail); or (status, reden) when there will be none, or None when it goes along elsewhere."""
        if why_not := self._why_not(row, soort):
            return why_not
        besluit = self.attention.decide(row, soort, self.clock())
        if besluit.weg in {Weg.VRAAG, Weg.BRIEF} and not self._reach_brief(row, besluit):
            besluit = self.attention.decide(row, soort, self.clock(), brief=False)
        if besluit.weg == Weg.LATER:  # it was allowed when we took it; the evening has begun since
            _give_back([row], pogingen=row.pogingen, **self.attention.hold(row, besluit, self.clock()))
        if besluit.weg == Weg.VRAAG:
            return Status.OVERGESLAGEN, besluit.reden
        if besluit.weg != Weg.NU:
            return None
        inhoud = soort.inhoud(row)
        if isinstance(inhoud, SlaOver):
            return Status.OVERGESLAGEN, inhoud.reden
        message = build_message(row, inhoud, soort, self.connection)
        message.message()  # a header that cannot be written fails here, and not on the line to the server
        return message

    @staticmethod
    def _reach_brief(row, besluit):
        if besluit.weg == Weg.VRAAG:
            return netwerkbrief.make_sure(row.aan, besluit.op, get_soort(row.soort).onderwerp)
        return netwerkbrief.bundle(row, _mine(row), besluit.op, besluit.reden)

    def _deliver(self, row, soort, message):
        try:
            self.connection.open()
        except Exception as error:  # every backend has its own errors: refused, wrong password, no such host
            _give_back([row], pogingen=row.pogingen, probeer_op=self.clock() + BACKOFF[0])
            raise MailServerAwayError from error
        telt = self.attention.counts(row, soort, self.clock())
        try:
            message.send()
        except Exception as error:
            self.close()  # what the server thinks of this connection is unknown; the next mail gets a new one
            logger.warning("bericht %s was not accepted: %s", row.pk, type(error).__name__)
            if isinstance(error, OSError) and not isinstance(error, SMTPException):  # the folder for mails is full
                _give_back([row], pogingen=row.pogingen, probeer_op=self.clock() + BACKOFF[0])
                raise MailServerAwayError from error
            return self._after_failure(row, error)
        self.failures, self.sent = 0, self.sent + 1
        onderwerp = soort.naam if soort.wis_na_versturen else message.subject[:200]
        if telt:
            self.attention.add(row, self.clock())
        reden = KWAM_LATER if row.uitstel else ""
        return _finish(row, Status.VERSTUURD, reden, onderwerp=onderwerp, verstuurd_op=nu(), telt=telt)

    def _after_failure(self, row, error):
        for_good, reden = _explain(error)
        if for_good and row.reden == reden and Bericht.objects.left_since(row.updated_at).exists():
            return _finish(row, Status.MISLUKT, reden)
        _later(row, reden)
        self.failures += 1
        if self.failures >= FAILURES_IN_A_ROW:
            raise MailServerAwayError from error
        return None


def _explain(error):
    """Whether the server said no for good, and what that means."""
    if isinstance(error, SMTPRecipientsRefused):
        for_good = all(code >= SMTP_PERMANENT for code, _ in error.recipients.values())
        druk = "De mailserver van de ontvanger is druk."
        return for_good, "Dit mailadres bestaat niet of weigert mail." if for_good else druk
    if isinstance(error, SMTPDataError | SMTPSenderRefused):
        for_good = error.smtp_code >= SMTP_PERMANENT
        return for_good, "De mailserver weigert deze mail." if for_good else "De mailserver is druk."
    return False, "De mailserver is niet bereikbaar."


def _mine(row):
    """The row, only if our claim still stands: after a pause longer than the lease another worker may have it."""
    return Bericht.objects.filter(pk=row.pk, claim=row.claim)


def _finish(row, status, reden="", **fields):
    """Write the outcome. What left has left, also when it was called off while it was on its way."""
    mine = _mine(row) if status == Status.VERSTUURD else _mine(row).filter(status=Status.GEPLAND)
    if _holds_secret(row):
        fields["gegevens"] = {}
    fields |= {"status": status, "reden": reden[:300], "claim": None, "claim_tot": None, "updated_at": nu()}
    _insist(lambda: _write(row, mine, fields))


def _write(row, mine, fields):
    if row.soort != NETWERKBRIEF:
        mine.update(**fields)
        return
    with transaction.atomic():
        if mine.update(**fields):
            netwerkbrief.close(row, fields["status"], fields["reden"])


def _insist(write):
    """Write the outcome, also when the database restarts just now: what left and is not written down leaves again."""
    until = time.monotonic() + DATABASE_PATIENCE
    while True:
        try:
            return write()
        except (InterfaceError, OperationalError):
            if connection.in_atomic_block or time.monotonic() > until:
                raise
            logger.warning("the database is away; trying again to write an outcome")
            connection.close()
            time.sleep(0.5)


def _holds_secret(row):
    try:
        return get_soort(row.soort).wis_na_versturen
    except KeyError:  # a kind that no longer exists
        return False


def _later(row, reden):
    """The moment of the next attempt was written when this one began; after the last one there is none."""
    if row.pogingen >= len(BACKOFF):
        logger.error("bericht %s failed for good after %s attempts", row.pk, row.pogingen + 1)
        _finish(row, Status.MISLUKT, reden)
    else:
        _mine(row).filter(status=Status.GEPLAND).update(claim=None, claim_tot=None, reden=reden, updated_at=nu())


def _give_back(rows, **fields):
    """Rows that were not tried go back in the queue. Only the ones that are still ours and still wait."""
    if rows:
        ours = Bericht.objects.filter(pk__in=[row.pk for row in rows], claim=rows[0].claim, status=Status.GEPLAND)
        ours.update(claim=None, claim_tot=None, **fields)
