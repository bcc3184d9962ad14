"""A day is found: proposed on a laptop, answered on a phone without logging in and without JavaScript, and chosen."""

import re

import pytest
from django.utils.timezone import localdate

from bijeenkomsten.models import Bijeenkomst, Prikker
from bijeenkomsten.prikker import services
from bijeenkomsten.prikker.mails import answer_link
from bijeenkomsten.prikker.tests.factories import PrikkerFactory
from bijeenkomsten.tests.factories import op_werkdag
from config.tests.browser import PHONE
from netwerken.tests.factories import DeelnameFactory, NetwerkFactory

pytestmark = pytest.mark.e2e


@pytest.fixture
def netwerk(transactional_db):
    netwerk = NetwerkFactory(gestart=True, naam="Samen kijken")
    for rol in ("facilitator", "deelnemer", "deelnemer"):
        DeelnameFactory(netwerk=netwerk, rol=rol)
    return netwerk


def propose(page, netwerk, axe):
    page.goto(f"/netwerken/{netwerk.slug}/bijeenkomsten/")
    page.get_by_role("link", name="Prik een datum").click()
    page.get_by_label("Begint om").first.fill("13:30")
    page.get_by_label("Eindigt om").first.fill("17:00")
    page.get_by_label("Dag 1").fill(f"{localdate().year}-12-25")
    page.get_by_text("Eerste kerstdag").wait_for()  # beside the day, without sending the form
    for nummer, over in ((1, 50), (2, 57), (3, 64)):
        page.get_by_label(f"Dag {nummer}").fill(op_werkdag(over).date().isoformat())
    page.get_by_role("button", name="Kijk wie er vrij is").click()
    page.get_by_label("Waar gaat het over?").fill("Op bezoek")
    axe(page)
    page.get_by_role("button", name="Open de datumprikker").click()
    page.wait_for_url(re.compile(r"/prikken/\d+/$"))
    return Prikker.objects.get()


def answer(page, *waarden):
    for groep, waarde in zip(page.get_by_role("group").all(), waarden, strict=True):
        groep.get_by_label(waarde, exact=True).check(force=True)
    page.get_by_role("button", name="Bewaar je antwoord").click()


def test_finding_a_day(netwerk, page, open_page, login, axe):
    facilitator, een, twee = (deelname.persoon for deelname in netwerk.deelnames.order_by("pk"))
    login(page, facilitator)

    prikker = propose(page, netwerk, axe)
    telefoon = open_page(**PHONE, java_script_enabled=False)
    for persoon, waarden in ((een, ("Kan niet", "Kan", "Misschien")), (twee, ("Kan", "Kan", "Kan niet"))):
        telefoon.goto(answer_link(prikker, persoon))
        answer(telefoon, *waarden)
        telefoon.get_by_role("heading", name="Dank je, je antwoord is bewaard").wait_for()
    page.goto(prikker.get_absolute_url())
    axe(page)
    tweede = prikker.datums.all()[1]
    page.locator(".prikdag .btn-primary").click()
    page.wait_for_url("**/bijeenkomsten/*/")

    assert Bijeenkomst.objects.get().begint_op == tweede.begint_op


def test_page_behind_the_link_is_accessible_in_every_state(netwerk, phone, axe):
    prikker = PrikkerFactory(netwerk=netwerk, dagen=3)
    persoon = netwerk.deelnemers().first()
    adres = answer_link(prikker, persoon)

    phone.goto(adres)
    axe(phone)
    phone.get_by_role("button", name="Bewaar je antwoord").click()
    phone.get_by_role("alert").wait_for()
    axe(phone)
    answer(phone, "Kan", "Kan", "Kan")
    phone.get_by_role("heading", name="Dank je").wait_for()
    axe(phone)
    services.choose_datum(prikker, prikker.datums.first().pk, by=netwerk.facilitators().first())
    phone.goto(adres)
    phone.get_by_role("link", name="Ik kom").wait_for()
    axe(phone)


def test_answering_by_keyboard_alone(netwerk, page, login):
    prikker = PrikkerFactory(netwerk=netwerk, dagen=2)
    persoon = netwerk.deelnemers().first()
    login(page, persoon)
    page.goto(prikker.get_absolute_url())

    page.get_by_role("group").first.get_by_label("Kan", exact=True).focus()
    page.keyboard.press("Space")
    page.keyboard.press("Tab")
    page.keyboard.press("Space")
    page.keyboard.press("ArrowRight")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.get_by_text("Jij zei: misschien.").wait_for()

    assert sorted(persoon.prikantwoorden.values_list("waarde", flat=True)) == ["kan", "misschien"]
