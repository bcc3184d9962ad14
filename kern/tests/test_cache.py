"""The cache on a real Redis that dies, freezes, fills up and comes back."""

import threading
import time
from types import SimpleNamespace

import pytest

from kern import cache as cache_module
from kern.cache import ForgivingRedisCache

pytestmark = pytest.mark.redis


@pytest.fixture
def cache(redis_server):
    yield ForgivingRedisCache(redis_server.url, {"KEY_PREFIX": "cache"})
    cache_module._outages.clear()


@pytest.fixture
def short_pause(monkeypatch):
    monkeypatch.setattr(cache_module, "PAUSE", 0.05)


def warnings(caplog):
    return [record.getMessage() for record in caplog.records if record.name == "kern.cache"]


def test_every_operation_works_with_redis(cache, redis_server):
    assert operations(cache) == EXPECTED
    assert redis_server.client().exists("cache:1:set") == 1


def test_every_operation_works_without_redis(cache, redis_server):
    redis_server.kill()

    assert operations(cache) == EXPECTED


EXPECTED = {
    "add": (True, False),
    "get": ("een", "niets"),
    "touch": (True, False),
    "incr": 5,
    "decr": 3,
    "many": {"a": 1, "b": [2]},
    "has": (True, False),
    "or_set": "nieuw",
    "delete": (True, False),
    "after": {"set": "twee"},
}


def operations(cache):
    cache.set("set", "twee", 60)
    cache.set("getal", 4)
    found = {
        "add": (cache.add("add", "een"), cache.add("add", "twee")),
        "get": (cache.get("add"), cache.get("weg", "niets")),
        "touch": (cache.touch("add", 30), cache.touch("weg", 30)),
        "incr": cache.incr("getal"),
        "decr": cache.decr("getal", 2),
    }
    assert cache.set_many({"a": 1, "b": [2]}, 60) == []
    found["many"] = cache.get_many(["a", "b", "weg"])
    found["has"] = (cache.has_key("a"), "weg" in cache)
    found["or_set"] = cache.get_or_set("nieuw", lambda: "nieuw")
    found["delete"] = (cache.delete("add"), cache.delete("add"))
    cache.delete_many(["a", "b", "nieuw", "getal"])
    with pytest.raises(ValueError, match="not found"):
        cache.incr("weg")
    found["after"] = cache.get_many(["add", "a", "b", "nieuw", "getal", "set"])
    return found


def test_goes_on_when_redis_dies_and_returns_to_it_by_itself(cache, redis_server, short_pause, caplog):
    cache.set("sleutel", "in redis")
    redis_server.kill()

    cache.set("sleutel", "in het geheugen")
    while_away = cache.get("sleutel")
    redis_server.start()
    time.sleep(0.1)

    assert while_away == "in het geheugen"
    assert cache.get("sleutel") is None  # this Redis came back empty, and what was remembered meanwhile is over
    cache.set("sleutel", "weer in redis")
    assert redis_server.client().exists("cache:1:sleutel") == 1
    assert warnings(caplog) == [
        "Redis is away (ConnectionError); the memory of each process takes over",
        "Redis is back",
    ]


def test_restart_between_two_requests_is_not_even_noticed(cache, redis_server, caplog):
    cache.set("sleutel", 1)
    redis_server.kill()
    redis_server.start()

    assert cache.get("sleutel", "leeg") == "leeg"
    assert warnings(caplog) == []


def test_frozen_redis_costs_one_request_half_a_second_and_the_next_nothing(cache, redis_server):
    cache.set("sleutel", 1)
    redis_server.freeze()

    started = time.monotonic()
    cache.get("sleutel")
    first = time.monotonic() - started
    started = time.monotonic()
    for _ in range(100):
        cache.set("sleutel", cache.get("sleutel", 0) + 1)
    rest = time.monotonic() - started

    assert first < 1.2
    assert rest < 0.3
    assert cache.get("sleutel") == 100


def test_new_connection_to_a_frozen_redis_is_no_slower(cache, redis_server):
    redis_server.freeze()

    started = time.monotonic()
    cache.add("sleutel", 1)

    assert time.monotonic() - started < 1.2


def test_logged_at_most_once_a_minute_and_without_the_keys(cache, redis_server, monkeypatch, caplog):
    clock = SimpleNamespace(monotonic=lambda: clock.now)
    monkeypatch.setattr(cache_module, "time", clock)
    redis_server.kill()

    for clock.now in range(125):
        cache.set("naam@school.nl", 1)

    assert warnings(caplog) == ["Redis is away (ConnectionError); the memory of each process takes over"] * 3


def test_redis_that_refuses_to_write_is_away_too(cache, redis_server):
    client = redis_server.client()
    client.config_set("maxmemory-policy", "noeviction")
    client.config_set("maxmemory", "1")

    assert cache.add("sleutel", "x" * 1000) is True
    assert cache.get("sleutel") == "x" * 1000


def test_one_thread_tries_while_the_others_go_on(cache, redis_server):
    redis_server.freeze()
    durations = []

    def ask():
        started = time.monotonic()
        ForgivingRedisCache(redis_server.url, {"KEY_PREFIX": "cache"}).get("sleutel")
        durations.append(time.monotonic() - started)

    cache.get("sleutel")  # notices
    cache.outage._ask_again_at = 0  # the pause is over
    threads = [threading.Thread(target=ask) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert len(durations) == 8
    assert sorted(durations)[6] < 0.3 <= sorted(durations)[7]


def test_clear_leaves_the_queue_of_the_workers(cache, redis_server):
    redis_server.client().rpush("celery", "een taak")
    cache.set("sleutel", 1)

    cache.clear()

    assert redis_server.client().keys() == [b"celery"]


def test_clear_without_redis_empties_the_memory(cache, redis_server):
    redis_server.kill()
    cache.set("sleutel", 1)

    cache.clear()

    assert cache.get("sleutel") is None


def test_what_is_wrong_in_our_own_code_is_not_hidden(cache):
    with pytest.raises(AttributeError):
        cache.set("sleutel", lambda: None)  # cannot be pickled
