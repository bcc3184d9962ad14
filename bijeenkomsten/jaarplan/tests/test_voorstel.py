"""The rules by which days are proposed, by examples and by everything that must always hold."""

from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bijeenkomsten.jaarplan.voorstel import Wens, make_voorstel
from kern.tijd import is_werkdag

WEEK = timedelta(days=7)
DINSDAG, DONDERDAG = 1, 3
HERFST = {date(2026, 10, 17) + timedelta(days=n) for n in range(9)}
JAAR = (date(2026, 9, 1), date(2027, 7, 2))


def nobody(d):
    return 0


def days(wens, **kwargs):
    return [v.dag for v in make_voorstel(wens, **{"vrij": nobody} | kwargs)]


def test_every_six_weeks_on_thursday():
    wens = Wens(4, frozenset({DONDERDAG}), date(2026, 9, 3), date(2027, 2, 1), weken=6)

    assert days(wens) == [date(2026, 9, 3), date(2026, 10, 15), date(2026, 11, 26), date(2027, 1, 7)]


def test_holiday_moves_one_meeting_and_not_the_rhythm():
    wens = Wens(3, frozenset({DINSDAG}), date(2026, 9, 8), date(2027, 1, 31), weken=6)

    met = make_voorstel(wens, vrij=lambda d: 5 * (d in HERFST))

    assert [v.dag for v in met] == [date(2026, 9, 8), date(2026, 10, 13), date(2026, 12, 1)]
    assert [v.is_verschoven for v in met] == [False, True, False]
    assert met[1].gewenst == date(2026, 10, 20)


def test_when_somebody_is_always_free_the_fewest_people_are():
    wens = Wens(3, frozenset({DINSDAG}), date(2026, 9, 8), date(2027, 1, 31), weken=6)

    gevonden = days(wens, vrij=lambda d: 9 if d in HERFST else 1)

    assert date(2026, 10, 20) not in gevonden
    assert len(gevonden) == 3


def test_day_of_another_meeting_is_not_proposed():
    wens = Wens(3, frozenset({DONDERDAG}), date(2026, 9, 3), date(2027, 2, 1), weken=4)

    assert date(2026, 9, 3) not in days(wens, bezet={date(2026, 9, 3)})


def test_public_holiday_is_never_proposed():
    """Ascension day 2027 is Thursday 6 May; every Thursday is asked for."""
    wens = Wens(8, frozenset({DONDERDAG}), date(2027, 4, 8), date(2027, 6, 24), weken=1)

    assert date(2027, 5, 6) not in days(wens)


def test_spread_over_the_year():
    gevonden = days(Wens(5, frozenset({DINSDAG, DONDERDAG}), *JAAR))

    ertussen = [b - a for a, b in zip(gevonden, gevonden[1:], strict=False)]
    assert len(gevonden) == 5
    assert max(ertussen) - min(ertussen) <= timedelta(days=7)


@pytest.mark.parametrize(
    ("aantal", "weken", "tot", "past"),
    [
        (4, 6, date(2027, 1, 5), True),
        (4, 6, date(2027, 1, 4), False),
        (8, None, date(2026, 10, 27), True),
        (8, None, date(2026, 10, 26), False),
    ],
)
def test_period_that_is_too_short(aantal, weken, tot, past):
    assert Wens(aantal, frozenset({DINSDAG}), date(2026, 9, 1), tot, weken).past == past


def test_no_room_gives_fewer_days():
    """Everything is taken but one day."""
    wens = Wens(3, frozenset({DONDERDAG}), date(2026, 9, 3), date(2026, 9, 30), weken=1)
    bezet = {date(2026, 9, 10), date(2026, 9, 17), date(2026, 9, 24)}

    assert days(wens, bezet=bezet) == [date(2026, 9, 3)]


@st.composite
def wishes(draw):
    van = date(2026, 8, 1) + timedelta(days=draw(st.integers(0, 700)))
    aantal = draw(st.integers(3, 8))
    return Wens(
        aantal=aantal,
        weekdagen=frozenset(draw(st.sets(st.integers(0, 4), min_size=1))),
        van=van,
        tot=van + timedelta(days=draw(st.integers(aantal * 7, 400))),
        weken=draw(st.sampled_from([None, 2, 3, 4, 6, 8])),
    )


@settings(max_examples=200, deadline=None)
@given(wens=wishes(), vakantie=st.integers(0, 300), bezet=st.sets(st.integers(0, 300), max_size=20))
def test_what_always_holds(wens, vakantie, bezet):
    """In order, a week apart at least, asked-for working days within the period, and free of other meetings."""
    begin = wens.van + timedelta(days=vakantie)
    bezet = {wens.van + timedelta(days=n) for n in bezet}

    gevonden = days(wens, bezet=bezet, vrij=lambda d: int(begin <= d <= begin + WEEK))

    assert len(gevonden) <= wens.aantal
    assert all(b - a >= WEEK for a, b in zip(gevonden, gevonden[1:], strict=False))
    assert all(wens.van <= d <= wens.tot and d.weekday() in wens.weekdagen and is_werkdag(d) for d in gevonden)
    assert not bezet & set(gevonden)
