"""A netwerk accounts for its year in a browser, the academie asks and settles, and the netwerk tells how it goes on."""

import pytest
from django.urls import reverse

from netwerken.tests.factories import DeelnameFactory
from personen.tests.factories import PersoonFactory
from subsidie.lopend.tests.factories import make_staf
from subsidie.verantwoording.tests.factories import VRAAG, add_deelnemer, hold, make_lopend

pytestmark = [pytest.mark.e2e, pytest.mark.django_db(transaction=True)]


def fill_in(page, axe):
    """Everything, after forgetting to say why a number is another one."""
    axe(page)
    page.get_by_text("Klopt dit niet?").first.click()
    page.get_by_label("Beter getal: Bijeenkomsten").fill("3")
    page.locator("#id_1-procesbegeleiding-bijdrage").fill("8.500")
    page.get_by_label("Wat leverde het jaar op?").fill("We kijken nu bij elkaar in de les.")
    page.get_by_text("Bewaard. Je kunt stoppen").wait_for()
    assert "€\u00a08.500" in page.locator("[data-totalen]").inner_text()
    page.get_by_role("button", name="Bewaar en ga verder").click()
    page.get_by_role("heading", name="Lees na en teken").wait_for()


def sign(page, axe):
    axe(page)
    page.get_by_role("button", name="Teken en dien in").click()
    page.get_by_role("heading", name="Ingediend").wait_for()
    axe(page)


def ask(staf, axe, live_server):
    staf.goto(live_server.url + reverse("subsidie:werk"))
    staf.get_by_role("link", name="Lezen samen").click()
    staf.wait_for_load_state()
    assert "Geteld was: 1." in staf.content()
    axe(staf)
    staf.get_by_label("Wat wil je nog weten?").fill(VRAAG)
    staf.get_by_role("button", name="Geef terug").click()
    staf.get_by_text("Teruggegeven met een vraag").wait_for()


def settle(staf, axe):
    staf.reload()
    staf.get_by_label("Waarom dit bedrag?").fill("Er is minder begeleid dan gepland.")
    staf.get_by_role("button", name="Stel de bijdrage vast").click()
    staf.get_by_role("heading", name="Vastgesteld op").wait_for()
    axe(staf)


def go_on(page, axe):
    page.reload()
    page.get_by_role("link", name="Vertel hoe het verdergaat").click()
    axe(page)
    page.get_by_label("Ja, we gaan door").check()
    page.get_by_label("Wie betaalt het nu?").fill("Elke school de eigen uren.")
    page.get_by_role("button", name="Vertel het de academie").click()
    page.get_by_text("Elke school de eigen uren.").wait_for()


def test_account_ask_settle_and_go_on(open_page, phone, login, axe, live_server):
    aanvraag = make_lopend(netwerk__naam="Lezen samen")
    penvoerder = PersoonFactory(naam="Anna A")
    DeelnameFactory(netwerk=aanvraag.netwerk, persoon=penvoerder, rol="penvoerder")
    hold(aanvraag.netwerk, [add_deelnemer(aanvraag.netwerk)])
    staf = open_page()
    login(staf, make_staf(naam="Bob B"))
    login(phone, penvoerder)

    phone.goto(live_server.url + reverse("subsidie:aanvraag", args=[aanvraag.sleutel]))
    phone.get_by_role("link", name="Verantwoording").click()
    fill_in(phone, axe)
    phone.get_by_role("link", name="Schrijf bij «Bijeenkomsten»").click()
    phone.locator("#id_telling-bijeenkomsten-toelichting").fill("Twee keer zonder lijst.")
    phone.get_by_role("button", name="Bewaar en ga verder").click()
    sign(phone, axe)
    ask(staf, axe, live_server)

    phone.reload()
    assert VRAAG in phone.content()
    phone.get_by_label("Wat ging anders dan jullie dachten?").fill("Een begeleider werd ziek.")
    phone.get_by_role("button", name="Bewaar en ga verder").click()
    sign(phone, axe)
    settle(staf, axe)

    go_on(phone, axe)
    with phone.expect_download() as download:
        phone.get_by_role("link", name="Download als PDF").click()
    assert download.value.suggested_filename == f"verantwoording-{aanvraag.netwerk.slug}.pdf"


def test_writing_works_without_javascript(page_without_js, login, live_server):
    aanvraag = make_lopend()
    penvoerder = PersoonFactory()
    DeelnameFactory(netwerk=aanvraag.netwerk, persoon=penvoerder, rol="penvoerder")
    page = page_without_js
    login(page, penvoerder)
    page.goto(live_server.url + reverse("subsidie:verantwoording", args=[aanvraag.sleutel]))
    page.locator("#id_1-procesbegeleiding-bijdrage").fill("8.500")
    page.get_by_label("Wat leverde het jaar op?").fill("We kijken bij elkaar.")
    page.get_by_role("button", name="Bewaar en ga verder").click()
    page.get_by_role("button", name="Teken en dien in").click()
    page.wait_for_load_state()
    assert page.get_by_role("heading", name="Ingediend").count() == 1
