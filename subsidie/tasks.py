"""The clock of subsidie. Twice is once: what is over is over, what is gone is gone."""

from celery import shared_task


@shared_task(name="subsidie.expire_concepten")
def expire_concepten_task():
    from subsidie.aanvragen import services

    services.expire_concepten()


@shared_task(name="subsidie.remind_datums")
def remind_datums_task():
    from subsidie.herinneren import services

    services.remind_datums()


@shared_task(name="subsidie.erase_aanvragen")
def erase_aanvragen_task():
    from subsidie.bewaren import services

    services.erase_due()


@shared_task(name="subsidie.remove_wezen")
def remove_wezen_task():
    from subsidie.bijlagen import services

    services.remove_wezen()


@shared_task(name="subsidie.follow_lopend")
def follow_lopend_task():
    from subsidie.lopend import services

    services.start_due()
    services.store_standen()
