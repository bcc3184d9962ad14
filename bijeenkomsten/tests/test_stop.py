import pytest

from berichten.models import Verzending
from bijeenkomsten.models import Bijeenkomst
from bijeenkomsten.tests.factories import BijeenkomstFactory
from netwerken import services as netwerken
from netwerken.tests.factories import DeelnameFactory, NetwerkFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def netwerk():
    netwerk = NetwerkFactory(gestart=True)
    DeelnameFactory(netwerk=netwerk, facilitator=True)
    return netwerk


def test_stopping_a_netwerk_cancels_what_is_still_to_come(netwerk, persoon):
    komt, was = BijeenkomstFactory(netwerk=netwerk), BijeenkomstFactory(netwerk=netwerk, gehouden=True)
    elders = BijeenkomstFactory()

    netwerken.close_netwerk(netwerk, "gestopt", reden="De vraag bleek te groot.", by=persoon)

    statussen = dict(Bijeenkomst.objects.values_list("pk", "status"))
    assert statussen == {komt.pk: "afgelast", was.pk: "gehouden", elders.pk: "gepland"}
    wachtend = Verzending.objects.in_context(netwerk.context).waiting()
    assert [v.soort for v in wachtend] == ["bijeenkomsten.afgelast"]


def test_finishing_a_netwerk_leaves_the_calendar_alone(netwerk, persoon):
    komt = BijeenkomstFactory(netwerk=netwerk)

    netwerken.close_netwerk(netwerk, "zelfstandig", by=persoon)

    komt.refresh_from_db()
    assert komt.status == "gepland"
