"""Who gets the mail and who does not, what is left in the row, and that nobody waits for a broken one."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from unittest.mock import ANY

import pytest
import time_machine
from django.core import mail
from django.db import connection

from berichten import services
from berichten.models import Bericht
from berichten.services import delivery
from berichten.soorten import SlaOver, register
from berichten.tests.factories import BerichtFactory, VoorkeurFactory, add_soort, proef_inhoud
from kern.tijd import nu

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 11, 26, 12, tzinfo=UTC)


def state(bericht):
    bericht.refresh_from_db()
    return bericht.status, bericht.reden


def test_what_is_sent_is_written_down(soort):
    bericht = BerichtFactory(gegevens={"bijeenkomst": 3})

    with time_machine.travel(NOW + timedelta(days=365), tick=False) as _:
        bericht.op = bericht.probeer_op = nu()
        bericht.save()
        services.carry_out_due()

    bericht.refresh_from_db()
    assert (bericht.status, bericht.onderwerp, bericht.verstuurd_op, bericht.claim, bericht.claim_tot) == (
        "verstuurd", "Kom je <b>donderdag</b>?", NOW + timedelta(days=365), None, None,
    )  # fmt: skip
    assert bericht.gegevens == {"bijeenkomst": 3}


def test_not_yet_due_waits(soort):
    bericht = BerichtFactory(op=nu() + timedelta(minutes=1))

    services.carry_out_due()

    assert (state(bericht), mail.outbox) == (("gepland", ""), [])


@pytest.mark.parametrize(("late", "status"), [(timedelta(hours=48), "verstuurd"), (timedelta(hours=49), "vervallen")])
def test_too_late_to_be_useful_lapses(soort, late, status):
    bericht = BerichtFactory(op=nu() - late + timedelta(seconds=5))

    services.carry_out_due()

    assert state(bericht)[0] == status


def test_worker_that_slept_forty_days_catches_up(soort):
    """Everything that is still useful goes, the rest lapses with a reason, and nothing is left."""
    old = BerichtFactory(op=nu() - timedelta(days=40))
    fresh = BerichtFactory()

    services.carry_out_due()

    assert state(old) == ("vervallen", "Het was te laat om nog nuttig te zijn.")
    assert state(fresh)[0] == "verstuurd"


def test_closed_account_gets_no_mail(soort):
    bericht = BerichtFactory(aan__is_active=False)

    services.carry_out_due()

    assert (state(bericht), mail.outbox) == (("overgeslagen", "Dit account is gesloten."), [])


@pytest.mark.parametrize(
    ("stopped", "onderwerp", "status"),
    [
        ("bijeenkomsten", "bijeenkomsten", "overgeslagen"),
        ("evaluatie", "bijeenkomsten", "verstuurd"),
        ("bijeenkomsten", "", "verstuurd"),  # necessary mail always goes
    ],
)
def test_preferences(monkeypatch, stopped, onderwerp, status):
    add_soort(monkeypatch, onderwerp=onderwerp)
    bericht = BerichtFactory()
    VoorkeurFactory(persoon=bericht.aan, onderwerp=stopped)
    VoorkeurFactory(onderwerp="bijeenkomsten")  # somebody else's choice

    services.carry_out_due()

    assert state(bericht) == (status, "Wil hierover geen mail." if status == "overgeslagen" else "")


def test_mail_to_an_address_without_account(soort):
    bericht = BerichtFactory(aan=None, adres="nieuw@school.test")

    services.carry_out_due()

    assert (state(bericht)[0], mail.outbox[0].to) == ("verstuurd", ["nieuw@school.test"])


def test_skipped_by_the_room_keeps_its_reason(monkeypatch):
    add_soort(monkeypatch, inhoud=lambda bericht: SlaOver("Is al ingevuld. " + "x" * 400))
    bericht = BerichtFactory()

    services.carry_out_due()

    assert state(bericht) == ("overgeslagen", ("Is al ingevuld. " + "x" * 400)[:300])


def test_text_is_made_at_the_moment_of_sending(monkeypatch, persoon):
    add_soort(monkeypatch, inhoud=lambda bericht: SlaOver(bericht.aan.naam))
    bericht = BerichtFactory(aan=persoon)
    persoon.naam = "Nieuwe Naam"
    persoon.save()

    services.carry_out_due()

    assert state(bericht) == ("overgeslagen", "Nieuwe Naam")


def broken_python(bericht):
    raise ZeroDivisionError


def broken_query(bericht):
    with connection.cursor() as cursor:
        cursor.execute("SELECT * FROM there_is_no_such_table")


def missing_template(bericht):
    return proef_inhoud(bericht).__class__(onderwerp="x", template="email/there/is/none", reden="")


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("inhoud", [broken_python, broken_query, missing_template])
def test_mail_that_cannot_be_made_does_not_stop_the_others(monkeypatch, soort, inhoud):
    add_soort(monkeypatch, code="stuk", inhoud=inhoud)
    poison = BerichtFactory(soort="stuk", op=nu() - timedelta(hours=1))
    others = BerichtFactory.create_batch(2)

    assert services.carry_out_due() == 2

    assert state(poison) == ("gepland", "De mail kon niet gemaakt worden.")
    assert (poison.pogingen, poison.claim) == (1, None)
    assert poison.probeer_op > nu()
    assert [state(other)[0] for other in others] == ["verstuurd"] * 2


def test_unknown_kind_waits_for_the_worker_that_knows_it(soort):
    poison, other = BerichtFactory(soort="van-later"), BerichtFactory()

    services.carry_out_due()

    assert (state(poison)[0], state(other)[0]) == ("gepland", "verstuurd")


def test_unknown_kind_that_nobody_ever_knows_ends_as_failed():
    bericht = BerichtFactory(soort="van-vroeger", pogingen=len(delivery.BACKOFF))

    services.carry_out_due()

    assert state(bericht) == ("mislukt", "De mail kon niet gemaakt worden.")


def test_kind_registers_once(soort):
    assert register(soort) is None
    with pytest.raises(ValueError, match="registered twice"):
        register(replace(soort))


def test_mail_that_cannot_be_made_ends_as_failed(monkeypatch):
    add_soort(monkeypatch, inhoud=broken_python)
    bericht = BerichtFactory(pogingen=len(delivery.BACKOFF))

    services.carry_out_due()

    assert state(bericht) == ("mislukt", "De mail kon niet gemaakt worden.")


def test_mail_that_kills_every_worker_moves_back_and_ends_as_failed(monkeypatch):
    class Killed(BaseException):
        pass

    def kill(bericht):
        raise Killed

    add_soort(monkeypatch, inhoud=kill)
    poison = BerichtFactory(op=NOW, soort="proef")
    with time_machine.travel(NOW, tick=False) as clock:
        for attempt in range(len(delivery.BACKOFF) + 1):
            with pytest.raises(Killed):
                services.carry_out_due()
            poison.refresh_from_db()
            assert (poison.pogingen, poison.probeer_op > nu()) == (attempt + 1, True)
            Bericht.objects.update(op=nu())
            clock.shift(timedelta(days=1))
        services.carry_out_due()

    assert state(poison) == ("mislukt", "De mail kon niet verstuurd worden.")


def test_secret_is_wiped_and_its_subject_not_kept(monkeypatch):
    add_soort(monkeypatch, wis_na_versturen=True)
    bericht = BerichtFactory(gegevens={"code": "123-456"})

    services.carry_out_due()

    bericht.refresh_from_db()
    assert (bericht.status, bericht.gegevens, bericht.onderwerp) == ("verstuurd", {}, "Proefbericht")


@pytest.mark.parametrize(
    ("change", "status"),
    [({"op": NOW - timedelta(days=9)}, "vervallen"), ({"pogingen": 6}, "mislukt"), ({"stop": True}, "overgeslagen")],
)
def test_secret_is_wiped_also_when_it_never_left(monkeypatch, change, status):
    add_soort(monkeypatch, wis_na_versturen=True, inhoud=broken_python)
    bericht = BerichtFactory(gegevens={"code": "123-456"})
    if change.pop("stop", False):
        VoorkeurFactory(persoon=bericht.aan)
    Bericht.objects.update(**change)

    services.carry_out_due()

    bericht.refresh_from_db()
    assert (bericht.status, bericht.gegevens) == (status, {})


def test_secret_stays_while_the_mail_waits_for_another_try(monkeypatch):
    add_soort(monkeypatch, wis_na_versturen=True, inhoud=broken_python)
    bericht = BerichtFactory(gegevens={"code": "123-456"})

    services.carry_out_due()

    bericht.refresh_from_db()
    assert bericht.gegevens == {"code": "123-456"}


def test_claimed_mail_is_left_alone_until_its_lease_ends(soort):
    bericht = BerichtFactory(op=NOW, claim="0" * 32, claim_tot=NOW + timedelta(seconds=30))

    assert services.carry_out_due(now=NOW + timedelta(seconds=29)) == 0
    assert services.carry_out_due(now=NOW + timedelta(seconds=31)) == 1

    assert state(bericht)[0] == "verstuurd"


def test_taken_over_while_sending_is_not_marked_by_the_first(monkeypatch, soort):
    """Our send took longer than the lease and another worker has the row now: hands off."""
    bericht, theirs = BerichtFactory(), "1" * 32

    def take_over(row):
        Bericht.objects.filter(pk=row.pk).update(claim=theirs, claim_tot=nu() + delivery.LEASE)
        return proef_inhoud(row)

    add_soort(monkeypatch, inhoud=take_over)

    services.carry_out_due()

    bericht.refresh_from_db()
    assert (bericht.status, bericht.claim.hex, bericht.verstuurd_op) == ("gepland", theirs, None)


def test_taken_over_while_waiting_in_the_batch_is_not_sent(monkeypatch, soort):
    first, second = BerichtFactory(), BerichtFactory()

    def take_over(row):
        Bericht.objects.filter(pk=second.pk).update(claim="1" * 32, claim_tot=nu() + delivery.LEASE)
        return proef_inhoud(row)

    add_soort(monkeypatch, inhoud=take_over)

    assert services.carry_out_due() == 1

    assert [message.to for message in mail.outbox] == [[ANY]]
    assert (state(first)[0], state(second)[0]) == ("verstuurd", "gepland")


def test_called_off_while_waiting_in_the_batch_is_not_sent(monkeypatch):
    first, second = BerichtFactory(), BerichtFactory(aanleiding="bijeenkomst:2")

    def cancel(row):
        services.cancel_verzendingen("bijeenkomst:2", "Gaat niet door.")
        return proef_inhoud(row)

    add_soort(monkeypatch, inhoud=cancel)

    assert services.carry_out_due() == 1

    assert (state(first)[0], state(second)) == ("verstuurd", ("vervallen", "Gaat niet door."))


def test_called_off_while_it_leaves_says_that_it_left(monkeypatch):
    bericht = BerichtFactory(aanleiding="bijeenkomst:2")

    def cancel(row):
        services.cancel_verzendingen("bijeenkomst:2", "Gaat niet door.")
        return proef_inhoud(row)

    add_soort(monkeypatch, inhoud=cancel)

    services.carry_out_due()

    assert (state(bericht), len(mail.outbox)) == (("verstuurd", ""), 1)


def test_no_time_left_gives_the_rest_back_without_penalty(monkeypatch, soort):
    berichten = BerichtFactory.create_batch(3)
    looks = iter([True, True, False, False])
    monkeypatch.setattr(delivery._Round, "has_time", lambda self: next(looks))

    assert services.carry_out_due() == 1

    waiting = Bericht.objects.filter(status="gepland")
    assert [(b.pogingen, b.claim, b.probeer_op <= nu()) for b in waiting] == [(0, None, True)] * 2
    assert len(berichten) == 3


def test_more_than_one_batch(monkeypatch, soort):
    monkeypatch.setattr(delivery, "BATCH", 2)
    BerichtFactory.create_batch(5)

    assert services.carry_out_due() == 5


def test_standing_clock_ends_the_round_also_when_everything_fails(monkeypatch):
    add_soort(monkeypatch, inhoud=broken_python)
    BerichtFactory.create_batch(2, op=NOW)

    assert services.carry_out_due(now=NOW + timedelta(days=1)) == 0

    assert {bericht.pogingen for bericht in Bericht.objects.all()} == {1}
