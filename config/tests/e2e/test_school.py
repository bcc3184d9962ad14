"""Finding one's school: with the keyboard alone, on a phone, and without JavaScript."""

import pytest
from playwright.sync_api import expect

from personen.models import Persoon
from personen.tests.factories import OrganisatieFactory, PersoonFactory

pytestmark = pytest.mark.e2e


@pytest.fixture
def zeegat(transactional_db):
    bestuur = OrganisatieFactory(soort="bestuur", naam="Stichting De Waaier", plaats="Gouda")
    OrganisatieFactory(naam="Het Zeehondje", plaats="Gouda", deel_van=bestuur)
    return OrganisatieFactory(naam="Het Zeegat", plaats="IJmuiden", deel_van=bestuur)


def test_with_the_keyboard(page, login, axe, zeegat):
    noor = PersoonFactory()
    login(page, noor)
    page.goto("/mijn/gegevens/")
    search = page.get_by_label("Zoek op naam, plaats of bestuur")

    search.press_sequentially("zee")
    expect(page.get_by_role("status").filter(has_text="2 gevonden.")).to_be_visible()
    expect(page.get_by_role("radio", name="Het Zeegat IJmuiden, Stichting De Waaier")).to_be_visible()
    axe(page)
    search.press("Tab")  # to the first of the results; the arrow keys go through them
    page.keyboard.press("Space")
    expect(page.get_by_role("radio", name="Het Zeegat")).to_be_checked()
    page.keyboard.press("ArrowDown")
    expect(page.get_by_role("radio", name="Het Zeehondje")).to_be_checked()
    page.keyboard.press("ArrowUp")
    page.keyboard.press("Enter")

    page.wait_for_url("**/mijn/gegevens/")
    expect(page.get_by_text("Je gegevens zijn bewaard.")).to_be_visible()
    expect(page.get_by_role("radio", name="Het Zeegat")).to_be_checked()
    noor.refresh_from_db()
    assert noor.organisatie == zeegat


def test_on_a_phone_a_school_that_is_not_in_the_list(phone, login, axe, zeegat):
    noor = PersoonFactory()
    login(phone, noor)
    phone.goto("/mijn/gegevens/")

    phone.get_by_label("Zoek op naam, plaats of bestuur").press_sequentially("boomhut")
    expect(phone.get_by_role("status").filter(has_text="Niets gevonden met “boomhut”.")).to_be_visible()
    expect(phone.get_by_label("Hoe heet je school of organisatie?")).to_be_hidden()
    phone.get_by_text("Mijn school of organisatie staat er niet bij").click()
    axe(phone)
    phone.get_by_role("button", name="Bewaar mijn gegevens").click()
    expect(phone.get_by_role("alert")).to_contain_text("Schrijf op hoe je school of organisatie heet.")
    axe(phone)
    phone.get_by_label("Hoe heet je school of organisatie?").fill("De Boomhut")
    phone.get_by_role("button", name="Bewaar mijn gegevens").click()

    expect(phone.get_by_text("Je gegevens zijn bewaard.")).to_be_visible()
    noor.refresh_from_db()
    assert (noor.organisatie, noor.organisatie_naam) == (None, "De Boomhut")


def test_enter_while_typing_shows_the_results_and_keeps_the_rest(page, login, axe, zeegat):
    login(page, PersoonFactory())
    page.goto("/mijn/gegevens/")
    page.get_by_label("Je functie").fill("tekenleraar")

    page.get_by_label("Zoek op naam, plaats of bestuur").fill("ijmuiden")
    page.keyboard.press("Enter")

    expect(page.get_by_role("alert")).to_contain_text("Kies je school uit de lijst.")
    expect(page.get_by_label("Je functie")).to_have_value("tekenleraar")
    page.get_by_role("radio", name="Het Zeegat").check()
    page.get_by_role("button", name="Bewaar mijn gegevens").click()
    expect(page.get_by_text("Je gegevens zijn bewaard.")).to_be_visible()


def test_signing_up_without_javascript(page_without_js, axe, zeegat):
    page = page_without_js
    page.goto("/accounts/signup/")
    page.get_by_label("Je naam").fill("Noor Eijsink")
    page.get_by_label("Je e-mailadres").fill("noor@school.test")
    page.get_by_label("Zoek op naam, plaats of bestuur").fill("waaier")
    page.get_by_role("button", name="Zoek").click()

    expect(page.get_by_label("Je e-mailadres")).to_have_value("noor@school.test")
    expect(page.get_by_text("3 gevonden.")).to_be_visible()
    assert not Persoon.objects.exists()
    page.get_by_role("radio", name="Het Zeegat").check()
    page.get_by_role("button", name="Maak mijn account").click()

    page.wait_for_url("**/confirm-email/**")
    assert Persoon.objects.get(email="noor@school.test").organisatie == zeegat
