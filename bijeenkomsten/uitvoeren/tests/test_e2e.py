"""Run mode in a real browser: online, without JavaScript, without connection, with two phones, signed out."""

import re
from datetime import timedelta

import pytest
from django.contrib.sessions.models import Session
from playwright.sync_api import expect

from bijeenkomsten.models import Aantekening, Afspraak, Uitvoering, Uitvoerstap
from bijeenkomsten.tests.cast import url
from bijeenkomsten.tests.factories import BijeenkomstFactory, ProgrammaonderdeelFactory
from kern.tijd import nu

PHONE = {"viewport": {"width": 390, "height": 844}, "is_mobile": True, "has_touch": True}
pytestmark = [pytest.mark.e2e, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def b(cast):
    begin = nu() - timedelta(minutes=3)
    b = BijeenkomstFactory(netwerk=cast.netwerk, begint_op=begin, eindigt_op=begin + timedelta(hours=3))
    for titel, minuten in (("Koffie en begin", 30), ("De vraag van ieder", 60), ("Lunch", 45)):
        ProgrammaonderdeelFactory(bijeenkomst=b, titel=titel, minuten=minuten)
    return b


def open_(page, login, persoon, b):
    login(page, persoon)
    page.goto(url("uitvoeren", b))
    expect(page.locator("#uitvoeren[data-klaar]")).to_be_attached()
    return page


def wait_until_kept(page):
    """The service worker has the page and every file of it. ``wait_for_function`` takes a promise for true at once."""
    page.evaluate(
        """async () => {
             for (let keer = 0; keer < 400; keer++) {
               for (const naam of await caches.keys()) {
                 const kast = await caches.open(naam);
                 if (naam.startsWith("uitvoeren:") && await kast.match(naam.slice(10))) return;
               }
               await new Promise((verder) => setTimeout(verder, 50));
             }
             throw new Error("The page was not kept within twenty seconds.");
           }"""
    )


def go_offline(page, weg=True):
    page.context.set_offline(weg)


def press(page, naam):
    page.get_by_role("button", name=naam).first.click()


def schrijf(page, kop, tekst):
    details = page.locator("details.uv-schrijf").filter(has_text=kop)
    if details.get_attribute("open") is None:
        details.locator("summary").click()
    details.get_by_role("textbox").first.fill(tekst)
    details.get_by_role("button").click()


def bewaard(page):
    expect(page.get_by_text("Alles is bewaard.")).to_be_visible()


def test_a_meeting_from_begin_to_end(phone, login, cast, b, axe):
    page = open_(phone, login, cast.facilitator, b)
    expect(page.get_by_role("heading", name="Klaar om te beginnen")).to_be_visible()
    axe(page)

    press(page, "Begin met Koffie en begin")
    expect(page.get_by_role("heading", level=1)).to_have_text("Koffie en begin")
    expect(page.locator("[data-plek=getal]")).to_have_text("30")
    press(page, "+5 minuten")
    expect(page.locator("[data-plek=getal]")).to_have_text("35")
    expect(page.get_by_role("listitem").filter(has_text="Koffie en begin").first).to_contain_text("5 langer")
    schrijf(page, "Een aantekening", "Ze <b>wilden</b> door")
    schrijf(page, "Een afspraak", "Vraag 't team naar een rooster")
    bewaard(page)
    axe(page)
    press(page, "Verder met De vraag van ieder")
    press(page, "Verder met Lunch")
    press(page, "Rond af")
    expect(page.get_by_role("heading", name="Jullie zijn klaar")).to_be_visible()
    bewaard(page)
    axe(page)

    assert Uitvoering.objects.get().klaar_op
    koffie, vraag, _lunch = b.onderdelen.order_by("volgorde")
    assert (koffie.bloktijd.extra_minuten, bool(koffie.bloktijd.eindigde_op), bool(vraag.bloktijd.begon_op)) == (
        5,
        True,
        True,
    )
    assert Aantekening.objects.get().onderdeel == koffie
    assert Afspraak.objects.get().onderdeel == koffie


def test_without_connection_nothing_is_lost_and_nothing_is_double(phone, login, cast, b, axe):
    page = open_(phone, login, cast.facilitator, b)
    press(page, "Begin met Koffie en begin")
    bewaard(page)
    wait_until_kept(page)

    go_offline(page)
    press(page, "+5 minuten")
    press(page, "+5 minuten")
    schrijf(page, "Een aantekening", "Zonder <b>bereik</b>")
    schrijf(page, "Een afspraak", "Nodig 'n roostermaker uit")
    press(page, "Verder met De vraag van ieder")
    expect(page.get_by_text("Geen verbinding. 5 dingen staan op dit apparaat.")).to_be_visible()
    expect(page.get_by_role("heading", level=1)).to_have_text("De vraag van ieder")
    assert Uitvoerstap.objects.count() == 1

    page.reload()  # the tab was closed by the phone, and comes from what was kept
    expect(page.locator("#uitvoeren[data-klaar]")).to_be_attached()
    expect(page.get_by_role("heading", level=1)).to_have_text("De vraag van ieder")
    expect(page.get_by_text("Geen verbinding. 5 dingen staan op dit apparaat.")).to_be_visible()
    axe(page)

    go_offline(page, weg=False)
    bewaard(page)
    page.reload()
    bewaard(page)
    assert page.evaluate("Object.keys(localStorage).filter(k => k.includes(':stap:')).length") == 0
    check_all_there_once(b)


def check_all_there_once(b):
    assert Uitvoerstap.objects.filter(uitkomst="gedaan").count() == Uitvoerstap.objects.count() == 6
    assert (Aantekening.objects.count(), Afspraak.objects.count()) == (1, 1)
    koffie, vraag, _lunch = b.onderdelen.order_by("volgorde")
    assert (koffie.bloktijd.extra_minuten, Uitvoering.objects.get().huidig) == (10, vraag)


def test_signed_out_meanwhile_it_goes_after_signing_in(phone, login, cast, b):
    page = open_(phone, login, cast.facilitator, b)
    press(page, "Begin met Koffie en begin")
    bewaard(page)
    wait_until_kept(page)

    go_offline(page)
    schrijf(page, "Een aantekening", "Bleef staan")
    Session.objects.all().delete()
    go_offline(page, weg=False)
    expect(page.get_by_text("Je bent niet meer ingelogd. Eén ding staat op dit apparaat.")).to_be_visible()
    page.get_by_role("link", name="Log in").click()
    expect(page).to_have_url(re.compile("/accounts/login/"))
    assert Aantekening.objects.count() == 0

    open_(page, login, cast.facilitator, b)
    bewaard(page)
    assert Aantekening.objects.get().tekst == "Bleef staan"


def test_two_phones_end_with_the_same(open_page, login, cast, b):
    """One has no connection while the other goes on: its steps say that somebody else was first, its words stay."""
    een = open_(open_page(**PHONE), login, cast.facilitator, b)
    press(een, "Begin met Koffie en begin")
    bewaard(een)
    ander = open_(open_page(**PHONE), login, cast.facilitator, b)
    expect(ander.get_by_role("heading", level=1)).to_have_text("Koffie en begin")

    go_offline(een)
    press(een, "+5 minuten")
    schrijf(een, "Een aantekening", "Van de ene")
    press(een, "Verder met De vraag van ieder")
    press(een, "Verder met Lunch")
    expect(een.get_by_role("heading", level=1)).to_have_text("Lunch")
    press(ander, "+5 minuten")
    press(ander, "+5 minuten")
    press(ander, "Verder met De vraag van ieder")
    bewaard(ander)
    go_offline(een, weg=False)

    bewaard(een)
    expect(een.get_by_text("Iemand anders gaf “Koffie en begin” al 10 minuten extra.")).to_be_visible()
    expect(een.get_by_role("heading", level=1)).to_have_text("Lunch")
    expect(ander.get_by_role("heading", level=1)).to_have_text("Lunch", timeout=20_000)
    expect(ander.get_by_text("Van de ene").first).to_be_attached()
    assert Aantekening.objects.count() == 1


def test_a_block_taken_away_meanwhile(phone, login, cast, b):
    page = open_(phone, login, cast.facilitator, b)
    press(page, "Begin met Koffie en begin")
    press(page, "Verder met De vraag van ieder")
    bewaard(page)

    go_offline(page)
    schrijf(page, "Een aantekening", "Bij wat weg is")
    press(page, "+5 minuten")
    b.onderdelen.get(titel="De vraag van ieder").delete()
    go_offline(page, weg=False)

    bewaard(page)
    expect(page.get_by_role("heading", name="Dit liep anders")).to_be_visible()
    expect(page.get_by_text("Je aantekening is wel bewaard.")).to_be_visible()
    expect(page.get_by_role("heading", level=1)).to_have_text("Kies hoe jullie verdergaan")
    expect(page.locator("[data-blok]")).to_have_count(2)
    expect(page.get_by_text("Bij wat weg is").last).to_be_visible()
    press(page, "Verder met Lunch")
    expect(page.get_by_role("heading", level=1)).to_have_text("Lunch")


def test_after_signing_out_nothing_is_left_for_the_next_one(phone, login, cast, b):
    page = open_(phone, login, cast.facilitator, b)
    press(page, "Begin met Koffie en begin")
    bewaard(page)
    wait_until_kept(page)

    page.goto("/accounts/logout/")
    page.get_by_role("button", name="Log uit").click()
    page.wait_for_url(lambda adres: "logout" not in adres)
    assert page.evaluate("caches.keys()") == []
    assert page.evaluate("Object.keys(localStorage).filter(k => k.startsWith('uitvoeren:'))") == []
    go_offline(page)
    with pytest.raises(Exception, match="ERR_INTERNET_DISCONNECTED"):
        page.goto(url("uitvoeren", b))
    go_offline(page, weg=False)


def test_plain_forms_do_the_same(page_without_js, login, cast, b):
    page = page_without_js
    login(page, cast.facilitator)
    page.goto(url("uitvoeren", b))
    press(page, "Begin met Koffie en begin")
    expect(page.get_by_role("heading", level=1)).to_have_text("Koffie en begin")
    press(page, "+5 minuten")
    expect(page.locator("[data-plek=getal]")).to_have_text("35")
    schrijf(page, "Een aantekening", "")
    expect(page.get_by_text("Schrijf eerst iets op.").first).to_be_visible()
    schrijf(page, "Een aantekening", "Zonder script")
    expect(page.get_by_text("Zonder script").first).to_be_visible()
    press(page, "Verder met De vraag van ieder")
    press(page, "Terug naar Koffie en begin")
    expect(page.get_by_role("heading", level=1)).to_have_text("Koffie en begin")
