"""The clock of werkvormen. Twice is once: a letter that asks already, asks."""

from celery import shared_task


@shared_task(name="werkvormen.remind_academie")
def remind_academie_task():
    from werkvormen import services

    services.remind_academie()
