"""The clock of netwerken. Twice is once: what is gone is gone."""

from celery import shared_task


@shared_task(name="netwerken.forget_leidinggevenden")
def forget_leidinggevenden_task():
    from netwerken.leidinggevende import services

    services.forget_addresses()


@shared_task(name="netwerken.run_clock")
def run_clock_task():
    from netwerken.einde import services

    services.run_clock()


@shared_task(name="netwerken.resume_due")
def resume_due_task():
    from netwerken.einde import services

    services.resume_due()


@shared_task(name="netwerken.tend_themas")
def tend_themas_task():
    from netwerken.belangstelling import services

    services.tend_themas()


@shared_task(name="netwerken.close_groepsbesluiten")
def close_groepsbesluiten_task():
    from netwerken.groepsbesluit import services

    services.close_due()
