"""How the werkvormen went: two taps of the facilitator, one of a deelnemer."""

import pytest

from berichten.handelingen import make_token
from bijeenkomsten.models import Oordeel
from bijeenkomsten.oordeel.tests.factories import make_gebruik
from evaluatie import services
from evaluatie.schema import make_schema
from evaluatie.tests.factories import make_bijeenkomst
from evaluatie.vragenlijst.bron import BIJEENKOMST, get_shipped
from werkvormen.tests.factories import WerkvormFactory

pytestmark = [pytest.mark.e2e, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def bijeenkomst():
    b = make_bijeenkomst(12, dagen=-3)
    make_gebruik(b, WerkvormFactory(kaart={"naam": "Worldcafé"}), WerkvormFactory(kaart={"naam": "Intervisie"}))
    return b


def _read():
    return list(Oordeel.objects.order_by("pk").values_list("werkvorm__naam", "doel", "nog_eens"))


def test_facilitator_taps_twice_with_the_keyboard(page, login, live_server, bijeenkomst, axe):
    login(page, bijeenkomst.netwerk.facilitators().get())
    page.goto(f"{live_server.url}{bijeenkomst.get_absolute_url()}#werkvormen")
    rij = page.locator("section.oordeel").filter(has_text="Intervisie")

    rij.get_by_role("button", name="Ja").focus()
    page.keyboard.press("Enter")
    rij.locator("button[aria-pressed=true]", has_text="Ja").wait_for()
    assert page.evaluate("document.activeElement.textContent") == "Ja"  # the focus stays where it was
    rij.get_by_role("button", name="Zo nog eens").click()
    rij.locator("button[aria-pressed=true]", has_text="Zo nog eens").wait_for()
    axe(page)

    assert _read() == [("Intervisie", "ja", "nog_eens")]


def test_from_a_mail_without_script(page_without_js, live_server, bijeenkomst):
    page = page_without_js
    token = make_token("wv", bijeenkomst.pk, bijeenkomst.netwerk.facilitators().get().pk)
    page.goto(f"{live_server.url}/d/{token}/")

    for knop in ("Deels", "Anders"):
        page.locator("section.oordeel").first.get_by_role("button", name=knop).click()

    assert page.locator("button[aria-pressed=true]").all_inner_texts() == ["Deels", "Anders"]
    assert _read() == [("Worldcafé", "deels", "anders")]


def test_deelnemer_taps_what_helped(page, live_server, bijeenkomst, axe):
    meting = services.open_meting(bijeenkomst, now=make_schema(bijeenkomst.eindigt_op).vraag)
    persoon = meting.genodigden.aanwezig().first().persoon
    page.goto(f"{live_server.url}/d/{make_token('ev', meting.pk, persoon.pk)}/")

    for vraag in (vraag.code for vraag in get_shipped(BIJEENKOMST).geteld):
        page.locator(f"label:has(#v-{vraag}-4)").click()
    page.locator("label.chip", has_text="Worldcafé").click()
    axe(page)
    page.get_by_role("button", name="Verstuur").click()
    page.get_by_text("Dank je, je antwoord is binnen").wait_for()

    assert sorted(meting.tellers.filter(vraag__startswith="wv-").values_list("aantal", flat=True)) == [0, 1]
