"""Where exactly a mail may go twice: a worker is killed at every step, and only one of them gives a double."""

from contextlib import contextmanager

import pytest

pytestmark = pytest.mark.storing

ATTEMPT = "NEW.pogingen > OLD.pogingen"
SENT = "NEW.status = 'verstuurd'"
ANOTHER_ATTEMPT = "NEW.pogingen > OLD.pogingen AND EXISTS (SELECT 1 FROM berichten_bericht WHERE status = 'verstuurd')"


def in_database(condition):
    """It stands still before it writes this down."""

    @contextmanager
    def hold(world):
        with world.blocked(condition):
            yield world.wait_until_blocked

    return hold


@contextmanager
def before_the_mail_is_made(world):
    """The attempt is written down; what stands still is reading the meeting for the text."""
    with world.connect() as connection, connection.cursor() as cursor:

        def wait():
            with world.blocked(ATTEMPT):
                world.wait_until_blocked()
                cursor.execute("BEGIN; LOCK TABLE bijeenkomsten_bijeenkomst IN ACCESS EXCLUSIVE MODE")
            world.wait_until_blocked()

        yield wait


def in_smtp(step):
    """It stands still because the mail server says nothing after this step."""

    @contextmanager
    def hold(world):
        world.post.play(step, "hold", times=1)
        yield world.post.wait_until_held
        world.post.clear()

    return hold


# How to stop it there, how many mails the server had taken, how many attempts were written down, and the doubles.
STEPS = {
    "after the claim": (in_database(ATTEMPT), 0, 0, 0),
    "after the attempt was counted": (before_the_mail_is_made, 0, 1, 0),
    "after connecting": (in_smtp("connect"), 0, 1, 0),
    "after EHLO": (in_smtp("ehlo"), 0, 1, 0),
    "after the password": (in_smtp("auth"), 0, 1, 0),
    "after MAIL": (in_smtp("mail"), 0, 1, 0),
    "after RCPT": (in_smtp("rcpt"), 0, 1, 0),
    "after DATA": (in_smtp("data"), 0, 1, 0),
    "after the body, before the answer": (in_smtp("dot"), 0, 1, 0),
    "after the 250, before our commit": (in_database(SENT), 1, 1, 1),
    "after our commit": (in_database(ANOTHER_ATTEMPT), 1, 1, 0),
}


@pytest.fixture
def wereld(wereld):
    """The worker has all the patience in the world, so that the test is the one who decides."""
    wereld.env["STORING_EMAIL_TIMEOUT"] = "300"
    return wereld


@pytest.mark.parametrize("step", STEPS)
def test_killed_at_this_step(wereld, step):
    hold, taken, attempts, doubles = STEPS[step]
    wanted = wereld.order("klein")
    worker = wereld.start_worker()

    with hold(wereld) as wait_until_there:
        wereld.nudge()
        wait_until_there()
        worker.kill()
        wereld.cut_off_blocked()

    in_flight = [mail["id"] for mail in wereld.post.mails()]
    assert len(in_flight) == taken
    assert wereld.value("SELECT sum(pogingen) FROM berichten_bericht") == attempts
    wereld.let_leases_end()
    wereld.start_worker()
    wereld.nudge()
    wereld.wait_until_done()
    wereld.assert_all_sent(wanted)
    assert wereld.post.doubles() == dict.fromkeys(in_flight[:doubles], 2)


def test_suspended_longer_than_its_claim_it_leaves_the_rest_to_who_took_over(wereld):
    """SIGSTOP for longer than the lease: when it wakes, its rows are no longer its own."""
    wanted = wereld.order("klein")
    slow = wereld.start_worker()
    wereld.post.play("dot", "hold", times=1)
    wereld.nudge()
    [held] = wereld.post.wait_until_held()
    slow.suspend()
    wereld.let_leases_end()

    wereld.start_worker()
    wereld.nudge()
    wereld.wait_until_done()
    wereld.post.clear()  # the first mail server session gets its 250 now
    slow.wake()
    wereld.wait_until_idle()

    wereld.assert_all_sent(wanted)
    [double] = wereld.post.doubles().values()
    assert double == 2
    assert [mail["to"] for mail in wereld.post.mails()].count(held["to"]) == 2
