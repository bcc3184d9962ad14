"""The criteria of a netwerk in a real browser: one of them turns green by inviting the academie, who answers."""

import pytest
from playwright.sync_api import expect

from bijeenkomsten.tests.factories import BijeenkomstFactory
from netwerken.tests.factories import DeelnameFactory
from personen.tests.factories import PersoonFactory
from subsidie.toetsen.tests.gevallen import lopend

pytestmark = [pytest.mark.e2e, pytest.mark.django_db(transaction=True)]


def test_a_criterium_turns_green(page, phone, login, axe):
    netwerk = lopend()
    bijeenkomst = BijeenkomstFactory(netwerk=netwerk, titel="Samen kijken")
    login(phone, DeelnameFactory(netwerk=netwerk, facilitator=True).persoon)
    phone.goto(netwerk.get_absolute_url())
    phone.get_by_role("link", name="Past een bijdrage bij jullie?").click()
    criterium = phone.locator("#criterium-academie")
    expect(criterium.get_by_text("aandacht", exact=True)).to_be_visible()
    axe(phone)

    _invite(phone, bijeenkomst, axe)
    phone.goto(f"/netwerken/{netwerk.slug}/subsidie/")
    expect(criterium.get_by_text("goed", exact=True)).to_be_visible()

    login(page, PersoonFactory(academie=True, naam="Noor"))
    page.goto("/academie/uitnodigingen/")
    axe(page)
    page.get_by_role("button", name="We komen bij Samen kijken").click()
    expect(page.get_by_text("jullie komen", exact=True)).to_be_visible()
    phone.goto(bijeenkomst.get_absolute_url())
    expect(phone.get_by_text("Noor komt.")).to_be_visible()


def _invite(phone, bijeenkomst, axe):
    phone.goto(bijeenkomst.get_absolute_url())
    phone.get_by_role("link", name="Nodig de academie uit").click()
    phone.get_by_label("Een deel ervan").check()
    phone.get_by_role("button", name="Nodig uit").click()
    expect(phone.get_by_text("Schrijf bij welk deel").first).to_be_visible()
    axe(phone)
    phone.get_by_label("Welk deel?").fill("Het laatste uur")
    phone.get_by_role("button", name="Nodig uit").click()
    expect(phone.get_by_text("Bij een deel: Het laatste uur")).to_be_visible()
    axe(phone)
