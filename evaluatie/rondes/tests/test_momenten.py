"""The decision table of moments: dates in, rounds out. The netwerk runs from 1 September 2026 to 30 June 2028."""

from datetime import date, timedelta

import pytest

from evaluatie.rondes.momenten import ALSNOG, HALF_JAAR, JAAR, Leven, find_momenten

START, EIND = date(2026, 9, 1), date(2028, 6, 30)


def leven(vandaag, **velden):
    return Leven(**({"start": START, "eind": EIND, "vandaag": vandaag} | velden))


def keys(vandaag, **velden):
    return [moment.sleutel for moment in find_momenten(leven(vandaag, **velden))]


def find(sleutel, vandaag, **velden):
    return next((m for m in find_momenten(leven(vandaag, **velden)) if m.sleutel == sleutel), None)


EERSTE = date(2026, 9, 24)
KEREN = tuple(EERSTE + timedelta(days=70 * n) for n in range(8))  # the fourth is 2/5 of them


@pytest.mark.parametrize(
    ("vandaag", "velden", "wat"),
    [
        # before and after the start
        (date(2026, 8, 1), {}, ["nulmeting", "barometer:1", "eindmeting"]),
        (START, {}, ["nulmeting", "barometer:1", "eindmeting"]),
        (date(2026, 10, 1), {"keren": KEREN}, ["nulmeting", "barometer:1", "eindmeting"]),
        (date(2026, 10, 1), {"keren": (date(2026, 9, 5), date(2026, 9, 25))}, ["barometer:1", "eindmeting"]),
        (START + ALSNOG + timedelta(days=1), {}, ["barometer:1", "eindmeting"]),
        (START, {"gevraagd": frozenset({"nulmeting"})}, ["barometer:1", "eindmeting"]),
        # under way
        (date(2027, 6, 1), {"barometers": (date(2027, 3, 2),)}, ["barometer:2", "eindmeting"]),
        (date(2027, 6, 1), {}, ["barometer:1", "eindmeting"]),
        (date(2028, 2, 1), {"barometers": (date(2027, 6, 2),)}, ["eindmeting"]),
        (date(2028, 4, 20), {}, ["eindmeting"]),
        (date(2028, 4, 20), {"gevraagd": frozenset({"eindmeting"})}, []),
        # to Inbedding
        (date(2027, 6, 1), {"inbedding": date(2027, 5, 20)}, ["barometer:inbedding", "eindmeting"]),
        (
            date(2027, 9, 1),
            {"inbedding": date(2027, 8, 20), "barometers": (date(2027, 3, 2),)},
            ["barometer:inbedding", "eindmeting"],
        ),
        (
            date(2027, 6, 1),
            {"inbedding": date(2027, 5, 20), "barometers": (date(2027, 3, 2),)},
            ["barometer:2", "eindmeting"],
        ),
        (date(2027, 12, 1), {"inbedding": date(2027, 5, 20)}, ["barometer:1", "eindmeting"]),
        # it does not run, or is over
        (date(2027, 6, 1), {"loopt": False}, []),
        (date(2028, 8, 1), {"loopt": False, "geeindigd": EIND}, ["nameting"]),
        (date(2028, 8, 1), {"loopt": False, "geeindigd": EIND, "gevraagd": frozenset({"nameting"})}, []),
        (date(2028, 8, 1), {"loopt": False, "geeindigd": EIND, "wist_op": date(2028, 11, 1)}, []),
        (date(2029, 8, 1), {"loopt": False, "geeindigd": EIND}, []),
        (date(2028, 7, 20), {}, ["eindmeting"]),  # runs on after its last day
        (date(2028, 10, 1), {}, []),
        # a pause
        (date(2026, 9, 2), {"pauze_tot": date(2027, 1, 1)}, ["barometer:1", "eindmeting"]),
    ],
)
def test_which(vandaag, velden, wat):
    assert keys(vandaag, **velden) == wat


def test_the_nulmeting_is_before_the_first_meeting():
    moment = find("nulmeting", START, keren=KEREN)
    assert START < moment.vanaf < moment.tot == EERSTE
    vlug = find("nulmeting", START, keren=(date(2026, 9, 2),))
    assert vlug.vanaf == vlug.tot == date(2026, 9, 2)


def test_a_start_found_later_gets_its_nulmeting_at_once():
    moment = find("nulmeting", date(2026, 10, 1), keren=KEREN)
    assert (moment.vanaf, moment.tot) == (date(2026, 10, 1), START + ALSNOG)


@pytest.mark.parametrize(
    ("keren", "aantal", "vanaf"),
    [
        (KEREN, 8, KEREN[3] + timedelta(days=1)),
        (KEREN[:2], 8, START + HALF_JAAR),
        (KEREN[:2], 3, KEREN[1] + timedelta(days=1)),
        (tuple(START + timedelta(days=250 * n) for n in range(1, 4)), 8, START + HALF_JAAR),
        (tuple(START + timedelta(days=250 * n) for n in range(1, 4)), 3, START + JAAR),
    ],
)
def test_the_first_barometer(keren, aantal, vanaf):
    assert find("barometer:1", START, keren=keren, aantal_keren=aantal).vanaf == vanaf


def test_the_next_barometer_is_a_year_later_and_never_close_to_the_end():
    moment = find("barometer:2", date(2027, 6, 1), barometers=(date(2027, 3, 2),))
    assert moment.vanaf == date(2027, 3, 2) + JAAR
    assert moment.tot == EIND - timedelta(days=90)
    assert find("barometer:2", date(2027, 6, 1), barometers=(date(2027, 4, 10),)) is None


def test_a_barometer_found_late_still_comes():
    moment = find("barometer:1", date(2027, 9, 1))
    assert (moment.vanaf, moment.tot) == (date(2027, 9, 1), date(2027, 11, 30))


def test_the_eindmeting_is_open_at_the_last_meeting():
    laatste = date(2028, 6, 10)
    assert find("eindmeting", START, keren=(*KEREN, laatste)).vanaf == laatste - timedelta(days=7)
    assert find("eindmeting", START, keren=KEREN).vanaf == EIND - timedelta(days=28)
    assert find("eindmeting", START, keren=(EIND + timedelta(days=4),)).vanaf == EIND - timedelta(days=28)


def test_the_nameting_is_four_months_after_the_end():
    moment = find("nameting", date(2028, 8, 1), loopt=False, geeindigd=EIND, wist_op=date(2028, 12, 31))
    assert (moment.vanaf, moment.tot) == (date(2028, 10, 30), date(2028, 12, 1))


def test_asking_again_a_day_later_gives_the_same_windows():
    """Inside its window a planned round stays: the window may only shrink from the front, to today."""
    for dag in range(400):
        vandaag = START + timedelta(days=dag)
        for een in find_momenten(leven(vandaag, keren=KEREN)):
            ander = find(een.sleutel, vandaag + timedelta(days=1), keren=KEREN)
            if ander and een.vanaf > vandaag:
                assert ander.vanaf == een.vanaf
