"""In a real browser: one screen per school, and beginning with a risk and a reason."""

import re

import pytest
from playwright.sync_api import expect

from netwerken.models import Startbesluit
from netwerken.randvoorwaarden.inhoud import VAN_NETWERK, VAN_ORGANISATIE
from netwerken.randvoorwaarden.services import write_randvoorwaarde
from netwerken.randvoorwaarden.tests.conftest import waarden

pytestmark = [pytest.mark.e2e, pytest.mark.django_db(transaction=True)]
PAGINA = "/netwerken/de-groep/randvoorwaarden/"


@pytest.mark.parametrize("visitor", ["page", "phone", "page_without_js"])
def test_a_risk_is_written_down_and_the_netwerk_begins_all_the_same(request, visitor, cast, login, axe):
    page = request.getfixturevalue(visitor)
    look = (lambda bezoeker: None) if visitor == "page_without_js" else axe
    write_all_but_time(cast)
    login(page, cast.facilitator)
    page.goto("/netwerken/de-groep/")
    page.get_by_role("link", name="Bekijk de randvoorwaarden").click()
    look(page)
    page.get_by_role("link", name="Amstel").click()
    look(page)
    if visitor == "page":
        hoog = page.evaluate("document.querySelector('.rv-rijen:last-of-type').getBoundingClientRect().bottom")
        assert hoog < 1000  # one screen
    page.get_by_role("link", name=re.compile("Vul in.*Er is tijd")).click()
    _write_risk(page, look)
    _begin(page, look)

    page.goto(PAGINA)
    expect(page.get_by_text("Na de zomer is er tijd.")).to_be_visible()
    look(page)
    assert Startbesluit.objects.get().risico == 1


def _begin(page, look):
    """First without a reason: the page asks for it."""
    page.goto("/netwerken/de-groep/status/")
    page.get_by_role("radio", name="We zijn bezig").check()
    page.get_by_role("button", name="Zet deze stap").click()
    expect(page.get_by_text("1 is een risico. Schrijf waarom jullie toch beginnen.").first).to_be_visible()
    look(page)
    page.get_by_label("Waarom?").fill("Na de zomer is er tijd.")
    page.get_by_role("button", name="Zet deze stap").click()
    page.get_by_text("Het netwerk is nu: gestart.").wait_for()


def _write_risk(page, look):
    """First without what is done about it: the field says so, and nothing typed is lost."""
    page.get_by_role("radio", name="risico").check()
    page.get_by_label("Waaraan zie je dat?").fill("Geen lesvrije middag.")
    page.get_by_role("button", name="Bewaar").click()
    expect(page.get_by_text("Schrijf wat jullie aan het risico doen.").first).to_be_visible()
    expect(page.get_by_label("Waaraan zie je dat?")).to_have_value("Geen lesvrije middag.")
    look(page)
    page.get_by_label("Wat doen jullie eraan?").fill("We praten met de rector.")
    page.get_by_role("button", name="Bewaar").click()
    expect(page.get_by_text("We praten met de rector.")).to_be_visible()
    look(page)


def write_all_but_time(cast):
    """Everything is in order but the time at the first school."""
    for school in (*cast.scholen, None):
        for punt in VAN_ORGANISATIE[:4] if school else VAN_NETWERK[:3]:
            if (school, punt.code) != (cast.scholen[0], "RV-03"):
                write_randvoorwaarde(
                    cast.netwerk, punt.code, waarden(), organisatie=school, versie=0, by=cast.facilitator
                )
