"""The mail server refuses, hangs, says no and drops the line. Nothing is lost, nobody blocks anybody for long."""

import time

import pytest

from config.tests.storing.groep import moment, until
from config.tests.storing.namen import GROOTTE

pytestmark = pytest.mark.storing

KLEIN = GROOTTE["klein"]
BAD = "lid1@school.test"
REFUSED_ADDRESS = "Dit mailadres bestaat niet of weigert mail."
REFUSED_MAIL = "De mailserver weigert deze mail."
BUSY_THERE = "De mailserver van de ontvanger is druk."
BUSY = "De mailserver is druk."
AWAY = "De mailserver is niet bereikbaar."
STATES = "SELECT status, reden, pogingen, count(*) FROM berichten_bericht GROUP BY 1, 2, 3 ORDER BY 1, 2, 3"


def wait_for_states(world, *states):
    until(lambda: world.rows(STATES) == sorted(states), about=f"rows are {states}")


def wait_until_resting(world):
    """Every mail was tried or put off, and nobody has one in his hands."""
    resting = "SELECT count(*) FROM berichten_bericht WHERE claim IS NULL AND probeer_op > %s"
    until(lambda: world.value(resting, moment()) == KLEIN, about="all mails wait for a later attempt")


# Where the whole conversation fails, and what the first rows say then: attempts only when it may be the mail.
EVERYTHING = {
    "no greeting": ("connect", "hold", 0, ""),
    "turned away": ("connect", "421 4.3.2 closing", 0, ""),
    "hangs at EHLO": ("ehlo", "hold", 0, ""),
    "wrong password": ("auth", "535 5.7.8 no", 0, ""),
    "hangs at the password": ("auth", "hold", 0, ""),
    "MAIL busy": ("mail", "451 4.3.0 busy", 3, BUSY),
    "MAIL refused": ("mail", "550 5.7.1 no relay", 3, REFUSED_MAIL),
    "hangs at MAIL": ("mail", "hold", 3, AWAY),
    "RCPT busy": ("rcpt", "450 4.2.0 greylisted", 3, BUSY_THERE),
    "RCPT refused": ("rcpt", "550 5.4.5 quota", 3, REFUSED_ADDRESS),
    "hangs at RCPT": ("rcpt", "hold", 3, AWAY),
    "DATA busy": ("data", "451 4.3.0 busy", 3, BUSY),
    "DATA refused": ("data", "554 5.5.1 no", 3, REFUSED_MAIL),
    "hangs after DATA": ("data", "hold", 3, AWAY),
    "body busy": ("dot", "452 4.3.1 full", 3, BUSY),
    "body refused": ("dot", "554 5.7.1 spam", 3, REFUSED_MAIL),
    "hangs before the answer": ("dot", "hold", 3, AWAY),
    "drops the line in the body": ("data", "drop", 3, AWAY),
    "drops the line before the answer": ("dot", "drop", 3, AWAY),
}


@pytest.fixture(scope="module")
def busy_wereld(make_wereld):
    """One worker for all the ways a mail server can fail: it has to survive them all."""
    with make_wereld() as world:
        world.worker = world.start_worker("--concurrency", "1")
        yield world


@pytest.mark.parametrize("fault", EVERYTHING)
def test_server_that_fails_everybody_for_a_while(busy_wereld, fault):
    """After three in a row it is left alone for a minute; the others keep their attempts. Then all of it goes."""
    world, (step, action, attempts, reden) = busy_wereld, EVERYTHING[fault]
    world.rows("DELETE FROM berichten_bericht")
    before = len(world.post.mails())
    world.post.play(step, action)
    wanted = world.order("klein")

    world.nudge()
    wait_until_resting(world)
    rows = world.rows("SELECT reden, pogingen FROM berichten_bericht ORDER BY pogingen DESC, id")
    world.post.clear()
    world.let_backoff_end()
    world.nudge()
    world.wait_until_done()

    assert rows == [(reden, 1)] * attempts + [("", 0)] * (KLEIN - attempts)
    world.assert_all_sent(wanted)
    assert len(world.post.mails()) - before == KLEIN
    assert world.worker.is_alive


@pytest.mark.parametrize(
    ("step", "action", "reden"),
    [
        ("rcpt", "550 5.1.1 no such user", REFUSED_ADDRESS),
        ("rcpt", "450 4.2.1 full", BUSY_THERE),
        ("dot", "554 5.7.1 spam", REFUSED_MAIL),
        ("rcpt", "hold", AWAY),
        ("dot", "drop", AWAY),
    ],
)
def test_one_bad_receiver_does_not_stop_the_others(busy_wereld, step, action, reden):
    world = busy_wereld
    world.rows("DELETE FROM berichten_bericht")
    world.post.play(step, action, address=BAD)
    wanted = world.order("klein")

    world.nudge()
    wait_for_states(world, ("verstuurd", "", 1, KLEIN - 1), ("gepland", reden, 1, 1))
    refused_for_good = action.startswith("5")
    if not refused_for_good:
        world.post.clear()
    world.let_backoff_end()
    world.nudge()
    last = ("mislukt", reden, 2, 1) if refused_for_good else ("verstuurd", "", 2, 1)

    wait_for_states(world, ("verstuurd", "", 1, KLEIN - 1), last)
    world.post.clear()
    assert sum(world.outcome(wanted).values()) == KLEIN


def test_answer_that_gets_lost_on_the_way_is_the_same_window(busy_wereld):
    """The server took the mail and its 250 never reached us: it goes again, with the same Message-ID."""
    world = busy_wereld
    world.rows("DELETE FROM berichten_bericht")
    world.post.play("accepted", "drop", times=1)
    wanted = world.order("klein")
    before = world.post.counts()

    world.nudge()
    wait_for_states(world, ("verstuurd", "", 1, KLEIN - 1), ("gepland", AWAY, 1, 1))
    world.let_backoff_end()
    world.nudge()
    world.wait_until_done()

    world.assert_all_sent(wanted)
    assert sorted((world.post.counts() - before).values()) == [1] * (KLEIN - 1) + [2]


def test_nobody_listens_for_an_hour(wereld):
    """No attempt counts, and /gezond/ says first that mail is late and then that it does not leave."""
    wanted = wereld.order("klein")
    wereld.post.ask("refuse")
    groups = [wereld.start_worker(), wereld.start_beat(), wereld.start_web()]
    wait_until_resting(wereld)
    wereld.wait_for_health(status="goed")

    wereld.let_mails_wait(minutes=6)
    wereld.wait_for_health(mail="traag", status="traag", worker="goed")
    wereld.let_mails_wait(minutes=60)
    wereld.wait_for_health(mail="weg", status="weg", worker="goed", planner="goed")
    assert wereld.rows("SELECT DISTINCT status, reden, pogingen FROM berichten_bericht") == [("gepland", "", 0)]
    wereld.post.ask("open")

    wereld.wait_until_done()
    wereld.assert_all_sent(wanted)
    assert wereld.post.doubles() == {}
    assert wereld.rows("SELECT DISTINCT pogingen FROM berichten_bericht") == [(1,)]
    wereld.assert_everything_goes_on(groups)


def test_server_refuses_everything_for_an_hour(wereld):
    """A lost permission to relay. The rows have been tried, so it is the pattern that /gezond/ sees."""
    wanted = wereld.order("klein")
    wereld.post.play("rcpt", "550 5.7.1 relaying denied")
    groups = [wereld.start_worker(), wereld.start_beat(), wereld.start_web()]
    wait_until_resting(wereld)
    wereld.wait_for_health(status="goed")

    wereld.let_mails_wait(minutes=60)
    wereld.wait_for_health(mail="weg", status="weg", worker="goed", planner="goed")
    assert wereld.outcome(wanted).keys() <= {("gepland", ""), ("gepland", REFUSED_ADDRESS)}
    wereld.post.clear()

    wereld.wait_until_done()
    wereld.assert_all_sent(wanted)
    wereld.assert_everything_goes_on(groups)


def test_hanging_server_holds_a_worker_no_longer_than_the_timeouts(wereld):
    """Three mails of a second each, and then the worker is free for other work."""
    wereld.order("klein")
    wereld.post.play("data", "hold")
    wereld.start_worker("--concurrency", "1")
    wereld.nudge()
    wereld.post.wait_until_held()

    started = time.monotonic()
    wereld.start_beat()
    wait_until_resting(wereld)
    wereld.rows("UPDATE kern_hartslag SET op = %s", moment(hours=1))
    heartbeat = "SELECT count(*) FROM kern_hartslag WHERE naam = 'worker' AND op > %s"
    until(lambda: wereld.value(heartbeat, moment(minutes=1)), about="the only child does other work")

    assert time.monotonic() - started < 30
