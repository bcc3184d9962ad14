"""What the browser itself must keep: nothing behind after signing out, no script of others, no typed text lost."""

from urllib.parse import urlsplit

import pytest
from playwright.sync_api import expect

from personen.tests.factories import PersoonFactory

pytestmark = pytest.mark.e2e


def test_back_button_after_signing_out_shows_nothing(page, login):
    login(page, PersoonFactory(naam="Noor Eijsink"))
    page.goto("/mijn/gegevens/")
    expect(page.get_by_label("Je naam")).to_have_value("Noor Eijsink")
    page.goto("/accounts/logout/")
    page.locator("main").get_by_role("button", name="Log uit").click()
    page.wait_for_url(lambda url: urlsplit(url).path == "/")

    page.go_back()
    page.go_back()

    expect(page.get_by_role("heading", level=1)).to_be_visible()
    assert "/accounts/login/" in page.url
    assert "Noor Eijsink" not in page.content()


@pytest.mark.parametrize("smuggled", ["/static/js/teller.js", "data:text/javascript,window.gehackt=1"])
def test_script_without_the_nonce_does_not_run(new_context, live_server, smuggled):
    page = new_context(base_url=live_server.url).new_page()
    refusals = []
    page.on("console", lambda message: refusals.append(message.text))
    page.goto("/hulp/")

    page.evaluate(
        """source => new Promise(done => {
        const tag = document.createElement("script");
        tag.onload = tag.onerror = done;
        tag.src = source;
        document.body.append(tag);
    })""",
        smuggled,
    )

    assert [text for text in refusals if "Content Security Policy" in text] != []
    assert page.evaluate("window.gehackt") is None


def test_form_that_was_open_too_long_loses_nothing(page, login, axe):
    noor = PersoonFactory(naam="Noor Eijsink")
    login(page, noor)
    page.goto("/mijn/gegevens/")
    page.wait_for_load_state("networkidle")
    page.context.clear_cookies(name="csrf")
    page.get_by_label("Je functie").fill("Docent van 't eerste uur")
    page.get_by_role("button", name="Bewaar").first.click()

    expect(page.get_by_role("heading", name="Verstuur het nog een keer")).to_be_visible()
    page.get_by_text("Lees wat je typte").click()
    expect(page.get_by_text("Docent van 't eerste uur").last).to_be_visible()
    axe(page)
    page.get_by_role("button", name="Verstuur opnieuw").click()

    expect(page.get_by_text("Je gegevens zijn bewaard.")).to_be_visible()
    noor.refresh_from_db()
    assert noor.functie == "Docent van 't eerste uur"
