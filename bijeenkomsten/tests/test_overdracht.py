"""What a facilitator who hands over reads about the meetings."""

import pytest

from bijeenkomsten.afspraken.tests.factories import AfspraakFactory
from bijeenkomsten.tests.factories import BijeenkomstFactory
from netwerken.overdracht.lijst import find_punten

pytestmark = pytest.mark.django_db


def read(cast):
    return {punt.titel: [tekst for tekst, _ in punt.regels] for punt in find_punten(cast.netwerk, cast.facilitator)}


def test_nothing_planned_is_nothing_to_hand_over(cast):
    assert read(cast) == {}


@pytest.mark.parametrize("item_count", [1, 3])
def test_what_is_planned_and_promised(cast, item_count, django_assert_num_queries):
    for _ in range(item_count):
        AfspraakFactory(
            bijeenkomst=BijeenkomstFactory(netwerk=cast.netwerk), wie=cast.facilitator, tekst="Koeken kopen"
        )
    AfspraakFactory(bijeenkomst__netwerk=cast.netwerk, bijeenkomst__afgelast=True, wie=cast.deelnemer)

    with django_assert_num_queries(6):  # tasks, at the door, intakes, held mail, meetings, promises
        punten = read(cast)
    komt = "1 bijeenkomst komt eraan" if item_count == 1 else "3 bijeenkomsten komen eraan"
    open_ = "1 afspraak staat open" if item_count == 1 else "3 afspraken staan open"
    assert set(punten) == {komt, open_}
    assert punten[open_] == ["Koeken kopen"] * item_count
