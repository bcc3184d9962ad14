import pytest
from hypothesis import given
from hypothesis import strategies as st

from bijeenkomsten.draaiboek.schalen import STAP, scale
from bijeenkomsten.draaiboek.tijden import make_groepen
from bijeenkomsten.draaiboek.volgorde import Plek, move_after, move_step


def lees(woord):
    """«a b +c d»: b and c begin together."""
    return [Plek(ord(deel[-1]), deel.startswith("+")) for deel in woord.split()]


def schrijf(plekken):
    return " ".join(f"{'+' if p.tegelijk else ''}{chr(p.pk)}" for p in plekken)


@pytest.mark.parametrize(
    ("was", "wie", "omhoog", "wordt"),
    [
        ("a b c", "b", True, "b a c"),
        ("a b c", "b", False, "a c b"),
        ("a b c", "a", True, "a b c"),
        ("a b c", "c", False, "a b c"),
        ("a b +c d", "b", True, "b +c a d"),
        ("a b +c d", "a", False, "b +c a d"),
        ("a b +c d", "d", True, "a d b +c"),
        ("a b +c +d", "d", True, "a b +d +c"),
        ("a b +c +d", "c", True, "a c b +d"),
        ("a b +c +d", "d", False, "a b +c d"),
        ("+a b", "a", False, "b a"),
    ],
)
def test_one_step(was, wie, omhoog, wordt):
    assert schrijf(move_step(lees(was), ord(wie), omhoog=omhoog)) == wordt


@pytest.mark.parametrize(
    ("was", "wie", "na", "wordt"),
    [
        ("a b c", "c", None, "c a b"),
        ("a b c", "a", "c", "b c a"),
        ("a b c", "a", "b", "b a c"),
        ("a b c", "b", "a", "a b c"),
        ("a b c", "b", "b", "a b c"),
        ("a b +c d", "b", "d", "a d b +c"),
        ("a b +c d", "c", "d", "a b d c"),
        ("a b +c d", "d", "b", "a b +c d"),
        ("a b +c d", "a", "b", "b +c a d"),
        ("a b +c d", "b", "c", "a b +c d"),
        ("a b +c d", "c", None, "c a b d"),
    ],
)
def test_to_a_place(was, wie, na, wordt):
    assert schrijf(move_after(lees(was), ord(wie), na and ord(na))) == wordt


PLEKKEN = st.lists(st.booleans(), min_size=1, max_size=8).map(lambda ja: [Plek(i + 1, t) for i, t in enumerate(ja)])


@given(PLEKKEN, st.data())
def test_moving_keeps_every_block_and_starts_with_one_of_its_own(plekken, data):
    wie = data.draw(st.sampled_from(plekken)).pk
    na = data.draw(st.none() | st.sampled_from(plekken).map(lambda p: p.pk))

    for straks in (
        move_step(plekken, wie, omhoog=True), move_step(plekken, wie, omhoog=False), move_after(plekken, wie, na),
    ):  # fmt: skip
        assert sorted(p.pk for p in straks) == sorted(p.pk for p in plekken)
    hoofden = {groep[0].pk for groep in make_groepen(plekken)}
    if wie in hoofden:
        samen = {frozenset(p.pk for p in groep) for groep in make_groepen(plekken)}
        assert {frozenset(p.pk for p in groep) for groep in make_groepen(move_after(plekken, wie, na))} == samen


@given(PLEKKEN, st.data())
def test_a_step_up_and_down_again(plekken, data):
    plekken = move_after(plekken, plekken[0].pk, None)  # the first one cannot run beside another
    hoofd = data.draw(st.sampled_from([groep[0] for groep in make_groepen(plekken)])).pk

    omlaag = move_step(plekken, hoofd, omhoog=False)

    assert omlaag == plekken or move_step(omlaag, hoofd, omhoog=True) == plekken


GROEPEN = st.lists(st.lists(st.integers(1, 300), min_size=1, max_size=3), min_size=1, max_size=10)


@given(GROEPEN, st.integers(30, 1560))
def test_scaling_fits(groepen, totaal):
    nieuw = scale(groepen, totaal)
    som = sum(max(groep) for groep in nieuw)

    assert [len(groep) for groep in nieuw] == [len(groep) for groep in groepen]
    assert all(minuten >= STAP for groep in nieuw for minuten in groep)
    assert som == totaal or (som > totaal and all(max(groep) <= 2 * STAP for groep in nieuw))


def test_scaling_keeps_the_proportions():
    assert scale([[15], [15], [90, 45], [15]], 90) == [[10], [10], [60, 30], [10]]
    assert scale([[30], [60]], 180) == [[60], [120]]
    assert scale([[30], [60]], 92) == [[30], [62]]
