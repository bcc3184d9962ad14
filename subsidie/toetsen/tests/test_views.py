"""The page of a netwerk with what the criteria say."""

import pytest

from netwerken.tests.factories import DeelnameFactory
from subsidie.regeling.bron import get_shipped
from subsidie.regeling.models import Regelingversie
from subsidie.tests.factories import AanvraagFactory, AanvraagrondeFactory
from subsidie.toetsen.tests.gevallen import VO, lopend, nieuw, werkt

pytestmark = pytest.mark.django_db


def page(netwerk):
    return f"/netwerken/{netwerk.slug}/subsidie/"


@pytest.fixture
def netwerk(client):
    netwerk = lopend()
    client.force_login(DeelnameFactory(netwerk=netwerk, facilitator=True).persoon)
    return netwerk


@pytest.mark.parametrize("item_count", [1, 3])
def test_page(client, netwerk, item_count, django_assert_num_queries):
    for _ in range(item_count):
        werkt(netwerk, "Rector", "penvoerder")

    with django_assert_num_queries(9):
        html = client.get(page(netwerk)).content.decode()

    assert html.count('class="criterium"') == len(VO.criteria)
    assert "Er is nu geen ronde open" in html
    assert "Wordt groen als</b> jullie de academie uitnodigen" in html
    assert f'href="/netwerken/{netwerk.slug}/bijeenkomsten/"' in html


def test_an_open_round_and_then_an_aanvraag(client, netwerk):
    AanvraagrondeFactory(naam="Later", regelingversie=Regelingversie.of(VO))
    ronde = AanvraagrondeFactory(naam="Eerst", regelingversie=Regelingversie.of(VO))
    AanvraagrondeFactory(naam="Van po", regelingversie=Regelingversie.of(get_shipped("po-leernetwerken")))
    html = client.get(page(netwerk)).content.decode()
    assert "is open tot" in html
    assert "Van po" not in html

    AanvraagFactory(ronde=ronde, netwerk=netwerk)
    html = client.get(page(netwerk)).content.decode()

    assert "Jullie aanvraag" in html
    assert "Jullie schrijven" in html
    assert html.count("Naar de aanvraag") == 3  # consent, own money, and beside the list


@pytest.mark.parametrize(
    ("sector", "namen"),
    [
        ("vo", ["vo-leernetwerken"]),
        ("po", ["po-leernetwerken"]),
        ("po_vo", ["po-leernetwerken", "vo-leernetwerken"]),
        ("anders", []),
    ],
)
def test_regelingen_of_a_sector(client, sector, namen):
    netwerk = nieuw(sector=sector)
    client.force_login(DeelnameFactory(netwerk=netwerk, rol="eigenaar").persoon)

    response = client.get(page(netwerk))

    assert [beeld.regeling.code for beeld in response.context["beelden"]] == namen
    assert ("Er is geen regeling voor jullie sector" in response.content.decode()) == (not namen)
    gekozen = client.get(page(netwerk), {"regeling": "vo-leernetwerken"}).context["beeld"]
    assert (gekozen.regeling.code if gekozen else None) == (namen[-1] if namen else None)


def test_the_cockpit_links_to_it_for_who_guides(client, netwerk):
    assert page(netwerk) in client.get(netwerk.get_absolute_url()).content.decode()
    client.force_login(DeelnameFactory(netwerk=netwerk).persoon)
    assert page(netwerk) not in client.get(netwerk.get_absolute_url()).content.decode()
