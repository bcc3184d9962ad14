"""Handing over in a real browser: asked on a laptop, accepted on a phone from the mail."""

import re

import pytest
from django.core import mail
from playwright.sync_api import expect

pytestmark = [pytest.mark.e2e, pytest.mark.django_db(transaction=True)]
PAGINA = "/netwerken/de-groep/overdracht/"


@pytest.mark.parametrize("visitor", ["page", "page_without_js"])
def test_asked_and_taken_over_from_the_mail(request, visitor, phone, cast, login, axe):
    page = request.getfixturevalue(visitor)
    look = (lambda bezoeker: None) if visitor == "page_without_js" else axe
    login(page, cast.marit)
    page.goto("/netwerken/de-groep/taken/")
    page.get_by_role("link", name="Ik wil stoppen met begeleiden").click()
    look(page)
    page.get_by_role("button", name="Stuur de vraag").click()
    expect(page.get_by_text("Kies iemand uit de groep, of vul een mailadres in.").first).to_be_visible()
    look(page)
    page.get_by_label("Wie vraag je?").select_option(label=cast.noor.naam)
    page.get_by_label("Wat moet je opvolger weten?").fill("Let op de stilte.")
    page.get_by_role("button", name="Stuur de vraag").click()
    expect(page.get_by_role("heading", name=f"Je vroeg {cast.noor.naam}")).to_be_visible()
    look(page)

    _take_over(phone, cast, login, axe)
    assert list(cast.netwerk.facilitators()) == [cast.noor]
    page.goto(PAGINA)
    expect(page.get_by_role("heading", name="Draag het begeleiden over")).to_have_count(0)


def _take_over(phone, cast, login, axe):
    [brief] = [m for m in mail.outbox if "begeleiding van" in m.subject]
    [adres] = re.findall(r"http\S+/overdracht/\d+/", brief.body)
    login(phone, cast.noor)
    phone.goto(adres)
    axe(phone)
    expect(phone.get_by_text("Let op de stilte.")).to_have_count(0)
    phone.get_by_role("button", name="Ja, ik neem het over").click()
    expect(phone.get_by_text("Let op de stilte.")).to_be_visible()
    axe(phone)
    phone.get_by_role("button", name="Vink af: Waar alles staat").click()
    expect(phone.get_by_text("1 van de 5 besproken.")).to_be_visible()
    axe(phone)
    phone.get_by_role("button", name=re.compile("^Zet weer open")).click()
    expect(phone.get_by_text("0 van de 5 besproken.")).to_be_visible()
