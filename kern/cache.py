"""A cache that may be away: what needs it goes on, a little less precisely.

Each call goes to Redis. When that fails, the memory of this process answers, and for a few seconds nobody asks Redis
again, so one request never pays for the silence more than once. Then one call tries; when that works, Redis is back.

What this costs: as long as Redis is away every process counts by itself, so a rate limit holds per process. That is
why only what may be forgotten or counted double belongs in the cache. Sessions do not: one that was ended while Redis
was away would live on in its memory. They are in the database.
"""

import functools
import logging
import threading
import time

import redis
from django.core.cache.backends.locmem import LocMemCache
from django.core.cache.backends.redis import RedisCache
from redis.backoff import NoBackoff
from redis.retry import Retry

logger = logging.getLogger(__name__)

PAUSE = 3  # seconds in which nobody asks a Redis that just failed
LOG_EVERY = 60  # seconds

OPTIONS = {
    "socket_connect_timeout": 0.3,
    "socket_timeout": 0.5,
    "socket_keepalive": True,
    # Once more at once: after a restart of Redis every kept connection turns out to be dead.
    "retry": Retry(NoBackoff(), 1, supported_errors=(redis.ConnectionError,)),
}


class Outage:
    """What this process knows of the state of one Redis, shared by its threads."""

    def __init__(self):
        self._lock = threading.Lock()
        self._ask_again_at = None
        self._logged_at = None

    def may_ask(self) -> bool:
        """True when Redis is well; while it is away once per pause, for the one who tries."""
        with self._lock:
            if self._ask_again_at is None:
                return True
            if time.monotonic() < self._ask_again_at:
                return False
            self._ask_again_at = time.monotonic() + PAUSE
            return True

    def failed(self, error: Exception) -> None:
        """Start or prolong the pause; log that at most once a minute, without the keys: they hold addresses."""
        now = time.monotonic()
        with self._lock:
            self._ask_again_at = now + PAUSE
            silent = self._logged_at is not None and now < self._logged_at + LOG_EVERY
            self._logged_at = self._logged_at if silent else now
        if not silent:
            logger.warning("Redis is away (%s); the memory of each process takes over", type(error).__name__)

    def worked(self) -> bool:
        """Note an answer of Redis. True when it was away until now."""
        if self._ask_again_at is None:
            return False
        with self._lock:
            was_away, self._ask_again_at = self._ask_again_at is not None, None
        if was_away:
            logger.warning("Redis is back")
        return was_away


_outages: dict[str, Outage] = {}


def _forgiving(name):
    """The method ``name`` of RedisCache, answered by the memory of the process when Redis fails."""
    ask_redis = getattr(RedisCache, name)

    @functools.wraps(ask_redis)
    def method(self, *args, **kwargs):
        if not self.outage.may_ask():
            return getattr(self.memory, name)(*args, **kwargs)
        try:
            answer = ask_redis(self, *args, **kwargs)
        except (redis.RedisError, OSError) as error:
            self.outage.failed(error)
            return getattr(self.memory, name)(*args, **kwargs)
        if self.outage.worked():
            self.memory.clear()
        return answer

    return method


class ForgivingRedisCache(RedisCache):
    """Django's Redis cache, for when Redis may be away. ``LOCATION`` is its address."""

    def __init__(self, server, params):
        params = {**params, "OPTIONS": OPTIONS | params.get("OPTIONS", {})}
        super().__init__(server, params)
        self.memory = LocMemCache(f"in plaats van {server}", {**params, "OPTIONS": {"MAX_ENTRIES": 50_000}})
        # Django makes one cache object per thread; what they know of Redis they know together.
        self.outage = _outages.setdefault(str(server), Outage())

    add = _forgiving("add")
    get = _forgiving("get")
    set = _forgiving("set")
    touch = _forgiving("touch")
    delete = _forgiving("delete")
    get_many = _forgiving("get_many")
    has_key = _forgiving("has_key")
    set_many = _forgiving("set_many")
    delete_many = _forgiving("delete_many")
    incr = _forgiving("incr")

    def clear(self):
        """Only what this cache put there: the queue of the workers lives in the same Redis."""
        self.memory.clear()
        if not self.outage.may_ask():
            return
        try:
            client = self._cache.get_client(write=True)
            for key in client.scan_iter(match=f"{self.key_prefix}:*", count=1000):
                client.delete(key)
        except (redis.RedisError, OSError) as error:
            self.outage.failed(error)
        else:
            self.outage.worked()
