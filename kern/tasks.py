"""Housekeeping. Running twice is harmless; not running shows at /gezond/ (hartslag) or costs only disk (sessions)."""

import signal

from celery import shared_task
from celery.signals import beat_init, before_task_publish, worker_process_init, worker_ready, worker_shutting_down
from django.db import close_old_connections

from kern import stoppen


@shared_task(name="kern.register_hartslag")
def register_hartslag_task():
    from kern import services

    services.register_hartslag("worker")


@shared_task(name="kern.clear_sessions")
def clear_sessions_task():
    from kern import services

    services.clear_sessions()


@before_task_publish.connect(sender="kern.register_hartslag", dispatch_uid="kern.planner_hartslag")
def _planner_is_alive(**kwargs):
    """Only beat publishes this task, and this runs where it is published: so beat is alive, broker or not."""
    from kern import services

    close_old_connections()  # nobody else does so in beat: after a restart of the database it would stay "weg"
    services.register_hartslag("planner")


@worker_ready.connect(dispatch_uid="kern.worker_ready")
def _worker_is_ready(**kwargs):
    """The first minute counts too: without this /gezond/ says "weg" until the first task came by."""
    from kern import services

    services.register_hartslag("worker")


@beat_init.connect(dispatch_uid="kern.beat_init")
def _planner_is_ready(**kwargs):
    from kern import services

    services.register_hartslag("planner")


@worker_shutting_down.connect(dispatch_uid="kern.worker_shutting_down")
def _worker_must_stop(**kwargs):
    stoppen.ask()


@worker_process_init.connect(dispatch_uid="kern.worker_process_init")
def _child_waits_for_its_parent(**kwargs):
    """Who stops a service often signals the whole group. Only the parent acts on it, so that no mail is cut in two."""
    signal.signal(signal.SIGTERM, signal.SIG_IGN)
