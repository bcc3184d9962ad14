import time
from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from django.db import OperationalError

from berichten import services
from berichten.tests.factories import BerichtFactory, VerzendingFactory
from kern import wachtrij
from kern.models import Hartslag

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 11, 26, 12, tzinfo=UTC)


@pytest.fixture(autouse=True)
def clock():
    wachtrij._known.clear()
    with time_machine.travel(NOW, tick=False) as traveller:
        yield traveller


def heartbeats(worker=30, planner=40):
    for naam, seconds in {"worker": worker, "planner": planner}.items():
        Hartslag.objects.create(naam=naam, op=NOW - timedelta(seconds=seconds))


def check(client):
    response = client.get("/gezond/")
    assert "no-store" in response["Cache-Control"]
    return response.status_code, response.json()


def test_everything_alive(client):
    heartbeats()

    assert check(client) == (
        200,
        {
            "status": "goed", "database": "goed", "wachtrij": "goed", "worker": "goed", "planner": "goed",
            "mail": "goed", "versie": "1.0",
            "seconden": {"worker": 30, "planner": 40, "mail": 0},
        },
    )  # fmt: skip


def test_four_queries_at_most(client, django_assert_num_queries):
    heartbeats()

    with django_assert_num_queries(4):
        client.get("/gezond/")


def test_nothing_ever_started(client):
    status, answer = check(client)

    assert (status, answer["status"], answer["worker"], answer["planner"], answer["mail"]) == (
        503, "weg", "weg", "weg", "goed",
    )  # fmt: skip
    assert answer["seconden"] == {"worker": None, "planner": None, "mail": 0}


@pytest.mark.parametrize("part", ["worker", "planner"])
@pytest.mark.parametrize(("age", "word", "status"), [(120, "goed", 200), (180, "traag", 200), (181, "weg", 503)])
def test_age_of_a_heartbeat(client, part, age, word, status):
    heartbeats(**{part: age})

    code, answer = check(client)

    [other] = {"worker", "planner"} - {part}
    assert (code, answer["status"], answer[part], answer[other]) == (status, word, word, "goed")


@pytest.mark.parametrize(("age", "word", "status"), [(300, "goed", 200), (600, "traag", 200), (601, "weg", 503)])
@pytest.mark.parametrize("factory", [BerichtFactory, VerzendingFactory])
def test_age_of_mail_that_should_have_left(client, factory, age, word, status):
    heartbeats()
    factory(op=NOW - timedelta(seconds=age))

    code, answer = check(client)

    assert (code, answer["mail"], answer["seconden"]["mail"]) == (status, word, age)


@pytest.mark.parametrize(
    "facts",
    [
        {"op": NOW + timedelta(hours=1)},
        {"op": NOW - timedelta(days=1), "status": "overgeslagen"},
        {"op": NOW - timedelta(days=1), "pogingen": 1, "probeer_op": NOW + timedelta(hours=1)},
    ],
)
def test_mail_that_need_not_leave_is_no_alarm(client, facts):
    heartbeats()
    BerichtFactory(**facts)

    assert check(client)[0] == 200


def refused(number, **facts):
    """Mails that were tried once, ten minutes late, and wait for the next attempt."""
    due = {"op": NOW - timedelta(minutes=11), "probeer_op": NOW + timedelta(minutes=4), "pogingen": 1}
    return BerichtFactory.create_batch(number, **(due | facts))


@pytest.mark.parametrize(("number", "word"), [(2, "goed"), (3, "weg"), (4, "weg")])
def test_server_that_refuses_everybody_is_an_alarm(client, number, word):
    heartbeats()
    refused(number)

    assert check(client)[1]["mail"] == word


def test_refused_mails_are_no_alarm_when_another_left_meanwhile(client, clock):
    heartbeats()
    refused(3)
    clock.shift(timedelta(seconds=1))
    BerichtFactory(verstuurd=True)

    assert check(client)[1]["mail"] == "goed"


def test_waiting_for_a_quiet_time_does_not_make_a_refused_mail_late(client):
    heartbeats()
    refused(3, uitstel=timedelta(minutes=10))

    assert check(client)[1]["mail"] == "goed"


@pytest.mark.usefixtures("soort", "smtp")
def test_mail_server_away_for_ten_minutes_is_an_alarm(client, settings, closed_port, clock):
    """The rows are put off a minute each time, and still the oldest is ten minutes late."""
    settings.EMAIL_PORT = closed_port
    BerichtFactory()
    for _ in range(10):
        services.carry_out_due()
        clock.shift(timedelta(minutes=1))
    Hartslag.objects.all().delete()
    for naam in ("worker", "planner"):
        Hartslag.objects.create(naam=naam, op=datetime.now(UTC))

    code, answer = check(client)

    assert (code, answer["worker"], answer["mail"]) == (503, "goed", "weg")


def test_database_down_is_an_answer(client, monkeypatch):
    def down(*args, **kwargs):
        raise OperationalError

    monkeypatch.setattr("django.db.backends.base.base.BaseDatabaseWrapper.ensure_connection", down)

    code, answer = check(client)

    assert (code, answer["status"], answer["database"], answer["worker"], answer["versie"]) == (
        503, "weg", "weg", "weg", "1.0",
    )  # fmt: skip


@pytest.mark.redis
@pytest.mark.parametrize("accident", ["kill", "freeze"])
def test_broker_away_is_an_alarm_and_ends_by_itself(client, settings, redis_server, accident, monkeypatch):
    heartbeats()
    settings.CELERY_BROKER_URL = redis_server.url
    getattr(redis_server, accident)()

    assert (check(client)[0], client.get("/gezond/").json()["wachtrij"]) == (503, "weg")

    redis_server.stop()
    redis_server.start()
    assert client.get("/gezond/").json()["wachtrij"] == "weg"  # asked a moment ago
    monkeypatch.setattr(wachtrij, "KEEP", 0)
    assert check(client)[0] == 200


@pytest.mark.redis
def test_frozen_broker_is_asked_once_however_often_somebody_looks(client, settings, redis_server):
    settings.CELERY_BROKER_URL = redis_server.url
    redis_server.freeze()

    started = time.monotonic()
    for _ in range(10):
        client.get("/gezond/")

    assert time.monotonic() - started < 4  # asked every time it would be five


def test_folder_that_cannot_be_written_is_no_broker(client, settings, tmp_path):
    heartbeats()
    settings.CELERY_BROKER_URL = "map://localhost"
    (tmp_path / "map").write_text("een bestand, geen map")
    settings.CELERY_BROKER_TRANSPORT_OPTIONS = {"data_folder_in": str(tmp_path / "map")}

    assert check(client)[1]["wachtrij"] == "weg"


def test_nobody_needs_to_log_in_and_nothing_can_be_posted(client):
    assert client.head("/gezond/").status_code == 503
    assert client.post("/gezond/").status_code == 405
