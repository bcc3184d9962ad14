"""A guest from request to thanks, in a real browser: asked, said yes from the mail, questions, briefing, thanked."""

from datetime import timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from berichten.models import Bericht
from bijeenkomsten.models import Bijeenkomst, Spreekverzoek
from bijeenkomsten.sprekers.mails import gast_link, vraag_link
from bijeenkomsten.tests.cast import url
from bijeenkomsten.tests.factories import BijeenkomstFactory

pytestmark = [pytest.mark.e2e, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def b(cast):
    sinds = timezone.now() - timedelta(days=10)
    return BijeenkomstFactory(netwerk=cast.netwerk, vast_sinds=sinds, dag_sinds=sinds)


def path(link):
    return link.removeprefix("http://localhost:8000")


@pytest.mark.parametrize("visitor", ["page", "phone", "page_without_js"])
def test_from_request_to_thanks(request, visitor, b, cast, login, axe, open_page):
    page, gast = request.getfixturevalue(visitor), open_page()
    look = (lambda bezoeker: None) if visitor == "page_without_js" else axe
    login(page, cast.facilitator)

    verzoek = _ask(page, b, look)
    _say_yes(gast, verzoek, look)
    _put_in_a_question(page, verzoek, cast.facilitator, look)
    gast.goto(path(gast_link(verzoek)))
    expect(gast.get_by_text("Hoe houd je dat vol?")).to_be_visible()
    look(gast)
    _thank(page, verzoek, look)
    gast.goto(path(gast_link(verzoek)))
    expect(gast.get_by_role("heading", name="Dank je wel")).to_be_visible()
    look(gast)


def _ask(page, b, look):
    page.goto(url("detail", b))
    page.get_by_role("link", name="Vraag een gast").click()
    page.get_by_label("Waarover vraag je de gast te vertellen?").fill("Rust in het rooster")
    page.get_by_role("button", name="Stuur het verzoek").click()
    expect(page.get_by_text("Vul de naam van de gast in.").first).to_be_visible()
    look(page)
    page.get_by_role("textbox", name="Naam").fill("Femke Gast")
    page.get_by_role("textbox", name="Mailadres").fill("femke@elders.test")
    page.get_by_role("checkbox", name="Deze gast vindt het goed").check()
    page.get_by_role("button", name="Stuur het verzoek").click()
    expect(page.get_by_role("heading", name="Femke Gast")).to_be_visible()
    look(page)
    return Spreekverzoek.objects.with_all().get()


def _say_yes(gast, verzoek, look):
    gast.goto(path(gast_link(verzoek)))
    look(gast)
    gast.get_by_role("radio", name="Ja, ik kom").check()
    gast.get_by_role("button", name="Verstuur mijn antwoord").click()
    expect(gast.get_by_role("heading", name="Fijn dat je komt")).to_be_visible()
    look(gast)


def _put_in_a_question(page, verzoek, persoon, look):
    page.goto(path(vraag_link(verzoek, persoon)))
    page.get_by_label("Wat wil je de gast vragen?").fill("Hoe houd je dat vol?")
    look(page)
    page.get_by_role("button", name="Geef mee").click()
    expect(page.get_by_role("heading", name="het gaat mee")).to_be_visible()


def _thank(page, verzoek, look):
    eind = timezone.now() - timedelta(hours=1)
    Bijeenkomst.objects.update(begint_op=eind - timedelta(hours=3), eindigt_op=eind)
    page.goto(verzoek.get_absolute_url())
    page.get_by_label("Je bedankje").fill("Dank je, Femke.")
    look(page)
    page.get_by_role("button", name="Stuur het bedankje").click()
    expect(page.get_by_text("Dank je, Femke.")).to_be_visible()
    assert Bericht.objects.filter(soort="bijeenkomsten.gast_dank").count() == 1
