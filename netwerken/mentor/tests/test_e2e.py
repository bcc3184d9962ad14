"""Help for facilitators in a real browser."""

import re

import pytest
from playwright.sync_api import expect

from netwerken.mentor import services
from netwerken.tests.factories import DeelnameFactory, NetwerkFactory
from personen.tests.factories import PersoonFactory

pytestmark = [pytest.mark.e2e, pytest.mark.django_db(transaction=True)]


def test_asked_offered_and_found(page, phone, login, axe):
    nieuw, mentor = (DeelnameFactory(facilitator=True, persoon__naam=naam) for naam in ("Nina", "Mo"))
    intervisie = NetwerkFactory(openbaar=True, type="intervisie")
    services.mark_intervisie(intervisie, aan=True, by=mentor.persoon)
    login(phone, nieuw.persoon)
    _ask(phone, axe)
    login(page, PersoonFactory(academie=True))
    page.goto("/begeleiders/")
    axe(page)
    login(page, mentor.persoon)
    page.goto("/begeleiders/")
    page.get_by_role("button", name="Ik wil mentor zijn").click()
    axe(page)
    page.get_by_role("button", name=re.compile("Ik help")).click()
    expect(page.get_by_role("link", name=nieuw.persoon.email)).to_be_visible()
    axe(page)
    phone.reload()
    expect(phone.get_by_role("link", name=mentor.persoon.email)).to_be_visible()
    axe(phone)


def _ask(phone, axe):
    phone.goto("/mijn/")
    phone.get_by_role("link", name="Bekijk de hulp").click()
    axe(phone)
    phone.get_by_label("Waar zoek je hulp bij?").fill("Hoe begin ik?")
    phone.get_by_role("button", name="Vraag een mentor").click()
    expect(phone.get_by_text("Zonder je naam en mailadres").first).to_be_visible()
    axe(phone)
    phone.get_by_label("Een mentor mag mijn naam").check()
    phone.get_by_role("button", name="Vraag een mentor").click()
    expect(phone.get_by_text("we zoeken een mentor")).to_be_visible()
