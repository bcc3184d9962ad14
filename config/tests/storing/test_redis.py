"""Redis emptied, restarted and away. The database is the memory, so nothing is lost and nothing goes twice."""

import re
import time

import pytest

from config.tests.storing.groep import until
from config.tests.storing.namen import BEGELEIDER, GROOTTE

pytestmark = pytest.mark.storing


def test_emptied_and_restarted_in_the_middle(wereld, broker):
    wanted = wereld.order("middel")
    wereld.post.play("dot", "slow", seconds=0.03)
    groups = [wereld.start_worker(), wereld.start_worker(), wereld.start_beat(), wereld.start_web()]

    wereld.wait_until_taken(40)
    broker.flush()
    wereld.wait_until_taken(80)
    broker.stop()
    wereld.wait_for_health(wachtrij="weg", database="goed")
    broker.start()

    wereld.wait_until_done()
    wereld.assert_all_sent(wanted)
    assert wereld.post.doubles() == {}
    wereld.assert_everything_goes_on(groups)


def test_away_while_people_save(wereld, broker):
    """Signing in and saving go on and stay quick; the mails go when Redis is back."""
    groups = [wereld.start_worker(), wereld.start_beat(), wereld.start_web()]
    wereld.wait_for_health(status="goed")
    broker.stop()

    visitor = wereld.visitor().sign_in()
    seconds = []
    for number in range(3):
        started = time.monotonic()
        assert visitor.plan("klein", f"Storing {number}").status_code == 302
        seconds.append(time.monotonic() - started)

    assert min(seconds) < 1.5
    wereld.assert_nothing_half_saved(3)
    assert wereld.post.mails() == []
    wereld.wait_for_health(wachtrij="weg", database="goed", status="weg")
    broker.start()
    wereld.wait_until_done()
    assert len(wereld.post.mails()) == 3 * GROOTTE["klein"]
    assert wereld.post.doubles() == {}
    wereld.assert_everything_goes_on(groups)


def test_sign_in_by_code_while_redis_comes_and_goes(wereld, broker):
    """Asked for without Redis, brought when it is there for a moment, and used without it again."""
    groups = [wereld.start_worker(), wereld.start_beat(), wereld.start_web()]
    visitor = wereld.visitor()
    broker.stop()
    visitor.get("/accounts/login/code/")
    assert visitor.post("/accounts/login/code/", email=BEGELEIDER).status_code == 302

    broker.start()
    text = until(lambda: wereld.post.ask("text", to=BEGELEIDER), about="the code arrives")
    broker.stop()

    [code] = [line for line in text.splitlines() if re.fullmatch(r"[A-Z0-9]{3,}(-[A-Z0-9]+)?", line)]
    assert visitor.post("/accounts/login/code/confirm/", code=code).status_code == 302
    assert visitor.get("/mijn/").status_code == 200
    broker.start()
    wereld.assert_everything_goes_on(groups)


def test_worker_and_beat_that_start_before_redis_wait_for_it(wereld, broker):
    wanted = wereld.order("klein")
    broker.stop()
    beat = wereld.start_beat()
    worker = wereld.start_worker(wait=False)
    until(lambda: worker.says("Cannot connect to redis"), about="the worker finds no Redis")

    broker.start()

    wereld.wait_until_done()
    wereld.assert_all_sent(wanted)
    assert (worker.is_alive, beat.is_alive) == (True, True)
