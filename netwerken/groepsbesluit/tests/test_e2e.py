"""Somebody new in a real browser: asked, answered on a phone from the mail, talked about and decided."""

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from netwerken.groepsbesluit import services
from netwerken.groepsbesluit.mails import answer_links
from netwerken.groepsbesluit.tests.conftest import answer_all, make_cast
from netwerken.models import Groepsbesluit

pytestmark = [pytest.mark.e2e, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def cast():
    return make_cast()


def test_a_group_decides_about_who_is_new(page, phone, cast, login, axe):
    login(page, cast.facilitator)
    page.goto("/netwerken/de-groep/deelnemers/")
    axe(page)
    page.get_by_role("link", name=f"Vraag het de groep over {cast.sanne.naam}").click()
    axe(page)
    page.get_by_label("Tot en met wanneer").fill("2020-01-01")
    page.get_by_role("button", name="Stuur de vraag").click()
    expect(page.get_by_role("alert")).to_contain_text("minstens 3 dagen")
    axe(page)
    _ask(page)

    for persoon, knop in ((cast.groep[0], "Ik heb een bezwaar"), (cast.groep[1], "mag erbij")):
        _touch(phone, axe, persoon, knop)
    besluit = Groepsbesluit.objects.get()
    answer_all(besluit, cast.groep[2:])
    page.reload()
    axe(page)
    page.get_by_role("button", name="Tel de antwoorden").click()
    expect(page.get_by_text("6 mensen zijn akkoord, 1 mens heeft bezwaar.")).to_be_visible()
    expect(page.get_by_text("We zijn net veilig.")).to_be_visible()
    axe(page)
    _decide(page, axe)
    expect(page.get_by_role("heading", level=1)).to_have_text(f"{cast.sanne.naam} mag erbij")
    axe(page)


def _decide(page, axe):
    page.get_by_role("link", name="Schrijf het besluit op").click()
    axe(page)
    page.get_by_label("Deze persoon komt erbij").check()
    page.get_by_label("Waarom?").fill("We spraken erover.")
    page.get_by_role("button", name="Bewaar het besluit").click()


def _ask(page):
    page.get_by_label("Tot en met wanneer").fill((timezone.localdate() + services.STANDAARD).isoformat())
    page.get_by_role("button", name="Stuur de vraag").click()
    if page.get_by_role("button", name="Toch zo vragen").count():  # a school holiday is near
        page.get_by_role("button", name="Toch zo vragen").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("bij jullie groep?")


def _touch(phone, axe, persoon, knop):
    ja, nee = answer_links(Groepsbesluit.objects.get().pk, persoon.pk)
    phone.goto(nee if "bezwaar" in knop else ja)
    axe(phone)
    if "bezwaar" in knop:
        phone.get_by_label("Wat is je bezwaar?").fill("We zijn net veilig.")
    phone.get_by_role("button", name=knop).click()
    expect(phone.get_by_role("heading", name="Dank je, je antwoord is binnen")).to_be_visible()
    axe(phone)
