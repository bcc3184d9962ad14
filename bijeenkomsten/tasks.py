"""The clock of bijeenkomsten. Twice is once: what is gone is gone."""

from celery import shared_task


@shared_task(name="bijeenkomsten.remove_wezen")
def remove_wezen_task():
    from bijeenkomsten.materiaal import services

    services.remove_wezen()


@shared_task(name="bijeenkomsten.forget_gasten")
def forget_gasten_task():
    from bijeenkomsten.sprekers import services

    services.forget_gasten()


@shared_task(name="bijeenkomsten.count_oordelen")
def count_oordelen_task():
    from bijeenkomsten.oordeel import services

    services.count_oordelen()
