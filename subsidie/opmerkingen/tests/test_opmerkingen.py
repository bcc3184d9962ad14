"""What those who write an aanvraag say to each other."""

import pytest
from django.urls import reverse

from kern.errors import DomainError
from personen.tests.factories import PersoonFactory
from subsidie.aanvragen.tests.factories import ConceptFactory, add_rollen
from subsidie.opmerkingen import services
from subsidie.opmerkingen.tests.factories import OpmerkingFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def aanvraag(client):
    aanvraag = ConceptFactory(netwerk__gestart=True)
    client.force_login(*add_rollen(aanvraag.netwerk, "facilitator"))
    return aanvraag


def test_asking_and_settling(client, aanvraag):
    erbij = reverse("subsidie:opmerking_create", args=[aanvraag.sleutel, "begroting"])
    tekst = client.post(erbij, {"tekst": "Klopt 't <b>tarief</b>?"}, follow=True).text
    assert "&lt;b&gt;tarief&lt;/b&gt;" in tekst
    opmerking = aanvraag.opmerkingen.get()
    assert "1 opmerking open" in client.get(aanvraag.get_absolute_url()).text

    klaar = reverse("subsidie:opmerking_settle", args=[aanvraag.sleutel, opmerking.pk])
    client.post(klaar)
    client.post(klaar)

    assert not aanvraag.opmerkingen.open().exists()
    assert "1 opmerking open" not in client.get(aanvraag.get_absolute_url()).text


def test_nothing_is_no_question(client, aanvraag):
    erbij = reverse("subsidie:opmerking_create", args=[aanvraag.sleutel, "waarom"])
    assert "Schrijf eerst iets." in client.post(erbij, {"tekst": " "}, follow=True).text
    assert not aanvraag.opmerkingen.exists()


def test_of_another_aanvraag(client, aanvraag):
    ander = OpmerkingFactory(aanvraag=ConceptFactory())
    assert client.post(reverse("subsidie:opmerking_settle", args=[aanvraag.sleutel, ander.pk])).status_code == 404


def test_not_when_it_is_over_and_not_without_end(client, monkeypatch):
    over = ConceptFactory(status="ingetrokken")
    with pytest.raises(DomainError, match="voorbij"):
        services.add_opmerking(over, "waarom", "Jammer", by=PersoonFactory())
    monkeypatch.setattr(services, "MEESTE", 0)
    aanvraag = ConceptFactory(netwerk__gestart=True)
    client.force_login(*add_rollen(aanvraag.netwerk, "facilitator"))
    erbij = reverse("subsidie:opmerking_create", args=[aanvraag.sleutel, "waarom"])
    assert "Praat er liever samen over" in client.post(erbij, {"tekst": "Nog een"}, follow=True).text


def test_after_handing_in_one_comes_back_at_the_whole(client):
    aanvraag = ConceptFactory(binnen="ingediend", netwerk__gestart=True)
    client.force_login(*add_rollen(aanvraag.netwerk, "facilitator"))
    erbij = reverse("subsidie:opmerking_create", args=[aanvraag.sleutel, "waarom"])
    assert client.post(erbij, {"tekst": "Spannend"}).url == aanvraag.get_absolute_url()
