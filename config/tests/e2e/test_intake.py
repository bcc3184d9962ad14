"""Somebody fills in the intake on a phone and closes it halfway; the facilitator talks and decides."""

import pytest

from kern.tijd import nu
from netwerken.intake.models import Intake
from netwerken.intake.tests.factories import IntakeFactory
from netwerken.tests.factories import DeelnameFactory, NetwerkFactory

pytestmark = [pytest.mark.e2e, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def intake():
    netwerk = NetwerkFactory(openbaar=True, gestart=True, naam="Rust in het rooster", slug="rust")
    DeelnameFactory(netwerk=netwerk, facilitator=True, persoon__naam="Noor Facilitator")
    deelname = DeelnameFactory(netwerk=netwerk, status="intake", begonnen_op=None, persoon__naam="Fenna Haan")
    return IntakeFactory(deelname=deelname)


def test_fill_in_on_a_phone_and_come_back(phone, login, live_server, intake, axe):
    login(phone, intake.persoon)
    phone.goto(f"{live_server.url}/netwerken/rust/intake/")
    axe(phone)
    phone.get_by_role("link", name="Begin").click()
    axe(phone)
    phone.get_by_label("Wat is je functie").fill("Teamleider onderbouw")
    phone.get_by_text("Bewaard. Je kunt stoppen wanneer je wilt.").wait_for()

    phone.goto(f"{live_server.url}/netwerken/rust/intake/")  # closed, and opened again from the mail
    phone.get_by_text("1 van de 15 ingevuld").wait_for()
    phone.goto(f"{live_server.url}/netwerken/rust/intake/2/")
    phone.get_by_label("Welk vraagstuk").fill("Hoe blijft het rustig?")
    phone.get_by_role("button", name="Bewaar en stop voor nu").click()
    phone.get_by_role("button", name="Verstuur naar de facilitator").click()

    phone.get_by_text("Verstuurd op").wait_for()
    assert list(intake.antwoorden.values_list("vraag", "tekst")) == [
        (1, "Teamleider onderbouw"),
        (3, "Hoe blijft het rustig?"),
    ]


def test_two_screens(page, open_page, login, live_server, intake):
    login(page, intake.persoon)
    ander = open_page()
    login(ander, intake.persoon)
    for scherm in (page, ander):
        scherm.goto(f"{live_server.url}/netwerken/rust/intake/7/")
    page.get_by_label("Welke dagen").fill("Dinsdag")
    page.get_by_text("Bewaard.").wait_for()

    ander.get_by_label("Welke dagen").fill("Woensdag")
    ander.get_by_text("Op een ander scherm heb je hetzelfde veranderd").wait_for()
    ander.get_by_role("button", name="Bewaar en lees terug").click()
    ander.get_by_text("Op het andere scherm staat").wait_for()
    ander.get_by_label("Welke dagen").fill("Dinsdag en woensdag")
    ander.get_by_role("button", name="Bewaar en lees terug").click()

    ander.get_by_role("heading", name="Je intake").wait_for()
    assert intake.antwoorden.get().tekst == "Dinsdag en woensdag"


def test_typing_and_going_on_at_once_is_no_conflict(page, login, live_server, intake):
    """The form is sent while what was typed is being kept: the versions it sends along must be the new ones."""
    login(page, intake.persoon)
    page.goto(f"{live_server.url}/netwerken/rust/intake/7/")
    page.get_by_label("Welke dagen").press_sequentially("Dinsdag en donderdagmiddag", delay=60)
    page.get_by_label("Welke dagen").press_sequentially(", tot vier uur")
    page.get_by_role("button", name="Bewaar en lees terug").click()

    page.get_by_role("heading", name="Je intake").wait_for()
    assert intake.antwoorden.get().tekst == "Dinsdag en donderdagmiddag, tot vier uur"


def test_facilitator_talks_and_decides(page, login, live_server, intake, axe):
    Intake.objects.update(verstuurd_op=nu())
    intake.antwoorden.create(vraag=3, tekst="Hoe blijft het rustig?")
    login(page, intake.netwerk.facilitators().get())
    page.goto(f"{live_server.url}/netwerken/rust/deelnemers/")
    page.get_by_role("link", name="Intakes").click()
    axe(page)
    page.get_by_role("link", name="Lees de intake van Fenna Haan").click()
    axe(page)
    page.get_by_role("link", name="Het past", exact=True).click()
    axe(page)
    page.get_by_label("Wat je schrijft").fill("Welkom, Fenna.")
    page.get_by_role("button", name="Besluit en verstuur").click()

    page.get_by_text("Fenna Haan krijgt je bericht per mail.").wait_for()
    intake.deelname.refresh_from_db()
    assert intake.deelname.status == "actief"
