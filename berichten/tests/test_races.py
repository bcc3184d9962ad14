"""Two workers at once. On PostgreSQL rows are skipped when locked; on SQLite writers wait for each other."""

from collections import Counter
from threading import Barrier

import pytest
from django.core import mail

from berichten import services
from berichten.aandacht import brief_moment
from berichten.models import Bericht, Verzending
from berichten.services import delivery
from berichten.services.netwerkbrief import make_sure, plan_letters
from berichten.soorten import Ontvanger
from berichten.tests.factories import BerichtFactory, VerzendingFactory, VoorkeurFactory, add_soort
from kern.tests.races import together
from kern.tijd import nu
from personen.tests.factories import PersoonFactory

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.mark.parametrize("workers", [2, 4])
def test_two_workers_send_every_mail_once(soort, monkeypatch, workers):
    monkeypatch.setattr(delivery, "BATCH", 5)
    BerichtFactory.create_batch(40)

    counts = together(*[services.carry_out_due] * workers)

    assert sum(counts) == len(mail.outbox) == 40
    assert set(Counter(message.to[0] for message in mail.outbox).values()) == {1}
    assert set(Bericht.objects.values_list("status", "pogingen")) == {("verstuurd", 1)}


def test_two_workers_expand_a_verzending_once(monkeypatch):
    personen = PersoonFactory.create_batch(10)
    add_soort(monkeypatch, ontvangers=lambda verzending: [Ontvanger(persoon=persoon) for persoon in personen])
    VerzendingFactory.create_batch(3)

    together(services.carry_out_due, services.carry_out_due)

    assert (Bericht.objects.filter(status="verstuurd").count(), len(mail.outbox)) == (30, 30)


def test_same_key_at_once_is_one_mail(soort):
    def queue():
        return services.queue_bericht(soort="proef", sleutel="een", adres="noor@school.test").pk

    assert len(set(together(*[queue] * 4))) == 1

    services.carry_out_due()
    assert len(mail.outbox) == 1


def test_planning_the_same_verzending_at_once_is_one_row(soort):
    op = nu()

    def plan():
        return services.plan_verzending(soort="proef", sleutel="een", op=op, context="netwerk:1", titel="x").pk

    assert len(set(together(plan, plan))) == 1
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

    together(services.carry_out_due, cancel)

    assert list(Bericht.objects.values_list("status", "reden")) == [("vervallen", "Gaat niet door.")]


# --- the netwerkbrief ---------------------------------------------------------------------------


def a_letter(persoon, aantal, op):
    brief = BerichtFactory(soort="berichten.netwerkbrief", aan=persoon, op=op)
    return brief, BerichtFactory.create_batch(aantal, aan=persoon, op=op, status="gebundeld", bundel=brief)


def test_letter_by_two_workers_is_sent_once_with_everything_in_it(soort):
    brief, berichten = a_letter(PersoonFactory(), 5, nu())

    together(services.carry_out_due, services.carry_out_due, services.carry_out_due)

    assert len(mail.outbox) == 1
    assert set(Bericht.objects.values_list("status", flat=True)) == {"verstuurd"}
    assert set(brief.bundeling.values_list("reden", flat=True)) == {"Stond in de netwerkbrief."}
    assert len(berichten) == 5


@pytest.mark.postgres
def test_going_along_waits_for_who_takes_the_letter(soort, monkeypatch):
    """One worker takes the letter while another puts something in: it stands in this letter or goes by itself."""
    persoon = PersoonFactory()
    VoorkeurFactory(persoon=persoon, keuze="wekelijks")
    brief, _ = a_letter(persoon, 1, nu())
    los = BerichtFactory(aan=persoon, op=nu())
    monkeypatch.setattr("berichten.services.attention.aandacht.brief_moment", lambda *args, **kwargs: brief.op)
    monkeypatch.setattr("berichten.services.netwerkbrief.make_sleutel", lambda *args: brief.sleutel)

    together(services.carry_out_due, services.carry_out_due, services.carry_out_due)

    los.refresh_from_db()
    assert los.status == "verstuurd"
    bodies = [message.body for message in mail.outbox]
    assert sum(body.count("Kom je <b>donderdag</b>?") for body in bodies) + (los.bundel_id is None) >= 2
    assert len(bodies) == (1 if los.bundel_id else 2)


@pytest.mark.postgres
@pytest.mark.parametrize("keer", range(3))
def test_calling_off_while_the_letter_leaves_never_locks_up(soort, keer):
    """Both touch the same rows; whoever comes second sees what the first wrote."""
    brief, berichten = a_letter(PersoonFactory(), 20, nu())
    Bericht.objects.filter(bundel=brief).update(aanleiding="bijeenkomst:2")

    together(services.carry_out_due, lambda: services.cancel_verzendingen("bijeenkomst:2", "Gaat niet door."))

    brief.refresh_from_db()
    found = set(Bericht.objects.filter(pk__in=[b.pk for b in berichten]).values_list("status", flat=True))
    assert (brief.status, found) in [("verstuurd", {"verstuurd"}), ("overgeslagen", {"vervallen"})]


def test_letters_are_planned_once_by_many_workers():
    for _ in range(5):
        VoorkeurFactory(keuze="wekelijks")
    maandag = brief_moment(nu(), rust=False)

    together(*[lambda: plan_letters(maandag)] * 3)

    assert Bericht.objects.count() == 5


@pytest.mark.postgres
def test_question_left_to_the_letter_by_two_workers_is_one_letter():
    persoon, op = PersoonFactory(), nu()

    together(*[lambda: make_sure(persoon, op, "evaluatie")] * 3)

    assert Bericht.objects.get().gegevens == {"vragen": ["evaluatie"]}
