"""Two workers at once. On PostgreSQL rows are skipped when locked; on SQLite writers wait for each other."""

from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.core import mail
from django.db import connection

from berichten import services
from berichten.models import Bericht, Verzending
from berichten.services import delivery
from berichten.soorten import Ontvanger
from berichten.tests.factories import BerichtFactory, VerzendingFactory, add_soort
from kern.tijd import nu
from personen.tests.factories import PersoonFactory

pytestmark = pytest.mark.django_db(transaction=True)


def at_once(*functions):
    barrier = Barrier(len(functions))

    def run(function):
        try:
            barrier.wait(timeout=10)
            return function()
        finally:
            connection.close()

    with ThreadPoolExecutor(len(functions)) as pool:
        return [future.result(timeout=60) for future in [pool.submit(run, function) for function in functions]]


@pytest.mark.parametrize("workers", [2, 4])
def test_two_workers_send_every_mail_once(soort, monkeypatch, workers):
    monkeypatch.setattr(delivery, "BATCH", 5)
    BerichtFactory.create_batch(40)

    counts = at_once(*[services.carry_out_due] * workers)

    assert sum(counts) == len(mail.outbox) == 40
    assert set(Counter(message.to[0] for message in mail.outbox).values()) == {1}
    assert set(Bericht.objects.values_list("status", "pogingen")) == {("verstuurd", 1)}


def test_two_workers_expand_a_verzending_once(monkeypatch):
    personen = PersoonFactory.create_batch(10)
    add_soort(monkeypatch, ontvangers=lambda verzending: [Ontvanger(persoon=persoon) for persoon in personen])
    VerzendingFactory.create_batch(3)

    at_once(services.carry_out_due, services.carry_out_due)

    assert (Bericht.objects.filter(status="verstuurd").count(), len(mail.outbox)) == (30, 30)


def test_same_key_at_once_is_one_mail(soort):
    def queue():
        return services.queue_bericht(soort="proef", sleutel="een", adres="noor@school.test").pk

    assert len(set(at_once(*[queue] * 4))) == 1

    services.carry_out_due()
    assert len(mail.outbox) == 1


def test_planning_the_same_verzending_at_once_is_one_row(soort):
    op = nu()

    def plan():
        return services.plan_verzending(soort="proef", sleutel="een", op=op, context="netwerk:1", titel="x").pk

    assert len(set(at_once(plan, plan))) == 1
    assert Verzending.objects.count() == 1


@pytest.mark.postgres
def test_cancel_waits_for_the_worker_that_expands_and_then_stops_its_mails(monkeypatch):
    """Without that order the mails made meanwhile would leave about a meeting that is off."""
    inside, persoon = Barrier(2), PersoonFactory()

    def slow(verzending):
        inside.wait(timeout=10)
        return [Ontvanger(persoon=persoon)]

    add_soort(monkeypatch, ontvangers=slow)
    monkeypatch.setattr(delivery, "deliver_due", lambda now: 0)
    VerzendingFactory(aanleiding="bijeenkomst:2")

    def cancel():
        inside.wait(timeout=10)
        services.cancel_verzendingen("bijeenkomst:2", "Gaat niet door.")

    at_once(services.carry_out_due, cancel)

    assert list(Bericht.objects.values_list("status", "reden")) == [("vervallen", "Gaat niet door.")]
