import re

import pytest
from django.template.loader import render_to_string
from django.utils.html import escape

from netwerken.tests.factories import DeelnameFactory
from personen.tests.factories import PersoonFactory
from werkvormen.filters import Filters, read_filters
from werkvormen.models import Favoriet
from werkvormen.services import keep_favorite
from werkvormen.tests.factories import WerkvormFactory

pytestmark = pytest.mark.django_db
LIJST = "/werkvormen/"


def names(response):
    return [werkvorm.naam for werkvorm in response.context["page"]]


def make(naam, **kaart):
    return WerkvormFactory(kaart={"naam": naam} | kaart)


@pytest.mark.parametrize("item_count", [1, 3])
def test_list_query_count(client, item_count, django_assert_num_queries):
    werkvormen = WerkvormFactory.create_batch(item_count)

    with django_assert_num_queries(4):  # what matches, the rows of the page, their kenmerken, figures
        response = client.get(f"{LIJST}?q=tafels&fase=verdieping&mensen=10")

    assert sorted(werkvorm.slug for werkvorm in response.context["page"]) == sorted(w.slug for w in werkvormen)
    assert response.content.decode().count(escape("Tafels <b>wisselen</b> 's middags")) == item_count


@pytest.mark.parametrize("item_count", [1, 3])
def test_list_query_count_signed_in(ingelogd, persoon, item_count, django_assert_num_queries):
    for werkvorm in WerkvormFactory.create_batch(item_count):
        keep_favorite(werkvorm, persoon, bewaar=True)

    with django_assert_num_queries(9):  # session, user, guides, own, matches, rows, kenmerken, favourites, figures
        response = ingelogd.get(LIJST)

    assert response.content.decode().count("Bij je favorieten") == item_count


@pytest.mark.parametrize("status", ["eigen", "aangeboden", "ingetrokken"])
def test_only_what_is_published_is_in_the_list(ingelogd, persoon, status):
    WerkvormFactory(status=status, eigenaar=persoon)

    assert names(ingelogd.get(LIJST)) == []


@pytest.mark.parametrize(
    ("query", "naam"),
    [
        ("fase=inbedding", "Past"),
        ("doel=casus", "Past"),
        ("moment=afsluiting", "Past"),
        ("plek=online", "Past"),
        ("energie=rustig", "Past"),
        ("minuten=15", "Past"),
        ("minuten=19", "Past"),
        ("mensen=4", "Past"),
        ("mensen=25", "Past"),
        ("fase=inbedding&minuten=15&mensen=5&plek=online&energie=rustig&doel=casus&moment=afsluiting&q=past", "Past"),
        ("fase=verdieping", "Ander"),
        ("mensen=20", "Ander"),
    ],
)
def test_each_filter_finds_its_own(client, query, naam):
    make("Ander")
    make(
        "Past", fasen=["inbedding"], doelen=["casus"], momenten=["afsluiting"], plek=["online"], online="Zo.",
        energie="rustig", duur={"min": 15, "max": 30, "toelichting": ""},
        groep={"min": 4, "max": 19, "toelichting": ""},
    )  # fmt: skip
    if query == "mensen=25":
        make("Past", groep={"min": 20, "max": 30, "toelichting": ""})

    assert names(client.get(f"{LIJST}?{query}")) == [naam]


@pytest.mark.parametrize(
    "query",
    ["fase=later", "doel=%00", "minuten=abc", "minuten=-5", "minuten=0", "minuten=99999999999", "mensen=1e3", "page=zo",
     "soort=boek", "nieuw_in=van-een-ander", "favoriet=ja", "plek=thuis&energie=wild", "minuten=²",
     f"minuten=000001{'0' * 5000}"],
)  # fmt: skip
def test_nonsense_does_nothing(client, query):
    make("Gewoon")

    assert names(client.get(f"{LIJST}?{query}")) == ["Gewoon"]


def test_filters_survive_their_own_query():
    filters = Filters(q="é & ?", fase="inbedding", minuten=30, soort="instrument")
    parameters = dict(part.split("=") for part in filters.query()[1:].split("&"))

    assert filters.query() == "?q=%C3%A9+%26+%3F&soort=instrument&fase=inbedding&minuten=30"
    assert read_filters(parameters | {"q": filters.q}) == filters
    assert Filters().query() == ""


def test_tabs_tell_how_much_of_each_soort_was_found(client):
    make("Werkvorm over tafels")
    make(
        "Instrument over tafels",
        soort="instrument",
        stappen=[{"titel": "Vul in", "tekst": "Schrijf op.", "minuten": 0}],
    )

    gewoon, gekozen = client.get(f"{LIJST}?q=tafels"), client.get(f"{LIJST}?q=tafels&soort=instrument")

    assert [tab["naam"] for tab in gewoon.context["tabs"]] == [
        "Werkvormen (1)", "Instrumenten (1)", "Informatiekaarten (0)"
    ]  # fmt: skip
    assert names(gewoon) == ["Werkvorm over tafels"]
    assert names(gekozen) == ["Instrument over tafels"]


def test_a_search_that_only_finds_instruments_shows_those(client):
    make("Werkvorm")
    make("Barometer", soort="instrument")

    assert names(client.get(f"{LIJST}?q=barometer")) == ["Barometer"]


def test_favourites_are_only_ones_own(ingelogd, persoon):
    keep_favorite(make("Van mij"), persoon, bewaar=True)
    keep_favorite(make("Van een ander"), PersoonFactory(), bewaar=True)

    assert names(ingelogd.get(f"{LIJST}?favoriet=ja")) == ["Van mij"]


def test_one_chooses_from_ones_own_netwerken(ingelogd, persoon):
    mijn, ander = DeelnameFactory(persoon=persoon).netwerk, DeelnameFactory().netwerk

    content = ingelogd.get(LIJST).content.decode()

    assert f'value="{mijn.slug}"' in content
    assert f'value="{ander.slug}"' not in content


def test_pages_hold_twenty(client):
    for n in range(21):
        make(f"Kaart {n:02}")

    eerste, tweede = client.get(LIJST), client.get(f"{LIJST}?page=2&energie=actief")

    assert (len(names(eerste)), names(tweede)) == (20, ["Kaart 20"])
    terug = re.search(r'<a href="([^"]*)" rel="prev">', tweede.content.decode()).group(1)
    assert names(client.get(f"{LIJST}{terug.replace('&amp;', '&')}")) == names(eerste)


def test_htmx_gets_only_the_list(client):
    make("Kring")

    content = client.get(f"{LIJST}?q=kring", headers={"HX-Request": "true"}).content.decode()

    assert "<html" not in content
    assert re.search(r'id="aantal" hx-swap-oob="innerHTML:#aantal">\s*1 kaart gevonden', content)


def test_search_engines_read_the_list_and_not_every_search(client):
    make("Kring")

    lijst, gezocht = client.get(LIJST), client.get(f"{LIJST}?q=kring")

    assert '<link rel="canonical" href="http' in lijst.content.decode()
    assert 'name="description"' in lijst.content.decode()
    assert "noindex" not in lijst.content.decode() + lijst.headers.get("X-Robots-Tag", "")
    assert 'content="noindex, follow"' in gezocht.content.decode()


@pytest.mark.parametrize("query", ["", "?q=niets"])
def test_an_empty_list_teaches(client, query):
    content = client.get(f"{LIJST}{query}").content.decode()

    assert ("Geen kaart past hierbij" if query else "Hier komen de werkvormen") in content


def test_row_escapes_what_somebody_wrote():
    rij = {"url": "/", "naam": "<script>", "samenvatting": "<b>", "waarom": "<i>", "fasen": ("<u>",)}

    html = render_to_string("werkvormen/_rij.html", {"rij": rij})

    assert not re.search("<(script|b|i|u)>", html)


def test_favourite_is_kept_once_and_let_go(persoon):
    werkvorm = WerkvormFactory()

    for _ in range(2):
        keep_favorite(werkvorm, persoon, bewaar=True)
    assert Favoriet.objects.count() == 1
    for _ in range(2):
        keep_favorite(werkvorm, persoon, bewaar=False)
    assert Favoriet.objects.count() == 0
