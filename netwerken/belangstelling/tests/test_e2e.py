"""Waiting for a theme in a real browser: on a phone, without JavaScript, and what the academie sees of it."""

import re

import pytest
from playwright.sync_api import expect

from netwerken.belangstelling import services
from netwerken.belangstelling.models import Belangstelling, Thema, Themavoorstel
from netwerken.belangstelling.tests.factories import BelangstellingFactory, ThemaFactory, make_groep
from personen.tests.factories import PersoonFactory

pytestmark = [pytest.mark.e2e, pytest.mark.django_db(transaction=True)]


def _fill(page):
    page.get_by_label("voortgezet onderwijs").check()
    page.get_by_label("Waar woon of werk je?").select_option("utrecht")
    page.get_by_label("Wat is je functie?").fill("leraar")


@pytest.mark.parametrize("visitor", ["phone", "page_without_js"])
def test_somebody_waits_for_a_theme_and_leaves_again(request, visitor, login, axe):
    page = request.getfixturevalue(visitor)
    look = (lambda bezoeker: None) if visitor == "page_without_js" else axe
    persoon = PersoonFactory()
    ThemaFactory(zichtbaar=True, naam="Burgerschap")
    make_groep(ThemaFactory(zichtbaar=True, naam="Veilig toetsen"), 3)
    login(page, persoon)
    page.goto("/netwerken/?q=toets")
    page.get_by_role("link", name="Ik wil leren over …").click()
    expect(page.get_by_text("3 mensen uit 3 scholen")).to_be_visible()
    expect(page.get_by_text("Burgerschap")).to_have_count(0)
    look(page)

    page.get_by_role("link", name="Ik wil dit ook over Veilig toetsen").click()
    look(page)
    page.get_by_role("button", name="Zet me op de lijst").click()
    expect(page.get_by_role("alert").first).to_contain_text("Kies een sector.")
    look(page)
    _fill(page)
    page.get_by_label("Ik wil het netwerk wel trekken").check()
    page.get_by_role("button", name="Zet me op de lijst").click()

    expect(page.get_by_role("heading", name="Hier wacht je op")).to_be_visible()
    expect(page.get_by_text("We bewaren dit tot en met")).to_be_visible()
    look(page)
    assert Belangstelling.objects.get(persoon=persoon).wil_trekken
    page.get_by_role("button", name="Haal me van de lijst van Veilig toetsen").click()
    expect(page.get_by_role("heading", name="Hier wacht je op")).to_have_count(0)


def test_own_words_and_the_word_of_the_academie(phone, page, login, axe):
    persoon = PersoonFactory()
    login(phone, persoon)
    phone.goto("/themas/")
    phone.get_by_label("Zoek op een woord").press_sequentially("rust in de klas")
    expect(phone.get_by_text("Dit thema staat er nog niet bij")).to_be_visible()
    nieuw = phone.get_by_role("link", name="Noem een nieuw thema")
    expect(nieuw).to_have_attribute("href", re.compile("rust%20in%20de%20klas$"))
    nieuw.click()
    expect(phone.get_by_label("Waarover wil je leren?")).to_have_value("rust in de klas")
    _fill(phone)
    phone.get_by_role("button", name="Zet me op de lijst").click()
    expect(phone.get_by_text("De academie leest je thema eerst")).to_be_visible()

    login(page, PersoonFactory(academie=True))
    page.goto("/academie/themas/")
    axe(page)
    page.get_by_role("link", name="Rust in de klas").click()
    axe(page)
    page.get_by_role("button", name="Zet in de lijst", exact=True).click()

    expect(page.get_by_text("rust in de klas staat in de lijst.")).to_be_visible()
    assert Thema.objects.get().is_zichtbaar


def test_who_wants_to_guide_begins_the_netwerk(phone, login, axe):
    thema = ThemaFactory(zichtbaar=True, naam="Veilig toetsen")
    make_groep(thema, 5)
    persoon = BelangstellingFactory(thema=thema, wil_trekken=True).persoon
    services.tend_themas()
    login(phone, persoon)
    phone.goto("/mijn/")
    phone.get_by_role("link", name="Bekijk het voorstel").click()
    axe(phone)

    phone.get_by_role("button", name="Begin dit netwerk over Veilig toetsen").click()
    phone.wait_for_url("**/netwerken/nieuw/**")

    assert Themavoorstel.objects.get().trekker == persoon
    phone.goto("/themas/")
    expect(phone.get_by_role("button", name="Ga verder over Veilig toetsen")).to_be_visible()
    axe(phone)
