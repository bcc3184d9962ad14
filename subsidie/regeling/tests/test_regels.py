"""Which days and money a round may have, before and after netwerken count on them."""

from dataclasses import replace
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from subsidie.regeling.regels import Rondeplan, find_bezwaren

TIJD = ZoneInfo("Europe/Amsterdam")
PLAN = Rondeplan(
    datetime(2027, 1, 11, 9, tzinfo=TIJD), datetime(2027, 2, 12, 17, tzinfo=TIJD),
    date(2027, 3, 5), date(2027, 3, 19), 100_000_00,
)  # fmt: skip
VOOR, OPEN, DICHT = (datetime(2027, maand, 20, 12, tzinfo=TIJD) for maand in (1, 1, 2))
VOOR -= timedelta(days=30)
DAG = timedelta(days=1)


def test_a_round_like_this():
    assert find_bezwaren(PLAN, moment=VOOR) == {}
    assert find_bezwaren(PLAN, oud=PLAN, heeft_aanvragen=True, moment=DICHT) == {}


@pytest.mark.parametrize(
    ("anders", "velden"),
    [
        ({"sluit_op": PLAN.opent_op}, {"sluit_op": "na de opening"}),
        ({"opent_op": PLAN.sluit_op + DAG}, {"sluit_op": "na de opening"}),
        ({"advies_voor": date(2027, 2, 11)}, {"advies_voor": "nog open"}),
        ({"advies_voor": date(2027, 2, 12)}, {}),
        ({"besluit_voor": date(2027, 3, 4)}, {"besluit_voor": "na de adviezen"}),
        ({"besluit_voor": date(2027, 3, 5)}, {}),
        ({"budget": 0}, {"budget": "boven nul"}),
        ({"budget": -1}, {"budget": "boven nul"}),
    ],
)
def test_of_a_new_round(anders, velden):
    bezwaren = find_bezwaren(replace(PLAN, **anders), moment=VOOR)

    assert bezwaren.keys() == velden.keys()
    assert all(deel in bezwaren[veld] for veld, deel in velden.items())


def test_a_new_round_closes_in_the_future():
    assert find_bezwaren(PLAN, moment=PLAN.sluit_op - timedelta(microseconds=1)) == {}
    assert "al voorbij" in find_bezwaren(PLAN, moment=PLAN.sluit_op)["sluit_op"]
    assert "al voorbij" in find_bezwaren(replace(PLAN, sluit_op=OPEN), oud=PLAN, moment=OPEN)["sluit_op"]


LATER = [
    {"sluit_op": PLAN.sluit_op + DAG}, {"advies_voor": PLAN.advies_voor + DAG},
    {"besluit_voor": PLAN.besluit_voor + DAG}, {"budget": PLAN.budget + 1},
]  # fmt: skip
EERDER = [
    {"sluit_op": PLAN.sluit_op - timedelta(minutes=1)}, {"advies_voor": PLAN.advies_voor - DAG},
    {"besluit_voor": PLAN.besluit_voor - DAG}, {"budget": PLAN.budget - 1}, {"opent_op": PLAN.opent_op - DAG},
    {"opent_op": PLAN.opent_op + DAG},
]  # fmt: skip


@pytest.mark.parametrize("anders", LATER)
def test_later_and_more_is_possible_once_somebody_began(anders):
    assert find_bezwaren(replace(PLAN, **anders), oud=PLAN, heeft_aanvragen=True, moment=OPEN) == {}


@pytest.mark.parametrize("anders", EERDER)
def test_earlier_and_less_is_not(anders):
    nieuw = replace(PLAN, **anders)

    assert find_bezwaren(nieuw, oud=PLAN, heeft_aanvragen=True, moment=OPEN).keys() == anders.keys()
    assert find_bezwaren(nieuw, oud=PLAN, heeft_aanvragen=False, moment=OPEN) == {}


@pytest.mark.parametrize("heeft_aanvragen", [True, False])
@pytest.mark.parametrize("anders", [{"sluit_op": DICHT + DAG}, {"opent_op": PLAN.opent_op + DAG}])
def test_a_round_that_closed_stays_closed(anders, heeft_aanvragen):
    bezwaren = find_bezwaren(replace(PLAN, **anders), oud=PLAN, heeft_aanvragen=heeft_aanvragen, moment=DICHT)

    assert bezwaren.keys() == anders.keys()


def test_what_is_said_names_the_day_it_was():
    bezwaren = find_bezwaren(replace(PLAN, **EERDER[0]), oud=PLAN, heeft_aanvragen=True, moment=OPEN)

    assert bezwaren["sluit_op"].endswith("Het kan later dan vrijdag 12 februari 2027 17.00 uur, niet eerder.")
