"""A toezegging in a real browser: written by the deelnemer, signed from the mail on a phone, signed by both."""

from urllib.parse import urlsplit

import pytest
from playwright.sync_api import expect

from netwerken.leidinggevende.mails import leiding_link
from netwerken.models import Contactmoment
from netwerken.tests.factories import DeelnameFactory, NetwerkFactory
from personen.tests.factories import PersoonFactory

pytestmark = [pytest.mark.e2e, pytest.mark.django_db(transaction=True)]
LIJST = "/netwerken/lef/leidinggevende/"


@pytest.fixture
def persoon():
    netwerk = NetwerkFactory(gestart=True, slug="lef", naam="Lef en tijd")
    DeelnameFactory(netwerk=netwerk, facilitator=True)
    return DeelnameFactory(netwerk=netwerk, persoon=PersoonFactory(naam="Fenna de Haan")).persoon


@pytest.mark.parametrize("visitor", ["page", "phone", "page_without_js"])
def test_a_leidinggevende_gives_the_toezegging(request, visitor, persoon, login, axe, open_page):
    page, leiding = open_page(), request.getfixturevalue(visitor)
    look = (lambda bezoeker: None) if visitor == "page_without_js" else axe
    login(page, persoon)

    _write_and_send(page, look)
    _sign(leiding, look)
    _sign_too(page, look)
    look_back = urlsplit(leiding_link(Contactmoment.objects.get())).path
    leiding.goto(look_back)
    expect(leiding.get_by_role("heading", name="Dit is ondertekend")).to_be_visible()
    look(leiding)


def _write_and_send(page, look):
    page.goto(LIJST)
    look(page)
    page.get_by_role("link", name="De toezegging").click()
    page.get_by_role("link", name="Maak de kaart").click()
    page.get_by_label("Naam van je leidinggevende").fill("Karin de Wit")
    page.get_by_role("button", name="Bekijk hoe het eruitziet").click()
    expect(page.get_by_text("Vul het mailadres in.").first).to_be_visible()
    look(page)
    page.get_by_label("Mailadres van je leidinggevende").fill("karin@leiding.test")
    page.get_by_label("Aan welk doel van de school").fill("Elk team kiest zelf.")
    page.get_by_role("button", name="Bekijk hoe het eruitziet").click()
    expect(page.get_by_role("heading", name="Zo ziet Karin de Wit het")).to_be_visible()
    look(page)
    page.get_by_label("Typ je naam, als handtekening").last.fill("Fenna de Haan")
    page.get_by_role("button", name="Onderteken en verstuur").click()
    expect(page.get_by_text("De link ging naar Karin de Wit")).to_be_visible()
    look(page)


def _sign(leiding, look):
    leiding.goto(urlsplit(leiding_link(Contactmoment.objects.get())).path)
    expect(leiding.get_by_text("Voor Karin de Wit.")).to_be_visible()
    look(leiding)
    leiding.get_by_role("button", name="Onderteken").click()
    expect(leiding.get_by_text("Vul in hoeveel uren per maand.").first).to_be_visible()
    look(leiding)
    leiding.get_by_label("Hoeveel uren per maand?").fill("8")
    leiding.get_by_role("radio", name="Ik ben Karin de Wit").check()
    leiding.get_by_label("Typ je naam, als handtekening").fill("Karin de Wit")
    leiding.get_by_role("button", name="Onderteken").click()
    expect(leiding.get_by_role("heading", name="Dank je, het is ondertekend")).to_be_visible()


def _sign_too(page, look):
    page.goto(f"{LIJST}toezegging/")
    expect(page.get_by_role("heading", name="Karin de Wit tekende en veranderde iets")).to_be_visible()
    look(page)
    page.get_by_label("Typ je naam, als handtekening").fill("Fenna de Haan")
    page.get_by_role("button", name="Onderteken").click()
    expect(page.get_by_text("8 uur per maand")).to_be_visible()
    look(page)
