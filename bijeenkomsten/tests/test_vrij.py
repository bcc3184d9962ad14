from datetime import datetime, timedelta
from types import SimpleNamespace
from zoneinfo import ZoneInfo

import pytest

from bijeenkomsten.vrij import find_vrij

pytestmark = pytest.mark.django_db  # the school holidays are rows
NL = ZoneInfo("Europe/Amsterdam")


def mensen(**regios):
    return [SimpleNamespace(naam=naam, vakantieregio=regio) for naam, regio in regios.items()]


def vrij(leden, *dag, uren=3):
    begin = datetime(*dag, 13, tzinfo=NL)
    return find_vrij(leden, begin, begin + timedelta(hours=uren))


def test_ordinary_day():
    assert vrij(mensen(An="noord", Bo="zuid", Cis=""), 2027, 3, 10) == []


def test_public_holiday_is_for_everyone():
    assert vrij([], 2027, 4, 27) == ["Dan is het Koningsdag."]


@pytest.mark.parametrize(
    ("leden", "zin"),
    [
        (mensen(An="noord", Bo="zuid"), "voor 1 van de 2 mensen: Bo."),
        (mensen(An="noord", Bo="zuid", Cis="zuid", Dré=""), "voor 2 van de 4 mensen: Bo en Cis."),
        (mensen(An="", B="zuid", C="zuid", D="zuid"), "voor 3 van de 4 mensen: B, C en D."),
        (mensen(An="", B="zuid", C="zuid", D="zuid", E="zuid", F="zuid"), "voor 5 van de 6 mensen: B, C, D en nog 2."),
        (mensen(B="zuid", C="zuid"), "voor iedereen in het netwerk."),
        (mensen(B="zuid"), "voor B."),
    ],
)
def test_school_holiday_names_people(leden, zin):
    assert vrij(leden, 2027, 2, 17) == [f"Dan is het voorjaarsvakantie {zin}"]


def test_one_sentence_per_reason_over_two_days():
    """Good Friday and the day before, and a holiday that begins on the second day."""
    assert vrij(mensen(An="zuid"), 2027, 2, 12, uren=26) == ["Dan is het voorjaarsvakantie voor An."]
    assert vrij([], 2027, 3, 28, uren=26) == ["Dan is het Eerste paasdag.", "Dan is het Tweede paasdag."]


def test_both_kinds_together():
    assert vrij(mensen(An="midden"), 2027, 4, 27) == ["Dan is het Koningsdag.", "Dan is het meivakantie voor An."]
