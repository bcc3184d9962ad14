"""The clock of bijeenkomsten. Twice is once: what is gone is gone."""

from celery import shared_task


@shared_task(name="bijeenkomsten.remove_wezen")
def remove_wezen_task():
    from bijeenkomsten.materiaal import services

    services.remove_wezen()
