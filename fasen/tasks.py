"""The clock of fasen. Twice is once: only what changed is written."""

from celery import shared_task


@shared_task(name="fasen.measure_netwerken")
def measure_netwerken_task():
    from fasen.kompas import services

    services.store_standen()
