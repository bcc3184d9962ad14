"""A beslisser decides and makes it known in a browser; the penvoerder reads the letter on a phone."""

import pytest
from django.urls import reverse

from netwerken.tests.factories import DeelnameFactory
from personen.tests.factories import PersoonFactory
from subsidie.besluit.tests.factories import UITLEG, make_beslisser, make_klaar, straks

pytestmark = [pytest.mark.e2e, pytest.mark.django_db(transaction=True)]


def decide(page, axe):
    """Grant it with a condition, after forgetting the condition once."""
    page.get_by_role("link", name="Beslis", exact=True).click()
    axe(page)
    for keuze in page.get_by_label("voldoet", exact=True).all():
        keuze.check()
    page.get_by_label("toekennen, met een voorwaarde", exact=True).check()
    page.get_by_label("Waarom besluit je dit?").fill(UITLEG)
    page.get_by_role("button", name="Bewaar je besluit").click()
    page.wait_for_load_state()
    assert "Schrijf minstens één voorwaarde op" in page.content()
    axe(page)
    page.get_by_label("Voorwaarde 1").fill("Zes toezeggingen")
    page.get_by_label("Uiterlijk op").first.fill(straks().isoformat())
    page.get_by_role("button", name="Bewaar je besluit").click()
    axe(page)


def tell(page, axe):
    page.get_by_role("link", name="Naar bekendmaken").click()
    axe(page)
    page.get_by_role("button", name="Maak bekend").click()
    page.wait_for_load_state()
    assert "1 besluit bekendgemaakt" in page.content()


def test_decide_tell_and_read(open_page, phone, login, axe, live_server):
    aanvraag = make_klaar(netwerk__naam="Lezen samen")
    penvoerder = PersoonFactory(naam="Anna A")
    DeelnameFactory(netwerk=aanvraag.netwerk, persoon=penvoerder, rol="penvoerder")
    page = open_page()
    login(page, make_beslisser(naam="Bob B"))
    login(phone, penvoerder)

    page.goto(live_server.url + reverse("subsidie:werk"))
    page.get_by_role("link", name="Lezen samen").first.click()
    decide(page, axe)
    phone.goto(live_server.url + reverse("subsidie:aanvraag", args=[aanvraag.sleutel]))
    assert "Bijna besloten" in phone.content()
    assert phone.get_by_role("link", name="Lees de brief").count() == 0
    tell(page, axe)
    phone.reload()
    phone.get_by_role("link", name="Lees de brief").click()

    assert "Zes toezeggingen" in phone.content()
    axe(phone)
    with phone.expect_download() as download:
        phone.get_by_role("link", name="Download de brief").click()
    assert download.value.suggested_filename == f"besluit-{aanvraag.netwerk.slug}.pdf"
