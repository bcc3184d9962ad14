"""What goes along in the weekly letter, and who gets one."""

from datetime import date, datetime, timedelta

import pytest
from django.core import mail

from berichten import acties, services
from berichten.models import NETWERKBRIEF, Bericht
from berichten.services import delivery, netwerkbrief
from berichten.tests.brief.helpers import DONDERDAG, MAANDAG, NIETS, NL, STOND, WEEK, at, brief, een_actie, state
from berichten.tests.factories import BerichtFactory, VerzendingFactory, VoorkeurFactory, add_soort
from kern.tijd import nu
from personen.tests.factories import OrganisatieFactory, SchoolvakantieFactory

pytestmark = pytest.mark.django_db


# --- going along ----------------------------------------------------------------------------------


def test_weekly_mail_waits_for_the_letter_and_leaves_in_it(wekelijks, soort, clock):
    bericht = BerichtFactory(aan=wekelijks, op=DONDERDAG)

    assert services.carry_out_due() == 0
    assert state(bericht) == ("gebundeld", "Gaat mee in de netwerkbrief van maandag 30 november.")
    assert (bericht.claim, bericht.bundel.op) == (None, MAANDAG)
    assert at(clock, MAANDAG - timedelta(minutes=1)) == 0
    assert at(clock, MAANDAG) == 1

    assert (state(bericht), bericht.verstuurd_op, bericht.telt) == (STOND, MAANDAG, False)
    assert (state(brief()), brief().telt) == (("verstuurd", ""), False)
    assert "Kom je <b>donderdag</b>?" in mail.outbox[0].body
    assert at(clock, MAANDAG + timedelta(hours=1)) == 0


def test_everything_of_a_week_is_one_letter(bundel, clock):
    berichten = [bundel() for _ in range(3)]

    assert at(clock, MAANDAG) == 1
    assert [state(bericht) for bericht in berichten] == [STOND] * 3


def test_what_comes_after_the_letter_is_for_the_next(bundel, clock):
    first = bundel()
    at(clock, MAANDAG)
    second = bundel()

    assert (first.bundel_id == second.bundel_id, second.bundel.op) == (False, MAANDAG + WEEK)
    assert at(clock, MAANDAG + WEEK) == 1


def test_reminder_that_the_letter_asks_by_itself_is_skipped(monkeypatch, wekelijks, doen, clock):
    add_soort(monkeypatch, is_vraag=True)
    bericht = BerichtFactory(aan=wekelijks, op=DONDERDAG)
    doen.append(een_actie())

    services.carry_out_due()

    assert state(bericht) == ("overgeslagen", "Staat als vraag in de netwerkbrief.")
    assert at(clock, MAANDAG) == 1
    assert "VUL DE VRAGEN IN" in mail.outbox[0].body


def use_up_the_week(persoon):
    for _ in range(3):
        BerichtFactory(aan=persoon, verstuurd=True, telt=True, verstuurd_op=DONDERDAG - timedelta(days=1))


def test_question_left_to_the_letter_is_asked_there_also_without_a_weekly_choice(persoon, doen, clock, monkeypatch):
    add_soort(monkeypatch, is_vraag=True)
    use_up_the_week(persoon)
    doen.append(een_actie("Hoe was het?"))
    vraag = BerichtFactory(aan=persoon, op=DONDERDAG)

    assert services.carry_out_due() == 0
    assert state(vraag) == ("overgeslagen", "Staat als vraag in de netwerkbrief.")
    assert at(clock, MAANDAG) == 1

    assert (mail.outbox[0].subject, brief().gegevens) == ("Hoe was het?", {})


def test_question_answered_meanwhile_needs_no_letter(persoon, clock, monkeypatch):
    add_soort(monkeypatch, is_vraag=True)
    use_up_the_week(persoon)
    BerichtFactory(aan=persoon, op=DONDERDAG)
    services.carry_out_due()

    assert at(clock, MAANDAG) == 0
    assert state(brief()) == NIETS


def test_action_about_what_comes_at_once_is_no_reason_for_a_letter(wekelijks, doen, clock):
    """The mail about it came already; in a letter that goes anyway it stands on top."""
    doen.append(een_actie(onderwerp="evaluatie"))

    assert at(clock, MAANDAG) == 0
    doen.append(een_actie())
    assert at(clock, MAANDAG + WEEK) == 1
    assert mail.outbox[0].body.count("VUL DE VRAGEN IN") == 2


def test_question_with_words_of_the_facilitator_goes_along_with_them(monkeypatch, wekelijks, clock):
    add_soort(monkeypatch, is_vraag=True)
    verzending = VerzendingFactory(uitgevoerd=True, eigen_tekst="Neem <b>laarzen</b> mee.")
    bericht = BerichtFactory(aan=wekelijks, op=DONDERDAG, verzending=verzending)
    services.carry_out_due()

    at(clock, MAANDAG)

    assert state(bericht) == STOND
    assert "Neem <b>laarzen</b> mee." in mail.outbox[0].body
    assert "Neem &lt;b&gt;laarzen&lt;/b&gt; mee." in mail.outbox[0].alternatives[0][0]


def test_long_holiday_gives_one_letter(soort, wekelijks, clock):
    SchoolvakantieFactory(regio="noord", begin=date(2040, 7, 14), eind=date(2040, 8, 26))
    wekelijks.organisatie = OrganisatieFactory(vakantieregio="noord")
    wekelijks.save()
    for weken in range(4):
        clock.move_to(datetime(2040, 7, 18, 12, tzinfo=NL) + weken * WEEK)
        BerichtFactory(aan=wekelijks, op=nu())
        services.carry_out_due()

    assert (brief().op, brief().bundeling.count()) == (datetime(2040, 8, 27, 9, tzinfo=NL), 4)
    assert at(clock, brief().op) == 1


@pytest.mark.parametrize("status", ["verstuurd", "overgeslagen"])
def test_letter_that_already_ended_takes_nothing_more(wekelijks, soort, status):
    """The school moved to another region since: this week's letter is behind us, so the mail goes by itself."""
    op = {"verstuurd_op": nu()} if status == "verstuurd" else {}
    sleutel = netwerkbrief.make_sleutel(wekelijks, MAANDAG)
    BerichtFactory(soort=NETWERKBRIEF, sleutel=sleutel, aan=wekelijks, op=MAANDAG, status=status, **op)
    bericht = BerichtFactory(aan=wekelijks, op=DONDERDAG)

    assert services.carry_out_due() == 1
    assert state(bericht) == ("verstuurd", "")


def test_letter_that_is_being_written_takes_nothing_more(wekelijks, soort):
    sleutel = netwerkbrief.make_sleutel(wekelijks, MAANDAG)
    claim = {"claim": "1" * 32, "claim_tot": nu() + delivery.LEASE}
    BerichtFactory(soort=NETWERKBRIEF, sleutel=sleutel, aan=wekelijks, op=MAANDAG, **claim)
    bericht = BerichtFactory(aan=wekelijks, op=DONDERDAG)

    assert services.carry_out_due() == 1
    assert state(bericht) == ("verstuurd", "")


def test_question_for_a_letter_that_already_left_is_asked_by_itself(wekelijks, monkeypatch):
    add_soort(monkeypatch, is_vraag=True)
    sleutel = netwerkbrief.make_sleutel(wekelijks, MAANDAG)
    BerichtFactory(soort=NETWERKBRIEF, sleutel=sleutel, aan=wekelijks, op=MAANDAG, status="overgeslagen")
    bericht = BerichtFactory(aan=wekelijks, op=DONDERDAG)

    assert services.carry_out_due() == 1
    assert state(bericht) == ("verstuurd", "")


def test_source_of_actions_that_registers_twice_is_asked_once(persoon):
    def bron(persoon, now):
        return [een_actie()]

    acties.register(bron)
    acties.register(bron)

    assert len(acties.open_acties(persoon, DONDERDAG)) == 1


def test_called_off_just_before_it_went_along(wekelijks, soort, monkeypatch):
    bericht = BerichtFactory(aan=wekelijks, op=DONDERDAG)
    bundle = netwerkbrief.bundle

    def too_late(row, *args):
        Bericht.objects.filter(pk=row.pk).update(status="vervallen", reden="Gaat niet door.")
        return bundle(row, *args)

    monkeypatch.setattr(netwerkbrief, "bundle", too_late)

    assert services.carry_out_due() == 0
    assert state(bericht) == ("vervallen", "Gaat niet door.")


# --- who gets one without any mail ----------------------------------------------------------------


def test_letter_for_who_wants_one_a_week(wekelijks, doen, clock):
    doen.append(een_actie())

    assert services.carry_out_due() == 0
    assert at(clock, MAANDAG - timedelta(minutes=1)) == 0
    assert at(clock, MAANDAG) == 1
    assert at(clock, MAANDAG + timedelta(minutes=1)) == 0
    assert at(clock, MAANDAG + WEEK) == 1


def test_letter_of_a_week_in_which_nobody_worked_on_monday(wekelijks, doen, clock):
    doen.append(een_actie())

    assert at(clock, MAANDAG + timedelta(days=2)) == 1
    assert brief().op == MAANDAG


def test_choosing_does_not_bring_a_letter_at_once(persoon, doen, clock):
    doen.append(een_actie())
    clock.move_to(MAANDAG + timedelta(days=1))
    services.set_preference(persoon, "bijeenkomsten", "wekelijks")

    assert services.carry_out_due() == 0
    assert at(clock, MAANDAG + WEEK) == 1


@pytest.mark.parametrize("niet_voor", ["niemand", "niet", "gesloten"])
def test_no_letter_without_reason(persoon, doen, clock, niet_voor):
    doen.append(een_actie())
    if niet_voor == "niet":
        VoorkeurFactory(persoon=persoon)
    if niet_voor == "gesloten":
        VoorkeurFactory(persoon__is_active=False, keuze="wekelijks")

    assert at(clock, MAANDAG) == 0
    assert not Bericht.objects.exists()


def test_no_actions_and_no_mail_is_no_letter(wekelijks, clock):
    assert at(clock, MAANDAG) == 0
    assert state(brief()) == NIETS


def test_actions_about_what_somebody_stopped_do_not_count(wekelijks, doen, clock):
    VoorkeurFactory(persoon=wekelijks, onderwerp="evaluatie")
    doen.append(een_actie(onderwerp="evaluatie"))

    assert at(clock, MAANDAG) == 0
    assert state(brief()) == NIETS


@pytest.mark.parametrize("aantal", [1, 3])
def test_planning_letters_costs_the_same_for_everybody(aantal, clock, django_assert_num_queries):
    for _ in range(aantal):
        VoorkeurFactory(keuze="wekelijks", persoon__organisatie=OrganisatieFactory(vakantieregio="zuid"))

    with django_assert_num_queries(3):  # who, holidays, insert
        assert netwerkbrief.plan_letters(MAANDAG) == aantal
    with django_assert_num_queries(1):
        assert netwerkbrief.plan_letters(MAANDAG) == 0
