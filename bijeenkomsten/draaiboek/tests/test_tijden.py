from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bijeenkomsten.draaiboek.tijden import KORTST, compute, find_moment, make_groepen
from bijeenkomsten.models import LANGST_ONDERDEEL

NL = ZoneInfo("Europe/Amsterdam")
MIDDAG = (datetime(2026, 11, 26, 13, 30, tzinfo=NL), datetime(2026, 11, 26, 17, 0, tzinfo=NL))


@dataclass
class Blok:
    minuten: int
    begint_vast: time | None = None
    tegelijk: bool = False
    soort: str = "praten"


def klokken(programma):
    return [
        (r.begint_op.astimezone(NL).strftime("%H.%M"), r.eindigt_op.astimezone(NL).strftime("%H.%M"))
        for r in programma.regels
    ]


def test_blocks_follow_each_other_and_what_is_left_shows():
    programma = compute([Blok(75), Blok(120)], *MIDDAG)

    assert klokken(programma) == [("13.30", "14.45"), ("14.45", "16.45")]
    assert (programma.ruimte, programma.loopt_uit, programma.problemen, programma.minuten) == (15, 0, (), 195)


def test_too_long_offers_to_shorten_the_longest_block():
    kort, lang = Blok(100), Blok(125)

    (probleem,) = compute([kort, lang], *MIDDAG).problemen

    assert (probleem.minuten, probleem.regel) == (15, None)
    assert probleem.voorstel.onderdeel is lang
    assert probleem.voorstel.minuten == 110


def test_a_pauze_is_shortened_only_when_nothing_else_can():
    pauze, werk = Blok(130, soort="rust"), Blok(90, soort="maken")

    assert compute([pauze, werk], *MIDDAG).voorstel.onderdeel is werk
    assert compute([Blok(220, soort="rust")], *MIDDAG).voorstel.minuten == 210


def test_far_too_long_has_no_fix_and_nothing_is_false():
    vol, leeg = compute([Blok(30)] * 40, *MIDDAG), compute([], *MIDDAG)

    assert vol.loopt_uit == 40 * 30 - 210
    assert vol.voorstel is None
    assert (bool(leeg), leeg.voorstel, leeg.ruimte, leeg.lengte) == (False, None, 210, 0)


@pytest.mark.parametrize(
    ("minuten", "uitloop", "voorstel"), [(600, 390, 210), (LANGST_ONDERDEEL, 1350, 210), (1, 0, None), (210, 0, None)]
)
def test_one_block_of_any_length(minuten, uitloop, voorstel):
    programma = compute([Blok(minuten)], *MIDDAG)

    assert programma.loopt_uit == uitloop
    assert (programma.voorstel and programma.voorstel.minuten) == voorstel


def test_fixed_begin_waits():
    programma = compute([Blok(30), Blok(45, time(14, 30)), Blok(15)], *MIDDAG)

    assert klokken(programma) == [("13.30", "14.00"), ("14.30", "15.15"), ("15.15", "15.30")]
    assert [r.wacht for r in programma.regels] == [0, 30, 0]
    assert (programma.wachttijd, programma.ruimte, programma.vrij) == (30, 90, 120)
    assert [(s.soort, s.minuten, s.begin) for s in programma.stukken] == [
        ("praten", 30, 0), ("", 30, 30), ("praten", 45, 60), ("praten", 15, 105),
    ]  # fmt: skip


def test_fixed_begin_inside_another_block_is_a_clash_with_a_fix():
    werk = Blok(90, soort="maken")

    programma = compute([werk, Blok(30, time(14, 30), soort="rust"), Blok(15)], *MIDDAG)

    assert klokken(programma) == [("13.30", "15.00"), ("14.30", "15.00"), ("15.00", "15.15")]
    (probleem,) = programma.problemen
    assert (probleem.minuten, probleem.vorige.onderdeel) == (30, werk)
    assert (probleem.voorstel.onderdeel, probleem.voorstel.minuten) == (werk, 60)
    assert sum(s.minuten for s in programma.stukken) == programma.minuten


def test_fixed_begin_inside_another_fixed_block():
    eerste, tweede = Blok(60, time(14)), Blok(30, time(14, 30))

    (probleem,) = compute([eerste, tweede], *MIDDAG).problemen

    assert (probleem.minuten, probleem.vorige.onderdeel, probleem.regel.onderdeel) == (30, eerste, tweede)
    assert (probleem.voorstel.onderdeel, probleem.voorstel.minuten) == (eerste, 30)


def test_fixed_begins_in_the_wrong_order_have_no_fix():
    (probleem,) = compute([Blok(30, time(16)), Blok(30, time(14))], *MIDDAG).problemen

    assert probleem.minuten == 150
    assert probleem.voorstel is None


def test_fixed_begin_before_the_meeting():
    (probleem,) = compute([Blok(30, time(13))], *MIDDAG).problemen

    assert (probleem.minuten, probleem.vorige, probleem.voorstel) == (30, None, None)


def test_too_long_before_a_fixed_begin_is_not_fixed_after_it():
    """Shortening what comes before a fixed begin only makes people wait: that block is not offered."""
    lang, laatste = Blok(120), Blok(60)

    programma = compute([lang, Blok(30, time(15, 45)), laatste], *MIDDAG)

    assert programma.loopt_uit == 15
    assert programma.voorstel.onderdeel is laatste


def test_what_runs_beside_begins_together_and_the_longest_decides():
    blokken = [Blok(30), Blok(20, tegelijk=True), Blok(45, tegelijk=True, soort="maken"), Blok(15)]

    programma = compute(blokken, *MIDDAG)

    assert klokken(programma) == [("13.30", "14.00"), ("13.30", "13.50"), ("13.30", "14.15"), ("14.15", "14.30")]
    assert [r.tegelijk for r in programma.regels] == [False, True, True, False]
    assert programma.som == [("maken", 45), ("praten", 15)]


def test_the_first_block_runs_beside_nothing():
    assert compute([Blok(30, tegelijk=True)], *MIDDAG).regels[0].tegelijk is False


def test_over_midnight():
    avond = (datetime(2026, 11, 26, 20, 0, tzinfo=NL), datetime(2026, 11, 27, 2, 0, tzinfo=NL))

    programma = compute([Blok(180), Blok(120), Blok(30, time(1, 15))], *avond)

    assert klokken(programma) == [("20.00", "23.00"), ("23.00", "01.00"), ("01.15", "01.45")]
    assert [r.wacht for r in programma.regels] == [0, 0, 15]
    assert programma.ruimte == 15


def test_a_clock_time_that_comes_twice_in_a_day_and_a_night():
    etmaal = (datetime(2026, 11, 26, 9, 0, tzinfo=NL), datetime(2026, 11, 27, 11, 0, tzinfo=NL))
    ontbijt = compute([Blok(660), Blok(30, time(9))], *etmaal).regels[1]
    laat = compute([Blok(90), Blok(30, time(10))], *etmaal).regels[1]

    assert ontbijt.begint_op.astimezone(NL) == datetime(2026, 11, 27, 9, 0, tzinfo=NL)
    assert (laat.begint_op.astimezone(NL), laat.te_laat) == (datetime(2026, 11, 26, 10, 0, tzinfo=NL), 30)


def test_the_night_the_clock_goes_back_has_half_past_two_twice():
    nacht = (datetime(2026, 10, 25, 0, 0, tzinfo=NL), datetime(2026, 10, 25, 6, 0, tzinfo=NL))

    programma = compute([Blok(200), Blok(30, time(2, 30))], *nacht)

    assert programma.regels[1].begint_op == datetime(2026, 10, 25, 1, 30, tzinfo=UTC)  # the second one
    assert (programma.regels[1].wacht, programma.over) == (10, 420 - 240)


def test_the_night_the_clock_goes_forward_has_no_half_past_two():
    nacht = (datetime(2026, 3, 29, 0, 0, tzinfo=NL), datetime(2026, 3, 29, 6, 0, tzinfo=NL))

    programma = compute([Blok(60), Blok(30, time(2, 30))], *nacht)

    assert programma.regels[1].begint_op.astimezone(NL).strftime("%H.%M") in ("01.30", "03.30")
    assert programma.over == 300 - 60 - programma.regels[1].wacht - 30


def test_a_meeting_that_moved_away_from_its_fixed_begin():
    """13.00 with a meeting in the evening: the nearest moment with that clock time, and it shows as a clash."""
    avond = (datetime(2026, 11, 26, 19, 0, tzinfo=NL), datetime(2026, 11, 26, 21, 0, tzinfo=NL))

    assert find_moment(time(13), avond[0], *avond).astimezone(NL) == datetime(2026, 11, 26, 13, 0, tzinfo=NL)
    assert compute([Blok(30), Blok(30, time(13))], *avond).problemen[0].minuten == 390


DAGEN = [datetime(2026, 11, 26), datetime(2026, 3, 28), datetime(2026, 10, 24)]  # noqa: DTZ001 - a zone comes below
BLOKKEN = st.builds(
    Blok,
    minuten=st.integers(1, 300),
    begint_vast=st.none() | st.times().map(lambda t: t.replace(minute=t.minute // 5 * 5, second=0, microsecond=0)),
    tegelijk=st.booleans(),
    soort=st.sampled_from(["maken", "praten", "luisteren", "rust"]),
)


@st.composite
def bijeenkomsten(draw):
    begin = draw(st.sampled_from(DAGEN)).replace(hour=draw(st.integers(0, 23)), minute=draw(st.sampled_from([0, 30])))
    begin = begin.replace(tzinfo=NL).astimezone(UTC)
    return begin, begin + timedelta(minutes=draw(st.integers(30, LANGST_ONDERDEEL)))


@given(st.lists(BLOKKEN, max_size=12), bijeenkomsten())
def test_properties_of_every_draaiboek(blokken, wanneer):
    programma = compute(blokken, *wanneer)
    moment = wanneer[0]

    assert [r.onderdeel for r in programma.regels] == blokken  # nothing lost, nothing moved
    for regel in programma.regels:
        assert regel.eindigt_op - regel.begint_op == timedelta(minutes=regel.onderdeel.minuten)
        assert not (regel.wacht and regel.te_laat)
    for groep in make_groepen(list(programma.regels)):
        eerste = groep[0]
        assert {r.begint_op for r in groep} == {eerste.begint_op}
        assert eerste.begint_op == moment + timedelta(minutes=eerste.wacht - eerste.te_laat)
        if eerste.onderdeel.begint_vast is None:
            assert (eerste.wacht, eerste.te_laat) == (0, 0)
        moment = max(moment, *(r.eindigt_op for r in groep))
    assert programma.eindigt_op == moment
    assert programma.ruimte - programma.loopt_uit == programma.over
    assert not (programma.ruimte and programma.loopt_uit)
    assert sum(s.minuten for s in programma.stukken) == programma.minuten == programma.lengte
    assert sum(minuten for _, minuten in programma.som) + programma.wachttijd == programma.minuten


@given(st.lists(BLOKKEN, max_size=10), bijeenkomsten())
def test_a_fix_does_what_it_says(blokken, wanneer):
    for probleem in compute(blokken, *wanneer).problemen:
        if not probleem.voorstel:
            continue
        o, minuten = probleem.voorstel.onderdeel, probleem.voorstel.minuten
        straks = compute(
            [Blok(minuten, b.begint_vast, b.tegelijk, b.soort) if b is o else b for b in blokken], *wanneer
        )

        assert KORTST <= minuten < o.minuten
        if probleem.regel is None:
            assert straks.loopt_uit == 0
        else:
            plek = next(i for i, b in enumerate(blokken) if b is probleem.regel.onderdeel)
            assert straks.regels[plek].te_laat == 0


@given(st.times(), bijeenkomsten())
def test_a_fixed_begin_shows_its_own_clock_time(klok, wanneer):
    """Except for the hour that does not exist."""
    klok = klok.replace(second=0, microsecond=0)
    moment = find_moment(klok, wanneer[0], *wanneer).astimezone(NL)

    bestaat_niet = datetime(2026, 3, 29).date() == moment.date() and klok.hour == 2  # noqa: DTZ001 - only its day
    assert bestaat_niet or (moment.hour, moment.minute) == (klok.hour, klok.minute)
