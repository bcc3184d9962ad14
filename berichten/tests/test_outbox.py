"""Queueing, nudging and expanding: what the rooms see of the outbox."""

import time
from datetime import UTC, datetime, timedelta
from email.utils import formataddr

import pytest
import time_machine
from django.core import mail
from django.db import DatabaseError, IntegrityError, transaction

from berichten import services, tasks
from berichten.models import Bericht, Verzending
from berichten.services import outbox
from berichten.soorten import Ontvanger
from berichten.tests.factories import BerichtFactory, VerzendingFactory, add_soort
from kern.tijd import nu
from personen.tests.factories import PersoonFactory

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 11, 26, 12, tzinfo=UTC)


@pytest.fixture
def nudges(monkeypatch):
    """How often a worker was asked to look."""
    calls = []
    monkeypatch.setattr(tasks.carry_out_due_task, "apply_async", lambda *args, **kwargs: calls.append(kwargs))
    return calls


# --- queue_bericht ------------------------------------------------------------------------------


def test_queued_mail_leaves_after_commit(soort, persoon, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        bericht = services.queue_bericht(soort="proef", sleutel="a", aan=persoon, context="netwerk:1")
        assert mail.outbox == []

    bericht.refresh_from_db()
    assert (bericht.status, [message.to[0] for message in mail.outbox]) == (
        "verstuurd", [formataddr((persoon.naam, persoon.email))],
    )  # fmt: skip


def test_same_sleutel_twice_is_one_mail(soort, persoon, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        first = services.queue_bericht(soort="proef", sleutel="a", aan=persoon)
    with django_capture_on_commit_callbacks(execute=True):
        second = services.queue_bericht(soort="proef", sleutel="a", aan=persoon, gegevens={"n": 2})

    assert (first.pk, len(mail.outbox)) == (second.pk, 1)


def queue_and_fail(sleutel):
    with transaction.atomic():
        services.queue_bericht(soort="proef", sleutel=sleutel, adres=f"{sleutel}@school.test")
        raise ZeroDivisionError


def test_rolled_back_event_sends_nothing(soort, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True), pytest.raises(ZeroDivisionError):
        queue_and_fail("a")

    assert (Bericht.objects.count(), mail.outbox) == (0, [])


def test_queued_for_later_waits(soort, persoon, nudges, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        bericht = services.queue_bericht(soort="proef", sleutel="a", aan=persoon, op=nu() + timedelta(days=1))

    assert (bericht.status, bericht.op, nudges) == ("gepland", bericht.probeer_op, [])


def test_queued_with_its_verzending(soort, persoon):
    verzending = VerzendingFactory(uitgevoerd=True)

    bericht = services.queue_bericht(soort="proef", sleutel="a", aan=persoon, verzending=verzending, gegevens={"n": 1})

    assert (list(verzending.berichten.all()), bericht.gegevens) == ([bericht], {"n": 1})


def test_mail_to_nobody_is_refused(soort):
    with pytest.raises(IntegrityError), transaction.atomic():
        services.queue_bericht(soort="proef", sleutel="a")


# --- nudge --------------------------------------------------------------------------------------


@pytest.mark.django_db(transaction=True)
def test_many_mails_in_one_transaction_are_one_task(soort, nudges):
    with transaction.atomic():
        for n in range(60):
            services.queue_bericht(soort="proef", sleutel=f"a{n}", adres=f"a{n}@school.test")
    services.queue_bericht(soort="proef", sleutel="b", adres="b@school.test")

    assert len(nudges) == 2


@pytest.mark.django_db(transaction=True)
def test_nudge_survives_a_part_that_was_rolled_back(soort, nudges):
    with transaction.atomic():
        with pytest.raises(ZeroDivisionError):
            queue_and_fail("a")
        services.queue_bericht(soort="proef", sleutel="b", adres="b@school.test")
    with pytest.raises(ZeroDivisionError):
        queue_and_fail("c")
    services.queue_bericht(soort="proef", sleutel="d", adres="d@school.test")

    assert len(nudges) == 2


@pytest.mark.django_db(transaction=True)
def test_mistake_behind_a_nudge_does_not_reach_the_user(soort, monkeypatch):
    def broken(*args, **kwargs):
        raise ZeroDivisionError

    monkeypatch.setattr(tasks.carry_out_due_task, "apply_async", broken)

    bericht = services.queue_bericht(soort="proef", sleutel="a", adres="a@school.test")

    assert bericht.pk


# --- expanding a Verzending ---------------------------------------------------------------------


def everyone(*personen):
    return lambda verzending: [Ontvanger(persoon=persoon, gegevens={"n": 1}) for persoon in personen]


def test_due_verzending_becomes_a_mail_per_person(monkeypatch):
    anna, bert = PersoonFactory(), PersoonFactory()
    add_soort(monkeypatch, ontvangers=everyone(anna, bert))
    verzending = VerzendingFactory(aanleiding="bijeenkomst:2", eigen_tekst="Neem je laarzen mee.")

    assert services.carry_out_due() == 2

    verzending.refresh_from_db()
    assert (verzending.status, verzending.reden) == ("uitgevoerd", "")
    assert {(b.aan, b.context, b.aanleiding, b.op, b.status) for b in verzending.berichten.all()} == {
        (persoon, "netwerk:1", "bijeenkomst:2", verzending.op, "verstuurd") for persoon in (anna, bert)
    }
    assert all("Neem je laarzen mee." in message.body for message in mail.outbox)


def test_verzending_twice_is_once(monkeypatch):
    add_soort(monkeypatch, ontvangers=everyone(PersoonFactory()))
    VerzendingFactory()

    assert (services.carry_out_due(), services.carry_out_due()) == (1, 0)


def test_verzending_that_was_half_expanded_before_adds_only_who_is_missing(monkeypatch):
    """A worker died in an older version of the code, or a room queued one of the mails itself."""
    anna, bert = PersoonFactory(), PersoonFactory()
    add_soort(monkeypatch, ontvangers=everyone(anna, bert))
    verzending = VerzendingFactory()
    BerichtFactory(verstuurd=True, sleutel=f"{verzending.sleutel}:persoon:{anna.pk}", aan=anna)

    assert services.carry_out_due() == 1

    assert mail.outbox[0].to[0].endswith(f"<{bert.email}>")


def test_same_address_in_capitals_is_one_receiver(monkeypatch):
    addresses = [Ontvanger(adres="Noor@School.test"), Ontvanger(adres="noor@school.test")]
    add_soort(monkeypatch, ontvangers=lambda verzending: addresses)
    VerzendingFactory()

    assert services.carry_out_due() == 1


def test_longest_possible_key_fits(monkeypatch):
    add_soort(monkeypatch, ontvangers=lambda verzending: [Ontvanger(adres=f"{'a' * 60}@{'b.' * 90}nl")])
    VerzendingFactory(sleutel="s" * 200)

    assert services.carry_out_due() == 1


@pytest.mark.parametrize("wrong", [{}, {"persoon": object(), "adres": "a@school.test"}])
def test_receiver_is_one_of_two(wrong):
    with pytest.raises(ValueError, match="a person or an address"):
        Ontvanger(**wrong)


def test_verzending_for_nobody_says_so(monkeypatch):
    add_soort(monkeypatch, ontvangers=everyone())
    verzending = VerzendingFactory()

    services.carry_out_due()

    verzending.refresh_from_db()
    assert (verzending.status, verzending.reden) == ("uitgevoerd", "Er was niemand voor wie dit nog nodig was.")


@pytest.mark.parametrize(
    ("status", "late", "after"),
    [
        ("gepland", timedelta(minutes=1), "uitgevoerd"),
        ("gepland", timedelta(days=2, minutes=-1), "uitgevoerd"),
        ("gepland", timedelta(days=2, minutes=1), "vervallen"),
        ("gepland", timedelta(days=40), "vervallen"),
        ("gepland", timedelta(minutes=-1), "gepland"),
        ("vastgehouden", timedelta(days=1), "vastgehouden"),
        ("vastgehouden", timedelta(days=3), "vervallen"),
        ("overgeslagen", timedelta(days=3), "overgeslagen"),
    ],
)
def test_verzending_before_at_and_after_its_moment(monkeypatch, status, late, after):
    add_soort(monkeypatch, ontvangers=everyone(PersoonFactory()))
    verzending = VerzendingFactory(status=status, op=NOW - late)

    with time_machine.travel(NOW, tick=False):
        services.carry_out_due()

    verzending.refresh_from_db()
    assert verzending.status == after
    assert Bericht.objects.count() == (1 if after == "uitgevoerd" else 0)


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("error", [ZeroDivisionError, DatabaseError])
def test_verzending_that_cannot_be_expanded_does_not_stop_the_others(monkeypatch, error):
    def broken(verzending):
        raise error

    add_soort(monkeypatch, code="stuk", ontvangers=broken)
    add_soort(monkeypatch, ontvangers=everyone(PersoonFactory()))
    poison, unknown = VerzendingFactory(soort="stuk", op=nu() - timedelta(days=1)), VerzendingFactory(soort="van-later")
    VerzendingFactory()

    assert services.carry_out_due() == 1

    assert {v.status for v in (poison, unknown) if v.refresh_from_db() is None} == {"gepland"}
    monkeypatch.undo()
    add_soort(monkeypatch, code="stuk", ontvangers=everyone(PersoonFactory()))
    assert services.carry_out_due() == 1


def test_task_is_a_door_to_the_service(soort):
    BerichtFactory()

    tasks.carry_out_due_task()
    tasks.carry_out_due_task()

    assert len(mail.outbox) == 1
    assert outbox.carry_out_due_task.name == "berichten.carry_out_due"


@pytest.mark.parametrize("aantal", [1, 3])
def test_queries_per_verzending(monkeypatch, aantal, django_assert_num_queries):
    """Two looks, for what is due and for letters; per verzending: savepoint, lock, insert, update, release."""
    add_soort(monkeypatch, ontvangers=everyone(PersoonFactory()))
    VerzendingFactory.create_batch(aantal, op=NOW)
    monkeypatch.setattr("berichten.services.delivery.deliver_due", lambda now: 0)

    with time_machine.travel(NOW, tick=False), django_assert_num_queries(3 + 5 * aantal):
        services.carry_out_due()

    assert Verzending.objects.filter(status="uitgevoerd").count() == aantal


def test_ten_thousand_old_mails_are_not_in_the_way(soort, persoon):
    """Sending looks only at what still has to go, however long the history."""
    old = {"soort": "proef", "aan": persoon, "op": NOW, "probeer_op": NOW, "status": "verstuurd", "verstuurd_op": NOW}
    Bericht.objects.bulk_create([Bericht(sleutel=f"oud:{n}", **old) for n in range(10_000)], batch_size=1000)
    BerichtFactory.create_batch(5)

    started = time.monotonic()
    sent = services.carry_out_due()

    assert (sent, Bericht.objects.filter(status="gepland").exists()) == (5, False)
    assert time.monotonic() - started < 2
