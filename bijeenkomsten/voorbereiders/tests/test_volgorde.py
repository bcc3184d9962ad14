"""The rule of the turns, by examples and by everything that must always hold."""

from datetime import date, timedelta
from types import SimpleNamespace

from hypothesis import given, settings
from hypothesis import strategies as st

from bijeenkomsten.voorbereiders.volgorde import GEVRAAGD, KAN_NIET, PAST, Kandidaat, choose, order, tell

BEGIN = date(2026, 9, 1)


def k(pk, **kwargs):
    return Kandidaat(SimpleNamespace(pk=pk), **{"sinds": BEGIN} | kwargs)


def pks(kandidaten):
    return [kandidaat.persoon.pk for kandidaat in kandidaten]


def test_never_goes_before_longest_ago_before_recently():
    rij = [k(1, laatst=date(2027, 3, 1)), k(2), k(3, laatst=date(2026, 10, 1))]

    assert pks(order(rij, 1)) == [2, 3, 1]


def test_of_who_never_did_it_goes_first_who_takes_part_longest():
    assert pks(order([k(1, sinds=date(2026, 12, 1)), k(2)], 1)) == [2, 1]


def test_first_meeting_of_somebody_comes_last():
    rij = [k(1, is_nieuw=True), k(2, laatst=date(2027, 3, 1))]

    assert pks(choose(rij, 1, 1)) == [2]
    assert pks(choose(rij, 2, 1)) == [2, 1]  # when there is nobody else


def test_in_the_first_meeting_of_a_netwerk_everybody_is_new():
    assert len(choose([k(n, is_nieuw=True) for n in range(5)], 2, 1)) == 2


def test_who_cannot_or_passes_or_was_asked_is_not_chosen():
    rij = [k(1, wat=KAN_NIET), k(2, wat=PAST), k(3, wat=GEVRAAGD), k(4, laatst=date(2027, 3, 1))]

    assert pks(choose(rij, 3, 1)) == [4]


def test_lot_is_the_same_every_time_and_another_for_another_meeting():
    rij = [k(n) for n in range(12)]

    assert pks(order(rij, 7)) == pks(order(rij[::-1], 7))
    assert len({tuple(pks(order(rij, bijeenkomst))) for bijeenkomst in range(10)}) == 10


def test_lot_is_fair():
    """Over many meetings everybody is first about as often."""
    rij = [k(n) for n in range(5)]
    eerst = [pks(order(rij, bijeenkomst))[0] for bijeenkomst in range(2000)]

    assert all(300 < eerst.count(n) < 500 for n in range(5))


@settings(max_examples=60, deadline=None)
@given(mensen=st.integers(2, 9), per_keer=st.integers(1, 3), keren=st.integers(1, 20), eerste=st.integers(1, 10_000))
def test_over_the_years_nobody_is_asked_much_more_than_another(mensen, per_keer, keren, eerste):
    aantal, laatst = dict.fromkeys(range(mensen), 0), {}
    for keer in range(keren):
        rij = [k(n, laatst=laatst.get(n), keren=aantal[n]) for n in range(mensen)]
        for n in pks(choose(rij, min(per_keer, mensen), eerste + keer)):
            aantal[n] += 1
            laatst[n] = BEGIN + timedelta(days=30 * keer)
    assert max(aantal.values()) - min(aantal.values()) <= 1


def test_what_is_told_of_somebody():
    vandaag = date(2027, 4, 1)
    woorden = [
        tell(k(1, **kwargs), vandaag, met_wat=True)
        for kwargs in (
            {}, {"is_nieuw": True, "wat": KAN_NIET}, {"laatst": date(2027, 3, 4), "keren": 2, "wat": PAST},
            {"laatst": date(2027, 6, 3)}, {"wat": GEVRAAGD},
        )
    ]  # fmt: skip

    assert [woord.replace(" 2027", "") for woord in woorden] == [
        "deed het nog niet", "net nieuw, kan niet komen",
        "deed het op donderdag 4 maart, 2 keer in totaal, past deze keer",
        "aan de beurt op donderdag 3 juni", "gevraagd, zei nog niets",
    ]  # fmt: skip


def test_members_do_not_hear_who_was_asked_or_passes():
    vandaag = date(2027, 4, 1)

    assert {tell(k(1, wat=wat), vandaag, met_wat=False) for wat in (GEVRAAGD, PAST)} == {"deed het nog niet"}
