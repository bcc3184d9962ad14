"""The front page: the same rounds for everybody, one's own netwerken for who guides them."""

from datetime import timedelta

import pytest
from django.urls import reverse

from kern.tijd import nu
from netwerken.tests.factories import DeelnameFactory, NetwerkFactory
from personen.tests.factories import PersoonFactory
from subsidie.regeling.bron import get_shipped
from subsidie.regeling.models import Regelingversie
from subsidie.tests.factories import AanvraagFactory, AanvraagrondeFactory

pytestmark = pytest.mark.django_db


def make_ronde(**velden):
    return AanvraagrondeFactory(regelingversie=Regelingversie.of(get_shipped("vo-leernetwerken")), **velden)


def read(client):
    return client.get(reverse("subsidie:home")).content.decode()


def test_rounds_for_everybody(client):
    make_ronde(naam="Nu")
    make_ronde(naam="Straks", opent_op=nu() + timedelta(days=2))
    make_ronde(naam="Net", opent_op=nu() - timedelta(days=40), sluit_op=nu() - timedelta(days=9))
    make_ronde(naam="Lang geleden", opent_op=nu() - timedelta(days=400), sluit_op=nu() - timedelta(days=300))

    tekst = read(client)

    assert tekst.index("Nu open") < tekst.index(">Nu<") < tekst.index("Komt nog") < tekst.index(">Straks<")
    assert tekst.index("Pas gesloten") < tekst.index(">Net<")
    assert "Lang geleden" not in tekst
    assert "Jouw netwerken" not in tekst
    assert "Bekijk de rondes" not in tekst


def test_nothing_open(client):
    assert "Er is nu geen ronde open. Kom later nog eens kijken." in read(client)


def test_the_academie_goes_to_its_rounds(client):
    client.force_login(PersoonFactory(academie=True))

    assert reverse("subsidie:rondes") in read(client)


@pytest.mark.parametrize(("rol", "ziet"), [("penvoerder", 1), ("facilitator", 1), ("eigenaar", 1), ("deelnemer", 0)])
def test_whose_netwerken(client, rol, ziet):
    deelname = DeelnameFactory(rol=rol, netwerk__naam="Ons net")
    DeelnameFactory(rol=rol, netwerk__naam="Van een ander")
    DeelnameFactory(rol=rol, netwerk__naam="Voorbij", persoon=deelname.persoon, netwerk__gestopt=True)
    AanvraagFactory(netwerk=deelname.netwerk, ronde=make_ronde(naam="Winterronde"), binnen="besloten")
    client.force_login(deelname.persoon)

    tekst = read(client)

    assert tekst.count("Ons net") == ziet
    assert tekst.count("Winterronde: bijna besloten") == ziet
    assert "Van een ander" not in tekst
    assert "Voorbij" not in tekst


@pytest.mark.parametrize("item_count", [1, 3])
def test_query_count(client, item_count, django_assert_num_queries):
    persoon = PersoonFactory()
    for _ in range(item_count):
        netwerk = NetwerkFactory()
        DeelnameFactory(persoon=persoon, rol="penvoerder", netwerk=netwerk)
        AanvraagFactory(netwerk=netwerk, ronde=make_ronde())
    client.force_login(persoon)

    with django_assert_num_queries(5):
        assert read(client).count("jullie schrijven") == item_count
