"""Can tasks be handed to the workers? For /gezond/, which anybody may ask as often as they like."""

import tempfile
import time
from pathlib import Path

import redis
from django.conf import settings

KEEP = 5  # seconds that an answer is used again
_known: dict[str, tuple[float, bool]] = {}


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
