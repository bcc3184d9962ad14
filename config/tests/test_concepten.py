"""A half written werkvorm is in no list, search, suggestion, file or page of anybody but its maker."""

from uuid import uuid4

import pytest
from django.urls import reverse

from bijeenkomsten.tests.factories import BijeenkomstFactory
from config.tests.access_world import CAST, World
from werkvormen.concepten import open_concept, read_gegevens
from werkvormen.models import Concept
from werkvormen.services import save_concept
from werkvormen.tests.factories import WerkvormFactory
from werkvormen.tests.test_views_eigen import DATA

pytestmark = [pytest.mark.django_db, pytest.mark.once]
WOORD = "Zevenblad"


@pytest.fixture
def world():
    """The concept has all a werkvorm needs: nothing but being a concept keeps it out."""
    world = World.make(is_openbaar=True)
    gegevens = read_gegevens(*open_concept(DATA | {"naam": f"{WOORD} trekken"}))
    save_concept(uuid4(), gegevens, by=world.cast["facilitator"], seen=0)
    WerkvormFactory(kaart={"naam": f"{WOORD} laten staan"})  # what is published is found with the same words
    return world


def _addresses(world, own):
    bijeenkomst = BijeenkomstFactory(netwerk=world.netwerk)
    of_bijeenkomst = [world.netwerk.slug, bijeenkomst.pk]
    yield "/werkvormen/"
    yield f"/werkvormen/?q={WOORD}"
    yield "/werkvormen/?soort=alles"
    yield "/werkvormen/export.json"
    yield f"/werkvormen/export.json?q={WOORD}"
    yield "/werkvormen/eigen/export.json"
    yield "/werkvormen/beoordelen/"
    yield f"{reverse('bijeenkomsten:draaiboek', args=of_bijeenkomst)}?zoek=1&q={WOORD}"
    yield reverse("bijeenkomsten:voorstel", args=of_bijeenkomst)
    yield f"{reverse('bijeenkomsten:voorstel', args=of_bijeenkomst)}?doel=kennismaken"
    yield reverse("overzicht:mijn")
    yield reverse("overzicht:netwerk", args=[world.netwerk.slug])
    yield "/"
    if not own:
        yield "/werkvormen/eigen/"


@pytest.mark.parametrize("wie", CAST)
def test_nowhere_but_with_its_maker(client, world, wie):
    concept = Concept.objects.get(naam__startswith=WOORD)
    if world.cast[wie]:
        client.force_login(world.cast[wie])

    for address in _addresses(world, own=wie == "facilitator"):
        assert f"{WOORD} trekken" not in client.get(address).content.decode(), address
    for pad in ("", "favoriet/", "export.json", "aanpassen/", "aanbieden/", "publiceren/"):
        for slug in (f"{WOORD.lower()}-trekken", concept.sleutel):
            assert client.get(f"/werkvormen/{slug}/{pad}").status_code in (302, 404, 405)
            assert client.post(f"/werkvormen/{slug}/{pad}").status_code in (302, 404, 405)


def test_its_maker_finds_it_in_one_place(client, world):
    client.force_login(world.cast["facilitator"])

    assert f"{WOORD} trekken" in client.get("/werkvormen/eigen/").content.decode()
    assert f"{WOORD} laten staan" in client.get(f"/werkvormen/?q={WOORD}").content.decode()
