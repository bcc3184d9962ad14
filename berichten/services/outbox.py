"""The outbox: every mail exactly once, also when workers die, brokers vanish or SMTP stutters.

The database is the memory. Tasks only say «look now»; a lost task costs at most a minute, because beat looks
every minute. One window stays open and no design closes it for SMTP: a worker that dies between the server's
«250 accepted» and our UPDATE sends that one mail again, with the same Message-ID.
"""

import logging
from datetime import datetime

from django.conf import settings
from django.db import connection, transaction

from berichten import rust
from berichten.aandacht import TE_LAAT, eerste_moment
from berichten.models import Bericht, Verzending
from berichten.services import delivery, netwerkbrief
from berichten.soorten import alle_soorten, get_soort
from berichten.tasks import carry_out_due_task
from kern.locks import lock_rows
from kern.tijd import nu
from kern.wachtrij import hand_over

logger = logging.getLogger(__name__)

Status = Verzending.Status


def queue_bericht(
    *, soort: str, sleutel: str, aan=None, adres: str = "", op: datetime | None = None, context: str = "",
    aanleiding: str = "", gegevens: dict | None = None, verzending: Verzending | None = None,
) -> Bericht:  # fmt: skip
    """Put one mail for one person in the outbox. The same ``sleutel`` twice is the same mail.

    Leaves after commit when ``op`` (default: now) has come.
    """
    op = op or nu()
    bericht, created = Bericht.objects.get_or_create(
        sleutel=sleutel,
        defaults={
            "soort": soort, "aan": aan, "adres": "" if aan else adres, "op": op, "probeer_op": op,
            "context": context, "aanleiding": aanleiding, "gegevens": gegevens or {}, "verzending": verzending,
        },
    )  # fmt: skip
    if created and op <= nu():
        nudge()
    return bericht


class _Nudge:
    """One «look now» for everything that happens in one transaction, however many mails that are."""

    given = False

    def give(self):
        if self.given:
            return
        self.given = True
        hand_over(carry_out_due_task)


def nudge() -> None:
    """After commit, ask a worker to look now. A broker that is away is no problem: beat looks every minute."""
    pending = getattr(connection, "berichten_nudge", None)
    if pending is None or pending.given:
        pending = connection.berichten_nudge = _Nudge()
    transaction.on_commit(pending.give, robust=True)


def carry_out_due(*, now: datetime | None = None) -> int:
    """Expand what is due into mails per person and send all sendable mails. Returns how many were sent.

    Safe to run at the same time in many workers, twice, and late: what is too late to be useful becomes
    ``vervallen`` with the reason. With ``now`` the clock stands still, for one look at that moment.
    """
    _expand_due(now or nu())
    netwerkbrief.plan_letters(now or nu())
    return delivery.deliver_due(now)


def _expand_due(now):
    for pk, code in _find_due(now):
        try:
            with transaction.atomic():
                _expand_one(pk, get_soort(code), now)
        except Exception:
            logger.exception("verzending %s cannot be expanded; the others go on", pk)


def _find_due(now):
    """Without what waits until a group is back from its rest."""
    rows = Verzending.objects.due(now)
    due = list(rows.values_list("pk", "soort")[:200])
    rusten = {soort.code for soort in alle_soorten() if soort.rust_mee}
    if any(soort in rusten for _, soort in due) and (rustend := rust.resting()):
        due = list(rows.exclude(context__in=rustend, soort__in=rusten).values_list("pk", "soort")[:200])
    return due


def _expand_one(pk, soort, now):
    if soort.slot and (wacht := Verzending.objects.filter(pk=pk).first()):
        soort.slot(wacht)
    verzending = lock_rows(Verzending.objects, skip_locked=True).due(now).filter(pk=pk).first()
    if verzending is None:  # another worker has it
        return
    if now > last_moment(verzending):
        verzending.status, verzending.reden = Status.VERVALLEN, TE_LAAT
        verzending.save(update_fields=["status", "reden", "updated_at"])
    elif verzending.status == Status.GEPLAND:
        rows = [_bericht_for(verzending, ontvanger) for ontvanger in soort.ontvangers(verzending)]
        Bericht.objects.bulk_create(rows, ignore_conflicts=True)
        verzending.status, verzending.uitgevoerd_op = Status.UITGEVOERD, now
        # A room that sends in its own way, or cannot send, says so itself.
        verzending.reden = (
            verzending.reden if verzending.reden or rows else "Er was niemand voor wie dit nog nodig was."
        )
        verzending.save(update_fields=["status", "uitgevoerd_op", "reden", "updated_at"])


def last_moment(verzending) -> datetime:
    """Until when it is of use to send this. Counts from the first allowed moment, so a weekend makes nothing late."""
    van = eerste_moment(verzending.op).op if settings.RUSTTIJDEN else verzending.op
    return van + get_soort(verzending.soort).houdbaar


def _bericht_for(verzending, ontvanger):
    return Bericht(
        sleutel=f"{verzending.sleutel}:{ontvanger.sleutel}", soort=verzending.soort, verzending=verzending,
        aan=ontvanger.persoon, adres=ontvanger.adres, context=verzending.context, aanleiding=verzending.aanleiding,
        gegevens=ontvanger.gegevens, op=verzending.op, probeer_op=verzending.op,
    )  # fmt: skip
