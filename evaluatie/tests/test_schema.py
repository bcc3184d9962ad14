from datetime import date, datetime, timedelta

import pytest
from django.utils import timezone

from evaluatie.schema import make_schema
from kern.tijd import is_werkdag, lokale_dag


def moment(tekst):
    return timezone.make_aware(datetime.fromisoformat(tekst))


def dagen(schema):
    return [lokale_dag(m) for m in (schema.vraag, *schema.herinneringen, schema.sluit)]


@pytest.mark.parametrize(
    ("eind", "verwacht"),
    [
        # an ordinary Tuesday: next morning; day 5 is a Sunday, so Monday; day 10 Friday; day 14 Tuesday
        ("2026-11-10T17:00", ["2026-11-11", "2026-11-16", "2026-11-20", "2026-11-24"]),
        # Friday: asked on Monday
        ("2026-11-13T17:00", ["2026-11-16", "2026-11-18", "2026-11-23", "2026-11-27"]),
        # the night the clock goes back, and a meeting that ends on Sunday
        ("2026-10-25T12:00", ["2026-10-26", "2026-10-30", "2026-11-04", "2026-11-09"]),
        # the day before Christmas: the days off make it a late round, counted from its opening
        ("2025-12-24T16:00", ["2025-12-29", "2026-01-02", "2026-01-07", "2026-01-12"]),
    ],
)
def test_schema_follows_working_mornings(eind, verwacht):
    assert dagen(make_schema(moment(eind))) == [date.fromisoformat(d) for d in verwacht]


def test_schema_of_a_late_opening_counts_from_the_opening():
    schema = make_schema(moment("2026-11-10T17:00"), moment("2026-11-17T11:00"))

    assert dagen(schema)[1:] == [date(2026, 11, 23), date(2026, 11, 26), date(2026, 11, 30)]


def test_schema_of_a_day_late_opening_stays_the_same():
    eind = moment("2026-11-10T17:00")

    assert make_schema(eind, moment("2026-11-13T09:00")) == make_schema(eind)


def test_schema_never_puts_two_things_on_one_morning():
    dag = moment("2024-01-01T16:00")
    for i in range(3 * 366):
        schema = make_schema(dag + timedelta(days=i))
        alle = [schema.vraag, *schema.herinneringen, schema.sluit]

        assert sorted(set(alle)) == alle, dag + timedelta(days=i)
        assert all(is_werkdag(lokale_dag(m)) and timezone.localtime(m).hour == 9 for m in alle)
