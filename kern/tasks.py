"""Housekeeping. Running twice is harmless; not running shows at /gezond/ (hartslag) or costs only disk (sessions)."""

from celery import shared_task
from celery.signals import before_task_publish


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

    services.register_hartslag("planner")
