"""On the phone: a facilitator asks by name, a deelnemer tells, changes it and takes it back, the facilitator reads."""

import pytest

from berichten.handelingen import make_token
from evaluatie import services
from evaluatie.models import Meting, VertrouwelijkAntwoord
from evaluatie.vertrouwelijk.tests.factories import make_klein, make_verteld

pytestmark = [pytest.mark.e2e, pytest.mark.django_db(transaction=True)]


VRAAG = "Wat moeten we vooral zo houden?"


def ask(phone, axe, base, netwerk):
    phone.goto(f"{base}/netwerken/{netwerk.slug}/evaluatie/vraag/")
    axe(phone)
    phone.get_by_role("link", name="Netwerkbarometer, met naam").tap()
    phone.get_by_role("heading", name="Dit is vertrouwelijk, niet anoniem").wait_for()
    axe(phone)
    phone.get_by_role("button", name="Stel de vragen met naam").tap()
    phone.get_by_text("De vragen staan open voor 3 mensen").wait_for()
    return Meting.objects.get()


def tell(phone, axe, tekst, eerder=""):
    """On the page of the link, with what stands there already."""
    phone.get_by_role("heading", name="Dit is vertrouwelijk, niet anoniem").wait_for()
    veld = phone.get_by_label(VRAAG)
    assert veld.input_value() == eerder
    axe(phone)
    veld.fill(tekst)
    phone.get_by_role("button", name="Verstuur").tap()
    phone.get_by_role("heading", name="Dank je, het is doorgegeven").wait_for()
    axe(phone)
    assert phone.evaluate("Object.keys(localStorage).filter((n) => n.startsWith('evaluatie:'))") == []


def test_from_the_choice_to_the_reading(phone, axe, login, live_server):
    netwerk = make_klein(3)
    facilitator = netwerk.facilitators().get()
    login(phone, facilitator)
    meting = ask(phone, axe, live_server.url, netwerk)

    persoon = meting.genodigden.select_related("persoon").first().persoon
    phone.context.clear_cookies()
    phone.goto(f"{live_server.url}/d/{make_token('ev', meting.pk, persoon.pk)}/")
    tell(phone, axe, "De rust.")
    phone.get_by_role("link", name="Lees terug of wijzig").tap()
    tell(phone, axe, "De rust en de tijd.", eerder="De rust.")
    assert VertrouwelijkAntwoord.objects.get().tekst == "De rust en de tijd."

    services.close_meting(meting, now=meting.sluit_op)
    login(phone, facilitator)
    phone.goto(f"{live_server.url}/netwerken/{netwerk.slug}/evaluatie/")
    phone.get_by_role("link", name="Wat deelnemers vertelden").tap()
    phone.get_by_text("De rust en de tijd.").wait_for()
    assert phone.get_by_role("heading", name=persoon.naam).is_visible()
    axe(phone)


def test_taking_it_back(phone, axe, live_server):
    netwerk = make_klein(2)
    meting = make_verteld(netwerk)
    persoon = meting.verteld.select_related("persoon").first().persoon
    phone.goto(f"{live_server.url}/d/{make_token('ev', meting.pk, persoon.pk)}/")
    phone.get_by_text("Dit vertelde je.").wait_for()
    axe(phone)
    phone.get_by_role("button", name="Trek mijn antwoorden terug").tap()
    phone.get_by_role("heading", name="Je antwoorden zijn weg").wait_for()
    assert meting.verteld.count() == 1
