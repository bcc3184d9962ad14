"""The page with the choices about letting people in, and what somebody at the door reads of them."""

import pytest
from playwright.sync_api import expect

from netwerken.models import Toelating
from netwerken.tests.factories import DeelnameFactory, NetwerkFactory
from personen.tests.factories import PersoonFactory

pytestmark = [pytest.mark.e2e, pytest.mark.django_db(transaction=True)]


def test_choosing_and_reading_it_at_the_door(page, phone, login, axe):
    netwerk = NetwerkFactory(slug="samen", openbaar=True)
    login(page, DeelnameFactory(netwerk=netwerk, facilitator=True).persoon)
    page.goto("/netwerken/samen/deelnemers/")
    page.get_by_role("link", name="Wie mag erbij?").click()
    axe(page)
    page.get_by_label("Meeste van één school").fill("30")
    page.get_by_label("Match: wat iemand zoekt").check()
    page.get_by_role("button", name="Bewaar de keuzes").click()
    expect(page.get_by_role("alert")).to_contain_text("Kies een getal van 1 tot en met 20.")
    axe(page)
    page.get_by_label("Meeste van één school").fill("3")
    page.get_by_role("button", name="Bewaar de keuzes").click()
    expect(page.get_by_text("Zo laten jullie voortaan mensen toe.")).to_be_visible()
    assert Toelating.objects.get().meeste_per_school == 3

    login(phone, PersoonFactory())
    phone.goto("/netwerken/samen/meedoen/")
    expect(phone.get_by_text("wat jij zoekt en meebrengt past bij de groep")).to_be_visible()
    axe(phone)
