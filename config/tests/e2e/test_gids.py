"""The gids of a fase in a browser: ticked off on a phone, a werkvorm in the draaiboek, and a plan without a script."""

import re

import pytest

from bijeenkomsten.models import Programmaonderdeel
from bijeenkomsten.tests.gevallen import maak_keer, maak_netwerk
from fasen.models import FaseVerloop, Vinkje
from fasen.services import create_route
from werkvormen.tests.factories import WerkvormFactory

pytestmark = [pytest.mark.e2e, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def netwerk():
    netwerk = maak_netwerk(8, facilitators=1, naam="Samen het vak in", slug="samen-het-vak-in")
    create_route(netwerk)
    maak_keer(netwerk, 14, titel="Elkaars vraag leren kennen")
    WerkvormFactory(kaart={"naam": "Kennismaken in tweetallen", "fasen": ["verkenning"], "momenten": ["opening"]})
    return netwerk


def test_ticked_off_on_a_phone(phone, login, live_server, netwerk, axe):
    page = phone
    login(page, netwerk.facilitators().get())
    page.goto(f"{live_server.url}/netwerken/{netwerk.slug}/fasen/verkenning/")
    page.get_by_text("van de 8 klaar.").wait_for()
    axe(page)
    page.get_by_role("button", name="Vink af: Jullie kennen elkaar verder dan de functie").tap()
    page.get_by_text("“Jullie kennen elkaar verder dan de functie” is bijgewerkt.").wait_for()
    assert Vinkje.objects.geldig().get().soort == "gedaan"
    axe(page)

    page.get_by_role("link", name=re.compile("Niet nodig ?: Iedereen deed de intake")).tap()
    page.get_by_role("button", name="Bewaar").tap()
    page.get_by_text("waarom dit bij jullie niet nodig is").first.wait_for()
    axe(page)
    page.get_by_label("Waarom is dit bij jullie niet nodig?").fill("We kennen elkaar al jaren.")
    page.get_by_role("button", name="Bewaar").tap()
    page.get_by_text("Niet nodig. We kennen elkaar al jaren.").wait_for()
    page.get_by_role("button", name=re.compile("Zet weer open ?: Iedereen deed de intake")).tap()
    page.get_by_role("link", name=re.compile("Niet nodig ?: Iedereen deed de intake")).wait_for()
    assert Vinkje.objects.geldig().get().code == "kennen"

    for kop in ("vragen voor deze fase", "tips van mensen", "valkuilen, met de vraag", "Waaraan merk je"):
        page.locator("summary", has_text=kop).tap()
    axe(page)


def test_a_werkvorm_goes_into_the_draaiboek(page, login, live_server, netwerk):
    login(page, netwerk.facilitators().get())
    page.goto(f"{live_server.url}/netwerken/{netwerk.slug}/fasen/verkenning/")
    page.get_by_role("button", name=re.compile("In het draaiboek ?: Kennismaken in tweetallen")).click()
    page.get_by_text("“Kennismaken in tweetallen” staat in het draaiboek.").wait_for()
    assert Programmaonderdeel.objects.get().titel == "Kennismaken in tweetallen"


def test_a_plan_from_a_proposal_without_script(page_without_js, login, live_server, netwerk, axe):
    page = page_without_js
    login(page, netwerk.facilitators().get())
    page.goto(f"{live_server.url}/netwerken/{netwerk.slug}/fasen/")
    page.get_by_role("link", name="Maak een plan").click()
    page.get_by_role("link", name="Doe een voorstel").click()
    page.get_by_role("heading", name="Dit is een voorstel").wait_for()
    page.get_by_role("group", name="Verkenning").get_by_label("Bijeenkomsten").fill("3")
    page.get_by_role("button", name="Bewaar het plan").click()

    page.get_by_text("Jullie zijn in Verkenning, zoals gepland.", exact=True).wait_for()
    page.get_by_text("Voor Verkenning plande je 3 bijeenkomsten.").wait_for()
    assert FaseVerloop.objects.filter(netwerk=netwerk, gepland_van__isnull=False).count() == 5
    page.locator("summary", has_text="Als tabel").click()
    page.get_by_role("row", name="Verkenning").wait_for()
