"""From a result to one lever, as people do it."""

from datetime import timedelta

import pytest

from bijeenkomsten.tests.factories import BijeenkomstFactory
from evaluatie.models import Speerpunt
from evaluatie.tests.factories import make_gesloten_ronde, make_netwerk
from kern.tijd import nu
from netwerken.tests.factories import DeelnameFactory

pytestmark = [pytest.mark.e2e, pytest.mark.django_db(transaction=True)]


def make_verhaal():
    """An exact round, a grof one, a gap, and one to talk about."""
    netwerk = make_netwerk(6)
    make_gesloten_ronde([3] * 6, netwerk=netwerk, now=nu() - timedelta(days=300))
    DeelnameFactory(netwerk=netwerk)
    make_gesloten_ronde([3] * 7, netwerk=netwerk, now=nu() - timedelta(days=150))  # grof
    make_gesloten_ronde([4] * 3, netwerk=netwerk, now=nu() - timedelta(days=60))  # a gap
    BijeenkomstFactory(netwerk=netwerk)
    return make_gesloten_ronde([4] * 7, netwerk=netwerk, now=nu() - timedelta(days=20))


def choose(phone, axe):
    with phone.expect_navigation():
        phone.get_by_role("link", name="Leg vast waar jullie aan werken").tap()
    axe(phone)
    phone.get_by_label("Ruimte en steun").check(force=True)
    phone.get_by_role("button", name="Leg dit vast").tap()
    phone.get_by_text("Schrijf op wat jullie anders gaan doen.").first.wait_for()
    phone.get_by_label("Wat gaan jullie anders doen?").fill("Ieder vraagt de directeur om tijd.")
    phone.get_by_role("button", name="Leg dit vast").tap()


def test_a_facilitator_chooses_on_a_phone_and_a_member_sees_it(phone, page, login, axe):
    meting = make_verhaal()
    netwerk = meting.netwerk
    login(phone, netwerk.facilitators().get())

    phone.goto(meting.get_absolute_url())
    phone.get_by_role("button", name="Zet het gesprek in het draaiboek").tap()
    phone.get_by_text("Het staat in het draaiboek.").wait_for()
    for uitklap in phone.locator("summary").all():
        if uitklap.is_visible():
            uitklap.tap()
    axe(phone)
    choose(phone, axe)

    phone.get_by_role("heading", name="Hier werken jullie aan: Ruimte en steun").wait_for()
    assert Speerpunt.objects.get().afspraak.tekst == "Ieder vraagt de directeur om tijd."
    login(page, netwerk.deelnemers().first())
    page.goto(meting.get_absolute_url())
    page.get_by_role("heading", name="Hier werken jullie aan: Ruimte en steun").wait_for()
    axe(page)
    page.goto(meting.get_absolute_url().rsplit("/", 2)[0] + "/niveaus/")
    page.get_by_role("heading", name="Wat weten jullie al?").wait_for()
    axe(page)
