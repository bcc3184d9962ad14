"""The academie reads its numbers and calls a netwerk in a browser; somebody outside reads what was granted."""

import pytest
from django.urls import reverse

from subsidie import redenen
from subsidie.academie.tests.factories import make_gegund, make_staf

pytestmark = [pytest.mark.e2e, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def _gegund(monkeypatch):
    """Two granted, of which one asks for a call."""
    een = make_gegund(netwerk__naam="Lezen samen", netwerk__regio="zeeland").aanvraag
    make_gegund(een.ronde, netwerk__naam="Rekenen", netwerk__regio="noord-brabant")
    zoek = {"hulp": ("Wil bellen", lambda aanvragen, moment: {een.pk: "Ze vragen of je belt."})}
    monkeypatch.setattr(redenen, "_REDENEN", zoek)


@pytest.mark.usefixtures("_gegund")
def test_read_the_numbers_and_call(page, login, axe, live_server):
    login(page, make_staf())
    page.goto(live_server.url + reverse("subsidie:home"))
    page.get_by_role("link", name="Bekijk de getallen").click()

    page.get_by_text("Ze vragen of je belt.").wait_for()  # the list comes after the page
    axe(page)
    page.get_by_text("Dezelfde getallen als tabel").click()
    rij = page.get_by_role("row", name="Zeeland")
    assert rij.get_by_role("cell").all_inner_texts() == ["1", "1"]
    axe(page)
    page.get_by_role("button", name="Noteer").click()

    assert "Genoteerd. Lezen samen" in page.content()
    assert "Geen netwerk heeft nu een telefoontje nodig." in page.content()
    axe(page)


@pytest.mark.usefixtures("_gegund")
def test_the_same_on_a_phone_and_without_javascript(phone, page_without_js, login, axe, live_server):
    staf = make_staf()
    login(phone, staf)
    phone.goto(live_server.url + reverse("subsidie:academie"))
    phone.get_by_text("Ze vragen of je belt.").wait_for()
    axe(phone)

    login(page_without_js, staf)
    page_without_js.goto(live_server.url + reverse("subsidie:academie"))
    page_without_js.get_by_label("Ronde", exact=True).select_option(index=1)
    page_without_js.get_by_role("button", name="Toon").click()
    page_without_js.get_by_role("link", name="Bekijk wie je belt, en waarom").click()
    page_without_js.get_by_role("button", name="Noteer").click()
    page_without_js.wait_for_load_state()
    assert "Genoteerd. Lezen samen" in page_without_js.content()


@pytest.mark.usefixtures("_gegund")
def test_everybody_reads_what_was_granted(phone, axe, live_server):
    phone.goto(live_server.url + reverse("subsidie:home"))
    phone.get_by_role("link", name="Lees welke netwerken een bijdrage kregen").click()
    axe(phone)
    assert phone.get_by_role("link", name="Lezen samen").count() == 1
    with phone.expect_download() as download:
        phone.get_by_role("link", name="Download als CSV").click()
    assert download.value.suggested_filename == "toegekend.csv"
