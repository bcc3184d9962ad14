"""The gids of a fase over all rooms: what ticks itself off has its meter, and a page asks a fixed number of queries."""

import pytest

from bijeenkomsten.models import Programmaonderdeel
from bijeenkomsten.tests.factories import ProgrammaonderdeelFactory
from bijeenkomsten.tests.gevallen import maak_keer
from evaluatie.tests.gevallen import maak_metingen
from fasen.gids.inhoud import GIDSEN
from fasen.gids.meters import find_meter, get_codes
from fasen.gids.tests.factories import VinkjeFactory
from fasen.inhoud import FASEN
from fasen.services import create_route, move_to
from kern.adres import reverse
from leren.tests.factories import LeervraagFactory
from netwerken.tests.factories import DeelnameFactory, NetwerkFactory
from werkvormen.tests.factories import WerkvormFactory

pytestmark = pytest.mark.django_db


def test_every_meter_has_a_point_and_every_point_its_meter():
    assert sorted({punt.meter for gids in GIDSEN.values() for punt in gids.punten if punt.meter}) == get_codes()
    for code in get_codes():
        naam, tekst = find_meter(code).doen
        assert reverse(naam, args=["een-netwerk"])
        assert tekst


@pytest.fixture
def netwerk(client):
    netwerk = maak_metingen([8])
    create_route(netwerk)
    client.force_login(DeelnameFactory(netwerk=netwerk, facilitator=True).persoon)
    return netwerk


def vul(netwerk, aantal):
    """So many of everything a page may show."""
    for fase in FASEN:
        VinkjeFactory(netwerk=netwerk, fase=fase.slug, code=GIDSEN[fase.slug].punten[-1].code)
        for n in range(aantal):
            VinkjeFactory(netwerk=netwerk, fase=fase.slug, code=f"vroeger-{'a' * n}")
    for n in range(aantal):
        maak_keer(netwerk, 20 + n)
        maak_keer(netwerk, -20 - n)
        WerkvormFactory(kaart={"naam": f"Past {n}", "fasen": [fase.slug for fase in FASEN]})
        LeervraagFactory(netwerk=netwerk, persoon=DeelnameFactory(netwerk=netwerk).persoon)


@pytest.mark.parametrize("aantal", [1, 3])
@pytest.mark.parametrize("fase", FASEN, ids=lambda fase: fase.slug)
def test_query_count(client, netwerk, fase, aantal, django_assert_num_queries):
    vul(netwerk, aantal)
    pad = f"/netwerken/{netwerk.slug}/fasen/{fase.slug}/"
    client.get(pad)

    # session, user, netwerk, own roles, fasen, vinkjes, mensen, getallen, bijeenkomsten, what suits, what helps
    with django_assert_num_queries(11):
        content = client.get(pad).content.decode()

    assert "Past 0" in content


def test_a_werkvorm_of_the_gids_goes_into_the_draaiboek_once(client):
    netwerk = NetwerkFactory(gestart=True)
    create_route(netwerk)
    client.force_login(DeelnameFactory(netwerk=netwerk, facilitator=True).persoon)
    DeelnameFactory.create_batch(8, netwerk=netwerk)
    keer = maak_keer(netwerk, 14)
    werkvorm = WerkvormFactory(kaart={"naam": "Elkaar leren kennen", "fasen": ["verkenning"]})
    ProgrammaonderdeelFactory(
        bijeenkomst=maak_keer(netwerk, -14),
        werkvorm=WerkvormFactory(kaart={"naam": "Die deden we al", "fasen": ["verkenning"]}),
    )
    pad = f"/netwerken/{netwerk.slug}/fasen/verkenning/"
    invoegen = f"/netwerken/{netwerk.slug}/bijeenkomsten/{keer.pk}/draaiboek/werkvorm/{werkvorm.slug}/"

    content = client.get(pad).content.decode()
    assert f'action="{invoegen}"' in content
    assert "Die deden we al" not in content
    assert client.post(invoegen).status_code == 302

    assert Programmaonderdeel.objects.get(bijeenkomst=keer).werkvorm == werkvorm
    assert invoegen not in client.get(pad).content.decode()


def test_the_page_counts_what_really_happened(client, netwerk):
    """Verkenning → Verdieping: an evaluation that was, and a meeting in the fase."""
    for fase in FASEN[1:3]:
        move_to(netwerk, fase, reden="We zijn er klaar voor.", by=None)

    content = client.get(f"/netwerken/{netwerk.slug}/fasen/verdieping/").content.decode()

    assert "1 evaluatie is klaar om te lezen." in content
    assert "In Verdieping waren jullie nog geen keer bij elkaar." in content
