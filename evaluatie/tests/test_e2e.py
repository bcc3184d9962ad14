"""Answering on a phone and reading the result, as people do it."""

import pytest
from django.urls import reverse

from berichten.handelingen import make_token
from evaluatie import services
from evaluatie.forms import GEMIST_VRAAG
from evaluatie.models import Genodigde
from evaluatie.tests.factories import LIJST, answer_all, make_gesloten, make_meting

pytestmark = [pytest.mark.e2e, pytest.mark.django_db(transaction=True)]


def ev(meting, persoon):
    return f"/d/{make_token('ev', meting.pk, persoon.pk)}/"


def choose(page, nummers, woord="eens"):
    """Tap the same word for these questions."""
    for nummer in nummers:
        page.get_by_role("group", name=LIJST.geteld[nummer].tekst).get_by_label(woord, exact=True).check(force=True)


def test_answer_on_a_phone(phone, axe):
    meting = make_meting(aanwezig=11, dagen=-3)
    persoon = meting.genodigden.first().persoon
    phone.goto(ev(meting, persoon))
    axe(phone)
    assert phone.locator("[data-teller-stand]").inner_text() == "0 van de 9"

    choose(phone, range(7))
    phone.get_by_label("Met welke nieuwe vraag").fill("Wie neemt het over?")
    assert phone.locator("[data-teller-stand]").inner_text() == "8 van de 9"
    phone.get_by_role("button", name="Verstuur").tap()

    phone.get_by_role("alert").wait_for()
    axe(phone)
    assert phone.get_by_label("Met welke nieuwe vraag").input_value() == "Wie neemt het over?"
    phone.get_by_role("link", name=LIJST.geteld[7].tekst).tap()
    choose(phone, [7], "helemaal eens")
    phone.get_by_role("button", name="Verstuur").tap()

    phone.get_by_role("heading", name="Dank je, je antwoord is binnen").wait_for()
    axe(phone)
    phone.goto(ev(meting, persoon))
    phone.get_by_role("heading", name="Je hebt al meegedaan").wait_for()
    axe(phone)
    assert Genodigde.objects.filter(ingevuld=True).count() == 1
    assert sum(meting.tellers.values_list("aantal", flat=True)) == 8


def test_answer_with_the_keyboard_and_without_javascript(page_without_js):
    meting = make_meting(aanwezig=6, dagen=-3)
    page = page_without_js
    page.goto(ev(meting, meting.genodigden.first().persoon))
    assert page.locator("[data-teller-stand]").is_hidden()

    for vraag in LIJST.geteld:
        eerste = page.get_by_role("group", name=vraag.tekst).get_by_label("helemaal oneens", exact=True)
        eerste.focus()
        page.keyboard.press("Space")
        page.keyboard.press("ArrowRight")
    page.get_by_role("button", name="Verstuur").press("Enter")

    page.get_by_role("heading", name="Dank je, je antwoord is binnen").wait_for()
    assert list(meting.tellers.filter(aantal=1).values_list("waarde", flat=True)) == [2] * 8


def test_absentee_says_what_is_needed_or_was_there_after_all(phone, axe):
    meting = make_meting(aanwezig=6, afwezig=1, dagen=-3)
    afwezige = meting.genodigden.get(soort="afwezig").persoon
    url = f"/d/{make_token('mis', meting.bijeenkomst_id, afwezige.pk)}/"

    phone.goto(url)
    axe(phone)
    phone.get_by_label("Je antwoord").fill("Een vaste dag.")
    phone.get_by_role("button", name="Stuur naar de facilitator").tap()
    phone.get_by_role("heading", name="Dank je, het is doorgegeven").wait_for()

    phone.goto(url)
    phone.get_by_role("button", name="Ik was er wel").tap()
    phone.get_by_role("heading", name="Hoe was de bijeenkomst?").wait_for()
    phone.get_by_role("button", name="Ik was er deze keer niet").tap()
    phone.get_by_role("heading", name=GEMIST_VRAAG).wait_for()
    phone.goto(ev(meting, afwezige))
    axe(phone)


@pytest.mark.parametrize("size", ["page", "phone"])
def test_read_the_result(size, request, login, axe):
    page = request.getfixturevalue(size)
    meting = make_gesloten([4, 5, 3, 4, 4, 2, 5, 4, 4, 5, 4, 3], ["Hoe nu verder?", "Wie helpt mij?"])
    login(page, meting.netwerk.facilitators().get())

    page.goto(reverse("evaluatie:list", args=[meting.netwerk.slug]))
    axe(page)
    page.get_by_role("link", name="De bijeenkomst was jullie tijd waard.").click()
    page.get_by_role("heading", level=1, name="De bijeenkomst was jullie tijd waard.").wait_for()
    for tabel in page.locator("summary").all():
        tabel.click()
    axe(page)

    assert page.locator("figure svg:visible").count() == 3
    assert page.get_by_role("table").count() == 3


def test_read_why_there_is_no_result(phone, login, axe):
    meting = make_meting(aanwezig=6)
    answer_all(meting, [4] * 4)
    services.close_meting(meting, now=meting.sluit_op)
    login(phone, meting.netwerk.deelnemers().first())

    phone.goto(meting.get_absolute_url())

    phone.get_by_role("heading", name="Te weinig antwoorden voor een uitslag").wait_for()
    axe(phone)
