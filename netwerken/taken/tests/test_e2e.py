"""The tasks in a real browser: begun, asked, and answered from the mail on a phone."""

import re

import pytest
from django.core import mail
from playwright.sync_api import expect

from netwerken.models import Taak

pytestmark = [pytest.mark.e2e, pytest.mark.django_db(transaction=True)]
PAGINA = "/netwerken/de-groep/taken/"
TAAK = "Een plek en wat te eten regelen"


@pytest.mark.parametrize("visitor", ["page", "page_without_js"])
def test_asked_and_answered_from_the_mail_on_a_phone(request, visitor, phone, cast, login, axe):
    page = request.getfixturevalue(visitor)
    look = (lambda bezoeker: None) if visitor == "page_without_js" else axe
    login(page, cast.facilitator)
    page.goto(PAGINA)
    look(page)
    page.get_by_role("button", name="Verdeel de taken").click()
    look(page)
    page.get_by_label(TAAK).select_option(label=cast.noor.naam)
    page.get_by_label("Het gesprek leiden").select_option(label=cast.facilitator.naam)
    page.get_by_role("button", name="Bewaar en vraag").click()
    expect(page.get_by_text(f"Gevraagd: {cast.noor.naam}")).to_be_visible()
    look(page)

    _answer(phone, axe)
    assert Taak.objects.get(code="T-07").persoon == cast.noor
    login(phone, cast.noor)
    phone.goto(PAGINA)
    axe(phone)
    phone.get_by_role("button", name=re.compile(f"Geef terug.*{TAAK}")).click()
    expect(phone.get_by_role("button", name=re.compile(f"Dit doe ik.*{TAAK}"))).to_be_visible()


def _answer(phone, axe):
    """First no and then yes, with the links of the mail."""
    [brief] = [m for m in mail.outbox if TAAK in m.subject]
    links = dict(re.findall(r"(.+):\n(http\S+/d/\S+)", brief.body))
    phone.goto(links["Liever niet"])
    axe(phone)
    phone.get_by_role("button", name="Liever niet").click()
    axe(phone)
    phone.get_by_role("link", name="Toch wel").click()
    axe(phone)
    phone.get_by_role("button", name="Ik doe het").click()
    expect(phone.get_by_role("heading", name="Fijn, de taak is van jou")).to_be_visible()


def test_two_facilitators_divide_at_once(page, open_page, cast, login, axe):
    ander = open_page()
    login(page, cast.facilitator)
    login(ander, cast.facilitator)
    page.goto(PAGINA)
    page.get_by_role("button", name="Verdeel de taken").click()
    ander.goto(f"{PAGINA}verdelen/")
    for bezoeker, wie in ((ander, cast.noor), (page, cast.yusuf)):
        bezoeker.get_by_label(TAAK).select_option(label=wie.naam)
        bezoeker.get_by_role("button", name="Bewaar en vraag").click()

    expect(page.get_by_text("Hier veranderde intussen iets.")).to_be_visible()
    expect(page.get_by_label(TAAK)).to_have_value(str(cast.noor.pk))
    axe(page)


def test_agreement_about_guiding(page, phone, cast, login, axe):
    login(page, cast.facilitator)
    page.goto(PAGINA)
    page.get_by_role("link", name="Wijzig de afspraak").click()
    axe(page)
    page.get_by_label("inhoudelijk expert", exact=True).check()
    page.get_by_label("het bestuur", exact=True).check()
    page.get_by_role("button", name="Bewaar de afspraak").click()
    expect(page.get_by_text("Betaald door: het bestuur")).to_be_visible()
    expect(page.get_by_role("heading", name="Wie let er op de groep?")).to_be_visible()
    axe(page)
    login(phone, cast.noor)
    phone.goto(f"{PAGINA}nieuw/")
    expect(phone.get_by_label("Welke taak?")).to_have_count(0)
