"""Questions of one's own: write them, see them as others do, put them on paper, and take a list from elsewhere."""

import json

import pytest
from django.urls import reverse

from evaluatie.lijsten.models import EigenLijst, EigenVraag
from evaluatie.lijsten.tests.factories import PROEF
from evaluatie.tests.factories import make_netwerk
from evaluatie.vragenlijst.document import dump
from personen.tests.factories import PersoonFactory

pytestmark = [pytest.mark.e2e, pytest.mark.django_db(transaction=True)]


KAPOT = dump(PROEF) | {"groepen": [{"code": "g", "naam": "G", "vragen": [{"code": "q"}, {"code": "r"}]}]}


def as_file(inhoud, naam="proef.json"):
    return {"name": naam, "mimeType": "application/json", "buffer": json.dumps(inhoud).encode()}


def write(page, tekst):
    page.get_by_role("link", name="Zet er een vraag bij").click()
    page.get_by_label("Wat wil je vragen?").fill(tekst)


def press(page, naam):
    """Tap a button, and wait for the page that comes of it."""
    with page.expect_navigation():
        page.get_by_role("button", name=naam).tap()


def test_write_questions_and_see_them_as_others_do(phone, login, axe):
    netwerk = make_netwerk(6)
    login(phone, netwerk.facilitators().get())
    phone.goto(reverse("evaluatie:lijst_list", args=[netwerk.slug]))
    axe(phone)
    phone.get_by_role("link", name="Netwerkbarometer").tap()
    phone.get_by_role("heading", name="Van jullie zelf").first.wait_for()
    axe(phone)
    write(phone, "Ik kan hier zeggen wat ik denk.")
    axe(phone)
    press(phone, "Bewaar de vraag")
    phone.get_by_role("heading", name="Van jullie zelf", exact=True).wait_for()

    write(phone, "Wanneer kun je het best?")
    phone.get_by_label("kies één antwoord").check()
    press(phone, "Bewaar de vraag")
    phone.get_by_text("Schrijf op welke antwoorden mensen kunnen kiezen.").first.wait_for()
    axe(phone)
    phone.get_by_label("Welke antwoorden kunnen ze kiezen?").fill("Maandag\nDonderdag")
    press(phone, "Bewaar de vraag")
    press(phone, "Omhoog")
    axe(phone)
    assert list(EigenVraag.objects.order_by("volgorde").values_list("soort", flat=True)) == ["keuze", "eens"]
    assert phone.get_by_role("group", name="Wanneer kun je het best?").get_by_label("Donderdag").is_visible()
    phone.get_by_role("button", name="Haal weg").first.tap()
    phone.get_by_text("De vraag is weg.").wait_for()
    assert EigenVraag.objects.count() == 1


def test_on_paper_it_says_that_paper_is_not_anonymous(page, login, axe):
    netwerk = make_netwerk(6)
    login(page, netwerk.deelnemers().first())
    page.add_init_script("window.print = () => { document.body.dataset.geprint = 'ja'; };")
    page.goto(reverse("evaluatie:lijst_print", args=[netwerk.slug, "barometer"]))
    axe(page)
    page.get_by_role("button", name="Print").click()
    assert page.locator("body").get_attribute("data-geprint") == "ja"

    page.emulate_media(media="print")
    assert page.get_by_text("Op papier ben je niet anoniem.").is_visible()
    assert page.get_by_role("button", name="Print").is_hidden()
    assert page.get_by_role("navigation").first.is_hidden()


def test_a_list_goes_out_and_another_comes_in_after_a_look(page, login, axe):
    netwerk = make_netwerk(6)
    login(page, netwerk.facilitators().get())
    page.goto(reverse("evaluatie:lijst_detail", args=[netwerk.slug, "puls"]))
    with page.expect_download() as gehaald:
        page.get_by_role("link", name="Download als bestand").click()
    assert json.loads(gehaald.value.path().read_text())["naam"]

    page.goto(reverse("evaluatie:lijst_list", args=[netwerk.slug]))
    page.get_by_role("link", name="Haal een lijst uit een bestand").click()
    page.get_by_label("Bestand met een vragenlijst").wait_for()
    axe(page)
    page.get_by_label("Bestand met een vragenlijst").set_input_files(as_file(KAPOT))
    page.get_by_role("button", name="Kijk wat erin staat").click()
    page.get_by_role("heading", name="Dit moet nog anders").wait_for()
    axe(page)
    page.get_by_label("Bestand met een vragenlijst").set_input_files(as_file(dump(PROEF)))
    page.get_by_role("button", name="Kijk wat erin staat").click()
    page.get_by_role("heading", name="Dit staat erin: Proef").wait_for()
    axe(page)
    assert not EigenLijst.objects.exists()
    page.get_by_role("button", name="Bewaar deze lijst").click()

    page.get_by_role("heading", level=1, name="Proef").wait_for()
    axe(page)
    page.get_by_role("button", name="Haal deze lijst weg").click()
    page.get_by_text("“Proef” is weg.").wait_for()


def test_the_academie_puts_a_list_there_for_everybody(phone, login, axe):
    login(phone, PersoonFactory(academie=True))
    phone.goto(reverse("evaluatie:lijst_all"))
    axe(phone)
    phone.get_by_label("Bestand met een vragenlijst").set_input_files(as_file(dump(PROEF)))
    phone.get_by_role("button", name="Kijk wat erin staat").tap()
    phone.get_by_role("heading", name="Dit staat erin: Proef").wait_for()
    axe(phone)
    phone.get_by_role("button", name="Bewaar deze lijst").tap()
    phone.get_by_text("“Proef” staat erbij.").wait_for()
    axe(phone)
    phone.get_by_role("button", name="Haal weg").tap()
    phone.get_by_text("“Proef” is weg.").wait_for()
