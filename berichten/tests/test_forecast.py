"""When a mail leaves, told beforehand to who plans it and to who reads along."""

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
import time_machine

from berichten.services import explain_waits, leaves_later
from berichten.tests.factories import VerzendingFactory, add_soort
from personen.tests.factories import OrganisatieFactory, PersoonFactory, SchoolvakantieFactory

pytestmark = pytest.mark.django_db
NL = ZoneInfo("Europe/Amsterdam")
DONDERDAG = datetime(2026, 11, 26, 12, tzinfo=NL)
ZONDAGAVOND = datetime(2026, 11, 29, 20, tzinfo=NL)


@pytest.fixture(autouse=True)
def clock(settings):
    settings.RUSTTIJDEN = True
    with time_machine.travel(ZONDAGAVOND, tick=False) as clock:
        yield clock


def test_who_acts_on_sunday_evening_hears_when_the_mail_leaves(soort):
    assert leaves_later("proef") == "maandag 30 november om 8.00 uur"


def test_what_goes_at_once_needs_no_word(soort, clock, settings, monkeypatch, django_assert_num_queries):
    clock.move_to(DONDERDAG)
    with django_assert_num_queries(0):
        assert leaves_later("proef") == ""
    clock.move_to(ZONDAGAVOND)
    add_soort(monkeypatch, code="nu", dringend=True)
    add_soort(monkeypatch, code="soms", dringend=lambda bericht, now: bericht.gegevens == {"zelf": True})
    add_soort(monkeypatch, code="straks", uiterlijk=lambda bericht: ZONDAGAVOND + timedelta(hours=2))
    found = [leaves_later("nu"), leaves_later("soms", gegevens={"zelf": True}), leaves_later("straks")]
    settings.RUSTTIJDEN = False

    assert [*found, leaves_later("proef")] == [""] * 4


def test_coming_message_in_a_quiet_time_says_when_and_why(soort):
    verzending = VerzendingFactory(op=datetime(2026, 12, 25, 9, tzinfo=NL))

    assert explain_waits(verzending, []) == ["Gaat maandag 28 december om 8.00 uur, want het is een feestdag."]


def test_message_that_is_over_time_counts_from_now(soort):
    assert explain_waits(VerzendingFactory(op=DONDERDAG), []) == [
        "Gaat maandag 30 november om 8.00 uur, want het is avond."
    ]


@pytest.fixture
def leden(db):
    SchoolvakantieFactory(regio="midden", begin=date(2040, 4, 28), eind=date(2040, 5, 6))
    SchoolvakantieFactory(regio="zuid", begin=date(2040, 4, 28), eind=date(2040, 5, 13), naam="lange meivakantie")
    regios = ["midden", "midden", "zuid", "noord", ""]
    return [PersoonFactory(organisatie=OrganisatieFactory(vakantieregio=regio)) for regio in regios]


MEI = datetime(2040, 5, 2, 9, tzinfo=NL)


def test_who_has_a_school_holiday_gets_it_later(soort, clock, leden):
    clock.move_to(MEI - timedelta(days=7))

    assert explain_waits(VerzendingFactory(op=MEI), leden) == [
        "Wie dan meivakantie heeft, krijgt het maandag 7 mei om 8.00 uur.",
        "Wie dan lange meivakantie heeft, krijgt het maandag 14 mei om 8.00 uur.",
    ]


def test_holiday_that_would_make_it_useless_is_no_reason_to_wait(monkeypatch, clock, leden):
    clock.move_to(MEI - timedelta(days=7))
    add_soort(monkeypatch, uiterlijk=lambda bericht: MEI + timedelta(days=8))

    assert explain_waits(VerzendingFactory(op=MEI), leden) == [
        "Wie dan meivakantie heeft, krijgt het maandag 7 mei om 8.00 uur."
    ]


def test_nothing_to_say_on_an_ordinary_day(soort, clock, leden, settings):
    clock.move_to(MEI - timedelta(days=7))
    gewoon, vrij = VerzendingFactory(op=datetime(2040, 4, 26, 9, tzinfo=NL)), VerzendingFactory(op=MEI)
    assert explain_waits(gewoon, leden) == []
    settings.RUSTTIJDEN = False

    assert explain_waits(vrij, leden) == []
