"""A netwerk is started: from a template on a desktop and without JavaScript, and on a phone that is put away."""

import re

import pytest

from netwerken.models import Netwerk, Startplan
from netwerken.start.tests.factories import GEHEEL, StartplanFactory, StartversieFactory
from netwerken.tests.factories import DeelnameFactory
from personen.tests.factories import OrganisatieFactory, PersoonFactory

pytestmark = [pytest.mark.e2e, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def starter():
    return PersoonFactory(naam="Noor Starter", organisatie=OrganisatieFactory())


def fill_kern(page):
    page.get_by_label("Hoe heet het netwerk?").fill("Rust in het rooster")
    page.get_by_label("Welke vraag willen jullie samen beantwoorden?").fill("Hoe houden we rust?")
    page.locator("label", has_text="voortgezet onderwijs").click()
    page.get_by_label("Begint op").fill("2027-09-06")
    page.get_by_role("button", name="Bewaar en bekijk het geheel").click()


def test_from_a_template(page, login, live_server, axe, starter):
    login(page, starter)
    page.goto(f"{live_server.url}/netwerken/nieuw/")
    axe(page)
    page.get_by_role("button", name="voorbeeld: Intervisie").click()
    axe(page)
    fill_kern(page)
    page.get_by_role("heading", name="Klaar om te beginnen?").wait_for()
    assert page.locator(".start-dagen li").count() == 8
    axe(page)
    page.get_by_role("button", name="Maak het netwerk").click()
    page.get_by_text("Het netwerk staat klaar.").wait_for()

    netwerk = Netwerk.objects.get()
    assert (netwerk.type, netwerk.status) == ("intervisie", "in_oprichting")


def test_look_ahead(page, login, live_server, axe, starter):
    """All mail, and the sheet, which is one page of paper."""
    plan = StartplanFactory(persoon=starter, antwoorden=GEHEEL | {"weekdagen": ["1"]})
    login(page, starter)
    page.goto(f"{live_server.url}{plan.get_absolute_url()}")
    page.get_by_role("button", name="Toon alle mail").click()
    page.get_by_role("heading", name="Alle mail vooraf").wait_for()
    page.get_by_text("Lees de mail").first.click()
    page.get_by_text("Anna Voorbeeld").first.wait_for()
    axe(page)
    page.get_by_role("link", name="Terug naar het geheel").click()
    page.get_by_role("link", name="Bekijk en print").click()
    page.get_by_text("Startdocument, nog een concept").wait_for()
    axe(page)
    paper = page.pdf(format="A4", prefer_css_page_size=True)
    assert re.search(rb"/Type /Pages.{0,60}?/Count (\d+)", paper, re.DOTALL)[1] == b"1"


def test_startdocument_of_a_netwerk(page, login, live_server, axe, starter):
    netwerk = DeelnameFactory(persoon=starter, facilitator=True).netwerk
    StartversieFactory(netwerk=netwerk)
    login(page, starter)
    page.goto(f"{live_server.url}{netwerk.get_absolute_url()}startdocument/")
    axe(page)
    page.get_by_role("link", name="Werk het bij").click()
    axe(page)
    page.get_by_label("Wat vraag je van wie meedoet?").fill("Eén avond per maand.")
    page.get_by_role("button", name="Bewaar een nieuwe versie").click()
    page.get_by_text("Versie 2, bewaard").wait_for()
    axe(page)


def test_without_javascript(page_without_js, login, live_server, starter):
    page = page_without_js
    login(page, starter)
    page.goto(f"{live_server.url}/netwerken/nieuw/")
    page.get_by_role("button", name="voorbeeld: Datateam").click()
    fill_kern(page)
    page.get_by_role("link", name=re.compile("Hoe lang en hoe vaak")).click()
    page.get_by_label("Eindigt op", exact=False).first.fill("2027-01-01")
    page.get_by_role("button", name="Bewaar en ga verder").click()
    page.get_by_role("alert").get_by_text("Deze dag ligt voor het begin.").wait_for()
    page.get_by_label("Eindigt op", exact=False).first.fill("")
    page.get_by_role("button", name="Welke vorm past").click()
    page.get_by_role("heading", name="Welke vorm past").wait_for()
    page.get_by_role("button", name="Bewaar en stop voor nu").click()
    page.get_by_role("button", name="Maak het netwerk").click()
    page.get_by_text("Het netwerk staat klaar.").wait_for()

    assert Netwerk.objects.get().type == "datateam"


def test_a_phone_that_is_put_away(phone, open_page, login, live_server, axe, starter):
    login(phone, starter)
    phone.goto(f"{live_server.url}/netwerken/nieuw/")
    phone.get_by_role("button", name="Begin zonder voorbeeld").click()
    axe(phone)
    phone.get_by_label("Hoe heet het netwerk?").fill("Half af")
    phone.get_by_text("Bewaard. Je kunt stoppen wanneer je wilt.").wait_for()
    phone.close()

    later = open_page(viewport={"width": 390, "height": 844})
    login(later, starter)
    later.goto(f"{live_server.url}/mijn/")
    later.get_by_role("heading", name="Ga verder met Half af").wait_for()
    later.get_by_role("link", name="Ga verder", exact=True).click()
    later.get_by_text("Er missen nog").wait_for()
    axe(later)
    later.get_by_role("link", name="Welke vraag willen jullie samen beantwoorden?").click()
    assert later.get_by_label("Hoe heet het netwerk?").input_value() == "Half af"
    assert Startplan.objects.get().antwoorden["naam"] == "Half af"
