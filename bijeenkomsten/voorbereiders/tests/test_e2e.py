"""A turn in a real browser: asked, passed from the mail, the next one is asked, says yes, and prepares the meeting."""

import re

import pytest
from django.core import mail
from playwright.sync_api import expect

from bijeenkomsten.tests.cast import url
from bijeenkomsten.tests.factories import BijeenkomstFactory

pytestmark = [pytest.mark.e2e, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def b(cast):
    for naam in ("Noor Jansen", "Yusuf Aydemir"):
        cast.add(persoon__naam=naam)
    return BijeenkomstFactory(netwerk=cast.netwerk)


def asked():
    """Who got the question, first asked first."""
    return [m for m in mail.outbox if "mee voor?" in m.subject]


@pytest.mark.parametrize("visitor", ["page", "phone", "page_without_js"])
def test_asked_passed_and_the_next_one_prepares(request, visitor, b, cast, login, axe, open_page):
    lid, page = request.getfixturevalue(visitor), open_page()
    look = (lambda bezoeker: None) if visitor == "page_without_js" else axe
    login(page, cast.facilitator)

    _ask_one(page, b, axe)
    [eerste] = asked()
    _answer(lid, eerste, "Deze keer niet", "Goed, deze keer niet", look)
    _, tweede = asked()  # at once, to somebody else
    assert tweede.to != eerste.to
    _answer(lid, tweede, "Ik doe mee", "Fijn, je doet mee", look)

    wie = b.voorbereiders.get()
    assert wie.email in tweede.to[0]
    login(lid, wie)
    lid.get_by_role("link", name="Bekijk de bijeenkomst").click()
    expect(lid.get_by_role("region", name="Deze keer bereiden voor")).to_contain_text(wie.naam)
    look(lid)
    page.goto(url("voorbereiders", b))
    expect(page.get_by_role("listitem").filter(has_text=wie.naam)).to_contain_text("bereidt voor")
    expect(page.get_by_text("past deze keer")).to_be_visible()
    axe(page)


def _ask_one(page, b, axe):
    """Of those who are proposed only the first."""
    page.goto(url("detail", b))
    page.get_by_role("link", name="Vraag wie er voorbereiden").click()
    page.get_by_role("heading", name="Wie vraag je?").wait_for()
    axe(page)
    for vinkje in page.get_by_role("checkbox", checked=True).all()[1:]:
        vinkje.uncheck(force=True)
    page.get_by_role("button", name="Stel de vraag").click()
    expect(page.get_by_text("De vraag is gesteld.")).to_be_visible()
    axe(page)


def _answer(lid, bericht, knop, kop, look):
    """Press one of the two buttons of the mail; the page behind it has one button of the same name."""
    [adres] = {link for tekst, link in re.findall(r"(.+)\n(http\S+/d/\S+)", bericht.body) if knop in tekst}
    lid.goto(adres)
    look(lid)
    lid.get_by_role("button", name=knop).click()
    expect(lid.get_by_role("heading", name=kop)).to_be_visible()
    look(lid)
