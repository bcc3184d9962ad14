from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from fasen.inhoud import FASEN
from netwerken.tests.factories import DeelnameFactory, NetwerkFactory
from overzicht import lijst
from overzicht.tests.cast import tekst

pytestmark = pytest.mark.django_db
HOME = "/"


@pytest.mark.parametrize("item_count", [1, 3])
def test_home_query_count(client, item_count, django_assert_num_queries):
    netwerken = NetwerkFactory.create_batch(item_count, openbaar=True)

    with django_assert_num_queries(2):
        response = client.get(HOME)

    assert [n.slug for n in response.context["netwerken"]] == sorted(n.slug for n in netwerken)


def test_home_shows_the_route(client):
    html = tekst(client.get(HOME))

    for fase in FASEN:
        assert f"<h3>{fase.naam}</h3>" in html


def test_home_offers_only_what_one_can_join(client):
    vol = NetwerkFactory(openbaar=True, max_deelnemers=6)
    DeelnameFactory.create_batch(6, netwerk=vol)
    NetwerkFactory(status="werving", is_openbaar=False)
    NetwerkFactory(is_openbaar=True, status="afgerond")
    vrij = NetwerkFactory(openbaar=True)

    response = client.get(HOME)

    assert [n.pk for n in response.context["netwerken"]] == [vrij.pk]
    assert "Nog 15 plekken" in tekst(response)
    assert "Alle 3 netwerken" in tekst(response)


def test_home_shows_at_most_three_the_latest_beginning_first(client):
    vandaag = timezone.localdate()
    for dagen in (10, 40, 20, 30):
        NetwerkFactory(openbaar=True, start_datum=vandaag + timedelta(days=dagen))

    netwerken = client.get(HOME).context["netwerken"]

    assert [(n.start_datum - vandaag).days for n in netwerken] == [40, 30, 20]


def test_home_looks_past_networks_that_are_full(client, monkeypatch, django_assert_num_queries):
    monkeypatch.setattr(lijst, "STAP", 2)
    vandaag = timezone.localdate()
    vrij = NetwerkFactory(openbaar=True, start_datum=vandaag - timedelta(days=9))
    for dagen in (1, 2, 3):
        vol = NetwerkFactory(
            openbaar=True, start_datum=vandaag + timedelta(days=dagen), min_deelnemers=2, max_deelnemers=2
        )
        DeelnameFactory.create_batch(2, netwerk=vol)

    with django_assert_num_queries(4):  # two steps, one more that is empty, and the number of all
        response = client.get(HOME)

    assert response.context["netwerken"] == [vrij]


def test_home_without_networks_says_what_one_can_do(client):
    html = tekst(client.get(HOME))

    assert "Alle netwerken zitten nu vol" in html
    assert reverse("netwerken:create") in html


def test_home_is_for_people_who_are_signed_in_too(ingelogd):
    assert "te groot voor één school" in tekst(ingelogd.get(HOME))


@pytest.mark.parametrize("naam", ["hulp", "privacy", "toegankelijkheid"])
def test_footer_pages_are_public(client, naam, django_assert_num_queries):
    with django_assert_num_queries(0):
        response = client.get(reverse(f"overzicht:{naam}"))

    assert response.status_code == 200
    assert "Wie ziet dit?" in tekst(response)


@pytest.mark.parametrize("naam", ["home", "netwerken", "mijn", "hulp", "privacy", "toegankelijkheid"])
def test_pages_are_read_only(ingelogd, naam):
    assert ingelogd.post(reverse(f"overzicht:{naam}")).status_code == 405
