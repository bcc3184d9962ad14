"""Material in a real browser: adding a file and a link, a lie that is refused, and the download."""

from pathlib import Path

import pytest
from playwright.sync_api import expect

from bijeenkomsten.materiaal.tests import proef
from bijeenkomsten.tests.cast import url
from bijeenkomsten.tests.factories import BijeenkomstFactory

pytestmark = [pytest.mark.e2e, pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("opslag")]


@pytest.mark.parametrize("visitor", ["page", "phone", "page_without_js"])
def test_add_refuse_download_and_take_away(request, visitor, cast, login, axe):
    page = request.getfixturevalue(visitor)
    b = BijeenkomstFactory(netwerk=cast.netwerk)
    login(page, cast.facilitator)

    page.goto(url("detail", b))
    page.get_by_role("link", name="Voeg iets toe").click()
    page.get_by_label("Bestand").set_input_files({"name": "Kijk.pdf", "mimeType": "application/pdf", "buffer": b"MZ"})
    page.get_by_role("button", name="Zet erbij").click()
    expect(page.get_by_text("maar wat erin zit is geen PDF").first).to_be_visible()
    if visitor != "page_without_js":
        axe(page)
    page.get_by_label("Bestand").set_input_files(
        {"name": "Kijk.pdf", "mimeType": "application/pdf", "buffer": proef.PDF}
    )
    page.get_by_role("button", name="Zet erbij").click()
    page.get_by_label("Of een link").fill("https://kijk.test/film")
    page.get_by_role("button", name="Zet erbij").click()
    expect(page.get_by_role("link", name="kijk.test")).to_be_visible()
    if visitor != "page_without_js":
        axe(page)
    page.get_by_role("link", name="Naar de bijeenkomst").click()
    with page.expect_download() as download:
        page.get_by_role("link", name="Kijk", exact=True).click()
    assert download.value.suggested_filename == "Kijk.pdf"
    assert Path(download.value.path()).read_bytes() == proef.PDF
    page.get_by_role("link", name="Wijzig het materiaal").click()
    page.get_by_role("listitem").filter(has_text="kijk.test").get_by_role("button").click()
    expect(page.get_by_role("link", name="kijk.test")).to_have_count(0)
