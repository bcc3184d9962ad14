"""The quiz as somebody does it on a phone: a part per screen, and nothing stays on the device."""

import pytest

from evaluatie.vragenlijst.bron import QUIZ, get_shipped
from netwerken.tests.factories import DeelnameFactory

pytestmark = [pytest.mark.e2e, pytest.mark.django_db(transaction=True)]


def test_quiz_on_a_phone(phone, login, axe):
    login(phone, DeelnameFactory().persoon)
    phone.add_init_script("window.print = () => { document.body.dataset.geprint = 'ja'; };")
    phone.goto("/mijn/quiz/")
    axe(phone)
    for nummer, groep in enumerate(get_shipped(QUIZ).groepen, start=1):
        phone.get_by_role("heading", name=f"Deel {nummer} van 6").wait_for()
        for vraag in groep.vragen:
            phone.get_by_role("group", name=vraag.tekst).get_by_label("vaak", exact=True).check(force=True)
        if nummer < 6:
            phone.get_by_role("button", name="Volgende").tap()
    phone.get_by_role("button", name="Bekijk je uitkomst").tap()

    phone.get_by_role("heading", name="Dit gaat je goed af").wait_for()
    phone.locator("summary").filter(has_text="Alle getallen").tap()
    axe(phone)
    assert "?" not in phone.url
    assert "qui-" not in phone.evaluate("JSON.stringify([{...localStorage}, {...sessionStorage}])")

    phone.get_by_role("button", name="Print").tap()
    assert phone.locator("body").get_attribute("data-geprint") == "ja"
    phone.emulate_media(media="print")
    assert phone.get_by_role("heading", name="Jouw profiel").is_visible()
    assert phone.get_by_role("button", name="Print").is_hidden()
    assert phone.get_by_role("link", name="Doe de quiz opnieuw").is_hidden()
