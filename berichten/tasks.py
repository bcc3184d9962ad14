"""The outbox's door. Twice at once is safe (claims); not running means mail is late, and /gezond/ says so."""

from celery import shared_task


@shared_task(name="berichten.carry_out_due")
def carry_out_due_task():
    from berichten import services

    services.carry_out_due()
