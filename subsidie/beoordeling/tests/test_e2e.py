"""Two beoordelaars judge one aanvraag in a browser, blind, and then read each other."""

import pytest
from django.urls import reverse

from personen.tests.factories import PersoonFactory
from subsidie.beoordeling.tests.factories import make_aanvraag, make_toewijzing

pytestmark = [pytest.mark.e2e, pytest.mark.django_db(transaction=True)]
UITLEG = "Vier scholen vragen hierom, met een brief van hun rector."


def judge(page, live_server, aanvraag, woord):
    """Every criterium, one after the other, and the advice."""
    page.goto(live_server.url + reverse("subsidie:werk"))
    page.get_by_role("link", name=aanvraag.netwerk.naam).first.click()
    for _ in range(2):
        page.locator("#open").get_by_label("Voldoende", exact=True).check()
        page.get_by_label("Waarom?").fill(f"{UITLEG} {woord}")
        page.get_by_role("button", name="Bewaar en ga verder").click()
    page.get_by_role("button", name="Neem over").click()
    page.get_by_role("link", name="Schrijf je advies").click()
    page.get_by_label("Toekennen", exact=True).check()
    page.get_by_label("Waarom?").fill(f"{UITLEG} {woord}")
    page.get_by_role("button", name="Dien je advies in").click()


def test_two_judge_blind_and_then_read_each_other(phone, open_page, login, axe, live_server):
    aanvraag = make_aanvraag(netwerk__naam="Lezen samen")
    een, twee = (
        make_toewijzing(aanvraag, PersoonFactory(beoordelaar=True, naam=naam)).persoon for naam in ("Anna A", "Bob B")
    )
    login(phone, een)
    page = open_page()
    login(page, twee)
    page.goto(live_server.url + reverse("subsidie:beoordelen", args=[aanvraag.sleutel]))
    axe(page)

    judge(phone, live_server, aanvraag, "appelboom")
    assert "De ander is nog bezig" in phone.content()
    page.reload()
    assert "appelboom" not in page.content()
    judge(page, live_server, aanvraag, "perenboom")

    assert "appelboom" in page.content()
    phone.reload()
    assert "perenboom" in phone.content()
    page.get_by_label("Wat wil je zeggen?").fill("Dat zagen we allebei.")
    page.get_by_role("button", name="Zeg het").click()
    phone.reload()
    assert "Dat zagen we allebei." in phone.content()
    aanvraag.refresh_from_db()
    assert aanvraag.status == "advies_klaar"
    for naam, args in (("academie_aanvraag", [aanvraag.sleutel]), ("academie_aanvragen", [])):
        phone.goto(live_server.url + reverse(f"subsidie:{naam}", args=args))
        axe(phone)
