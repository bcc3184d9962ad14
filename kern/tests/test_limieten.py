"""Who is counted, and how long somebody waits."""

import threading
from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from django.contrib.auth.models import AnonymousUser
from django.core.cache import cache

from kern.foutpaginas import _in_words
from kern.limieten import Limiet, client_ip, wait_for

START = datetime(2026, 11, 24, 12, 0, 10, tzinfo=UTC)


@pytest.mark.parametrize(
    ("proxies", "forwarded", "remote", "expected"),
    [
        (0, "1.1.1.1", "9.9.9.9", "9.9.9.9"),  # nobody in front: anybody can write this header
        (1, "1.1.1.1", "10.0.0.1", "1.1.1.1"),
        (1, "6.6.6.6, 1.1.1.1", "10.0.0.1", "1.1.1.1"),  # the first part is what the visitor made up
        (2, "6.6.6.6, 1.1.1.1, 10.0.0.2", "10.0.0.1", "1.1.1.1"),
        (2, "1.1.1.1", "10.0.0.1", "1.1.1.1"),  # one proxy fewer than was said
        (1, "", "10.0.0.1", "10.0.0.1"),
        (1, "<script>", "10.0.0.1", "10.0.0.1"),
        (1, "::ffff:1.1.1.1", "10.0.0.1", "1.1.1.1"),
        (1, "2001:db8::1", "10.0.0.1", "2001:db8::1"),
        (0, "", "", "0.0.0.0"),  # noqa: S104 - compared, not listened on
    ],
)
def test_address_of_the_visitor(rf, settings, proxies, forwarded, remote, expected):
    settings.ALLAUTH_TRUSTED_PROXY_COUNT = proxies

    assert client_ip(rf.get("/", REMOTE_ADDR=remote, HTTP_X_FORWARDED_FOR=forwarded)) == expected


@pytest.fixture
def ask(rf):
    def ask(limiet, data=None, token="", user=None, ip="1.1.1.1"):
        request = rf.post("/", data or {}, REMOTE_ADDR=ip)
        request.user = user or AnonymousUser()
        return wait_for(request, "proef", [limiet], token)

    return ask


def test_waits_until_the_stretch_is_over(ask):
    with time_machine.travel(START, tick=False) as clock:
        assert [ask(Limiet(2, 60, "ip")) for _ in range(4)] == [0, 0, 51, 51]
        clock.shift(timedelta(seconds=51))
        assert ask(Limiet(2, 60, "ip")) == 0


@pytest.mark.parametrize(
    ("per", "one", "other"),
    [
        ("ip", {"ip": "1.1.1.1"}, {"ip": "1.1.1.2"}),
        ("ip", {"ip": "2001:db8:0:1::1"}, {"ip": "2001:db8:0:2::1"}),
        ("persoon", {"ip": "1.1.1.1"}, {"ip": "1.1.1.2"}),
        ("token", {"token": "a"}, {"token": "b"}),
        ("email", {"data": {"email": "a@school.test"}}, {"data": {"email": "b@school.test"}}),
        ("ip+email", {"data": {"email": "a@school.test"}}, {"data": {"email": "a@school.test"}, "ip": "1.1.1.2"}),
    ],
)
def test_counts_apart(ask, per, one, other):
    limiet = Limiet(1, 60, per)

    assert [ask(limiet, **one) > 0, ask(limiet, **one) > 0, ask(limiet, **other) > 0] == [False, True, False]


@pytest.mark.parametrize(
    ("per", "one", "same"),
    [
        ("email", {"data": {"email": "Noor@School.test "}}, {"data": {"email": "noor@school.test"}, "ip": "8.8.8.8"}),
        ("ip", {"ip": "2001:db8::1"}, {"ip": "2001:db8::ffff:1"}),
    ],
)
def test_counts_together(ask, per, one, same):
    assert [ask(Limiet(1, 60, per), **one) > 0, ask(Limiet(1, 60, per), **same) > 0] == [False, True]


def test_person_is_counted_wherever_they_are(ask, persoon):
    limiet = Limiet(1, 60, "persoon")

    assert [ask(limiet, user=persoon, ip=f"1.1.1.{n}") > 0 for n in range(2)] == [False, True]


def test_field_that_is_not_there_counts_for_nobody(ask):
    assert [ask(Limiet(1, 60, "email")) for _ in range(3)] == [0, 0, 0]


def test_many_at_once_are_counted_exactly(ask):
    """Not one more gets through because they came together."""
    barrier, waits = threading.Barrier(20), []

    def knock():
        barrier.wait()
        waits.append(ask(Limiet(7, 3600, "ip")))

    threads = [threading.Thread(target=knock) for _ in range(20)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert waits.count(0) == 7


def test_cache_holds_no_addresses(ask, monkeypatch):
    keys = []
    add = cache.add
    monkeypatch.setattr(type(cache._connections[cache._alias]), "add", lambda self, key, *a: keys.append(key) or add)

    ask(Limiet(1, 60, "email"), data={"email": "noor@school.test"})

    assert len(keys) == 1
    assert "noor" not in keys[0]


@pytest.mark.parametrize(
    ("seconds", "words"),
    [
        (1, "over een minuut"), (60, "over een minuut"), (61, "over 2 minuten"), (900, "over 15 minuten"),
        (3600, "over een uur"), (3601, "over 2 uur"), (86400, "over 24 uur"),
    ],
)  # fmt: skip
def test_waiting_in_words(seconds, words):
    assert _in_words(seconds) == words
