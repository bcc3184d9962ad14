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
