"""The plan of fasen in the kompas: what moved is told, what is long ago is not held against anybody."""

from datetime import timedelta

import pytest

from bijeenkomsten.tests.gevallen import maak_keer
from bijeenkomsten.tests.gevallen_samen import _met_plan
from fasen.kompas.signaal import Peiling, find_signaal
from fasen.models import FaseVerloop, load_routes
from fasen.tests.gevallen import over
from kern.tijd import nu

pytestmark = pytest.mark.django_db


def meet(netwerk):
    (netwerk,) = load_routes(type(netwerk).objects.filter(pk=netwerk.pk))
    return find_signaal("bijeenkomsten.plan").meet(Peiling([netwerk], nu()))[netwerk.pk]


def test_a_meeting_that_moves_out_of_the_plan_is_told():
    netwerk = _met_plan([30])
    assert meet(netwerk).staat == "goed"

    keer = netwerk.bijeenkomsten.get()
    later = keer.begint_op + timedelta(days=600)
    netwerk.bijeenkomsten.update(begint_op=later, eindigt_op=later + timedelta(hours=3))

    uitkomst = meet(netwerk)
    assert uitkomst.staat == "aandacht"
    assert uitkomst.bewijs.startswith("Voor Verankering plande je 1 bijeenkomst. In die maanden staan er geen")
    assert uitkomst.bewijs.endswith("En er past nog 1 ding niet.")


def test_a_cancelled_one_no_longer_counts():
    netwerk = _met_plan([30])
    netwerk.bijeenkomsten.update(status="afgelast", reden_afgelast="De zaal is bezet.")
    assert meet(netwerk).staat == "aandacht"


def test_a_shorter_looptijd_is_told():
    netwerk = _met_plan([30])
    type(netwerk).objects.filter(pk=netwerk.pk).update(eind_datum=over(60))
    assert "staat tot en met" in meet(netwerk).bewijs


def test_more_than_one_thing_is_counted():
    netwerk = _met_plan([30, 60])
    for dagen in (700, 710):
        maak_keer(netwerk, dagen)
    assert meet(netwerk).bewijs.endswith("En er passen nog 2 dingen niet.")


def test_of_a_fase_that_began_long_ago_nothing_is_said_about_how_many():
    netwerk = _met_plan([30, 60])
    FaseVerloop.objects.filter(netwerk=netwerk, fase="verankering").update(gepland_van=over(-400))
    assert meet(netwerk).staat == "goed"
