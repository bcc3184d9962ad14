"""Handing tasks to the workers, and whether that is possible now: /gezond/ may ask that as often as it likes."""

import logging
import tempfile
import time
from pathlib import Path

import redis
from django.conf import settings
from kombu.exceptions import OperationalError as BrokerError

logger = logging.getLogger(__name__)

# Seconds. The user who saves waits for this, so less than workers have; a connection of its own, because a kept one
# may be dead without knowing it.
BROKER_PATIENCE = {"socket_connect_timeout": 0.2, "socket_timeout": 0.2}
KEEP = 5  # seconds that an answer is used again
_known: dict[str, tuple[float, bool]] = {}


def hand_over(task, *args) -> None:
    """Ask a worker to run ``task`` now. A broker that is away is no error: whoever calls has a clock that looks too."""
    options = task.app.conf.broker_transport_options | BROKER_PATIENCE
    try:
        with task.app.connection_for_write(transport_options=options) as broker:
            task.apply_async(args, connection=broker, retry_policy=settings.CELERY_TASK_PUBLISH_RETRY_POLICY)
    except (BrokerError, OSError) as error:
        logger.warning("broker unreachable, %s waits for its clock: %s", task.name, error)


def is_reachable() -> bool:
    """Whether the broker answers; asked at most once per ``KEEP`` seconds per process."""
    url = settings.CELERY_BROKER_URL
    asked_at, answer = _known.get(url, (None, False))
    if asked_at is None or time.monotonic() > asked_at + KEEP:
        answer = _ask(url)
        _known[url] = (time.monotonic(), answer)
    return answer


def _ask(url):
    try:
        if url.startswith("map:"):
            folder = Path(settings.CELERY_BROKER_TRANSPORT_OPTIONS["data_folder_in"])
            folder.mkdir(parents=True, exist_ok=True)
            with tempfile.TemporaryFile(dir=folder) as file:  # a full disk says no here
                file.write(b"x" * 4096)
        else:
            with redis.Redis.from_url(url, socket_connect_timeout=0.3, socket_timeout=0.5, retry=None) as client:
                client.ping()
    except (OSError, redis.RedisError):
        return False
    return True
