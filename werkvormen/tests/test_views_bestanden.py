"""Werkvormen out of the site and into it again."""

import json

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from netwerken.tests.factories import DeelnameFactory
from personen.tests.factories import PersoonFactory
from werkvormen.inhoud.soorten import make_kaart
from werkvormen.models import Origineel, Werkvorm
from werkvormen.services import create_werkvorm, keep_favorite
from werkvormen.tests.factories import WerkvormFactory, make_data
from werkvormen.uitwisselen import read_bestand

pytestmark = pytest.mark.django_db
IMPORT = "/werkvormen/importeren/"


@pytest.fixture
def facilitator(client):
    persoon = DeelnameFactory(rol="facilitator").persoon
    client.force_login(persoon)
    return persoon


def upload(client, *werkvormen, data=None, naam="werkvormen.json", **anders):
    if data is None:
        inhoud = {"formaat": "leernetwerken-werkvormen", "versie": 1, "werkvormen": list(werkvormen)}
        data = json.dumps(inhoud | anders).encode()
    return client.post(IMPORT, {"bestand": SimpleUploadedFile(naam, data)}, follow=True)


def meldingen(response):
    return [str(melding) for melding in response.context["messages"]]


def test_one_kaart_as_a_file(client):
    werkvorm = WerkvormFactory(kaart={"naam": "Kring"})

    response = client.get(f"{werkvorm.get_absolute_url()}export.json")

    assert response.headers["Content-Disposition"] == f'attachment; filename="{werkvorm.slug}.json"'
    assert response.headers["Content-Type"] == "application/json; charset=utf-8"
    assert read_bestand(response.content) == [(werkvorm.kaart, None)]


def test_what_a_list_shows_as_a_file(client):
    for naam, energie in (("Aap", "rustig"), ("Noot", "actief"), ("Mies", "rustig")):
        WerkvormFactory(kaart={"naam": naam, "energie": energie})
    WerkvormFactory(status="eigen", kaart={"naam": "Geheim", "energie": "rustig"})

    response = client.get("/werkvormen/export.json?energie=rustig")

    assert [gelezen.kaart.naam for gelezen in read_bestand(response.content)] == ["Aap", "Mies"]


@pytest.mark.parametrize("item_count", [1, 3])
def test_export_query_count(client, item_count, django_assert_num_queries):
    for bron in WerkvormFactory.create_batch(item_count, kaart={"energie": "rustig"}):
        WerkvormFactory(gebaseerd_op=bron, gebaseerd_naam=bron.naam, gebaseerd_versie=1)

    with django_assert_num_queries(3):  # what matches, the rows, their kenmerken
        assert len(json.loads(client.get("/werkvormen/export.json?energie=actief").content)["werkvormen"]) == item_count


def test_ones_own_as_a_file(client, facilitator):
    WerkvormFactory(status="eigen", eigenaar=facilitator, kaart={"naam": "Van mij"})
    WerkvormFactory(kaart={"naam": "Van iedereen"})

    assert [gelezen.kaart.naam for gelezen in read_bestand(client.get("/werkvormen/eigen/export.json").content)] == [
        "Van mij"
    ]


def test_from_one_place_to_another(client, facilitator):
    bron = WerkvormFactory(status="eigen", eigenaar=facilitator, kaart={"naam": "Meegenomen", "code": "WV-9"})
    bestand = client.get("/werkvormen/eigen/export.json").content
    ander = DeelnameFactory(rol="facilitator").persoon
    client.force_login(ander)

    response = upload(client, data=bestand)

    nieuw = Werkvorm.objects.get(eigenaar=ander)
    assert meldingen(response) == ["1 werkvorm staat nu bij jou."]
    assert (nieuw.naam, nieuw.status, nieuw.code, nieuw.geladen) == ("Meegenomen", "eigen", "", "")
    assert nieuw.kaart.stappen == bron.kaart.stappen
    assert meldingen(upload(client, data=bestand)) == ["Dit stond er al, dus dat is overgeslagen: “Meegenomen”."]
    assert Werkvorm.objects.filter(eigenaar=ander).count() == 1


def _origin(client, werkvorm):
    return json.loads(client.get(f"{werkvorm.get_absolute_url()}export.json").content)["werkvormen"][0]["gebaseerd_op"]


def test_origin_goes_along_and_is_found_again_where_it_is_public(client, facilitator):
    bron = WerkvormFactory(kaart={"naam": "Tafels"}, versie=3)
    kopie = create_werkvorm(make_kaart(make_data(naam="Mijn tafels")), by=facilitator, origineel=Origineel.of(bron))
    bestand = client.get(f"{kopie.get_absolute_url()}export.json").content

    assert _origin(client, kopie) == {"naam": "Tafels", "slug": bron.slug, "versie": 3}
    kopie.delete()
    upload(client, data=bestand)
    terug = Werkvorm.objects.get(eigenaar=facilitator)
    assert (terug.gebaseerd_op, terug.gebaseerd_naam, terug.gebaseerd_versie) == (bron, "Tafels", 3)


@pytest.mark.parametrize("status", ["eigen", "aangeboden", "ingetrokken"])
def test_origin_that_is_not_public_is_words_only(client, facilitator, status):
    """Not its address out of the site, and no way from a file to what somebody keeps to themselves."""
    bron = WerkvormFactory(status=status, slug="tafels", kaart={"naam": "Tafels"}, eigenaar=PersoonFactory())
    kopie = create_werkvorm(make_kaart(make_data(naam="Mijn tafels")), by=facilitator, origineel=Origineel.of(bron))

    assert _origin(client, kopie) == {"naam": "Tafels", "slug": "", "versie": 1}
    origineel = {"naam": "Tafels", "slug": "tafels", "versie": 1}
    upload(client, make_data(naam="Opgehaald") | {"gebaseerd_op": origineel}, versie=2)
    nieuw = Werkvorm.objects.get(naam="Opgehaald")
    assert (nieuw.gebaseerd_op, nieuw.gebaseerd_naam) == (None, "Tafels")
    content = client.get(nieuw.get_absolute_url()).content.decode()
    assert "Gebaseerd op “Tafels”, versie 1." in content
    assert 'href="/werkvormen/tafels/"' not in content


def test_origin_with_the_address_of_something_else_is_words_only(client, facilitator):
    WerkvormFactory(slug="tafels", kaart={"naam": "Heel iets anders"})
    naam = '<img src=x onerror="alert(1)">'

    upload(client, make_data() | {"gebaseerd_op": {"naam": naam, "slug": "tafels", "versie": 2}}, versie=2)

    nieuw = Werkvorm.objects.get(eigenaar=facilitator)
    content = client.get(nieuw.get_absolute_url()).content.decode()
    assert (nieuw.gebaseerd_op, nieuw.gebaseerd_naam) == (None, naam)
    assert "Gebaseerd op “&lt;img src=x" in content
    assert "<img src=x" not in content


def test_kaart_of_the_catalogue_is_not_taken_over(client, facilitator):
    """An address or a number in a file says nothing: it stays that of the kaart here."""
    WerkvormFactory(slug="worldcafe", kaart={"naam": "Worldcafé", "code": "WV-1"})

    upload(client, make_data(slug="worldcafe", code="WV-1", naam="Worldcafé", doel="Iets heel anders dan eerst."))

    assert Werkvorm.objects.get(slug="worldcafe").doel == make_data()["doel"]
    assert Werkvorm.objects.get(eigenaar=facilitator).slug == "worldcafe-2"


@pytest.mark.parametrize(
    ("bestand", "zin"),
    [
        ({"data": b"niet"}, "We kunnen dit bestand niet lezen."),
        ({"data": b""}, "Dit bestand is leeg."),
        ({"data": b"\x89PNG\r\n\x1a\n", "naam": "foto.json"}, "We kunnen dit bestand niet lezen."),
        ({"data": b" " * (1024 * 1024 + 1)}, "Dit bestand is te groot. Het mag hooguit 1 MB zijn."),
        ({"data": b" " * (11 * 1024 * 1024)}, "Dit bestand is te groot. Het mag hooguit 1 MB zijn."),
        ({"status": "gepubliceerd"}, "Het veld “status” kennen we niet."),
    ],
)
def test_wrong_file_is_refused(client, facilitator, bestand, zin):
    response = upload(client, make_data(), **bestand)

    assert response.status_code == 422
    assert zin in response.content.decode()
    assert not Werkvorm.objects.exists()


def test_no_file_is_refused(client, facilitator):
    assert "Kies een bestand." in client.post(IMPORT, {"bestand": "tekst"}).content.decode()


def test_partly_good_is_all_or_nothing(client, facilitator):
    goed, html = make_data(naam="Goed"), make_data(naam="<script>alert(1)</script>", eigenaar=1)

    response = upload(client, goed, make_data(naam=""), html)

    content = response.content.decode()
    assert response.status_code == 422
    assert "In dit bestand klopt nog niet alles." in content
    assert "<li>Werkvorm 2. Bij naam: Vul dit in.</li>" in content
    assert "Werkvorm 3 (“&lt;script&gt;alert(1)&lt;/script&gt;”). Bij “eigenaar”: Dit veld kennen we niet." in content
    assert "<script>alert" not in content
    assert not Werkvorm.objects.exists()


def test_hostile_html_is_shown_as_text(client, facilitator):
    tekst = '<img src=x onerror="alert(1)"><script>alert(2)</script>'
    kaart = make_data(
        naam="Vals <script>", samenvatting=tekst, doel=tekst, wanneer=tekst, materiaal=[tekst], variaties=[tekst],
        let_op=[tekst], voorbereiding=tekst, voorbeeldvraag=tekst, ruimte=tekst, online=tekst,
        bronnen=[{"auteur": tekst, "titel": tekst}], verwant=["<b>"], helpt_bij=["<i>"],
        stappen=[{"titel": tekst, "tekst": tekst, "minuten": 30}],
    )  # fmt: skip

    response = upload(client, kaart)

    werkvorm = Werkvorm.objects.get()
    assert meldingen(response)[1] == "Hier staat HTML in: “Vals <script>”. Wij laten dat zien als gewone tekst."
    for url in ("/werkvormen/eigen/", werkvorm.get_absolute_url(), f"{werkvorm.get_absolute_url()}bewerken/"):
        content = client.get(url).content.decode()
        assert "&lt;script&gt;" in content
        assert "<img src=x" not in content
        assert "<script>alert" not in content


def test_file_says_nothing_of_favourites_or_people(client, facilitator):
    werkvorm = WerkvormFactory(status="eigen", eigenaar=facilitator)
    keep_favorite(werkvorm, PersoonFactory(), bewaar=True)

    bestand = client.get("/werkvormen/eigen/export.json").content.decode()

    assert set(json.loads(bestand)["werkvormen"][0]) == {*make_data(), "gebaseerd_op"}
    assert facilitator.email not in bestand
