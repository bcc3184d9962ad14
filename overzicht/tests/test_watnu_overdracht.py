"""A handover that goes on: both facilitators read how far it is."""

from datetime import timedelta
from types import SimpleNamespace

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from kern.tijd import nu
from netwerken.access import get_netwerk
from netwerken.models import Netwerk, Overdracht
from netwerken.overdracht import services
from netwerken.overdracht.inhoud import CODES
from netwerken.overdracht.tests.conftest import ask
from netwerken.tests.factories import DeelnameFactory
from overzicht.cockpit import read_cockpit
from overzicht.mijn import read_mijn

pytestmark = pytest.mark.django_db


@pytest.fixture
def cast():
    marit = DeelnameFactory(facilitator=True, netwerk__gestart=True)
    noor, yusuf = DeelnameFactory.create_batch(2, netwerk=marit.netwerk)
    return SimpleNamespace(netwerk=marit.netwerk, marit=marit.persoon, noor=noor.persoon, yusuf=yusuf.persoon)


def kaarten(persoon, netwerk):
    """What both overviews say of it; they say the same."""
    mijn = [k for k in read_mijn(persoon)["kaarten"] if "begeleiden" in k.titel]
    netwerk = get_netwerk(persoon, netwerk.slug, "netwerken.view_binnenkant")
    cockpit = [k for k in read_cockpit(persoon, netwerk)["kaarten"] if "begeleiden" in k.titel]
    assert [k.titel for k in mijn] == [k.titel for k in cockpit]
    return mijn


def test_card_of_both_tells_how_far_it_is(cast):
    assert not kaarten(cast.marit, cast.netwerk)
    overdracht = ask(cast, cast.noor, blijft=True)
    services.tick(overdracht, "O-01", by=cast.marit)
    [kaart] = kaarten(cast.marit, cast.netwerk)
    assert kaart.titel == f"Je draagt het begeleiden over aan {cast.noor.naam}"
    assert "1 van de 5 besproken." in kaart.tekst
    assert "kan antwoorden tot en met" in kaart.tekst
    assert not kaarten(cast.noor, cast.netwerk)

    services.accept(overdracht, cast.noor)
    services.tick(overdracht, "O-02", by=cast.noor)
    [een], [twee] = kaarten(cast.marit, cast.netwerk), kaarten(cast.noor, cast.netwerk)
    assert twee.titel == f"{cast.marit.naam} droeg het begeleiden aan je over"
    assert all("2 van de 5 besproken. Neem er samen een half uur voor." in k.tekst for k in (een, twee))
    assert not kaarten(cast.yusuf, cast.netwerk)
    for code in CODES:
        services.tick(overdracht, code, by=cast.noor)
    assert not kaarten(cast.marit, cast.netwerk) + kaarten(cast.noor, cast.netwerk)


@pytest.mark.parametrize("hoe", ["over tijd", "voorbij"])
def test_no_card_when_it_is_over(cast, hoe):
    services.accept(ask(cast, cast.noor), cast.noor)
    if hoe == "over tijd":
        Overdracht.objects.update(verloopt_op=nu() - timedelta(minutes=1))
    else:
        Netwerk.objects.update(status="afgerond")
    assert not kaarten(cast.noor, cast.netwerk)


def test_card_costs_one_query_for_any_number(cast):
    """Only for who hands over or takes over."""

    def count():
        with CaptureQueriesContext(connection) as log:
            read_mijn(cast.noor)
        return len(log)

    read_mijn(cast.noor)
    zonder = count()
    services.accept(ask(cast, cast.noor), cast.noor)
    met = count()
    for _ in range(3):
        ander = DeelnameFactory(facilitator=True, netwerk__gestart=True)
        vraag = services.propose(ander.netwerk, van=ander.persoon, email=cast.noor.email, naam="Noor")
        services.accept(vraag, cast.noor)
    assert met - zonder <= 2  # the list, and now she also divides the tasks or the like
    assert count() == met
