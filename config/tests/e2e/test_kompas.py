"""The kompas in a browser: from the cockpit to the next fase, and laying a pitfall aside on a phone."""

from datetime import timedelta

import pytest

from bijeenkomsten.tests.gevallen import maak_keer, maak_netwerk
from fasen.models import Fasestap, Kompasreactie
from fasen.services import create_route
from kern.tijd import nu

pytestmark = [pytest.mark.e2e, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def netwerk():
    """Ready for Ontwikkeling: enough people, a facilitator, a goal and a first meeting. Nothing is planned after it."""
    netwerk = maak_netwerk(8, facilitators=1, naam="Samen het vak in", slug="samen-het-vak-in")
    create_route(netwerk, nu() - timedelta(days=60))
    maak_keer(netwerk, -10, was_er=7, lijst=8)
    return netwerk


def test_a_fase_is_moved_on_the_proposal(page, login, live_server, netwerk, axe):
    login(page, netwerk.facilitators().get())
    page.goto(f"{live_server.url}/netwerken/{netwerk.slug}/")
    page.get_by_text("Het kompas denkt dat jullie klaar zijn voor").wait_for()  # fetched after the page was there
    axe(page)

    page.get_by_role("link", name="Alles wat het kompas ziet").click()
    page.get_by_role("heading", name="Jullie zijn klaar voor Ontwikkeling").wait_for()
    for kop in ("dingen gaan goed", "we nog niet"):
        page.locator("summary", has_text=kop).click()
    axe(page)
    page.get_by_role("link", name="Ja, naar Ontwikkeling").click()
    assert "Het kompas stelde deze stap voor" in page.get_by_label("Waarom nu?").input_value()
    page.get_by_role("button", name="Ga naar Ontwikkeling").click()
    page.get_by_text("Jullie zijn nu in Ontwikkeling.").wait_for()
    page.locator("summary", has_text="Wat het kompas toen zei").click()
    page.get_by_text("Jullie zijn met 8 deelnemers.").wait_for()

    stap = Fasestap.objects.get(naar="ontwikkeling")
    assert {rij["signaal"] for rij in stap.kompas} >= {"netwerken.minimum", "bijeenkomsten.in_fase"}


def test_not_yet_with_the_keyboard_and_without_script(page_without_js, login, live_server, netwerk):
    page = page_without_js
    login(page, netwerk.facilitators().get())
    page.goto(f"{live_server.url}/netwerken/{netwerk.slug}/")
    page.get_by_role("link", name="Alles wat het kompas ziet").click()
    page.get_by_role("link", name="Nog niet").focus()
    page.keyboard.press("Enter")
    page.get_by_label("Waarom blijven jullie nog even?").fill("We missen nog twee scholen.")
    page.get_by_role("button", name="Bewaar en blijf nog even").click()

    page.get_by_text("Jullie blijven nog even in Verkenning.").wait_for()
    assert page.get_by_role("heading", name="Jullie zijn klaar voor").count() == 0


def test_a_pitfall_is_laid_aside_on_a_phone(phone, login, live_server, netwerk, axe):
    page = phone
    login(page, netwerk.facilitators().get())
    page.goto(f"{live_server.url}/netwerken/{netwerk.slug}/fasen/kompas/")
    kaart = page.locator("article.valkuil", has_text="Er staat geen bijeenkomst meer in de agenda.")
    kaart.locator("summary", has_text="Dit klopt niet").click()
    kaart.get_by_label("Wil je erbij zetten waarom?").fill("We prikken morgen een dag.")
    axe(page)
    kaart.get_by_role("button", name="Leg weg").click()

    page.locator("summary", has_text="Weggelegd: 1").click()
    page.get_by_text("We prikken morgen een dag.").wait_for()
    axe(page)
    reactie = Kompasreactie.objects.get()
    assert (reactie.soort, reactie.signaal) == ("klopt_niet", "bijeenkomsten.volgende")
    page.get_by_role("button", name="Haal terug").click()
    page.locator("article.valkuil", has_text="Er staat geen bijeenkomst meer in de agenda.").wait_for()
