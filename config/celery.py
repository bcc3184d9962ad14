"""The Celery app. Beat and workers start here; due times live in our own rows, not in the schedule."""

import os

from celery import Celery
from kombu.transport import TRANSPORT_ALIASES

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
TRANSPORT_ALIASES["map"] = "config.broker:Transport"  # embedded mode: a folder is the broker

app = Celery("leernetwerken")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks()
