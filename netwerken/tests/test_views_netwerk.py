import re

import pytest

from netwerken import services
from netwerken.models import Netwerk
from netwerken.tests.factories import DeelnameFactory, NetwerkFactory
from personen.tests.factories import PersoonFactory

pytestmark = pytest.mark.django_db

POST = {
    "naam": "Rekenen met plezier", "centrale_vraag": "Hoe durven kinderen fouten te maken?", "doel": "Een nieuwe les.",
    "doel_niveau": "leerling", "type": "didactisch", "indeling": "thema", "thema": "rekenen", "sector": "po",
    "doelgroep": "leraren", "regio": "utrecht", "deelname_als": "persoon", "toegang": "open", "min_deelnemers": "6",
    "max_deelnemers": "12", "start_datum": "2027-01-01", "eind_datum": "2028-07-01", "aantal_bijeenkomsten": "8",
    "eigenaar": "", "financiering": "", "omschrijving": "Kom erbij.",
}  # fmt: skip


def fouten(response):
    return {veld: list(teksten) for veld, teksten in response.context["form"].errors.items()}


@pytest.fixture
def netwerk(persoon):
    """A netwerk that the person who is signed in guides."""
    netwerk = NetwerkFactory(**POST, slug="rekenen")
    DeelnameFactory(netwerk=netwerk, persoon=persoon, facilitator=True)
    netwerk.refresh_from_db()
    return netwerk


def test_update(ingelogd, netwerk):
    response = ingelogd.post("/netwerken/rekenen/bewerken/", POST | {"doel": "Anders.", "versie": "1"})

    assert response.url == "/netwerken/rekenen/"
    netwerk.refresh_from_db()
    assert (netwerk.doel, netwerk.versie, netwerk.slug) == ("Anders.", 2, "rekenen")


def test_hostile_text_stays_text(ingelogd, netwerk):
    naam = "<script>alert(1)</script> 💬 مرحبا"
    ingelogd.post("/netwerken/rekenen/bewerken/", POST | {"naam": naam, "versie": "1"})

    response = ingelogd.get("/netwerken/rekenen/bewerken/")

    netwerk.refresh_from_db()
    assert netwerk.naam == naam
    assert "<script>alert" not in response.content.decode()


@pytest.mark.parametrize(
    ("velden", "fout"),
    [
        ({"naam": ""}, {"naam": ["Vul dit in."]}),
        ({"sector": "", "eind_datum": ""}, {"sector": ["Kies er een."], "eind_datum": ["Vul dit in."]}),
    ],
)
def test_update_cannot_do_without(ingelogd, netwerk, velden, fout):
    response = ingelogd.post("/netwerken/rekenen/bewerken/", POST | {"versie": "1"} | velden)

    assert response.status_code == 422
    assert fouten(response) == fout


def test_update_shows_what_is_there(ingelogd, netwerk, django_assert_num_queries):
    ingelogd.get("/netwerken/rekenen/bewerken/")
    with django_assert_num_queries(4):
        response = ingelogd.get("/netwerken/rekenen/bewerken/")

    assert 'value="2027-01-01"' in response.content.decode()
    assert 'name="versie" value="1"' in response.content.decode()


def test_update_maximum_below_the_group(ingelogd, netwerk):
    DeelnameFactory.create_batch(7, netwerk=netwerk)

    response = ingelogd.post("/netwerken/rekenen/bewerken/", POST | {"max_deelnemers": "6", "versie": "1"})

    assert response.status_code == 422
    assert fouten(response) == {"max_deelnemers": ["Er doen al 7 mensen mee. Kies 7 of meer."]}
    assert "Rekenen met plezier" in response.content.decode()


@pytest.mark.parametrize(("keuze", "doel"), [("hun", "Van de eerste."), ("mijn", "Van de tweede.")])
def test_second_editor_sees_what_changed_and_chooses(ingelogd, netwerk, keuze, doel):
    ander = PersoonFactory(naam="Yusuf <b>A</b>")
    services.update_netwerk(netwerk, {"doel": "Van de eerste."}, versie=1, by=ander)
    mijn = POST | {"doel": "Van de tweede.", "thema": "breuken", "versie": "1"}

    response = ingelogd.post("/netwerken/rekenen/bewerken/", mijn)

    html = response.content.decode()
    assert response.status_code == 409
    assert "Yusuf &lt;b&gt;A&lt;/b&gt; bewaarde intussen" in html
    assert "Van de eerste." in html
    assert "Van de tweede." in html
    assert 'name="thema" value="breuken"' in html
    netwerk.refresh_from_db()
    assert (netwerk.doel, netwerk.thema) == ("Van de eerste.", "rekenen")

    ingelogd.post("/netwerken/rekenen/bewerken/", mijn | {"versie": "2", "keuze_doel": keuze})

    netwerk.refresh_from_db()
    assert (netwerk.doel, netwerk.thema) == (doel, "breuken")


def test_choosing_theirs_works_for_days_and_choices(ingelogd, netwerk):
    nieuw = {"start_datum": netwerk.start_datum.replace(day=9), "sector": "vo"}
    services.update_netwerk(netwerk, nieuw, versie=1, by=PersoonFactory())
    mijn = POST | {"start_datum": "2027-01-20", "sector": "anders", "versie": "1"}

    html = ingelogd.post("/netwerken/rekenen/bewerken/", mijn).content.decode()
    assert "voortgezet onderwijs" in html
    ingelogd.post(
        "/netwerken/rekenen/bewerken/", mijn | {"versie": "2", "keuze_start_datum": "hun", "keuze_sector": "hun"}
    )

    netwerk.refresh_from_db()
    assert (netwerk.start_datum.day, netwerk.sector) == (9, "vo")


@pytest.mark.parametrize("versie", ["", "0", "x", "-1", "9" * 40])
def test_odd_versie_never_overwrites_silently(ingelogd, netwerk, versie):
    services.update_netwerk(netwerk, {"doel": "Van de eerste."}, versie=1, by=PersoonFactory())

    response = ingelogd.post("/netwerken/rekenen/bewerken/", POST | {"versie": versie, "doel": "Van de tweede."})

    netwerk.refresh_from_db()
    assert response.status_code in {409, 422}
    assert netwerk.doel == "Van de eerste."


def test_publish_and_unpublish(ingelogd, netwerk):
    assert ingelogd.post("/netwerken/rekenen/openbaar/").url == "/netwerken/rekenen/status/"
    assert Netwerk.objects.get().is_openbaar
    ingelogd.post("/netwerken/rekenen/openbaar/", {"openbaar": "nee"})
    assert not Netwerk.objects.get().is_openbaar


def test_publish_without_description_explains(ingelogd, netwerk):
    Netwerk.objects.update(omschrijving="")

    response = ingelogd.post("/netwerken/rekenen/openbaar/", follow=True)

    assert "Schrijf eerst een omschrijving." in response.content.decode()
    assert not Netwerk.objects.get().is_openbaar


def test_status_steps(ingelogd, netwerk):
    for stap, reden in [
        ("werving", ""),
        ("gestart", "Twee scholen komen in januari."),
        ("afronden", ""),
        ("gestart", ""),
    ]:
        assert ingelogd.get("/netwerken/rekenen/status/").status_code == 200
        response = ingelogd.post("/netwerken/rekenen/status/", {"stap": stap, "reden": reden})
        assert response.url == "/netwerken/rekenen/status/"
        assert Netwerk.objects.get().status == stap


def test_small_start_asks_why_at_the_field_and_tells_it_afterwards(ingelogd, netwerk):
    Netwerk.objects.update(status="werving")

    response = ingelogd.post("/netwerken/rekenen/status/", {"stap": "gestart"})
    assert response.status_code == 422
    assert "de kleinste groep is" in response.context["form"].errors["reden"][0]

    ingelogd.post("/netwerken/rekenen/status/", {"stap": "gestart", "reden": "Klein is <b>fijn</b>."})
    assert "Klein is &lt;b&gt;fijn&lt;/b&gt;." in ingelogd.get("/netwerken/rekenen/status/").content.decode()


@pytest.mark.parametrize(
    ("post", "fout"),
    [
        ({}, {"stap": ["Kies een stap."]}),
        ({"stap": "afgerond"}, {"stap": ["Selecteer een geldige keuze. afgerond is geen beschikbare keuze."]}),
        ({"stap": "gestopt"}, {"stap": ["Selecteer een geldige keuze. gestopt is geen beschikbare keuze."]}),
    ],
)
def test_status_bad_input(ingelogd, netwerk, post, fout):
    response = ingelogd.post("/netwerken/rekenen/status/", post)

    assert response.status_code == 422
    assert fouten(response) == fout
    assert Netwerk.objects.get().status == "in_oprichting"


def test_status_refused_under_the_lock(ingelogd, netwerk, monkeypatch):
    monkeypatch.setattr("netwerken.forms.StatusForm.STAPPEN", {"in_oprichting": ["afronden"]})

    response = ingelogd.post("/netwerken/rekenen/status/", {"stap": "afronden"})

    assert fouten(response) == {"__all__": ["Dit kan niet meer: het netwerk is nu “in oprichting”."]}


@pytest.mark.parametrize("url", ["bewerken", "status"])
@pytest.mark.parametrize(
    ("rol", "openbaar", "status"),
    [("deelnemer", False, 403), ("eigenaar", False, 200), (None, False, 404), (None, True, 403)],
)
def test_who_may_change(client, url, rol, openbaar, status):
    netwerk = NetwerkFactory(slug="rekenen", is_openbaar=openbaar)
    persoon = DeelnameFactory(netwerk=netwerk, rol=rol).persoon if rol else PersoonFactory()
    client.force_login(persoon)

    assert client.get(f"/netwerken/rekenen/{url}/").status_code == status


def test_get_changes_nothing(ingelogd, netwerk):
    assert ingelogd.get("/netwerken/rekenen/openbaar/").status_code == 405


def test_update_refused_under_the_lock_is_shown(ingelogd, netwerk, monkeypatch):
    monkeypatch.setattr("netwerken.forms.NetwerkForm.clean", lambda self: None)
    DeelnameFactory.create_batch(7, netwerk=netwerk)

    response = ingelogd.post("/netwerken/rekenen/bewerken/", POST | {"max_deelnemers": "6", "versie": "1"})

    assert response.status_code == 422
    assert fouten(response) == {"__all__": ["Er doen al 7 mensen mee. Kies 7 of meer als grootste aantal."]}


@pytest.mark.parametrize(
    ("rol", "tabs"),
    [
        ("facilitator", ["Overzicht", "Fasen", "Bijeenkomsten", "Leren", "Deelnemers", "Evaluatie", "Berichten"]),
        ("deelnemer", ["Overzicht", "Fasen", "Bijeenkomsten", "Leren", "Deelnemers", "Evaluatie"]),
    ],
)
def test_tabs_follow_the_rights(client, rol, tabs):
    deelname = DeelnameFactory(netwerk__slug="rekenen", rol=rol)
    client.force_login(deelname.persoon)

    html = client.get("/netwerken/rekenen/deelnemers/").content.decode()

    assert re.findall(r'class="nav-link[^>]*>([^<]+)<', html) == tabs
    assert 'class="nav-link active" aria-current="page" href="/netwerken/rekenen/deelnemers/"' in html
