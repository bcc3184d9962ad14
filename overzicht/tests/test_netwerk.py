import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from berichten.models import Verzending
from bijeenkomsten.planning import reschedule
from bijeenkomsten.tests.factories import AanwezigheidFactory, BijeenkomstFactory
from fasen.inhoud import FASEN
from netwerken.tests.factories import DeelnameFactory, NetwerkFactory, UitnodigingFactory
from overzicht.tests.cast import make_cast, tekst
from personen.tests.factories import PersoonFactory

pytestmark = pytest.mark.django_db


def open_page(client, netwerk, als=None):
    if als:
        client.force_login(als)
    return client.get(netwerk.get_absolute_url())


# --- Outside -----------------------------------------------------------------------------------------------------


def test_outsider_sees_what_it_is_about_and_no_names(client):
    cast = make_cast()
    bijeenkomst = BijeenkomstFactory(netwerk=cast.netwerk)

    html = tekst(open_page(client, cast.netwerk))

    assert "Elke school probeert &lt;b&gt;één&lt;/b&gt; nieuwe aanpak uit." in html
    assert "Een facilitator van" in html
    for geheim in (cast.facilitator.naam, cast.deelnemer.naam, bijeenkomst.titel, bijeenkomst.locatie):
        assert geheim not in html
        assert geheim.replace("'", "&#x27;").replace("<", "&lt;").replace(">", "&gt;") not in html


@pytest.mark.parametrize("als", [None, "buitenstaander"])
@pytest.mark.parametrize("item_count", [1, 3])
def test_public_page_query_count(client, als, item_count):
    cast = make_cast()
    DeelnameFactory.create_batch(item_count, netwerk=cast.netwerk, facilitator=True)
    BijeenkomstFactory.create_batch(item_count, netwerk=cast.netwerk)
    if als:
        client.force_login(getattr(cast, als))

    with CaptureQueriesContext(connection) as queries:
        open_page(client, cast.netwerk)

    assert len(queries) == (7 if als else 4)


@pytest.mark.parametrize(
    ("velden", "knop"),
    [
        ({"toegang": "open"}, "Doe mee"),
        ({"toegang": "gesloten"}, "Meld je aan"),
        ({"toegang": "open", "min_deelnemers": 2, "max_deelnemers": 2}, "Zet me op de wachtlijst"),
    ],
)
def test_button_says_what_happens(client, velden, knop):
    cast = make_cast(**velden)
    DeelnameFactory(netwerk=cast.netwerk)

    html = tekst(open_page(client, cast.netwerk))

    assert f'href="{reverse("netwerken:join", args=[cast.netwerk.slug])}">{knop}</a>' in html


@pytest.mark.parametrize("status", ["in_oprichting", "afronden", "afgerond"])
def test_no_button_when_one_cannot_join(client, status):
    cast = make_cast(status=status)

    assert reverse("netwerken:join", args=[cast.netwerk.slug]) not in tekst(open_page(client, cast.netwerk))


@pytest.mark.parametrize(
    ("trait", "zin"), [("wachtend", "Je staat op de wachtlijst"), ("aangemeld", "Je bent aangemeld")]
)
def test_who_waits_sees_that(client, trait, zin):
    cast = make_cast(is_openbaar=False)
    DeelnameFactory(netwerk=cast.netwerk, persoon=cast.buitenstaander, **{trait: True})

    html = tekst(open_page(client, cast.netwerk, cast.buitenstaander))

    assert zin in html
    assert "Dit netwerk staat niet in de openbare lijst" in html


def test_hidden_network_is_404_for_outsiders(client):
    cast = make_cast(is_openbaar=False)

    assert open_page(client, cast.netwerk).status_code == 404
    assert open_page(client, cast.netwerk, cast.buitenstaander).status_code == 404
    assert client.get("/netwerken/bestaat-niet/").status_code == 404


@pytest.mark.parametrize("rol", ["academie", "beheer"])
def test_academie_and_beheer_see_facts_only(client, rol):
    cast = make_cast(is_openbaar=False)
    held = BijeenkomstFactory(netwerk=cast.netwerk, gehouden=True, terugblik="Zeer geheim verslag")
    BijeenkomstFactory.create_batch(2, netwerk=cast.netwerk)

    html = tekst(open_page(client, cast.netwerk, PersoonFactory(**{rol: True})))

    assert "1 bijeenkomst gehouden" in html
    assert "2 gepland" in html
    assert held.terugblik not in html
    assert "Wat nu?" not in html
    assert "nav-tabs" not in html


def test_outsider_sees_no_facts_of_the_academie(client):
    assert "bijeenkomsten gehouden" not in tekst(open_page(client, make_cast().netwerk))


# --- The cockpit -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("rol", "aantal"), [("deelnemer", 11), ("facilitator", 10), ("penvoerder", 11)])
@pytest.mark.parametrize("item_count", [1, 3])
def test_cockpit_query_count(client, rol, aantal, item_count, django_assert_num_queries):
    cast = make_cast(toegang="gesloten")
    for i in range(item_count):
        komt = BijeenkomstFactory(netwerk=cast.netwerk, dagen=10 + i, voorbereiders=[cast.deelnemer])
        BijeenkomstFactory(netwerk=cast.netwerk, dagen=-5 - i, status="gehouden")
        AanwezigheidFactory(bijeenkomst=komt, persoon=DeelnameFactory(netwerk=cast.netwerk).persoon, komt=True)
        DeelnameFactory(netwerk=cast.netwerk, aangemeld=True)
        UitnodigingFactory(netwerk=cast.netwerk)
        reschedule(komt)
    client.force_login(getattr(cast, rol))

    with django_assert_num_queries(aantal):
        response = open_page(client, cast.netwerk)

    assert response.status_code == 200


@pytest.mark.parametrize(("rol", "aantal"), [("deelnemer", 11), ("facilitator", 11), ("penvoerder", 11)])
def test_cockpit_before_the_start_query_count(client, rol, aantal, django_assert_num_queries):
    """The facilitator reads how many randvoorwaarden wait; nobody else pays for that."""
    cast = make_cast(status="werving")
    komt = BijeenkomstFactory(netwerk=cast.netwerk, dagen=10, voorbereiders=[cast.deelnemer])
    AanwezigheidFactory(bijeenkomst=komt, persoon=DeelnameFactory(netwerk=cast.netwerk).persoon, komt=True)
    client.force_login(getattr(cast, rol))

    with django_assert_num_queries(aantal):
        assert open_page(client, cast.netwerk).status_code == 200


def test_cockpit_of_a_deelnemer(client):
    cast = make_cast()
    bijeenkomst = BijeenkomstFactory(netwerk=cast.netwerk, dagen=10)
    reschedule(bijeenkomst)

    response = open_page(client, cast.netwerk, cast.deelnemer)

    html = tekst(response)
    assert "nav-tabs" in html
    assert [kaart.titel.split(" op ")[0] for kaart in response.context["kaarten"]] == ["Kom je"]
    assert "Berichten die vanzelf gaan" not in html
    assert FASEN[0].naam in html


def test_cockpit_of_a_facilitator_shows_the_coming_messages(client):
    cast = make_cast()
    reschedule(BijeenkomstFactory(netwerk=cast.netwerk, dagen=10))

    response = open_page(client, cast.netwerk, cast.facilitator)

    komend = Verzending.objects.in_context(cast.netwerk.context).coming()
    assert list(response.context["verzendingen"]) == list(komend[:4])
    assert "Berichten die vanzelf gaan" in tekst(response)


def test_leaves_count_people_once(client):
    cast = make_cast()
    DeelnameFactory(netwerk=cast.netwerk, persoon=cast.facilitator)
    bijeenkomst = BijeenkomstFactory(netwerk=cast.netwerk, dagen=10)
    AanwezigheidFactory(bijeenkomst=bijeenkomst, persoon=cast.facilitator, komt=True)
    AanwezigheidFactory(bijeenkomst=bijeenkomst, persoon=cast.penvoerder, komt_niet=True)

    response = open_page(client, cast.netwerk, cast.facilitator)

    assert response.context["bladeren"] == {"komt": 1, "niet": 1, "wacht": 1}


def test_no_leaves_before_the_first_answer(client):
    cast = make_cast()
    BijeenkomstFactory(netwerk=cast.netwerk, dagen=90)

    assert open_page(client, cast.netwerk, cast.deelnemer).context["bladeren"] is None


def test_reasons_of_absence_stay_away_from_the_cockpit(client):
    cast = make_cast()
    bijeenkomst = BijeenkomstFactory(netwerk=cast.netwerk, dagen=10)
    AanwezigheidFactory(bijeenkomst=bijeenkomst, persoon=cast.deelnemer, komt_niet=True, reden="Mijn moeder is ziek")

    assert "moeder" not in tekst(open_page(client, cast.netwerk, cast.facilitator))


def test_last_time_shows_what_was_agreed_even_long_ago(client):
    cast = make_cast()
    BijeenkomstFactory(netwerk=cast.netwerk, dagen=-200, status="gehouden", terugblik="We proberen het <b>uit</b>.")

    html = tekst(open_page(client, cast.netwerk, cast.deelnemer))

    assert "We proberen het &lt;b&gt;uit&lt;/b&gt;." in html


def test_cancelled_meeting_is_not_the_next(client):
    cast = make_cast()
    BijeenkomstFactory(netwerk=cast.netwerk, afgelast=True)

    assert open_page(client, cast.netwerk, cast.deelnemer).context["volgende"] is None


def test_cockpit_without_route_still_opens(client):
    deelname = DeelnameFactory(netwerk=NetwerkFactory(gestart=True))

    response = open_page(client, deelname.netwerk, deelname.persoon)

    assert response.status_code == 200
    assert response.context["fasevraag"] is None


def test_ended_network_asks_for_nothing(client):
    cast = make_cast(status="afgerond")

    response = open_page(client, cast.netwerk, cast.facilitator)

    assert response.context["kaarten"] == []
    assert "Dit netwerk is klaar" in tekst(response)


@pytest.mark.parametrize("rol", ["deelnemer", "facilitator"])
def test_reading_writes_nothing(client, rol):
    cast = make_cast()
    client.force_login(getattr(cast, rol))

    with CaptureQueriesContext(connection) as queries:
        open_page(client, cast.netwerk)

    assert [q["sql"] for q in queries if q["sql"].split()[0] in {"INSERT", "UPDATE", "DELETE"}] == []
