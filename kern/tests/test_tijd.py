from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
import time_machine
from django.utils import timezone

from kern import tijd

AMSTERDAM = ZoneInfo("Europe/Amsterdam")


def amsterdam(*args):
    return datetime(*args, tzinfo=AMSTERDAM)


def test_nu_knows_its_zone():
    assert timezone.is_aware(tijd.nu())


@pytest.mark.parametrize(
    ("moment", "day"),
    [
        (datetime(2026, 11, 25, 22, 59, tzinfo=UTC), date(2026, 11, 25)),
        (datetime(2026, 11, 25, 23, 0, tzinfo=UTC), date(2026, 11, 26)),
        (datetime(2026, 6, 30, 22, 0, tzinfo=UTC), date(2026, 7, 1)),
        (datetime(2026, 12, 31, 23, 0, tzinfo=UTC), date(2027, 1, 1)),
        (date(2026, 11, 26), date(2026, 11, 26)),
    ],
)
def test_lokale_dag_is_the_dutch_day(moment, day):
    assert tijd.lokale_dag(moment) == day


@pytest.mark.parametrize(
    ("moment", "text"),
    [
        (date(2026, 11, 26), "donderdag 26 november"),
        (amsterdam(2026, 1, 1, 0, 0), "donderdag 1 januari"),
        (date(2027, 3, 5), "vrijdag 5 maart 2027"),
        (date(2025, 12, 31), "woensdag 31 december 2025"),
    ],
)
@time_machine.travel(datetime(2026, 11, 21, 12, tzinfo=UTC), tick=False)
def test_dag_names_the_year_only_when_it_is_another(moment, text):
    assert tijd.dag(moment) == text


@pytest.mark.parametrize(
    ("now", "text"),
    [
        (datetime(2026, 12, 31, 22, 59, tzinfo=UTC), "vrijdag 1 januari 2027"),
        (datetime(2026, 12, 31, 23, 0, tzinfo=UTC), "vrijdag 1 januari"),
    ],
)
def test_dag_changes_year_at_dutch_midnight(now, text):
    with time_machine.travel(now, tick=False):
        assert tijd.dag(date(2027, 1, 1)) == text


def test_dag_with_and_without_year_on_demand():
    assert tijd.dag(date(2031, 5, 4), met_jaar=False) == "zondag 4 mei"
    assert tijd.dag(date(2031, 5, 4), met_jaar=True) == "zondag 4 mei 2031"


def test_short_forms():
    moment = amsterdam(2026, 9, 3, 9, 5)

    assert tijd.dag_kort(moment) == "3 sept"
    assert tijd.maand_jaar(moment) == "september 2026"
    assert tijd.klok(moment) == "9.05"
    assert tijd.klok(time(0, 0)) == "0.00"


def test_tijdvak_on_one_day():
    assert tijd.tijdvak(amsterdam(2026, 11, 26, 13, 30), amsterdam(2026, 11, 26, 17, 0)) == "13.30 tot 17.00 uur"


def test_tijdvak_over_two_days():
    begin, end = amsterdam(2026, 11, 26, 13, 30), amsterdam(2026, 11, 27, 12, 0)

    assert tijd.tijdvak(begin, end) == "13.30 uur tot vrijdag 27 november 12.00 uur"


def test_tijdvak_across_the_night_the_clock_goes_back():
    """Three hours on the clock are four real hours."""
    begin = datetime(2026, 10, 24, 23, 0, tzinfo=UTC)

    assert tijd.tijdvak(begin, begin + timedelta(hours=4)) == "1.00 tot 4.00 uur"


@pytest.mark.parametrize(
    ("day", "utc_hour"),
    [
        (date(2026, 3, 28), 8),  # the day before summer time
        (date(2026, 3, 29), 7),  # the night it begins
        (date(2026, 10, 24), 7),
        (date(2026, 10, 25), 8),  # the night it ends
    ],
)
def test_ochtend_is_nine_on_the_clock_also_when_it_changes(day, utc_hour):
    assert tijd.ochtend(day).astimezone(UTC) == datetime.combine(day, time(utc_hour), tzinfo=UTC)


@pytest.mark.parametrize(
    ("day", "works"),
    [
        (date(2026, 11, 26), True),  # Thursday
        (date(2026, 11, 28), False),  # Saturday
        (date(2026, 11, 29), False),  # Sunday
        (date(2026, 4, 3), False),  # Good Friday: many schools are closed
        (date(2026, 4, 2), True),
        (date(2026, 4, 6), False),  # Easter Monday
        (date(2026, 4, 27), False),  # King's Day
        (date(2026, 5, 5), True),  # Liberation Day counts every five years
        (date(2025, 5, 5), False),
        (date(2026, 5, 14), False),  # Ascension
        (date(2026, 5, 25), False),  # Whit Monday
        (date(2026, 12, 25), False),
        (date(2026, 12, 26), False),
        (date(2027, 1, 1), False),
    ],
)
def test_is_werkdag(day, works):
    assert tijd.is_werkdag(day) is works


@pytest.mark.parametrize(
    ("moment", "morning"),
    [
        (amsterdam(2026, 11, 26, 17, 0), date(2026, 11, 27)),  # Thursday → Friday
        (amsterdam(2026, 11, 27, 17, 0), date(2026, 11, 30)),  # Friday → Monday
        (amsterdam(2026, 12, 24, 17, 0), date(2026, 12, 28)),  # over Christmas and a weekend
        (amsterdam(2026, 12, 31, 17, 0), date(2027, 1, 4)),  # over New Year and a weekend
        (amsterdam(2026, 4, 2, 17, 0), date(2026, 4, 7)),  # over Easter
        (date(2026, 11, 26), date(2026, 11, 27)),
    ],
)
def test_werkochtend_na_is_the_next_working_morning(moment, morning):
    assert tijd.werkochtend_na(moment) == tijd.ochtend(morning)


def test_werkochtend_na_more_days():
    assert tijd.werkochtend_na(amsterdam(2026, 11, 26, 17, 0), dagen=10) == tijd.ochtend(date(2026, 12, 7))


def test_werkochtend_na_counts_days_on_the_dutch_calendar():
    """Half past midnight in the Netherlands is still yesterday in UTC."""
    moment = datetime(2026, 11, 25, 23, 30, tzinfo=UTC)

    assert tijd.werkochtend_na(moment) == tijd.ochtend(date(2026, 11, 27))


@pytest.mark.parametrize(
    ("day", "morning"),
    [
        (date(2026, 11, 26), date(2026, 11, 26)),  # a working day is its own last working morning
        (date(2026, 11, 29), date(2026, 11, 27)),
        (date(2026, 12, 27), date(2026, 12, 24)),
        (date(2027, 1, 3), date(2026, 12, 31)),
        (date(2026, 4, 6), date(2026, 4, 2)),
    ],
)
def test_werkochtend_voor(day, morning):
    assert tijd.werkochtend_voor(day) == tijd.ochtend(morning)


def test_werkochtend_voor_more_days():
    assert tijd.werkochtend_voor(amsterdam(2026, 12, 3, 13, 0), dagen=7) == tijd.ochtend(date(2026, 11, 26))
