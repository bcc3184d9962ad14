"""A programme for the next meeting, in a browser: look, swap one block, put it in the draaiboek."""

from datetime import timedelta

import pytest
from django.core.management import call_command

from bijeenkomsten.tests.cast import Cast
from bijeenkomsten.tests.factories import BijeenkomstFactory

pytestmark = [pytest.mark.e2e, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def bijeenkomst():
    call_command("laad_werkvormen", verbosity=0)
    cast = Cast()
    for _ in range(10):
        cast.add()
    b = BijeenkomstFactory(netwerk=cast.netwerk)
    b.eindigt_op = b.begint_op + timedelta(hours=2)
    b.save()
    b.facilitator = cast.facilitator
    return b


def _url(live_server, b, rest="draaiboek/"):
    return f"{live_server.url}{b.get_absolute_url()}{rest}"


def test_from_nothing_to_a_draaiboek(page, login, live_server, bijeenkomst, axe):
    login(page, bijeenkomst.facilitator)
    page.goto(_url(live_server, bijeenkomst))
    page.get_by_role("link", name="Begin met een voorstel").click()
    axe(page)

    eerst = page.locator("#voorstel h3").all_inner_texts()
    page.locator("#anders-kern").focus()
    page.keyboard.press("Enter")
    page.wait_for_url("**kern=**")
    page.locator("#terug-kern").wait_for()
    straks = page.locator("#voorstel h3").all_inner_texts()
    assert [a == b for a, b in zip(eerst, straks, strict=True)].count(False) == 1
    assert "Het voorstel is aangepast." in page.locator("#voorstel-stand").inner_text()
    axe(page)

    page.get_by_role("button", name="Zet in het draaiboek").click()
    page.wait_for_url("**/draaiboek/")
    assert list(bijeenkomst.onderdelen.values_list("titel", flat=True)) == straks

    page.locator("#terug").get_by_role("button", name="Ongedaan maken").click()
    page.get_by_role("link", name="Begin met een voorstel").wait_for()
    assert not bijeenkomst.onderdelen.exists()


def test_without_script_on_a_phone(page_without_js, login, live_server, bijeenkomst):
    page = page_without_js
    login(page, bijeenkomst.facilitator)
    page.goto(_url(live_server, bijeenkomst, "voorstel/"))

    page.get_by_label("Waarvoor komen jullie bij elkaar?").select_option("uitwisselen")
    page.get_by_role("button", name="Maak opnieuw").click()
    page.locator("#anders-kern").click()
    kern = page.locator("#voorstel h3").nth(1).inner_text()
    page.get_by_role("button", name="Zet in het draaiboek").click()

    assert kern in page.locator("main").inner_text()
    assert bijeenkomst.onderdelen.filter(titel=kern).exists()
