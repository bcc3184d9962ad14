"""The Celery app. Beat and workers start here; due times live in our own rows, not in the schedule."""

import os
from datetime import UTC, datetime

from celery import Celery
from celery.beat import Scheduler
from kombu.transport import TRANSPORT_ALIASES

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
TRANSPORT_ALIASES["map"] = "config.broker:Transport"  # embedded mode: a folder is the broker
TRANSPORT_ALIASES["redis"] = TRANSPORT_ALIASES["rediss"] = "config.broker_redis:Transport"

app = Celery("leernetwerken")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks()


class Planner(Scheduler):
    """Beat without a file of its own, that does at its start everything once.

    What is due is in our own rows and every task may run twice, so there is nothing to remember. A file can be full,
    locked by a second beat or broken by a kill; and one that keeps restarting would never come to a task of every
    ten minutes.
    """

    def setup_schedule(self):
        super().setup_schedule()
        for entry in self.schedule.values():
            entry.last_run_at = datetime(2000, 1, 1, tzinfo=UTC)
