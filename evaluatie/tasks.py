"""The clock of evaluatie. Twice is once (locks, statuses); not running means that results and clean-up wait."""

from celery import shared_task


@shared_task(name="evaluatie.close_due")
def close_due_task():
    from evaluatie import services

    services.close_due()


@shared_task(name="evaluatie.count_hielp")
def count_hielp_task():
    from evaluatie import services

    services.count_hielp()


@shared_task(name="evaluatie.make_beelden")
def make_beelden_task():
    from evaluatie.beelden import services

    services.make_due()


@shared_task(name="evaluatie.plan_netwerk")
def plan_netwerk_task(pk):
    from evaluatie.rondes import services

    services.plan_netwerk(pk)


@shared_task(name="evaluatie.plan_rondes")
def plan_rondes_task():
    from evaluatie.rondes import services

    services.plan_all()
