"""What the outbox does with a mail that may not take attention now."""

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
import time_machine
from django.core import mail

from berichten import services
from berichten.gezond import check_health
from berichten.models import Bericht
from berichten.soorten import Ontvanger
from berichten.tests.factories import BerichtFactory, VerzendingFactory, VoorkeurFactory, add_soort, proef_inhoud
from kern.tijd import nu
from personen.tests.factories import OrganisatieFactory, PersoonFactory, SchoolvakantieFactory

pytestmark = pytest.mark.django_db
NL = ZoneInfo("Europe/Amsterdam")
DONDERDAG = datetime(2026, 11, 26, 12, tzinfo=NL)
VRIJDAGAVOND = datetime(2026, 11, 27, 20, tzinfo=NL)
MAANDAG = datetime(2026, 11, 30, 8, tzinfo=NL)
WACHT = "Wacht tot maandag 30 november om 8.00 uur: het is weekend."


@pytest.fixture(autouse=True)
def _rusttijden(settings):
    settings.RUSTTIJDEN = True


@pytest.fixture
def clock():
    with time_machine.travel(VRIJDAGAVOND, tick=False) as clock:
        yield clock


def state(bericht):
    bericht.refresh_from_db()
    return bericht.status, bericht.reden


def at(clock, moment):
    clock.move_to(moment)
    return services.carry_out_due()


def test_due_on_friday_evening_leaves_on_monday_morning(soort, clock):
    bericht = BerichtFactory(op=VRIJDAGAVOND)

    assert services.carry_out_due() == 0
    assert state(bericht) == ("gepland", WACHT)
    assert (bericht.probeer_op, bericht.uitstel, bericht.pogingen, bericht.claim, bericht.claim_tot) == (
        MAANDAG, MAANDAG - VRIJDAGAVOND, 0, None, None,
    )  # fmt: skip
    assert at(clock, MAANDAG - timedelta(minutes=1)) == 0
    assert at(clock, MAANDAG) == 1
    assert state(bericht) == ("verstuurd", "Kwam later: het was avond, weekend of vakantie.")


def test_whole_verzending_waits_per_receiver(monkeypatch, clock):
    """The same message, two regions: each gets it when their own school is open."""
    clock.move_to(datetime(2040, 5, 2, 10, tzinfo=NL))
    SchoolvakantieFactory(regio="midden", begin=date(2040, 4, 28), eind=date(2040, 5, 6))
    vrij = PersoonFactory(organisatie=OrganisatieFactory(vakantieregio="midden"))
    open_ = PersoonFactory(organisatie=OrganisatieFactory(vakantieregio="noord"))
    los = PersoonFactory(organisatie=None)
    add_soort(monkeypatch, ontvangers=lambda verzending: [Ontvanger(persoon=p) for p in (vrij, open_, los)])
    verzending = VerzendingFactory(op=nu())

    assert services.carry_out_due() == 2

    assert {b.aan: b.status for b in verzending.berichten.all()} == {
        vrij: "gepland", open_: "verstuurd", los: "verstuurd",
    }  # fmt: skip
    assert state(Bericht.objects.get(aan=vrij))[1] == "Wacht tot maandag 7 mei om 8.00 uur: het is meivakantie."
    assert at(clock, datetime(2040, 5, 7, 8, tzinfo=NL)) == 1


def test_looked_at_again_at_the_moment_of_sending(soort, clock):
    """The worker was away on Monday and wakes in the evening: a mail that waited waits again, and is not late by it."""
    bericht = BerichtFactory(op=VRIJDAGAVOND)
    services.carry_out_due()

    assert at(clock, MAANDAG.replace(hour=21)) == 0
    assert (state(bericht)[0], bericht.probeer_op) == ("gepland", MAANDAG + timedelta(days=1))
    assert bericht.uitstel == (MAANDAG - VRIJDAGAVOND) + timedelta(hours=11)
    assert at(clock, MAANDAG + timedelta(days=1)) == 1


@pytest.mark.parametrize(("late", "status"), [(timedelta(hours=48), "verstuurd"), (timedelta(hours=49), "vervallen")])
def test_too_late_counts_from_the_first_allowed_moment(soort, clock, late, status):
    bericht = BerichtFactory(op=VRIJDAGAVOND)
    services.carry_out_due()

    at(clock, MAANDAG + late)

    assert state(bericht)[0] == status


@pytest.mark.parametrize(("hour", "sent"), [(7, 0), (8, 2), (9, 0)])
def test_verzending_of_friday_evening_that_nobody_looked_at_until_wednesday(monkeypatch, persoon, clock, hour, sent):
    """Two days from Monday at eight: at seven it may still wait for eight, and at nine it is too late."""
    add_soort(monkeypatch, ontvangers=lambda verzending: [Ontvanger(persoon=persoon)])
    verzending = VerzendingFactory(op=VRIJDAGAVOND)
    held = VerzendingFactory(op=VRIJDAGAVOND, status="vastgehouden")
    clock.move_to(MAANDAG + timedelta(hours=46))
    services.resume_verzending(held, by=persoon)

    assert at(clock, MAANDAG + timedelta(days=2, hours=hour - 8)) == sent
    assert state(verzending)[0] == ("uitgevoerd" if hour < 9 else "vervallen")


def test_lapses_in_a_quiet_time_too(soort, clock):
    bericht = BerichtFactory(op=VRIJDAGAVOND - timedelta(days=3))

    services.carry_out_due()

    assert state(bericht)[0] == "vervallen"


@pytest.mark.parametrize(
    "soort_", [{"dringend": True}, {"dringend": lambda b, now: now == VRIJDAGAVOND}, {"uiterlijk": lambda b: MAANDAG}]
)
def test_urgent_mail_and_mail_that_cannot_wait_pass(monkeypatch, clock, soort_):
    add_soort(monkeypatch, **soort_)
    BerichtFactory(op=VRIJDAGAVOND)

    assert services.carry_out_due() == 1


def test_mail_to_an_address_waits_for_the_evening_but_not_for_a_preference(soort, clock):
    VoorkeurFactory(keuze="wekelijks")
    bericht = BerichtFactory(aan=None, adres="nieuw@school.test", op=VRIJDAGAVOND)

    services.carry_out_due()

    assert state(bericht) == ("gepland", WACHT)
    assert at(clock, MAANDAG) == 1


def test_retry_that_falls_in_the_evening_waits_for_the_morning(soort, clock):
    bericht = BerichtFactory(op=VRIJDAGAVOND - timedelta(hours=2), probeer_op=VRIJDAGAVOND, pogingen=3)

    services.carry_out_due()

    assert (state(bericht)[0], bericht.pogingen, bericht.probeer_op) == ("gepland", 3, MAANDAG)


def test_waiting_for_monday_is_not_being_late(soort, clock):
    BerichtFactory(op=VRIJDAGAVOND)
    services.carry_out_due()
    words = []

    for moment in (VRIJDAGAVOND, MAANDAG, MAANDAG + timedelta(minutes=6), MAANDAG + timedelta(minutes=11)):
        clock.move_to(moment)
        words.append(check_health()["mail"])

    assert words == ["goed", "goed", "traag", "weg"]


def test_evening_that_begins_in_the_middle_of_a_batch(monkeypatch, clock):
    clock.move_to(DONDERDAG.replace(hour=18, minute=59))
    first, second = BerichtFactory(op=nu()), BerichtFactory(op=nu())

    def until_seven(bericht):
        clock.move_to(DONDERDAG.replace(hour=19))
        return add_soort(monkeypatch).inhoud(bericht)

    add_soort(monkeypatch, inhoud=until_seven)

    assert services.carry_out_due() == 1

    assert (state(first)[0], state(second)[0], second.pogingen, second.probeer_op) == (
        "verstuurd", "gepland", 0, DONDERDAG.replace(hour=8) + timedelta(days=1),
    )  # fmt: skip


def test_room_that_cannot_tell_does_not_stop_the_others(monkeypatch, clock):
    def broken(bericht):
        raise ZeroDivisionError

    add_soort(monkeypatch, code="stuk", uiterlijk=broken)
    add_soort(monkeypatch)
    poison, fine = BerichtFactory(op=VRIJDAGAVOND, soort="stuk"), BerichtFactory(op=VRIJDAGAVOND)

    services.carry_out_due()

    assert state(poison) == ("gepland", "De mail kon niet gemaakt worden.")
    assert state(fine) == ("gepland", WACHT)


@pytest.mark.parametrize("aantal", [1, 3])
def test_queries_do_not_grow_with_what_waits(soort, clock, aantal, django_assert_num_queries):
    """Due, letters; claim (4), rows, preferences, counts of the week, holidays, one update; nothing to claim (3)."""
    for _ in range(aantal):
        BerichtFactory(op=VRIJDAGAVOND, aan__organisatie=OrganisatieFactory(vakantieregio="midden"))

    with django_assert_num_queries(15):
        services.carry_out_due()


# --- three mails a week -------------------------------------------------------------------------


def test_fourth_mail_of_the_week_goes_into_the_letter(soort, persoon, clock):
    clock.move_to(DONDERDAG)
    BerichtFactory.create_batch(5, aan=persoon, op=DONDERDAG)
    BerichtFactory(op=DONDERDAG)  # somebody else

    assert services.carry_out_due() == 4

    own = Bericht.objects.filter(aan=persoon, soort="proef")
    assert sorted(own.values_list("status", "telt")) == [("gebundeld", False)] * 2 + [("verstuurd", True)] * 3
    assert {bericht.bundel.op for bericht in own.filter(status="gebundeld")} == {MAANDAG.replace(hour=9)}


def test_necessary_and_urgent_mails_do_not_count(monkeypatch, persoon, clock):
    clock.move_to(DONDERDAG)
    add_soort(monkeypatch)
    add_soort(monkeypatch, code="moet", onderwerp="")
    add_soort(monkeypatch, code="nu", dringend=lambda bericht, now: True)
    add_soort(monkeypatch, code="stil", telt=False)
    for code in ("moet", "nu", "stil"):
        BerichtFactory.create_batch(4, aan=persoon, op=DONDERDAG, soort=code)
    services.carry_out_due()
    BerichtFactory.create_batch(3, aan=persoon, op=DONDERDAG)

    assert services.carry_out_due() == 3
    assert Bericht.objects.filter(telt=True).count() == 3


def test_new_week_new_budget(soort, persoon, clock):
    clock.move_to(DONDERDAG)
    BerichtFactory.create_batch(3, aan=persoon, op=DONDERDAG)
    services.carry_out_due()
    clock.move_to(VRIJDAGAVOND)
    BerichtFactory.create_batch(3, aan=persoon, op=VRIJDAGAVOND)

    assert services.carry_out_due() == 0
    assert at(clock, MAANDAG) == 3
    assert mail.outbox[-1].to[0].endswith(f"<{persoon.email}>")


def test_week_that_ends_in_the_middle_of_a_batch(monkeypatch, persoon, clock):
    """What is sent after midnight counts in the week that began, not in the one that was read at the start."""
    clock.move_to(MAANDAG.replace(hour=0) - timedelta(seconds=1))
    berichten = BerichtFactory.create_batch(4, aan=persoon, op=nu())

    def past_midnight(bericht):
        clock.move_to(MAANDAG.replace(hour=0))
        return proef_inhoud(bericht)

    add_soort(monkeypatch, inhoud=past_midnight, uiterlijk=lambda bericht: nu())

    assert services.carry_out_due() == 4
    assert Bericht.objects.filter(telt=True, pk__in=[bericht.pk for bericht in berichten]).count() == 4
