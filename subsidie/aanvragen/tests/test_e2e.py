"""An aanvraag is written on a desktop and on a phone, handed in and withdrawn."""

import pytest

from subsidie.aanvragen.tests.factories import VOLLEDIG, ConceptFactory, add_rollen
from subsidie.models import Aanvraag

pytestmark = [pytest.mark.e2e, pytest.mark.django_db(transaction=True)]


def begin(page, login, live_server, **anders):
    """The page of an aanvraag, for its penvoerder."""
    aanvraag = ConceptFactory(netwerk__gestart=True, **anders)
    login(page, *add_rollen(aanvraag.netwerk, "penvoerder"))
    page.goto(f"{live_server.url}{aanvraag.get_absolute_url()}")


def test_writing(page, login, live_server, axe):
    leeg = {"begroting.1.begeleiding.bijdrage", "waarom.vraag"}
    antwoorden = {code: waarde for code, waarde in VOLLEDIG.items() if code not in leeg}
    begin(page, login, live_server, antwoorden=antwoorden)
    page.get_by_role("heading", name="Jullie schrijven").wait_for()
    axe(page)
    page.get_by_role("link", name="Waarom", exact=True).click()
    page.get_by_label("Welke vraag hebben jullie?").fill("Hoe houden we 't rustig?")
    page.get_by_text("Bewaard. Je kunt stoppen wanneer je wilt.").wait_for()
    axe(page)
    page.get_by_role("button", name="Begroting").click()
    bijdrage = page.get_by_role("group", name="Begeleiding").first.get_by_label("Bijdrage")
    bijdrage.fill("1,000.50")
    page.get_by_text("Nog niet goed: bijdrage, begeleiding, jaar 1.").wait_for()
    bijdrage.fill("1.000,50")
    page.get_by_text("Jullie vragen €\u00a01.000,50.").wait_for()
    axe(page)
    page.get_by_role("button", name="Bewaar en ga verder").click()
    page.get_by_role("heading", name="Akkoord met meekijken").wait_for()
    antwoorden = Aanvraag.objects.get().antwoorden
    assert antwoorden["begroting.1.begeleiding.bijdrage"] == 1_000_50
    assert antwoorden["waarom.vraag"] == "Hoe houden we 't rustig?"


def test_handing_in_and_withdrawing(page, login, live_server, axe):
    begin(page, login, live_server, akkoord_versie="", akkoord_op=None)
    page.get_by_role("link", name="Lees na en dien in").click()
    axe(page)
    page.get_by_role("link", name="Jullie gaan nog niet akkoord").click()
    axe(page)
    page.get_by_role("button", name="Wij gaan akkoord").click()
    page.get_by_role("link", name="Naar de aanvraag").click()
    page.get_by_role("link", name="Lees na en dien in").click()
    page.get_by_role("button", name="Dien de aanvraag in").click()
    page.get_by_role("heading", name="Binnen").wait_for()
    axe(page)
    page.get_by_role("link", name="Trek de aanvraag in").click()
    page.get_by_label("Waarom trekken jullie").fill("We wachten een jaar.")
    page.get_by_label("Ik weet het zeker").check()
    axe(page)
    page.get_by_role("button", name="Trek in").click()
    page.get_by_role("heading", name="Ingetrokken", exact=True).wait_for()


def test_on_a_phone(phone, login, live_server, axe):
    aanvraag = ConceptFactory(netwerk__gestart=True)
    (facilitator,) = add_rollen(aanvraag.netwerk, "facilitator")
    login(phone, facilitator)
    phone.goto(f"{live_server.url}{aanvraag.get_absolute_url()}begroting/")
    axe(phone)
    phone.get_by_role("group", name="Tijd").first.get_by_label("Eigen uren").fill("22,5")
    phone.get_by_text("Bewaard. Je kunt stoppen wanneer je wilt.").wait_for()
    phone.get_by_label("Wat wil je de anderen vragen of zeggen?").fill("Klopt dit?")
    phone.get_by_role("button", name="Zet erbij").click()
    phone.get_by_text("Klopt dit?").first.wait_for()
    axe(phone)
    assert Aanvraag.objects.get().antwoorden["begroting.1.tijd.uren"] == 90


def test_without_javascript(page_without_js, login, live_server):
    page, aanvraag = page_without_js, ConceptFactory(netwerk__gestart=True)
    (facilitator,) = add_rollen(aanvraag.netwerk, "facilitator")
    login(page, facilitator)
    page.goto(f"{live_server.url}{aanvraag.get_absolute_url()}begroting/")
    bijdrage = page.get_by_role("group", name="Begeleiding").first.get_by_label("Bijdrage")
    bijdrage.fill("10.50")
    page.get_by_role("button", name="Bewaar en stop voor nu").click()
    page.get_by_role("alert").get_by_text("Schrijf centen met een komma").wait_for()
    bijdrage.fill("10,50")
    page.get_by_role("button", name="Bewaar en stop voor nu").click()
    page.get_by_role("heading", name="Jullie schrijven").wait_for()
    assert Aanvraag.objects.get().antwoorden["begroting.1.begeleiding.bijdrage"] == 10_50
