from datetime import timedelta

import pytest

from berichten.models import Verzending
from bijeenkomsten import services
from bijeenkomsten.models import Bijeenkomst
from bijeenkomsten.tests.factories import BijeenkomstFactory
from kern.errors import DomainError
from kern.tijd import nu
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


@pytest.mark.parametrize(
    ("hoe", "reden"), [("afgerond", ""), ("zelfstandig", ""), ("gestopt", "De vraag was te groot.")]
)
def test_nothing_is_planned_any_more_after_the_end(netwerk, persoon, hoe, reden):
    netwerken.close_netwerk(netwerk, hoe, reden=reden, by=persoon)
    begint_op = nu() + timedelta(days=20)

    with pytest.raises(DomainError, match="beëindigd"):
        services.plan_bijeenkomst(
            netwerk, {"begint_op": begint_op, "eindigt_op": begint_op + timedelta(hours=2)}, by=persoon
        )

    assert not Bijeenkomst.objects.exists()


def test_what_was_never_held_does_not_come_back_after_a_stop(netwerk, persoon):
    """A day that passed without a list stays planned; moving it would call everybody together again."""
    b = BijeenkomstFactory(netwerk=netwerk, geweest=True)
    netwerken.close_netwerk(netwerk, "gestopt", reden="De vraag was te groot.", by=persoon)
    begint_op = nu() + timedelta(days=20)
    waarden = {"begint_op": begint_op, "eindigt_op": begint_op + timedelta(hours=2)}

    with pytest.raises(DomainError, match="gestopt"):
        services.update_bijeenkomst(b, waarden, by=persoon, versie=b.versie)
