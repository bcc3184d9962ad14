from datetime import timedelta

import pytest
from django.contrib import admin
from django.contrib.messages import get_messages
from django.utils import timezone

from netwerken.belangstelling import services
from netwerken.belangstelling.lijst import tell_aantal
from netwerken.belangstelling.models import Belangstelling, Thema, Themavoorstel
from netwerken.belangstelling.tests.factories import (
    BelangstellingFactory,
    ThemaFactory,
    ThemavoorstelFactory,
    make_groep,
)
from personen.tests.factories import OrganisatieFactory, PersoonFactory

pytestmark = pytest.mark.django_db
GOED = {"sector": "vo", "regio": "utrecht", "functie": "leraar", "waarom": "Het <b>moet</b>.", "wil_trekken": "on"}


def said(response):
    return [str(bericht) for bericht in get_messages(response.wsgi_request)]


@pytest.fixture
def academie(client):
    persoon = PersoonFactory(academie=True, academie_sector="vo")
    client.force_login(persoon)
    return persoon


@pytest.fixture
def voorstel(persoon):
    """Who is signed in waits with five others and wants to guide."""
    thema = ThemaFactory(zichtbaar=True, naam="Rust <b>in</b> de klas")
    make_groep(thema, 5)
    BelangstellingFactory(thema=thema, persoon=persoon, wil_trekken=True)
    services.tend_themas()
    return Themavoorstel.objects.get()


@pytest.mark.parametrize(
    ("mensen", "scholen", "zin"),
    [
        (0, 0, ""), (2, 2, ""), (3, 1, "3 mensen"), (3, 2, "3 mensen"), (3, 3, "3 mensen uit 3 scholen"),
        (7, 5, "7 mensen uit 5 scholen"),
    ],
)  # fmt: skip
def test_no_number_below_three(mensen, scholen, zin):
    assert tell_aantal(mensen, scholen) == zin


def test_others_see_numbers_and_nobody(client):
    thema = ThemaFactory(zichtbaar=True)
    rijen = make_groep(thema, 7, 4)
    BelangstellingFactory(thema=thema, persoon__is_active=False)
    BelangstellingFactory(thema=thema, persoon__organisatie=None, persoon__organisatie_naam="Bureau Drie")
    klein = ThemaFactory(zichtbaar=True, naam="Bijna niemand")
    BelangstellingFactory(thema=klein)
    ThemaFactory(naam="Nog niet gelezen")
    ThemaFactory(naam="Weg", status="afgewezen", reden="Nee.")

    html = client.get("/themas/").content.decode()

    assert "8 mensen uit 5 scholen" in html
    assert "Wees een van de eersten" in html
    assert "1 mens" not in html
    assert "Nog niet gelezen" not in html
    assert "Weg" not in html
    assert not any(rij.persoon.naam in html or "Ik wil &#x27;t" in html for rij in rijen)
    assert thema.naam not in html
    assert "&lt;b&gt;lokaal" in html


def test_search_finds_words_however_they_are_written(client):
    ThemaFactory(zichtbaar=True, naam="Coöperatief léren")
    ThemaFactory(zichtbaar=True, naam="Toetsen")

    html = client.get("/themas/", {"q": "LEREN cooperatief"}).content.decode()

    assert "Coöperatief léren" in html
    assert "Toetsen" not in html
    assert "1 thema gevonden" in html
    leeg = client.get("/themas/", {"q": "x" * 300 + "\x00"}).content.decode()
    assert "Dit thema staat er nog niet bij" in leeg


def test_search_while_typing_is_a_fragment(client):
    ThemaFactory(zichtbaar=True, naam="Toetsen")

    html = client.get("/themas/", {"q": "toe"}, headers={"HX-Request": "true"}).content.decode()

    assert "Toetsen" in html
    assert "<html" not in html
    assert "hx-swap-oob" in html


@pytest.mark.parametrize("aantal", [1, 3])
def test_list_query_count(client, persoon, aantal, django_assert_num_queries):
    for _ in range(aantal):
        thema = ThemaFactory(zichtbaar=True)
        BelangstellingFactory(thema=thema, persoon=persoon)
        make_groep(thema, 3)
    client.force_login(persoon)

    with django_assert_num_queries(6):
        assert client.get("/themas/").status_code == 200


def test_sign_up_for_a_theme_of_the_list(client, persoon):
    school = OrganisatieFactory(sector="po", provincie="zeeland")
    persoon.organisatie, persoon.functie = school, "ib’er"
    persoon.save()
    client.force_login(persoon)
    thema = ThemaFactory(zichtbaar=True)
    url = f"/themas/meedoen/?thema={thema.pk}"
    form = client.get(url).context["form"]
    assert (form["sector"].value(), form["regio"].value(), form["functie"].value()) == ("po", "zeeland", "ib’er")

    response = client.post(url, GOED)

    assert response.status_code == 302
    rij = Belangstelling.objects.get()
    assert (rij.thema, rij.persoon, rij.waarom, rij.wil_trekken) == (thema, persoon, "Het <b>moet</b>.", True)
    html = client.get("/themas/").content.decode()
    assert "Het &lt;b&gt;moet&lt;/b&gt;." in html
    assert "We bewaren dit tot en met" in html
    assert client.get(url).context["form"]["regio"].value() == "utrecht"


def test_sign_up_in_own_words_waits_for_the_academie(client, persoon, ingelogd):
    response = client.post("/themas/meedoen/", GOED | {"nieuw": "<script>alert(1)</script>\u202e rust"})

    assert response.status_code == 302
    thema = Thema.objects.get()
    assert (thema.status, thema.naam, thema.voorgesteld_door) == (
        "voorgesteld", "<script>alert(1)</script> rust", persoon,
    )  # fmt: skip
    eigen = client.get("/themas/").content.decode()
    assert "&lt;script&gt;alert(1)" in eigen
    assert "<script>alert" not in eigen
    client.logout()
    assert "alert(1)" not in client.get("/themas/").content.decode()


@pytest.mark.parametrize(
    ("velden", "fout"),
    [
        ({"nieuw": ""}, "Schrijf op waarover je wilt leren."),
        ({"nieuw": "ab"}, "Schrijf het in woorden."),
        ({"nieuw": "?!?!"}, "Schrijf het thema in woorden."),
        ({"nieuw": "x" * 81}, "80 tekens"),
        ({"sector": ""}, "Kies een sector."),
        ({"sector": "mars"}, "Kies een sector."),
        ({"regio": ""}, "Kies een regio."),
        ({"regio": "mars"}, "Kies een regio."),
        ({"functie": " \u202e "}, "Vul je functie in."),
        ({"waarom": "x" * 301}, "300 tekens"),
    ],
)
def test_bad_input_is_told_and_nothing_is_lost(client, ingelogd, velden, fout):
    response = client.post("/themas/meedoen/", GOED | {"nieuw": "rust", "waarom": "Daarom."} | velden)

    assert response.status_code == 422
    html = response.content.decode()
    assert fout in html
    assert "waarom" in velden or "Daarom." in html
    assert not Belangstelling.objects.exists()
    assert not Thema.objects.exists()


@pytest.mark.parametrize("thema", ["", "0", "abc", "9" * 30, "-1"])
def test_theme_that_is_not_there_asks_for_own_words(client, ingelogd, thema):
    html = client.get("/themas/meedoen/", {"thema": thema, "nieuw": "rust"}).content.decode()

    assert 'value="rust"' in html


def test_theme_that_waits_is_only_for_who_proposed_it(client, persoon, ingelogd):
    wacht = BelangstellingFactory(thema=ThemaFactory(naam="Nog niet"))
    url = f"/themas/meedoen/?thema={wacht.thema.pk}"
    assert "Nog niet" not in client.get(url).content.decode()

    client.force_login(wacht.persoon)

    assert "Ik wil leren over Nog niet" in client.get(url).content.decode()


def test_sixth_theme_is_told(client, persoon, ingelogd):
    for _ in range(5):
        BelangstellingFactory(persoon=persoon)

    response = client.post(f"/themas/meedoen/?thema={ThemaFactory(zichtbaar=True).pk}", GOED)

    assert response.status_code == 422
    assert "Je wacht al op 5 thema’s" in response.content.decode()


def test_leave_and_renew_are_about_the_own_row(client, persoon, ingelogd):
    rij = BelangstellingFactory(persoon=persoon, geldig_tot=timezone.localdate() + timedelta(days=10))
    ander = BelangstellingFactory()
    assert "Klopt het nog?" in client.get("/themas/").content.decode()
    for doe in ("intrekken", "bewaren"):
        assert client.post(f"/themas/mijn/{ander.pk}/{doe}/").status_code == 404

    client.post(f"/themas/mijn/{rij.pk}/bewaren/")
    rij.refresh_from_db()
    assert not rij.vraagt_of_het_klopt
    client.post(f"/themas/mijn/{rij.pk}/intrekken/")

    assert list(Belangstelling.objects.all()) == [ander]


def test_own_theme_that_was_refused_tells_why(client, persoon, ingelogd):
    BelangstellingFactory(persoon=persoon, thema=ThemaFactory(status="afgewezen", reden="Te <b>breed</b>."))

    assert "niet over: Te &lt;b&gt;breed&lt;/b&gt;." in client.get("/themas/").content.decode()


def test_who_wants_to_guide_begins_and_gives_back(client, persoon, ingelogd, voorstel):
    assert "Begin dit netwerk" in client.get("/themas/").content.decode()

    response = client.post(f"/themas/voorstel/{voorstel.pk}/beginnen/")

    plan = persoon.startplannen.get()
    assert str(plan.sleutel) in response.url
    assert {code: plan.antwoorden[code] for code in ("thema", "sector", "regio")} == {
        "thema": "Rust <b>in</b> de klas", "sector": "vo", "regio": "utrecht",
    }  # fmt: skip
    assert client.post(f"/themas/voorstel/{voorstel.pk}/beginnen/").url == response.url
    voorstel.refresh_from_db()
    assert voorstel.trekker == persoon
    assert "Toch niet" in client.get("/themas/").content.decode()
    assert client.post(f"/themas/voorstel/{voorstel.pk}/teruggeven/").url == "/themas/"
    voorstel.refresh_from_db()
    assert voorstel.is_vrij


def test_second_one_who_begins_is_told(client, persoon, ingelogd, voorstel):
    ander = BelangstellingFactory(thema=voorstel.thema, wil_trekken=True).persoon
    services.begin_voorstel(voorstel, by=ander)

    response = client.post(f"/themas/voorstel/{voorstel.pk}/beginnen/")

    assert response.url == "/themas/"
    assert said(response) == ["Iemand anders was je net voor en begint dit netwerk. Is het er, dan krijg je een mail."]
    assert client.post(f"/themas/voorstel/{voorstel.pk}/teruggeven/").status_code == 404
    assert "Begin dit netwerk" not in client.get("/themas/").content.decode()


def test_begin_is_for_who_wants_to_guide(client, voorstel):
    for rij in (BelangstellingFactory(thema=voorstel.thema), BelangstellingFactory(wil_trekken=True)):
        client.force_login(rij.persoon)
        assert client.post(f"/themas/voorstel/{voorstel.pk}/beginnen/").status_code == 404
        assert "Begin dit netwerk" not in client.get("/themas/").content.decode()


@pytest.fixture
def thema():
    return ThemaFactory(naam="Rust in de klas")


def test_academie_reads_who_waits_in_its_sector(client, academie, thema):
    van_ons = BelangstellingFactory(thema=thema, wil_trekken=True, persoon__naam="Fenna <b>Haan</b>")
    BelangstellingFactory(thema=thema, sector="po", persoon__naam="Po Persoon")
    ThemaFactory(zichtbaar=True, naam="Rust in de klassen")

    html = client.get(f"/academie/themas/{thema.pk}/").content.decode()

    assert "Fenna &lt;b&gt;Haan" in html
    assert "Wil het wel trekken" in html
    assert van_ons.persoon.werkplek not in html
    assert "Po Persoon" not in html
    assert "Rust in de klassen" in html
    assert "nog 5 mensen, en nog 2 andere scholen" in html


def test_academie_of_another_sector_finds_nothing(client, academie):
    po = ThemaFactory(sector="po")
    voorstel = ThemavoorstelFactory(sector="po", thema=po)

    assert client.get(f"/academie/themas/{po.pk}/").status_code == 404
    for doe in ("teruggeven", "toewijzen"):
        assert client.post(f"/themas/voorstel/{voorstel.pk}/{doe}/").status_code == 404
    assert po.naam not in client.get("/academie/themas/").content.decode()
    BelangstellingFactory(thema=po, sector="vo")
    assert client.get(f"/academie/themas/{po.pk}/").status_code == 200


@pytest.mark.parametrize("aantal", [1, 3])
def test_academie_query_count(client, academie, aantal, django_assert_num_queries):
    for _ in range(aantal):
        thema = ThemaFactory(zichtbaar=True)
        make_groep(thema)
        ThemavoorstelFactory(thema=thema)
        ThemaFactory()

    with django_assert_num_queries(4):  # session, user, themes, voorstellen
        assert client.get("/academie/themas/").status_code == 200


@pytest.mark.parametrize("aantal", [1, 3])
def test_theme_query_count(client, academie, aantal, django_assert_num_queries):
    thema = ThemaFactory(zichtbaar=True, naam="Rust")
    make_groep(thema, aantal)
    for n, regio in zip(range(aantal), ["utrecht", "zeeland", "drenthe"], strict=False):
        ThemavoorstelFactory(thema=thema, regio=regio)
        ThemaFactory(zichtbaar=True, naam=f"Rust {n}")

    with django_assert_num_queries(8):
        assert client.get(f"/academie/themas/{thema.pk}/").status_code == 200


def test_academie_publishes_rejects_merges_and_adds(client, academie, thema):
    def post(naar, **data):
        return client.post(f"/academie/themas/{thema.pk}/{naar}/", data)

    assert post("overnemen").status_code == 302
    assert Thema.objects.get().is_zichtbaar
    assert post("afwijzen", reden="").status_code == 422
    assert post("afwijzen", reden="Te breed.").status_code == 302
    assert "Te breed." in client.get(f"/academie/themas/{thema.pk}/").content.decode()
    assert client.post("/academie/themas/", {"naam": "Toetsen", "sector": "vo"}).status_code == 302
    doel = Thema.objects.get(naam="Toetsen")
    assert post("samenvoegen", doel="").status_code == 422
    assert post("samenvoegen", doel=thema.pk).status_code == 422
    assert post("samenvoegen", doel=doel.pk).status_code == 302
    assert client.get(f"/academie/themas/{thema.pk}/").status_code == 404


@pytest.mark.parametrize(("naam", "fout"), [("", "Vul een thema in."), ("?!?", "Schrijf het thema in woorden.")])
def test_academie_adds_nothing(client, academie, naam, fout):
    response = client.post("/academie/themas/", {"naam": naam, "sector": "vo"})

    assert response.status_code == 422
    assert fout in response.content.decode()


def test_academie_cannot_take_away_what_is_prepared(client, academie, voorstel):
    services.begin_voorstel(voorstel, by=voorstel.thema.belangstellingen.first().persoon)
    doel = ThemaFactory(zichtbaar=True)
    for naar, data in (("afwijzen", {"reden": "Nee."}), ("samenvoegen", {"doel": doel.pk})):
        response = client.post(f"/academie/themas/{voorstel.thema_id}/{naar}/", data)
        assert response.status_code == 422
        assert "bereidt een netwerk over dit thema voor" in response.content.decode()

    assert client.post(f"/themas/voorstel/{voorstel.pk}/teruggeven/").url == "/academie/themas/"


def test_academie_asks_somebody_to_begin(client, academie, voorstel):
    url, naam = f"/themas/voorstel/{voorstel.pk}/toewijzen/", f"v{voorstel.pk}-persoon"
    rij = voorstel.thema.belangstellingen.first()
    assert "wil trekken" in client.get(f"/academie/themas/{voorstel.thema_id}/").content.decode()
    assert said(client.post(url, {naam: PersoonFactory().pk})) == ["Kies iemand die op dit thema wacht."]

    response = client.post(url, {naam: rij.persoon_id})

    assert said(response)[-1] == f"{rij.persoon.naam} krijgt een mail met de vraag om te beginnen."
    assert said(client.post(url, {naam: rij.persoon_id}))[-1].endswith("is al begonnen met dit netwerk.")
    assert "is begonnen op" in client.get(f"/academie/themas/{voorstel.thema_id}/").content.decode()


def test_no_back_door_in_the_admin():
    assert not {Belangstelling, Thema, Themavoorstel} & set(admin.site._registry)
