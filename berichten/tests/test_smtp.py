"""What happens to the mails when the mail server says no, says nothing or goes away. A real server plays along."""

import socket
from datetime import UTC, datetime, timedelta

import pytest
import time_machine

from berichten import services
from berichten.models import Bericht
from berichten.services.delivery import BACKOFF, FAILURES_IN_A_ROW
from berichten.tests.factories import BerichtFactory
from kern.tijd import nu

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 11, 26, 12, tzinfo=UTC)


@pytest.fixture(autouse=True)
def clock(soort):
    """The clock stands still and goes on when told."""
    with time_machine.travel(NOW, tick=False) as traveller:
        yield traveller


def outcome(bericht):
    bericht.refresh_from_db()
    return bericht.status, bericht.pogingen, bericht.reden


def test_mails_arrive_over_one_connection(catcher):
    berichten = BerichtFactory.create_batch(3)

    assert services.carry_out_due() == 3

    assert [mail["To"].addresses[0].addr_spec for mail in catcher.mails] == [b.naar for b in berichten]
    assert catcher.connections == 1
    assert [outcome(bericht) for bericht in berichten] == [("verstuurd", 1, "")] * 3


def test_running_twice_sends_once(catcher):
    BerichtFactory()

    assert (services.carry_out_due(), services.carry_out_due()) == (1, 0)

    assert len(catcher.mails) == 1


@pytest.mark.parametrize(
    ("rcpt", "data", "expected"),
    [
        ("550 no such user", None, ("gepland", 1, "Dit mailadres bestaat niet of weigert mail.")),
        ("450 try again", None, ("gepland", 1, "De mailserver van de ontvanger is druk.")),
        ("421 closing", None, ("gepland", 1, "De mailserver van de ontvanger is druk.")),
        ("drop", None, ("gepland", 1, "De mailserver is niet bereikbaar.")),
        ("hang", None, ("gepland", 1, "De mailserver is niet bereikbaar.")),
        (None, "554 looks like spam", ("gepland", 1, "De mailserver weigert deze mail.")),
        (None, "451 full", ("gepland", 1, "De mailserver is druk.")),
        (None, "421 shutting down", ("gepland", 1, "De mailserver is druk.")),
        (None, "drop", ("gepland", 1, "De mailserver is niet bereikbaar.")),
        (None, "hang", ("gepland", 1, "De mailserver is niet bereikbaar.")),
    ],
)
def test_one_bad_mail_does_not_stop_the_others(catcher, rcpt, data, expected):
    first, bad, last = BerichtFactory.create_batch(3)
    catcher.answers[bad.naar], catcher.data_answers[bad.naar] = rcpt, data

    assert services.carry_out_due() == 2

    assert outcome(bad) == expected
    assert [outcome(first)[0], outcome(last)[0]] == ["verstuurd", "verstuurd"]
    assert Bericht.objects.filter(claim__isnull=False).count() == 0


@pytest.mark.parametrize(
    ("where", "answer", "reden"),
    [
        ("answers", "550 no such user", "Dit mailadres bestaat niet of weigert mail."),
        ("data_answers", "554 looks like spam", "De mailserver weigert deze mail."),
    ],
)
def test_refused_for_good_twice_while_another_was_taken_is_the_end(catcher, clock, where, answer, reden):
    bad, _ = BerichtFactory(), BerichtFactory()
    getattr(catcher, where)[bad.naar] = answer
    clock.shift(timedelta(seconds=1))
    services.carry_out_due()
    clock.shift(BACKOFF[0])

    services.carry_out_due()

    assert outcome(bad) == ("mislukt", 2, reden)


def test_server_that_refuses_everything_for_good_for_hours_loses_nothing(catcher, clock):
    """A full account or a lost permission to relay looks like a thousand wrong addresses. Nobody is given up for it."""
    catcher.answers["*"] = "550 5.4.5 daily quota exceeded"
    berichten = BerichtFactory.create_batch(5)
    for _ in range(60):
        services.carry_out_due()
        clock.shift(timedelta(minutes=2))
    assert {outcome(bericht)[0] for bericht in berichten} == {"gepland"}
    assert max(outcome(bericht)[1] for bericht in berichten) <= 5
    catcher.answers.clear()
    clock.shift(BACKOFF[-1])

    assert services.carry_out_due() == 5


def test_after_such_a_time_a_wrong_address_still_ends(catcher, clock):
    bad, good = BerichtFactory(), BerichtFactory()
    catcher.answers[bad.naar] = "550 no such user"
    catcher.answers["*"] = "550 quota"
    services.carry_out_due()
    del catcher.answers["*"]
    clock.shift(BACKOFF[0] + timedelta(seconds=1))

    services.carry_out_due()
    assert (outcome(bad)[0], outcome(good)[0]) == ("gepland", "verstuurd")
    clock.shift(BACKOFF[1])
    services.carry_out_due()

    assert outcome(bad) == ("mislukt", 3, "Dit mailadres bestaat niet of weigert mail.")


def test_retries_wait_longer_each_time_and_end_as_failed(catcher, clock):
    catcher.answers["*"] = "450 try again"
    bericht = BerichtFactory(op=NOW)
    moments = []

    for wait in [timedelta(0), *BACKOFF[:-1]]:
        clock.shift(wait - timedelta(seconds=1))
        assert services.carry_out_due() == 0
        clock.shift(timedelta(seconds=1))
        services.carry_out_due()
        moments.append(len(catcher.tries))

    assert moments == [1, 2, 3, 4, 5, 6]
    assert outcome(bericht)[:2] == ("gepland", 6)
    clock.shift(BACKOFF[-1])
    services.carry_out_due()
    assert outcome(bericht) == ("mislukt", 7, "De mailserver van de ontvanger is druk.")
    clock.shift(timedelta(days=1))
    services.carry_out_due()
    assert len(catcher.tries) == 7


def test_a_retry_that_works_leaves_no_complaint_and_has_the_same_message_id(catcher, clock):
    bericht = BerichtFactory()
    catcher.data_answers["*"] = "451 full"
    services.carry_out_due()
    catcher.data_answers.clear()
    clock.shift(BACKOFF[0])

    services.carry_out_due()

    assert outcome(bericht) == ("verstuurd", 2, "")
    assert [mail["Message-ID"] for mail in catcher.mails] == [f"<{bericht.uuid}@localhost>"]


def test_server_away_costs_nobody_an_attempt(smtp, settings, closed_port, clock):
    settings.EMAIL_PORT = closed_port
    berichten = BerichtFactory.create_batch(3)

    assert services.carry_out_due() == 0

    assert [outcome(bericht) for bericht in berichten] == [("gepland", 0, "")] * 3
    assert {bericht.probeer_op for bericht in berichten} == {NOW + BACKOFF[0]}
    assert {bericht.claim for bericht in berichten} == {None}


def test_server_back_after_a_day_sends_everything(catcher, settings, closed_port, clock):
    open_port, settings.EMAIL_PORT = settings.EMAIL_PORT, closed_port
    BerichtFactory.create_batch(2)
    for _ in range(24):
        services.carry_out_due()
        clock.shift(timedelta(hours=1))
    settings.EMAIL_PORT = open_port

    assert services.carry_out_due() == 2


def test_wrong_password_costs_nobody_an_attempt(catcher, settings):
    settings.EMAIL_HOST_USER, settings.EMAIL_HOST_PASSWORD = "netwerk", "wrong"
    bericht = BerichtFactory()

    services.carry_out_due()

    assert outcome(bericht) == ("gepland", 0, "")


def test_server_that_never_says_hello(smtp, settings):
    with socket.create_server(("127.0.0.1", 0)) as silent:
        settings.EMAIL_PORT = silent.getsockname()[1]
        bericht = BerichtFactory()

        services.carry_out_due()

    assert outcome(bericht) == ("gepland", 0, "")


def test_server_that_refuses_everything_for_now_is_left_alone(catcher):
    """After three in a row it is the server, not the mails: the others keep their attempts."""
    catcher.data_answers["*"] = "451 too busy"
    berichten = BerichtFactory.create_batch(FAILURES_IN_A_ROW + 4)

    services.carry_out_due()

    assert [outcome(bericht)[1] for bericht in berichten] == [1, 1, 1, 0, 0, 0, 0]
    assert min(bericht.probeer_op for bericht in berichten) == NOW + BACKOFF[0]


def test_good_mails_in_between_keep_the_round_going(catcher):
    berichten = BerichtFactory.create_batch(8)
    for bericht in berichten[::2]:
        catcher.answers[bericht.naar] = "450 greylisted"

    assert services.carry_out_due() == 4


def test_refused_mails_wait_behind_fresh_ones(catcher, clock):
    poison = BerichtFactory(op=NOW - timedelta(hours=1))
    catcher.answers[poison.naar] = "450 never"
    services.carry_out_due()
    clock.shift(BACKOFF[0])
    fresh = BerichtFactory(op=nu() - timedelta(minutes=2))

    services.carry_out_due()

    assert catcher.tries == [poison.naar, fresh.naar, poison.naar]
    assert outcome(fresh)[0] == "verstuurd"


def test_killed_between_250_and_our_update_sends_again_with_the_same_message_id(catcher, clock, monkeypatch):
    """The one window that stays open: the receiver can drop the second by its Message-ID."""
    bericht = BerichtFactory()

    class Killed(BaseException):
        pass

    def die(*args, **kwargs):
        raise Killed

    with monkeypatch.context() as patched:
        patched.setattr("berichten.services.delivery._finish", die)
        with pytest.raises(Killed):
            services.carry_out_due()
    assert outcome(bericht)[0] == "gepland"
    services.carry_out_due()
    assert len(catcher.mails) == 1  # its lease has not ended
    clock.shift(timedelta(minutes=3))

    services.carry_out_due()

    ids = [mail["Message-ID"] for mail in catcher.mails]
    assert ids == [f"<{bericht.uuid}@localhost>"] * 2
    assert outcome(bericht)[0] == "verstuurd"


@pytest.mark.parametrize("hook", ["build_message", "_Round._start_attempt", "_Round._prepare"])
def test_killed_before_the_250_sends_exactly_once(catcher, clock, monkeypatch, hook):
    bericht = BerichtFactory()

    class Killed(BaseException):
        pass

    def die(*args, **kwargs):
        raise Killed

    with monkeypatch.context() as patched:
        patched.setattr(f"berichten.services.delivery.{hook}", die)
        with pytest.raises(Killed):
            services.carry_out_due()
    clock.shift(timedelta(minutes=3))

    services.carry_out_due()

    assert len(catcher.mails) == 1
    assert outcome(bericht)[0] == "verstuurd"


def test_hostile_names_stay_in_their_header(catcher):
    bericht = BerichtFactory(aan__naam="Noor\r\nBcc: dief@anders.test\r\n\r\n<b>hoi</b>")

    services.carry_out_due()

    [mail] = catcher.mails
    assert mail["To"].addresses[0].display_name == "Noor Bcc: dief@anders.test <b>hoi</b>"
    assert (mail["Bcc"], catcher.tries) == (None, [bericht.naar])
