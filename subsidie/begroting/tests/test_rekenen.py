"""Totals and objections, for whatever somebody fills in."""

import ast
import inspect
import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from subsidie.begroting import bedragen, rekenen
from subsidie.begroting.rekenen import Begroting, Jaar, Kader, Post, Regel, Som

KADER = Kader(
    jaren=(Jaar(1, bijdrage=True), Jaar(2, bijdrage=False)),
    posten=(
        Post("begeleiding", "Begeleiding"), Post("zaal", "Zaal", hoogste_aandeel=30),
        Post("tijd", "Tijd", bijdrage=False),
    ),
    bijdrage_hoogst=12_000_00,
    uurtarief_hoogst=60_00,
    eigen_bedrag=1_000_00,
    eigen_procent=20,
)  # fmt: skip
GOED = (
    Regel(1, "begeleiding", bijdrage=6_000_00, eigen=1_000_00),
    Regel(1, "tijd", kwartieren=80, tarief=50_00),
    Regel(2, "tijd", eigen=500_00),
)
bedrag = st.integers(0, bedragen.HOOGST)
regel = st.builds(
    Regel, jaar=st.integers(1, 3), post=st.sampled_from(["begeleiding", "zaal", "tijd"]), bijdrage=bedrag, eigen=bedrag,
    derden=bedrag, kwartieren=st.integers(0, 40_000), tarief=st.integers(0, 500_00),
)  # fmt: skip
regels = st.lists(regel, max_size=12)


def say(*regels, kader=KADER, tarief=50_00):
    return [bezwaar.tekst for bezwaar in Begroting(tuple(regels), tarief).bezwaren(kader)]


def test_a_begroting_that_fits():
    assert say(*GOED) == []


def test_own_hours_are_money():
    assert Regel(1, "tijd", kwartieren=5, tarief=41_50).som == Som(uren=51_88)  # 51,875: half a cent goes up


@pytest.mark.parametrize(
    ("anders", "zegt"),
    [
        ((), "nog leeg"),
        ((Regel(1, "tijd", eigen=2_000_00), GOED[2]), "nog geen bijdrage"),
        ((*GOED, Regel(1, "begeleiding", bijdrage=6_000_01, eigen=3_000_00)), "haal er €\u00a00,01 af"),
        ((*GOED, Regel(2, "begeleiding", bijdrage=1_00)), "In jaar 2 is er geen bijdrage"),
        ((*GOED, Regel(1, "tijd", bijdrage=1_00)), "kun je niet uit de bijdrage"),
        ((*GOED, Regel(1, "zaal", bijdrage=3_000_00)), "hooguit 30%"),
        ((Regel(1, "begeleiding", bijdrage=100_00, eigen=999_99), GOED[2]), "minstens €\u00a01.000."),
        ((Regel(1, "begeleiding", bijdrage=8_000_00, eigen=1_999_99), GOED[2]), "minstens 20%"),
        (GOED[:2], "Jaar 2 is nog leeg. Vul in wat de kosten zijn, en wie ze zonder bijdrage betaalt"),
        ((GOED[2],), "Jaar 1 is nog leeg. Vul in wat de kosten zijn, en wie ze betaalt"),
    ],
)
def test_what_does_not_fit(anders, zegt):
    assert any(zegt in tekst for tekst in say(*anders))


@pytest.mark.parametrize(("tarief", "zegt"), [(0, "wat een uur"), (60_01, "hooguit €\u00a060 mee")])
def test_hours_have_a_rate(tarief, zegt):
    assert any(zegt in tekst for tekst in say(*GOED, tarief=tarief))
    assert not any(zegt in tekst for tekst in say(GOED[0], GOED[2], tarief=tarief))


def test_on_the_border_fits():
    precies = (Regel(1, "begeleiding", bijdrage=8_000_00, eigen=2_000_00), GOED[2])
    assert say(*precies) == []
    assert (
        say(Regel(1, "begeleiding", bijdrage=8_400_00, eigen=3_000_00), Regel(1, "zaal", bijdrage=3_600_00), GOED[2])
        == []
    )


def test_an_objection_says_where_it_is():
    (bezwaar,) = Begroting((*GOED, Regel(1, "tijd", bijdrage=1_00)), 50_00).bezwaren(KADER)
    assert (bezwaar.jaar, bezwaar.post) == (1, "tijd")


@given(regels, st.randoms(use_true_random=False))
def test_a_total_is_the_sum_of_its_parts_in_any_order(rijen, toeval: random.Random):
    totaal = Begroting(tuple(rijen)).som()
    toeval.shuffle(rijen)
    begroting = Begroting(tuple(rijen))

    assert begroting.som() == totaal
    assert sum((begroting.som(jaar) for jaar in (1, 2, 3)), Som()) == totaal
    assert sum((begroting.som(post=post) for post in ("begeleiding", "zaal", "tijd")), Som()) == totaal
    cellen = [begroting.som(jaar, post) for jaar in (1, 2, 3) for post in ("begeleiding", "zaal", "tijd")]
    assert sum(cellen, Som()) == totaal
    assert totaal.totaal == totaal.bijdrage + totaal.inleg + totaal.derden


@given(regels, regel)
def test_a_line_more_never_lowers_a_total(rijen, erbij):
    eerst, daarna = Begroting(tuple(rijen)).som(), Begroting((*rijen, erbij)).som()
    for veld in ("bijdrage", "inleg", "derden", "totaal"):
        assert getattr(daarna, veld) >= getattr(eerst, veld)


@given(regels)
def test_what_the_contribution_may_not_pay_is_always_told(rijen):
    bezwaren = Begroting(tuple(rijen), 50_00).bezwaren(KADER)
    assert any("haal er" in b.tekst for b in bezwaren) == (sum(r.bijdrage for r in rijen) > KADER.bijdrage_hoogst)
    assert any(b.post == "tijd" for b in bezwaren) == any(r.post == "tijd" and r.bijdrage for r in rijen)
    assert any("In jaar 2" in b.tekst for b in bezwaren) == any(r.jaar == 2 and r.bijdrage for r in rijen)


def test_nothing_is_ever_a_float():
    for module in (bedragen, rekenen):
        boom = ast.parse(inspect.getsource(module))
        for stuk in ast.walk(boom):
            assert not isinstance(stuk, ast.Div), "/ makes a float"
            assert not (isinstance(stuk, ast.Constant) and isinstance(stuk.value, float))
            assert not (isinstance(stuk, ast.Name) and stuk.id in {"float", "round", "Decimal"})
