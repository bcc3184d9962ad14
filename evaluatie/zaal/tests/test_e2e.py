"""The room at the end of a meeting: one screen, a phone for everybody, and the result for all together."""

from datetime import timedelta

import pytest

from evaluatie.models import Genodigde, Meting
from evaluatie.services.antwoorden import answer_in_zaal
from evaluatie.tests.factories import LIJST, make_bijeenkomst, make_keuzes
from kern.tijd import nu

pytestmark = [pytest.mark.e2e, pytest.mark.django_db(transaction=True)]

PHONE = {"viewport": {"width": 390, "height": 844}, "is_mobile": True, "has_touch": True}


@pytest.fixture
def bijeenkomst():
    einde = nu() + timedelta(minutes=5)
    return make_bijeenkomst(6, 1, begint_op=einde - timedelta(hours=3), eindigt_op=einde, status="gepland")


def open_the_room(page, bijeenkomst):
    """From the overview of the facilitator to the screen; who is not there is switched off."""
    page.goto("/mijn/")
    page.get_by_role("link", name="Laat een QR-code zien").click()
    page.get_by_role("heading", name="Vul het nu samen in").wait_for()
    afwezig = bijeenkomst.afwezigen().get()
    page.get_by_role("checkbox", name=afwezig.naam).uncheck(force=True)


def fill_in(phone, woord="eens"):
    phone.get_by_role("button", name="Begin").tap()
    for vraag in LIJST.geteld:
        phone.get_by_role("group", name=vraag.tekst).get_by_label(woord, exact=True).check(force=True)
    phone.get_by_role("button", name="Verstuur").tap()
    phone.get_by_role("heading", name="Dank je, je antwoord is binnen").wait_for()
    phone.get_by_text("Straks zien jullie samen de uitslag op het scherm.").wait_for()


def answer_on_two_phones(een, twee, adres, axe):
    een.goto(adres)
    axe(een)
    fill_in(een)
    gebruikt = een.url
    twee.goto(adres)
    fill_in(twee, "helemaal eens")

    twee.goto(gebruikt)  # the place of somebody else works once
    twee.get_by_role("heading", name="Je antwoord is binnen").wait_for()
    axe(twee)
    een.goto(adres)  # the same phone for a neighbour
    axe(een)
    een.get_by_role("button", name="Ik ben iemand anders").tap()
    een.get_by_role("group", name=LIJST.geteld[0].tekst).wait_for()


def close_the_room(page, meting, axe):
    klaar = page.get_by_role("button", name="Iedereen is klaar, toon de uitslag")
    klaar.click()
    page.get_by_text("Er zijn nog minder dan 5 antwoorden. Wacht nog even").wait_for()
    axe(page)
    for code in list(meting.zaalcodes.filter(gebruikt=False)[:3]):
        answer_in_zaal(meting, code.pk, keuzes=make_keuzes(4))
    page.get_by_role("link", name="Kijk opnieuw").click()
    page.get_by_text("5 van de 6 antwoorden zijn binnen.").wait_for()
    klaar.click()
    page.get_by_text("5 van de 6 mensen deden mee.").wait_for()


def test_a_room_answers_and_reads_the_result_together(page, open_page, login, axe, bijeenkomst):
    login(page, bijeenkomst.netwerk.facilitators().get())
    open_the_room(page, bijeenkomst)
    axe(page)
    page.get_by_role("button", name="Laat de QR-code zien").click()
    page.get_by_role("img", name="QR-code naar de vragen").wait_for()
    axe(page)
    meting = Meting.objects.get()
    adres = page.get_by_role("link", name="open de vragen hier").get_attribute("href")
    telefoon = open_page(**PHONE)
    answer_on_two_phones(telefoon, open_page(**PHONE), adres, axe)
    assert meting.zaalcodes.filter(gebruikt=True).count() == 2
    assert not Genodigde.objects.filter(ingevuld=True).exists()

    close_the_room(page, meting, axe)

    telefoon.goto(adres)
    telefoon.get_by_role("heading", name="Invullen kan niet meer").wait_for()
    axe(telefoon)


def test_every_place_is_given_away_and_the_screen_on_a_phone(phone, open_page, login, axe, bijeenkomst):
    login(phone, bijeenkomst.netwerk.facilitators().get())
    open_the_room(phone, bijeenkomst)
    phone.get_by_role("button", name="Laat de QR-code zien").tap()
    phone.get_by_role("img", name="QR-code naar de vragen").wait_for()
    axe(phone)
    adres = phone.get_by_role("link", name="open de vragen hier").get_attribute("href")
    Meting.objects.get().zaalcodes.update(uitgedeeld=True)

    laat = open_page(**PHONE)
    laat.goto(adres)
    laat.get_by_role("button", name="Begin").tap()
    laat.get_by_role("heading", name="Alle plekken zijn uitgedeeld").wait_for()
    axe(laat)
