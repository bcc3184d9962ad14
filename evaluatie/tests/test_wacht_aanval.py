"""Somebody who knows every group and saw every figure tries to find out what one to four people chose.

The attacker is a program of its own and knows nothing of how the guard works. It assumes the worst: nobody changes
their opinion between two rounds, and everybody of a group answered when as many answered as there are in it. A figure
is an interval of sums (a mean with one decimal, or a band of half points). The attacker adds and subtracts whole
tables, each up to twice, and looks at every sum that is about at most four people. Before any table was published such
a sum has many possible values. It counts as computed when fewer than three of them remain.
"""

from fractions import Fraction
from itertools import product
from math import ceil, floor, gcd

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from evaluatie import wacht
from evaluatie.wacht import Samenstelling, Tabel, is_veilig, maak_band

GENOEG, HOOGSTE, MINSTENS = 5, 5, 3
TIENDE, HALF = Fraction(1, 20), Fraction(1, 4)  # half a step of what is shown


def publiceer(geschiedenis, scores, veilig=is_veilig, band=maak_band):
    """What everybody sees of each round: (group, lowest mean, highest mean, how many answered), and nothing below five.

    ``geschiedenis``: per round the group and who of them answered.
    """
    exact, gezien = [], []
    for groep, antwoorden in geschiedenis:
        if len(antwoorden) < GENOEG:
            continue
        tabel = Tabel(Samenstelling(groep), sum(scores[p] for p in antwoorden), len(antwoorden))
        if not exact or veilig([t.groep for t in exact], tabel.groep):
            exact.append(tabel)
            gemiddelde = Fraction(floor(Fraction(10 * tabel.som, tabel.aantal) + Fraction(1, 2)), 10)
            gezien.append((groep, gemiddelde - TIENDE, gemiddelde + TIENDE, tabel.aantal))
        else:
            laagst, hoogst = band(exact, tabel, HOOGSTE)
            gezien.append((groep, Fraction(laagst) - HALF, Fraction(hoogst) + HALF, tabel.aantal))
    return gezien


def val_aan(gezien, meeste=5):
    """{sum as ((person, times), …): possible values left} of everything the attacker found about one to four people."""
    tabellen = [(g, ceil(laag * n), ceil(hoog * n) - 1) for g, laag, hoog, n in gezien if len(g) == n][:meeste]
    gevonden = {}
    for keren in product(range(-2, 3), repeat=len(tabellen)):
        som = {}
        for k, (groep, _, _) in zip(keren, tabellen, strict=True):
            for persoon in groep:
                som[persoon] = som.get(persoon, 0) + k
        deler = gcd(*som.values())
        over = tuple(sorted((persoon, k // deler) for persoon, k in som.items() if k))
        if not 1 <= len(over) < GENOEG:
            continue
        laag = sum(min(k * a, k * b) for k, (_, a, b) in zip(keren, tabellen, strict=True)) / Fraction(deler)
        hoog = sum(max(k * a, k * b) for k, (_, a, b) in zip(keren, tabellen, strict=True)) / Fraction(deler)
        was = gevonden.get(over, (sum(min(k, k * HOOGSTE) for _, k in over), sum(max(k, k * HOOGSTE) for _, k in over)))
        gevonden[over] = (max(laag, was[0]), min(hoog, was[1]))
    return {over: floor(hoog) - ceil(laag) + 1 for over, (laag, hoog) in gevonden.items()}


def _sommen_uit(exact):
    """What exact tables tell together about five or more people: ({person: times}, lowest sum, highest sum)."""
    grenzen = [(ceil(laag * n), ceil(hoog * n) - 1) for _, laag, hoog, n in exact]
    for keren in product(range(-2, 3), repeat=len(exact)):
        som = {}
        for k, (groep, *_) in zip(keren, exact, strict=True):
            for persoon in groep:
                som[persoon] = som.get(persoon, 0) + k
        som = {persoon: k for persoon, k in som.items() if k}
        if len(som) >= GENOEG:
            laag = sum(min(k * a, k * b) for k, (a, b) in zip(keren, grenzen, strict=True))
            hoog = sum(max(k * a, k * b) for k, (a, b) in zip(keren, grenzen, strict=True))
            yield som, laag, hoog


def _tel_mogelijk(som, verteld):
    """How many values one such sum leaves to a smaller one, because of the ends of the scale."""
    geheel, laag, hoog = verteld
    mensen, waarden = dict(som), set()
    anderen = [k for persoon, k in geheel.items() if persoon not in mensen]
    laag -= sum(max(k, k * HOOGSTE) for k in anderen)
    hoog -= sum(min(k, k * HOOGSTE) for k in anderen)
    for scores in product(range(1, HOOGSTE + 1), repeat=len(mensen)):
        if laag <= sum(geheel.get(p, 0) * score for p, score in zip(mensen, scores, strict=True)) <= hoog:
            waarden.add(sum(k * score for k, score in zip(mensen.values(), scores, strict=True)))
    return len(waarden)


def is_berekend(gezien):
    """Does the attacker know a sum, except what exact tables tell at the ends of the scale about five people or more?

    Six people with a mean of 1 all chose 1: that is no subtraction, and no guard on groups can hide it.
    """
    exact = [tabel for tabel in gezien if tabel[2] - tabel[1] == 2 * TIENDE and len(tabel[0]) == tabel[3]]
    return any(
        aantal < MINSTENS and all(aantal < _tel_mogelijk(som, verteld) for verteld in _sommen_uit(exact))
        for som, aantal in val_aan(gezien).items()
    )


@st.composite
def geschiedenissen(draw):
    """A group of 4 to 12 of whom people leave and to which people come, and who answered each time."""
    scores = draw(st.lists(st.integers(1, HOOGSTE), min_size=24, max_size=24))
    groep, nieuw, rondes = set(range(draw(st.integers(4, 12)))), 12, []
    for _ in range(draw(st.integers(2, 5))):
        wie = draw(st.one_of(st.just(groep), st.sets(st.sampled_from(sorted(groep)), min_size=min(5, len(groep)))))
        rondes.append((frozenset(groep), frozenset(wie)))
        weg = draw(st.sets(st.sampled_from(sorted(groep)), max_size=min(6, len(groep) - 1)))
        erbij = set(range(nieuw, min(nieuw + draw(st.integers(0, 6)), 24)))
        nieuw += len(erbij)
        # Somebody who left may come back.
        terug = draw(st.sets(st.sampled_from(range(nieuw)), max_size=2))
        groep = set(sorted((groep - weg) | erbij | terug)[:12])
    return rondes, scores


def allen(*groepen):
    return [(frozenset(groep), frozenset(groep)) for groep in groepen]


IEDEREEN_LAAGST = (allen(range(6), range(1, 6)), [1] * 24)
# Two exact tables tell that five newcomers chose 6 together, so four of them 4 or 5; the third table adds nothing.
VIJF_NIEUWEN_LAAG = (
    allen(range(5), {*range(7), 12, 13, 14}, {*range(5), 6, 12, 13, 14}),
    [1, 1, 1, 1, 2, 1, 2, *[1] * 17],
)


@settings(max_examples=150, deadline=None)
@given(geschiedenissen())
@example(IEDEREEN_LAAGST)
@example(VIJF_NIEUWEN_LAAG)
def test_no_chain_of_published_figures_gives_away_fewer_than_five_people(verhaal):
    rondes, scores = verhaal

    assert not is_berekend(publiceer(rondes, scores))


SCORES = [3, 5, 1, 4, 2, 3, 4, 5, 2, 3, 1, 5, 4, 2, 3, 5, 4, 4, 2, 1, 3, 5, 2, 4]
EEN_ERBIJ = allen(range(6), range(7))
KETEN = allen(range(5), range(10), range(5, 11))  # every pair differs in five or more, together they give away one
BREUK = allen({0, *range(1, 6)}, {0, *range(6, 11)}, range(1, 11))  # twice one person


@pytest.mark.parametrize("rondes", [EEN_ERBIJ, KETEN, BREUK])
def test_the_attack_works_without_a_guard_and_not_with_it(rondes):
    assert is_berekend(publiceer(rondes, SCORES, veilig=lambda eerder, nieuw: True))
    assert not is_berekend(publiceer(rondes, SCORES))


def alleen_paren(eerder, nieuw):
    return all(nieuw.erbij(g) + nieuw.eruit(g) in {0, *range(5, 99)} for g in eerder)


def alleen_halven(eerder, nieuw, hoogste):
    return maak_band([nieuw], nieuw, hoogste)


def test_a_guard_that_looks_at_pairs_only_is_broken_by_a_chain():
    assert is_berekend(publiceer(KETEN, SCORES, veilig=alleen_paren))


def test_a_guard_that_only_rounds_is_broken():
    """Rounding to halves leaves one value when the others happen to be beyond the scale."""
    scores = [3, 4, 4, 3, 4, 4, 5]

    assert is_berekend(publiceer(EEN_ERBIJ, scores, band=alleen_halven))
    assert not is_berekend(publiceer(EEN_ERBIJ, scores))


def test_a_guard_with_a_lower_threshold_is_broken(settings):
    settings.EVALUATIE_MIN_ANTWOORDEN = 4

    assert is_berekend(publiceer(allen(range(6), range(10)), SCORES))


def test_a_pair_passes_when_nobody_changed_or_five_did():
    groep = Samenstelling(frozenset(range(8)))

    for erbij, mag in ((0, True), (1, False), (4, False), (5, True), (9, True)):
        assert is_veilig([groep], Samenstelling(frozenset(range(8 + erbij)))) == mag
    assert not is_veilig([groep], Samenstelling(frozenset({*range(7), 99})))  # one left, one came
    assert is_veilig([groep], Samenstelling(frozenset({*range(6), 90, 91, 92})))  # two left, three came


def test_an_empty_place_hides_nobody():
    """Who left the platform may be the same person in both groups: then only one changed."""
    eerst, later = Samenstelling(frozenset(range(6)), 3), Samenstelling(frozenset(range(7)), 3)

    assert not is_veilig([eerst], later)
    assert not is_veilig([eerst], eerst)
    assert is_veilig([eerst], Samenstelling(frozenset(range(11)), 3))
    assert not is_veilig([Samenstelling(frozenset(range(8)), 1), Samenstelling(frozenset(range(8)), 1)], eerst)


def test_what_takes_too_long_to_prove_is_not_safe(monkeypatch):
    monkeypatch.setattr(wacht, "MEESTE_SOMMEN", 1)

    assert not is_veilig(
        [*(Samenstelling(frozenset(g)) for g in (range(5), range(10)))], Samenstelling(frozenset(range(5, 11)))
    )


@pytest.mark.parametrize(
    ("som", "band"),
    [(21, (2.5, 3.5)), (23, (2.5, 3.5)), (25, (3.5, 3.5)), (19, (2.5, 3.5)), (30, (4.5, 4.5)), (10, (1.5, 1.5))],
)
def test_a_band_holds_all_that_fits_a_group_that_stayed_as_it_was(som, band):
    eerst = Tabel(Samenstelling(frozenset(range(6))), 18, 6)

    assert maak_band([eerst], Tabel(Samenstelling(frozenset(range(7))), som, 7), 5) == band


@pytest.mark.parametrize("som", [19, 20, 21, 22, 23])
def test_every_choice_of_one_newcomer_gives_the_same_band(som):
    eerst = Tabel(Samenstelling(frozenset(range(6))), 18, 6)

    assert maak_band([eerst], Tabel(Samenstelling(frozenset(range(7))), som, 7), 5) == (2.5, 3.5)
