"""A granted netwerk goes through its year in a browser: the penvoerder on a phone, the academie on a screen."""

from datetime import timedelta

import pytest
from django.urls import reverse

from kern.tijd import dag, lokale_dag, nu
from subsidie.lopend.looptijd import find_besluit, read_periode
from subsidie.lopend.services import store_standen
from subsidie.lopend.tests.factories import add_penvoerder, make_staf, make_toegekend

pytestmark = [pytest.mark.e2e, pytest.mark.django_db(transaction=True)]
UITLEG = "In januari komen er drie mensen bij."


def report(phone, axe):
    """The condition is met, a criterium is explained, and how it goes is told."""
    axe(phone)
    phone.get_by_text("Meld dat dit klaar is").click()
    axe(phone)
    phone.get_by_label("Wat hebben jullie gedaan?").fill("De brief ligt bij de besturen.")
    phone.get_by_role("button", name="Meld het").click()
    phone.get_by_text("De academie kijkt ernaar").wait_for()
    rij = phone.locator("#criterium-deelnemers")
    rij.get_by_text("Leg uit hoe het komt").click()
    rij.get_by_role("textbox").fill(UITLEG)
    rij.get_by_role("button", name="Bewaar").click()
    phone.get_by_text(f"Jullie uitleg: {UITLEG}").wait_for()
    phone.get_by_text("Laat het de academie weten").click()
    phone.get_by_label("We willen bellen").check()
    phone.get_by_role("button", name="Verstuur").click()
    phone.get_by_text("De academie leest het").wait_for()


def ask(phone, axe):
    phone.get_by_role("link", name="Verander de begroting").click()
    axe(phone)
    phone.get_by_label("Wat willen jullie veranderen?").fill("Minder begeleiding.")
    phone.get_by_label("Waarom?").fill("We doen twee dagdelen zelf.")
    phone.locator("#id_1-procesbegeleiding-bijdrage").fill("8.000")
    phone.get_by_role("button", name="Vraag het aan de academie").click()
    phone.get_by_text("antwoordt met de reden erbij").wait_for()
    axe(phone)


def answer(page, axe):
    """Everything the netwerk told; what asks attention since today is not there."""
    axe(page)
    assert UITLEG not in page.content()
    assert "Criteria die aandacht vragen" not in page.content()
    page.get_by_role("button", name="Ik heb dit opgepakt").click()
    page.get_by_text("Dit staat op opgepakt").wait_for()
    page.get_by_label("In orde", exact=True).check()
    page.get_by_role("button", name="Bewaar je antwoord").click()
    page.get_by_text("Wie het netwerk begeleidt, krijgt een mail").wait_for()
    page.get_by_text("Dit is betaald").first.click()
    page.get_by_label("Betaald op").first.fill(lokale_dag(nu()).isoformat())
    page.get_by_role("button", name="Bij de start is betaald").click()
    page.get_by_text("Deze termijn staat op betaald").wait_for()


def grant(page, axe):
    page.get_by_role("link", name="Lees en antwoord").click()
    axe(page)
    page.get_by_label("Mag", exact=True).check()
    page.get_by_label("Waarom?").fill("Dat past bij jullie plan.")
    page.get_by_role("button", name="Bewaar je antwoord").click()
    page.get_by_role("heading", name="Eerdere wijzigingen").wait_for()
    axe(page)


def test_a_longer_year(open_page, phone, login, axe, live_server):
    aanvraag = make_toegekend(netwerk__naam="Lezen samen")
    was = read_periode(aanvraag, find_besluit(aanvraag)).laatste
    login(phone, add_penvoerder(aanvraag))
    page = open_page()
    login(page, make_staf(naam="Bob B"))

    phone.goto(live_server.url + reverse("subsidie:jaar", args=[aanvraag.sleutel]))
    phone.get_by_role("link", name="Verander de looptijd").click()
    phone.get_by_label("Wat wordt de laatste dag?").fill(was.isoformat())
    phone.get_by_label("Wat willen jullie veranderen?").fill("Twee bijeenkomsten na de zomer.")
    phone.get_by_label("Waarom?").fill("Onze facilitator was ziek.")
    phone.get_by_role("button", name="Vraag het aan de academie").click()
    phone.get_by_text("Dat is nu de laatste dag.").first.wait_for()
    axe(phone)
    phone.get_by_label("Wat wordt de laatste dag?").fill((was + timedelta(days=60)).isoformat())
    phone.get_by_role("button", name="Vraag het aan de academie").click()
    phone.get_by_text("antwoordt met de reden erbij").wait_for()

    page.goto(live_server.url + reverse("subsidie:academie_jaar", args=[aanvraag.sleutel]))
    grant(page, axe)
    phone.reload()
    phone.get_by_text(f"was {dag(was)}, wordt {dag(was + timedelta(days=60))}.").wait_for()
    axe(phone)


def test_a_year(open_page, phone, login, axe, live_server):
    aanvraag = make_toegekend("voorwaarde", voorwaarden=[("Stuur een brief", 30)], netwerk__naam="Lezen samen")
    penvoerder = add_penvoerder(aanvraag)
    store_standen()
    login(phone, penvoerder)
    page = open_page()
    login(page, make_staf(naam="Bob B"))

    phone.goto(live_server.url + reverse("subsidie:jaar", args=[aanvraag.sleutel]))
    report(phone, axe)
    ask(phone, axe)
    page.goto(live_server.url + reverse("subsidie:werk"))
    page.get_by_role("link", name="Lezen samen").first.click()
    answer(page, axe)
    grant(page, axe)
    phone.reload()

    assert "Dat past bij jullie plan." in phone.content()
    assert "betaald op" in phone.content()
    axe(phone)
    aanvraag.refresh_from_db()
    assert aanvraag.status == "lopend"
