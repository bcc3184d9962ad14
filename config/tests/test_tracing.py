import logging
import re

import pytest
from structlog.contextvars import bind_contextvars, bound_contextvars, clear_contextvars, get_contextvars

from kern import tasks, tracing
from personen.tests.factories import PersoonFactory


@pytest.fixture(autouse=True)
def _clean():
    clear_contextvars()
    yield
    clear_contextvars()


def request_lines(caplog):
    return [record for record in caplog.records if record.name == "verzoek"]


def test_every_answer_carries_a_number_of_its_own(client, db):
    numbers = {client.get("/hulp/")["X-Request-ID"] for _ in range(2)}

    assert len(numbers) == 2
    assert all(re.fullmatch("[0-9a-f]{32}", number) for number in numbers)


def test_number_of_the_proxy_is_kept(client, db):
    response = client.get("/hulp/", headers={"X-Request-ID": "proxy-12345678"})

    assert response["X-Request-ID"] == "proxy-12345678"


@pytest.mark.parametrize("given", ["kort", "x" * 65, "met spatie 12345", 'a"b{}<b>12345'])
def test_improper_number_is_replaced(client, db, given):
    response = client.get("/hulp/", headers={"X-Request-ID": given})

    assert response["X-Request-ID"] != given


def test_line_has_the_pattern_of_the_address_and_nobody(client, db, caplog):
    caplog.set_level(logging.INFO, "verzoek")
    persoon = PersoonFactory()
    client.force_login(persoon)

    client.get("/agenda/geheime-sleutel/bijeenkomst.ics?mail=iemand@leernetwerk.test")

    (line,) = request_lines(caplog)
    assert (line.levelname, line.method, line.status) == ("INFO", "GET", 404)
    assert line.route == "/agenda/<str:token>/bijeenkomst.ics"
    assert line.ms >= 0
    said = str(vars(line))
    assert "geheime-sleutel" not in said
    assert persoon.email not in said
    assert "iemand@" not in said


@pytest.mark.parametrize("method", ["get", "post"])
def test_touching_a_button_from_a_mail_leaves_no_line(client, db, caplog, method):
    caplog.set_level(logging.DEBUG, "verzoek")

    response = getattr(client, method)("/d/geheime-sleutel/")

    assert response.status_code == 410
    assert request_lines(caplog) == []


def test_unknown_method_and_page_are_not_repeated(client, db, caplog):
    caplog.set_level(logging.INFO, "verzoek")

    client.generic("HACK<b>", "/bestaat-niet/")

    (line,) = request_lines(caplog)
    assert (line.method, line.route, line.status) == ("?", "", 404)


def test_health_checks_do_not_fill_the_log(client, db, caplog):
    caplog.set_level(logging.DEBUG, "verzoek")

    client.get("/gezond/")

    assert [line.levelname for line in request_lines(caplog)] == ["DEBUG"]


def test_number_ends_with_the_request(client, db):
    client.get("/hulp/")

    assert get_contextvars() == {}


class _Task:
    name = "kern.clear_sessions"

    def __init__(self, *, is_eager=False, **seen):
        self.request = type("Request", (), {"is_eager": is_eager, "headers": None, **seen})


def test_task_takes_the_number_of_its_request_along():
    headers = {}
    with bound_contextvars(request_id="a" * 32):
        tracing._take_along(headers=headers)

    tracing._begin(task=_Task(**headers), task_id="7")

    assert get_contextvars() == {"request_id": "a" * 32, "task": "kern.clear_sessions", "task_id": "7"}


def test_task_of_beat_has_no_number():
    headers = {}
    tracing._take_along(headers=headers)

    tracing._begin(task=_Task(**headers), task_id="8")

    assert headers == {}
    assert get_contextvars() == {"task": "kern.clear_sessions", "task_id": "8"}


def test_next_task_in_the_same_process_starts_clean():
    bind_contextvars(request_id="b" * 32, task="vorige")
    tracing._end(task=_Task())

    assert get_contextvars() == {}


def test_task_inside_a_request_keeps_its_number(db):
    """Eager tasks, as in tests: they run in the middle of a request."""
    with bound_contextvars(request_id="c" * 32):
        tasks.clear_sessions_task.apply()

        assert get_contextvars() == {"request_id": "c" * 32}
