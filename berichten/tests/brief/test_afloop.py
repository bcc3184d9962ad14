"""Whatever happens while something waits for the letter: it is not lost and does not come twice."""

from datetime import timedelta
from smtplib import SMTPServerDisconnected

import pytest
from django.core import mail

from berichten import services
from berichten.models import NETWERKBRIEF, Bericht
from berichten.services import delivery, netwerkbrief
from berichten.services.recovery import hold_after_restore
from berichten.soorten import SlaOver
from berichten.tests.brief.helpers import DONDERDAG, MAANDAG, NIETS, STOND, WEEK, at, brief, een_actie, state
from berichten.tests.factories import BerichtFactory, VerzendingFactory, add_soort, proef_inhoud
from kern.tijd import nu

pytestmark = pytest.mark.django_db


# --- what still is of use -------------------------------------------------------------------------


def test_nothing_left_is_no_letter(bundel, clock, monkeypatch):
    bericht = bundel()
    add_soort(monkeypatch, inhoud=lambda bericht: SlaOver("Doet niet meer mee." + "x" * 300))

    assert at(clock, MAANDAG) == 0

    assert state(bericht) == ("overgeslagen", ("Doet niet meer mee." + "x" * 300)[:300])
    assert (state(brief()), mail.outbox) == (NIETS, [])


def test_cancelled_while_it_waits_is_not_in_the_letter(bundel, clock):
    gone, stays = bundel(aanleiding="bijeenkomst:2"), bundel(aanleiding="bijeenkomst:3")
    services.cancel_verzendingen("bijeenkomst:2", "Gaat niet door.")

    assert at(clock, MAANDAG) == 1
    assert (state(gone), state(stays)) == (("vervallen", "Gaat niet door."), STOND)


def test_cancelled_but_for_the_ones_that_stay(bundel):
    verzending = VerzendingFactory(uitgevoerd=True)
    by_itself, of_verzending = bundel(aanleiding="b:2"), bundel(aanleiding="b:2", verzending=verzending)

    services.cancel_verzendingen("b:2", "Weg.", behalve=(by_itself.sleutel, verzending.sleutel))

    assert (state(by_itself)[0], state(of_verzending)[0]) == ("gebundeld", "gebundeld")


def test_called_off_while_the_letter_leaves_says_that_it_left(bundel, clock, monkeypatch):
    bericht = bundel(aanleiding="bijeenkomst:2")

    def cancel(row):
        services.cancel_verzendingen("bijeenkomst:2", "Gaat niet door.")
        return proef_inhoud(row)

    add_soort(monkeypatch, inhoud=cancel)

    assert at(clock, MAANDAG) == 1
    assert state(bericht) == STOND


def test_too_late_by_the_time_of_the_letter(bundel, clock, monkeypatch):
    """The letter was held up: the meeting is over."""
    bericht = bundel()
    add_soort(monkeypatch, uiterlijk=lambda bericht: MAANDAG)

    at(clock, MAANDAG)

    assert state(bericht) == ("overgeslagen", "Het was te laat om nog nuttig te zijn.")


@pytest.mark.parametrize(
    ("keuze", "na"), [("niet", ("overgeslagen", "Wil hierover geen mail.")), ("direct", STOND), ("wekelijks", STOND)]
)
def test_preference_that_changes_while_it_waits(bundel, wekelijks, clock, keuze, na):
    bericht = bundel()
    services.set_preference(wekelijks, "bijeenkomsten", keuze)

    at(clock, MAANDAG)

    assert state(bericht) == na


def test_waiting_mail_follows_the_choice_for_a_letter(persoon, soort, clock):
    clock.move_to(MAANDAG - timedelta(days=2))
    bericht = BerichtFactory(aan=persoon, op=nu())
    services.carry_out_due()
    services.set_preference(persoon, "bijeenkomsten", "wekelijks")

    assert at(clock, MAANDAG - timedelta(hours=1)) == 0
    assert state(bericht)[0] == "gebundeld"
    assert at(clock, MAANDAG) == 1


# --- every way in which a letter can end ----------------------------------------------------------


def test_kill_between_writing_and_sending_loses_nothing(bundel, clock, monkeypatch):
    class Killed(BaseException):
        pass

    def kill(bericht):
        raise Killed

    first, second = bundel(), bundel()
    with monkeypatch.context() as patched:
        patched.setattr("berichten.services.delivery.build_message", lambda *args: kill(None))
        with pytest.raises(Killed):
            at(clock, MAANDAG)
    assert (state(first)[0], state(second)[0]) == ("gebundeld", "gebundeld")

    assert at(clock, MAANDAG + delivery.LEASE + timedelta(seconds=1)) == 1
    assert (state(first), state(second), len(mail.outbox)) == (STOND, STOND, 1)


@pytest.mark.django_db(transaction=True)
def test_kill_after_sending_sends_letter_and_contents_again_under_the_same_id(bundel, clock, monkeypatch):
    """The one window that SMTP leaves. Whatever happens in it, letter and contents are written down together."""

    class Killed(BaseException):
        pass

    bericht = bundel()
    with monkeypatch.context() as patched:
        patched.setattr("berichten.services.netwerkbrief.close", lambda *args: (_ for _ in ()).throw(Killed()))
        with pytest.raises(Killed):
            at(clock, MAANDAG)
    assert (state(bericht)[0], state(brief())[0], len(mail.outbox)) == ("gebundeld", "gepland", 1)

    at(clock, MAANDAG + delivery.LEASE + timedelta(seconds=1))

    assert (state(bericht), state(brief())) == (STOND, ("verstuurd", ""))
    assert len({message.message()["Message-ID"] for message in mail.outbox}) == 1


def test_taken_over_while_it_leaves_leaves_the_contents_to_the_other(bundel, clock, monkeypatch):
    bericht = bundel()

    def take_over(row):
        Bericht.objects.filter(soort=NETWERKBRIEF).update(claim="1" * 32, claim_tot=nu() + delivery.LEASE)
        return proef_inhoud(row)

    add_soort(monkeypatch, inhoud=take_over)

    at(clock, MAANDAG)

    assert (state(bericht)[0], state(brief())[0]) == ("gebundeld", "gepland")


def test_mail_server_away_and_back(bundel, clock, settings):
    bericht = bundel()
    settings.EMAIL_BACKEND = "berichten.tests.brief.test_afloop.AwayBackend"
    assert at(clock, MAANDAG) == 0
    later = bundel()
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"

    assert at(clock, MAANDAG + timedelta(minutes=2)) == 1

    assert (state(bericht), state(later)[0], later.bundel.op) == (STOND, "gebundeld", MAANDAG + WEEK)


class AwayBackend:
    def __init__(self, **kwargs):
        pass

    def open(self):
        raise SMTPServerDisconnected

    def close(self):
        pass


def test_closed_account(bundel, wekelijks, clock):
    bericht = bundel()
    wekelijks.is_active = False
    wekelijks.save()

    at(clock, MAANDAG)

    assert (state(bericht), state(brief())) == (("overgeslagen", "Dit account is gesloten."),) * 2


def test_letter_that_fails_for_good_takes_its_contents_along(bundel, clock):
    bericht = bundel()
    Bericht.objects.filter(soort=NETWERKBRIEF).update(pogingen=len(delivery.BACKOFF) + 1)

    at(clock, MAANDAG)

    assert (state(bericht), state(brief())) == (("mislukt", "De mail kon niet verstuurd worden."),) * 2


class RefusingBackend(AwayBackend):
    def open(self):
        pass

    def send_messages(self, messages):
        raise SMTPServerDisconnected


def test_letter_that_is_written_and_never_taken_leaves_nothing_behind_as_sent(bundel, clock, settings):
    bericht = bundel()
    settings.EMAIL_BACKEND = "berichten.tests.brief.test_afloop.RefusingBackend"
    while brief().status == "gepland":
        at(clock, brief().probeer_op)

    assert (state(bericht), state(brief())) == (("mislukt", "De mailserver is niet bereikbaar."),) * 2
    assert bericht.verstuurd_op is None


def test_letter_that_comes_a_week_late_gives_its_contents_a_chance_of_their_own(bundel, clock):
    """Nobody worked for eight days: the letter lapses, and what is still of use waits for the next one."""
    bericht = bundel()

    at(clock, MAANDAG + timedelta(days=8))

    assert state(Bericht.objects.get(soort=NETWERKBRIEF, op=MAANDAG))[0] == "vervallen"
    assert (state(bericht)[0], bericht.bundel.op) == ("gebundeld", MAANDAG + 2 * WEEK)
    assert at(clock, MAANDAG + 2 * WEEK) == 1
    assert state(bericht) == STOND


def test_letter_that_a_weekend_held_gives_way_to_the_one_of_the_new_week(bundel, wekelijks, clock, doen):
    """Nobody worked till Saturday, and mail rests till Monday: one letter then, with what stood in both."""
    bericht = bundel()
    netwerkbrief.make_sure(wekelijks, MAANDAG, "evaluatie")
    doen.append(een_actie(titel="Hoe was het?", onderwerp="evaluatie"))

    at(clock, MAANDAG + timedelta(days=5, hours=1))
    at(clock, MAANDAG + WEEK - timedelta(hours=1))
    assert mail.outbox == []
    at(clock, MAANDAG + WEEK)

    assert state(Bericht.objects.get(soort=NETWERKBRIEF, op=MAANDAG))[0] == "vervallen"
    assert state(bericht) == STOND
    assert [brief.subject for brief in mail.outbox] == ["Hoe was het? En nog 1 ding"]


def test_question_left_to_a_letter_that_gave_way_is_asked_in_the_next(persoon, clock, doen):
    """Of somebody who gets mail at once: without the question there would be no letter."""
    doen.append(een_actie(titel="Hoe was het?", onderwerp="evaluatie"))
    netwerkbrief.make_sure(persoon, MAANDAG, "evaluatie")

    for moment in (MAANDAG + timedelta(days=5, hours=1), MAANDAG + WEEK - timedelta(hours=1), MAANDAG + WEEK):
        at(clock, moment)

    assert [brief.subject for brief in mail.outbox] == ["Hoe was het?"]


def test_poison_in_the_letter_does_not_stop_the_rest_and_goes_by_itself(bundel, wekelijks, clock, monkeypatch):
    def broken(bericht):
        raise ZeroDivisionError

    add_soort(monkeypatch, code="stuk", inhoud=proef_inhoud)
    fine, poison = bundel(), bundel(soort="stuk")
    add_soort(monkeypatch, code="stuk", inhoud=broken)

    assert at(clock, MAANDAG) == 1

    assert (state(fine), state(poison)) == (STOND, ("gepland", "De mail kon niet gemaakt worden."))
    add_soort(monkeypatch, code="stuk", inhoud=proef_inhoud)
    assert at(clock, MAANDAG + timedelta(hours=1)) == 1
    assert state(poison)[0] == "verstuurd"


def test_after_restoring_a_copy_nothing_of_a_letter_waits_for_ever(bundel, clock):
    bericht = bundel()
    clock.move_to(MAANDAG + timedelta(hours=1))

    hold_after_restore(DONDERDAG)

    assert {state(bericht), state(brief())} == {
        ("overgeslagen", "Er is een reservekopie teruggezet. Misschien ging deze mail daarvoor al weg.")
    }


def test_copy_from_before_the_letter_keeps_it(bundel, clock):
    bericht = bundel()
    clock.move_to(MAANDAG - timedelta(hours=1))

    hold_after_restore(DONDERDAG)

    assert state(bericht)[0] == "gebundeld"
    assert at(clock, MAANDAG) == 1
