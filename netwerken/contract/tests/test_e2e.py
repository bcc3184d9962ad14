"""A contract in a real browser: begun, written by two at once, settled, and signed from the mail on a phone."""

import re

import pytest
from django.core import mail
from playwright.sync_api import expect

from netwerken.contract import services
from netwerken.models import Contractversie

pytestmark = [pytest.mark.e2e, pytest.mark.django_db(transaction=True)]
PAGINA = "/netwerken/de-groep/contract/"


@pytest.mark.parametrize("visitor", ["page", "phone", "page_without_js"])
def test_two_write_at_once_and_both_see_both_texts(request, visitor, cast, login, axe, open_page):
    page, ander = request.getfixturevalue(visitor), open_page()
    look = (lambda bezoeker: None) if visitor == "page_without_js" else axe
    login(page, cast.noor)
    login(ander, cast.yusuf)
    page.goto(PAGINA)
    look(page)
    page.get_by_role("button", name="Begin een contract").click()
    for bezoeker in (ander, page):
        bezoeker.goto(PAGINA)
        bezoeker.get_by_role("link", name="Stel een tekst voor bij: Hoe gaan we om").click()
    ander.get_by_label("Wat spreken jullie af?").fill("Van Yusuf.")
    ander.get_by_role("button", name="Bewaar mijn voorstel").click()
    page.get_by_label("Wat spreken jullie af?").fill("Van Noor.")
    page.get_by_role("button", name="Bewaar mijn voorstel").click()

    expect(page.get_by_role("alert")).to_contain_text("Van Yusuf.")
    expect(page.get_by_label("Wat spreken jullie af?")).to_have_value("Van Noor.")
    look(page)
    page.get_by_label("Wat spreken jullie af?").fill("Van Yusuf en Noor.")
    page.get_by_role("button", name="Bewaar mijn voorstel").click()
    expect(page.get_by_text("Van Yusuf en Noor.")).to_be_visible()
    page.get_by_role("link", name="Reageer op: Hoe gaan we om").click()
    page.get_by_label("Jouw reactie").fill("Zo is het goed.")
    look(page)
    page.get_by_role("button", name="Zet je reactie erbij").click()
    expect(page.get_by_text("Zo is het goed.", exact=True)).to_be_visible()
    look(page)


def test_settled_and_signed_from_the_mail(page, phone, cast, login, axe):
    contract = services.begin_contract(cast.netwerk, by=cast.noor)
    contract.vragen.exclude(code="CON-1").update(tekst="Zo doen we het.")
    login(page, cast.facilitator)
    _settle(page, axe, leeg=contract.vragen.get(code="CON-1"))
    page.get_by_role("button", name="Ik ga akkoord").click()
    expect(page.get_by_role("heading", name="1 van de 3 akkoord")).to_be_visible()

    _touch(phone, axe, cast.noor, "Nog niet, want", "Vertel het de groep", tekst="Punt 2 is te zacht.")
    page.reload()
    expect(page.get_by_text("Punt 2 is te zacht.")).to_be_visible()
    axe(page)
    _touch(phone, axe, cast.noor, "Lees en ga akkoord", "Ik ga akkoord")
    _touch(phone, axe, cast.yusuf, "Lees en ga akkoord", "Ik ga akkoord")

    expect(phone.get_by_role("heading", name="Mooi, het contract geldt")).to_be_visible()
    assert Contractversie.objects.get().bekrachtigd_op
    page.goto(f"{PAGINA}versies/1/")
    axe(page)
    page.emulate_media(media="print")
    assert len(re.findall(rb"/Type\s*/Page[^s]", page.pdf(format="A4"))) == 1


def _settle(page, axe, *, leeg):
    """First with a question that has no text: it says which."""
    page.goto(PAGINA)
    page.get_by_role("link", name="Leg deze versie vast").click()
    axe(page)
    page.get_by_role("button", name="Leg vast en vraag akkoord").click()
    expect(page.get_by_text("Hier staat nog niets: “Hoe gaan we om")).to_be_visible()
    axe(page)
    leeg.tekst = "We noemen geen namen. " * 10
    leeg.save()
    page.goto(f"{PAGINA}vastleggen/")
    page.get_by_role("button", name="Leg vast en vraag akkoord").click()
    expect(page.get_by_role("heading", name="0 van de 3 akkoord")).to_be_visible()
    axe(page)


def _touch(phone, axe, persoon, knop, doe, *, tekst=""):
    """One of the two links of the mail to this person, and the button behind it."""
    [brief] = [m for m in mail.outbox if persoon.email in m.to[0] and "Ga je akkoord" in m.subject]
    [adres] = {link for woorden, link in re.findall(r"(.+)\n(http\S+/d/\S+)", brief.body) if knop in woorden}
    phone.goto(adres)
    axe(phone)
    if tekst:
        phone.get_by_label("Nog niet, want…").fill(tekst)
    phone.get_by_role("button", name=doe).click()
    phone.get_by_role("link", name="Bekijk het contract").wait_for()
    axe(phone)
