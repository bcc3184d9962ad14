import pytest

from leren.models import Leervraag
from leren.tests.factories import LeervraagFactory
from netwerken import services as netwerkservices
from netwerken.tests.factories import DeelnameFactory, NetwerkFactory
from personen.tests.factories import PersoonFactory

pytestmark = pytest.mark.django_db
PAGE = "/netwerken/samen/leren/"
KEUS = {"tekst": "Hoe laat ik los?", "toelichting": "", "schooldoel": "", "versie": 0}


@pytest.fixture
def netwerk(persoon):
    netwerk = NetwerkFactory(slug="samen", gestart=True)
    DeelnameFactory(netwerk=netwerk, persoon=persoon)
    return netwerk


def make(netwerk, tekst, **velden):
    lid = DeelnameFactory(netwerk=netwerk)
    return LeervraagFactory(netwerk=netwerk, persoon=lid.persoon, tekst=tekst, **velden)


@pytest.mark.parametrize("item_count", [1, 3])
def test_page(ingelogd, netwerk, persoon, item_count, django_assert_num_queries):
    LeervraagFactory(netwerk=netwerk, persoon=persoon, tekst="Van mij")
    for i in range(item_count):
        make(netwerk, f"Gedeeld <b>{i}</b>", leest="groep")
        make(netwerk, "Niet gedeeld")

    with django_assert_num_queries(6):
        html = ingelogd.get(PAGE).content.decode()

    assert html.count("Gedeeld &lt;b&gt;") == item_count
    assert "Niet gedeeld" not in html
    assert "Van mij" in html


def test_write_sharpen_and_answer(ingelogd, netwerk):
    assert ingelogd.post(PAGE, KEUS).url == PAGE
    ingelogd.post(PAGE, KEUS | {"tekst": "Hoe laat ik op dinsdag los?", "versie": 1})
    klaar = {"tekst": "Hoe laat ik op dinsdag los?", "toelichting": "Klein", "klaar": "on", "versie": 2}
    ingelogd.post(PAGE, KEUS | klaar)

    html = ingelogd.get(PAGE).content.decode()
    assert "beantwoord" in html
    assert "scherper gemaakt" in html
    assert Leervraag.objects.get().versies.count() == 3


@pytest.mark.parametrize("velden", [{"tekst": " "}, {"tekst": "x" * 501}, {"versie": "onzin"}, {"versie": ""}])
def test_bad_input(ingelogd, netwerk, velden):
    response = ingelogd.post(PAGE, KEUS | velden)

    assert response.status_code == 422
    assert not Leervraag.objects.exists()


@pytest.mark.parametrize("is_er", [True, False])
def test_two_screens_lose_nothing(ingelogd, netwerk, persoon, is_er):
    if is_er:
        LeervraagFactory(netwerk=netwerk, persoon=persoon, tekst="Van de telefoon")

    response = ingelogd.post(PAGE, KEUS | {"tekst": "Van de laptop", "versie": 7})

    html = response.content.decode()
    assert response.status_code == 422
    assert "Van de laptop" in html
    assert ("Van de telefoon" in html) == is_er
    assert f'name="versie" value="{int(is_er)}"' in html
    assert ingelogd.post(PAGE, KEUS | {"versie": int(is_er)}).status_code == 302


def test_a_result_needs_a_leervraag(ingelogd, netwerk):
    """The box is not on the form yet; who posts it anyway begins with a leervraag."""
    ingelogd.post(PAGE, KEUS | {"klaar": "on"})

    assert not Leervraag.objects.get().is_klaar


def test_competentie(ingelogd, netwerk, persoon):
    ingelogd.post(PAGE, KEUS | {"competentie": "cvo-2"})
    html = ingelogd.get(PAGE).content.decode()
    assert '<option value="cvo-2" selected>Organisatie</option>' in html
    assert "Werken vanuit visie" not in html

    response = ingelogd.post(PAGE, KEUS | {"competentie": "cpo-1", "versie": 1})
    assert response.status_code == 422
    assert "Kies een competentie uit de lijst" in response.content.decode()
    assert Leervraag.objects.get().competentie == "cvo-2"


def test_competentie_of_another_sector_stays_a_choice(ingelogd, netwerk, persoon):
    LeervraagFactory(netwerk=netwerk, persoon=persoon, competentie="cpo-5")

    html = ingelogd.get(PAGE).content.decode()

    assert '<option value="cpo-5" selected>Van meer kanten kijken</option>' in html
    assert '<optgroup label="Voortgezet onderwijs">' in html


@pytest.mark.parametrize("wie", ["facilitator", "deelnemer"])
def test_nobody_else_sees_a_competentie(client, netwerk, wie):
    make(netwerk, "Hoe?", leest="groep", competentie="cvo-5")
    client.force_login(DeelnameFactory(netwerk=netwerk, rol=wie).persoon)

    html = client.get(PAGE).content.decode()

    assert "Hoe?" in html
    assert html.count("Problemen onderzoeken") == (wie == "deelnemer")  # as a choice for the own leervraag
    assert 'value="cvo-5" selected' not in html


def test_choose_readers(ingelogd, netwerk, persoon):
    leervraag = LeervraagFactory(netwerk=netwerk, persoon=persoon)

    html = ingelogd.post(f"{PAGE}lezers/", {"leest": "groep"}, follow=True).content.decode()
    assert "Vanaf nu leest: iedereen in de groep." in html
    html = ingelogd.post(f"{PAGE}lezers/", {"leest": "beheer"}, follow=True).content.decode()

    assert "Kies wie je leervraag leest" in html
    leervraag.refresh_from_db()
    assert leervraag.leest == "groep"


def test_no_readers_of_nothing(ingelogd, netwerk):
    assert ingelogd.post(f"{PAGE}lezers/", {"leest": "groep"}).status_code == 404


def test_facilitator_reads_all_and_writes_none(client, netwerk):
    make(netwerk, "Niet gedeeld met de groep hier")
    client.force_login(DeelnameFactory(netwerk=netwerk, facilitator=True).persoon)

    html = client.get(PAGE).content.decode()

    assert "Niet gedeeld met de groep hier" in html
    assert client.post(PAGE, KEUS).status_code == 403


@pytest.mark.parametrize("rol", ["penvoerder", "eigenaar", "academie", "beheer", "buiten"])
def test_nobody_else_reads_what_is_not_shared(client, netwerk, rol):
    leervraag = make(netwerk, "Geheime vraag")
    wie = PersoonFactory(**({rol: True} if rol in ("academie", "beheer") else {}))
    if rol in ("penvoerder", "eigenaar"):
        DeelnameFactory(netwerk=netwerk, persoon=wie, rol=rol)
    client.force_login(wie)

    assert "Geheime vraag" not in client.get(PAGE).content.decode()
    assert leervraag not in Leervraag.objects.visible_to(wie, netwerk)


def test_who_left_is_not_read_any_more(client, netwerk):
    leervraag = make(netwerk, "Van wie weg is", leest="groep")
    facilitator = DeelnameFactory(netwerk=netwerk, facilitator=True).persoon
    netwerkservices.leave(netwerk, leervraag.persoon)
    client.force_login(facilitator)

    assert "Van wie weg is" not in client.get(PAGE).content.decode()
