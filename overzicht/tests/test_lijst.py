import pytest

from fasen.services import create_route, move_to
from netwerken.tests.factories import DeelnameFactory, NetwerkFactory
from overzicht.tests.cast import tekst
from personen.tests.factories import PersoonFactory

pytestmark = pytest.mark.django_db
LIJST = "/netwerken/"


def slugs(response):
    return [netwerk.slug for netwerk in response.context["page"]]


@pytest.mark.parametrize("item_count", [1, 3])
def test_list_query_count(client, item_count, django_assert_num_queries):
    netwerken = NetwerkFactory.create_batch(item_count, openbaar=True)
    for netwerk in netwerken:
        create_route(netwerk)

    with django_assert_num_queries(4):  # number, page, counts, fasen
        response = client.get(LIJST)

    assert sorted(slugs(response)) == sorted(n.slug for n in netwerken)
    assert tekst(response).count("Fase 1, Verkenning") == item_count


@pytest.mark.parametrize("item_count", [1, 3])
def test_list_query_count_signed_in(ingelogd, persoon, item_count, django_assert_num_queries):
    for netwerk in NetwerkFactory.create_batch(item_count, openbaar=True):
        create_route(netwerk)
        DeelnameFactory(netwerk=netwerk, persoon=persoon)

    with django_assert_num_queries(8):  # session, user, own netwerken, number and own number, page, counts, fasen
        response = ingelogd.get(LIJST)

    assert tekst(response).count("Jij doet mee") == item_count


def test_list_hides_what_is_not_public(client):
    NetwerkFactory()
    publiek = NetwerkFactory(openbaar=True)

    assert slugs(client.get(LIJST)) == [publiek.slug]


def test_list_shows_own_networks(ingelogd, persoon):
    eigen = NetwerkFactory()
    DeelnameFactory(netwerk=eigen, persoon=persoon)
    NetwerkFactory()

    response = ingelogd.get(LIJST)

    assert slugs(response) == [eigen.slug]
    assert "Niet in de openbare lijst" in tekst(response)


@pytest.mark.parametrize("rol", ["academie", "beheer"])
def test_list_shows_everything_to_academie_and_beheer(client, rol):
    client.force_login(PersoonFactory(**{rol: True}))
    netwerk = NetwerkFactory()

    assert slugs(client.get(LIJST)) == [netwerk.slug]


FILTERS = [
    ("q=lezen", {"naam": "Lezen over alle vakken"}),
    ("q=vakken+LEZEN", {"naam": "Lezen over alle vakken"}),
    ("sector=po", {"sector": "po"}),
    ("sector=po", {"sector": "po_vo"}),
    ("type=datateam", {"type": "datateam"}),
    ("regio=zeeland", {"regio": "zeeland"}),
    ("regio=zeeland", {"regio": "landelijk"}),
    ("toegang=gesloten", {"toegang": "gesloten"}),
]


@pytest.mark.parametrize(("query", "velden"), FILTERS)
def test_filter(client, query, velden):
    NetwerkFactory(openbaar=True)
    gezocht = NetwerkFactory(openbaar=True, **velden)

    response = client.get(f"{LIJST}?{query}")

    assert slugs(response) == [gezocht.slug]
    assert "1 netwerk gevonden" in tekst(response)


def test_filter_on_fase_looks_at_the_present_one(client):
    eerste, tweede = NetwerkFactory.create_batch(2, openbaar=True)
    create_route(eerste)
    create_route(tweede)
    move_to(tweede, "ontwikkeling", reden="We kennen elkaar nu.", by=None)

    assert slugs(client.get(f"{LIJST}?fase=verkenning")) == [eerste.slug]
    assert slugs(client.get(f"{LIJST}?fase=ontwikkeling")) == [tweede.slug]


@pytest.mark.parametrize(
    "query",
    [
        "sector=maan",
        "type=%00",
        "regio=%3Cscript%3E",
        "toegang=half",
        "fase=oogst",
        "page=zeven",
        "page=-1",
        "page=999",
    ],
)
def test_nonsense_filters_nothing(client, query):
    netwerk = NetwerkFactory(openbaar=True)

    response = client.get(f"{LIJST}?{query}")

    assert response.status_code == 200
    assert slugs(response) == [netwerk.slug]


@pytest.mark.parametrize("q", ["<script>alert(1)</script>", "ع" * 50, "a" * 5000, "' OR 1=1 --", "%_%", "\x00", "👩‍🏫"])
def test_hostile_search_stays_text(client, q):
    NetwerkFactory(openbaar=True)

    response = client.get(LIJST, {"q": q})

    assert response.status_code == 200
    assert "<script>alert" not in tekst(response)


def test_filters_stay_filled_in_and_open(client):
    NetwerkFactory(openbaar=True)

    html = tekst(client.get(f"{LIJST}?regio=zeeland&fase=verkenning&q=l%27eau"))

    assert '<option value="zeeland" selected>' in html
    assert '<option value="verkenning" selected>' in html
    assert 'value="l&#x27;eau"' in html
    assert '<details class="more" open>' in html


def test_pages_keep_the_filters(client):
    NetwerkFactory.create_batch(26, openbaar=True)

    response = client.get(f"{LIJST}?regio=gelderland&page=2")

    assert len(slugs(response)) == 1
    assert "regio=gelderland&amp;page=1" in tekst(response)


def test_htmx_gets_the_rows_and_the_number_only(client):
    NetwerkFactory(openbaar=True, naam="Lezen")

    response = client.get(f"{LIJST}?q=lezen", headers={"HX-Request": "true"})

    html = tekst(response)
    assert "<html" not in html
    assert "<form" not in html
    assert 'hx-swap-oob="innerHTML:#aantal"' in html
    assert "Lezen" in html
    assert "HX-Request" in response["Vary"]


def test_htmx_history_gets_the_whole_page(client):
    headers = {"HX-Request": "true", "HX-History-Restore-Request": "true"}

    assert "<html" in tekst(client.get(LIJST, headers=headers))


def test_empty_list_teaches(client):
    html = tekst(client.get(LIJST))

    assert "Hier komen de netwerken" in html
    assert "Maak het eerste" in html


def test_nothing_found_offers_the_way_out(client):
    NetwerkFactory(openbaar=True)

    html = tekst(client.get(f"{LIJST}?q=zzzz"))

    assert "Geen netwerk past hierbij" in html
    assert "Toon alle netwerken" in html


@pytest.mark.parametrize(
    ("velden", "woorden"),
    [
        ({"openbaar": True}, "Nog 15 plekken"),
        ({"openbaar": True, "toegang": "gesloten"}, "Nog 15 plekken, na een gesprek"),
        ({"openbaar": True, "max_deelnemers": 6, "status": "gestart"}, "Nog 6 plekken"),
        ({"is_openbaar": True, "status": "afronden"}, "Nu geen aanmelding"),
        ({"is_openbaar": True, "status": "afgerond"}, "Afgerond"),
    ],
)
def test_row_says_whether_one_can_join(client, velden, woorden):
    NetwerkFactory(**velden)

    assert woorden in tekst(client.get(LIJST))


def test_full_network_says_so(client):
    DeelnameFactory.create_batch(6, netwerk=NetwerkFactory(openbaar=True, max_deelnemers=6))

    assert "Vol, er is een wachtlijst" in tekst(client.get(LIJST))


def test_texts_of_people_are_escaped(client):
    NetwerkFactory(openbaar=True)

    assert "<b>'t</b>" not in tekst(client.get(LIJST))
