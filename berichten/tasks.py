"""The doors of the outbox. Twice at once is safe; a post that does not run is late, and /gezond/ says so."""

from celery import shared_task


@shared_task(name="berichten.carry_out_due")
def carry_out_due_task():
    from berichten import services

    services.carry_out_due()


@shared_task(name="berichten.forget_letters")
def forget_letters_task():
    from berichten import services

    services.forget_letters()
