"""Delivery when what is around it fails: the backend, the database, the disk, or a worker that must stop."""

import errno

import pytest
import time_machine
from django.core import mail
from django.core.mail.backends.locmem import EmailBackend
from django.db import DatabaseError, connection
from django.db import OperationalError as DatabaseAway

from berichten import services
from berichten.models import Bericht
from berichten.services import delivery
from berichten.tests.factories import BerichtFactory, add_soort, proef_inhoud
from berichten.tests.test_delivery import NOW, state
from kern import stoppen
from kern.tijd import nu

pytestmark = pytest.mark.django_db


def test_backend_that_cannot_say_goodbye_is_no_problem(settings, soort):
    settings.EMAIL_BACKEND = "berichten.tests.test_delivery_storing.RudeBackend"
    bericht = BerichtFactory()

    assert services.carry_out_due() == 1

    assert state(bericht)[0] == "verstuurd"


class RudeBackend(EmailBackend):
    def close(self):
        raise TimeoutError


def test_backend_with_errors_of_its_own(settings, soort):
    settings.EMAIL_BACKEND = "berichten.tests.test_delivery_storing.OddBackend"
    bericht = BerichtFactory()

    services.carry_out_due()

    assert state(bericht) == ("gepland", "De mailserver is niet bereikbaar.")


class OddBackend(EmailBackend):
    def send_messages(self, email_messages):
        raise RuntimeError


@pytest.mark.django_db(transaction=True)
def test_database_that_goes_away_after_sending_does_not_pretend(monkeypatch, soort):
    bericht = BerichtFactory()

    def gone(*args, **kwargs):
        raise DatabaseError

    with monkeypatch.context() as patched:
        patched.setattr(delivery, "_finish", gone)
        with pytest.raises(DatabaseError):
            services.carry_out_due()

    assert state(bericht) == ("gepland", "")
    assert bericht.claim is not None


@pytest.mark.parametrize("aantal", [1, 3])
def test_queries_per_mail(aantal, soort, django_assert_num_queries):
    """Due, letters; claim (4), rows, preferences; two per mail; and once more nothing to claim (3)."""
    BerichtFactory.create_batch(aantal, op=NOW)

    with time_machine.travel(NOW, tick=False), django_assert_num_queries(12 + 2 * aantal):
        services.carry_out_due()


def test_worker_that_must_stop_gives_back_what_it_did_not_reach(monkeypatch, soort):
    def stop_after_the_first(bericht):
        stoppen.ask()
        return proef_inhoud(bericht)

    add_soort(monkeypatch, inhoud=stop_after_the_first)
    first, second = BerichtFactory.create_batch(2)

    try:
        assert (services.carry_out_due(), services.carry_out_due()) == (1, 0)
    finally:
        stoppen.forget()

    assert (state(first)[0], state(second)[0]) == ("verstuurd", "gepland")
    assert (second.claim, second.pogingen) == (None, 0)


@pytest.mark.django_db(transaction=True)
def test_database_that_restarts_between_the_250_and_our_commit_gives_no_double(monkeypatch, soort):
    """The first tries to write the outcome meet a database that is away; then it is back."""
    bericht, failures = BerichtFactory(), iter([DatabaseAway, DatabaseAway])

    def fail_twice(execute, sql, params, many, context):
        if sql.startswith("UPDATE") and "verstuurd_op" in sql:
            for failure in failures:
                raise failure
        return execute(sql, params, many, context)

    monkeypatch.setattr(delivery.time, "sleep", lambda seconds: None)
    with connection.execute_wrapper(fail_twice):
        assert services.carry_out_due() == 1

    assert next(failures, "both happened") == "both happened"
    assert (state(bericht)[0], len(mail.outbox)) == ("verstuurd", 1)


@pytest.mark.django_db(transaction=True)
def test_database_that_stays_away_is_not_waited_for_without_end(monkeypatch, soort):
    bericht = BerichtFactory()

    def fail(execute, sql, params, many, context):
        if sql.startswith("UPDATE") and "verstuurd_op" in sql:
            raise DatabaseAway
        return execute(sql, params, many, context)

    monkeypatch.setattr(delivery, "DATABASE_PATIENCE", 0)
    with connection.execute_wrapper(fail), pytest.raises(DatabaseAway):
        services.carry_out_due()

    assert (state(bericht)[0], bericht.claim_tot > nu()) == ("gepland", True)


@pytest.mark.parametrize("number", [errno.ENOSPC, errno.EROFS])
def test_folder_for_mails_that_is_full_costs_nobody_an_attempt(monkeypatch, settings, soort, tmp_path, number):
    settings.EMAIL_BACKEND, settings.VAR_DIR = "berichten.backends.MapBackend", tmp_path
    berichten = BerichtFactory.create_batch(2)

    def full(*args):
        raise OSError(number, "no room")

    with monkeypatch.context() as patched:
        patched.setattr("berichten.backends.os.replace", full)
        assert services.carry_out_due() == 0

    assert list((tmp_path / "mail").iterdir()) == []  # half a mail would take what room is left
    for bericht in berichten:
        assert state(bericht) == ("gepland", "")
        assert (bericht.pogingen, bericht.claim) == (0, None)
    Bericht.objects.update(probeer_op=nu())
    assert services.carry_out_due() == 2
