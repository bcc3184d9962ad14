"""Leaving Inbedding: does the barometer say that what was learnt is used? Only what the group may see counts."""

from datetime import timedelta

import pytest

from evaluatie.services import close_meting
from evaluatie.signalen_rondes import GEBRUIKT, GEMERKT
from evaluatie.tests.factories import answer_ronde, make_gesloten_ronde, make_netwerk, make_ronde, make_ronde_keuzes
from evaluatie.vragenlijst.bron import get_shipped
from fasen.kompas.signaal import Peiling, find_signaal
from kern.tijd import nu
from netwerken.tests.factories import DeelnameFactory

pytestmark = pytest.mark.django_db


def ask(netwerk, *, aantal=6, waarde=4, soort="barometer", dagen=30, **anders):
    """A closed round in which these people chose ``waarde``, and something else for the codes of ``anders``."""
    meting = make_ronde(netwerk, soort=soort, now=nu() - timedelta(days=dagen))
    answer_ronde(meting, [make_ronde_keuzes(meting, waarde, **anders)] * aantal)
    return close_meting(meting, now=meting.sluit_op)


def meet(netwerk):
    return find_signaal("evaluatie.gebruik").meet(Peiling([netwerk], nu()))[netwerk.pk]


@pytest.mark.parametrize("soort", ["barometer", "eindmeting"])
def test_both_lists_ask_it(soort):
    assert {GEBRUIKT, GEMERKT} <= {vraag.code for vraag in get_shipped(soort).vragen}
    netwerk = make_netwerk(6)
    ask(netwerk, soort=soort)
    uitkomst = meet(netwerk)
    assert uitkomst.staat == "goed"
    assert uitkomst.bewijs == (
        "Of je iets gebruikt in je eigen praktijk kreeg 4,0. Of collega’s er iets van merken kreeg 4,0."
    )


@pytest.mark.parametrize("code", ["bar_20", "bar_21"])
def test_one_of_both_is_enough_for_attention(code):
    netwerk = make_netwerk(6)
    ask(netwerk, **{code: 2})
    assert meet(netwerk).staat == "aandacht"


def test_without_opinions_about_colleagues_the_rest_is_said():
    netwerk = make_netwerk(6)
    ask(netwerk, bar_21=0)
    assert meet(netwerk).bewijs == "Of je iets gebruikt in je eigen praktijk kreeg 4,0."
    ask(ander := make_netwerk(6), bar_20=0)
    assert meet(ander).staat == "onbekend"


def test_of_a_band_nothing_is_said():
    netwerk = make_netwerk(6)
    make_gesloten_ronde([4] * 6, netwerk=netwerk, now=nu() - timedelta(days=200))
    DeelnameFactory(netwerk=netwerk)
    make_gesloten_ronde([2] * 7, netwerk=netwerk, now=nu() - timedelta(days=30))
    assert meet(netwerk).staat == "onbekend"
