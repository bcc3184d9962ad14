import os
import signal
from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from celery.signals import beat_init, worker_process_init, worker_ready, worker_shutting_down
from django.contrib.sessions.models import Session
from django.db import connection
from django.utils import timezone
from kombu.exceptions import OperationalError

from kern import services, stoppen, tasks
from kern.models import Hartslag
from kern.sessies import SessionStore

NOON = datetime(2026, 11, 21, 12, tzinfo=UTC)


def test_worker_hartslag_twice_is_one_row_with_the_last_moment(db):
    with time_machine.travel(NOON, tick=False) as traveller:
        tasks.register_hartslag_task()
        traveller.shift(timedelta(minutes=1))
        tasks.register_hartslag_task()

    assert list(Hartslag.objects.values_list("naam", "op")) == [("worker", NOON + timedelta(minutes=1))]


@pytest.mark.django_db(transaction=True)
def test_planner_hartslag_comes_from_publishing_also_without_broker(monkeypatch):
    app = tasks.register_hartslag_task.app
    monkeypatch.setitem(app.conf, "task_always_eager", False)
    connection.close()  # as after a restart of the database: beat has to reconnect by itself

    with app.connection_for_write("redis://127.0.0.1:1/0") as broker, pytest.raises(OperationalError):
        app.send_task("kern.register_hartslag", connection=broker, retry_policy={"max_retries": 1})

    assert [str(slag) for slag in Hartslag.objects.all()] == ["planner"]


@pytest.mark.parametrize(("signal", "naam"), [(worker_ready, "worker"), (beat_init, "planner")])
def test_first_hartslag_is_at_the_start(db, signal, naam):
    signal.send(sender=None)

    assert Hartslag.objects.get().naam == naam


def test_clear_sessions_throws_away_only_what_expired(db):
    fresh, old = SessionStore(), SessionStore()
    fresh.create()
    old.create()
    Session.objects.filter(pk=old.session_key).update(expire_date=timezone.now() - timedelta(seconds=1))

    tasks.clear_sessions_task()
    services.clear_sessions()

    assert [session.pk for session in Session.objects.all()] == [fresh.session_key]


def test_worker_that_stops_tells_its_children():
    child = os.fork()
    if child == 0:  # the flag lives in memory that both see
        while not stoppen.is_asked():
            pass
        os._exit(0)
    try:
        assert not stoppen.is_asked()

        worker_shutting_down.send(sender=None, sig="SIGTERM", how="Warm", exitcode=0)

        assert stoppen.is_asked()
        assert os.waitpid(child, 0) == (child, 0)
    finally:
        stoppen.forget()


def test_child_leaves_a_sigterm_for_the_whole_group_to_its_parent():
    before = signal.getsignal(signal.SIGTERM)
    try:
        worker_process_init.send(sender=None)

        assert signal.getsignal(signal.SIGTERM) == signal.SIG_IGN
    finally:
        signal.signal(signal.SIGTERM, before)
