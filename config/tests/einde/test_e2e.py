"""Pausing and closing in a browser, on a phone, in light and dark."""

from datetime import timedelta

import pytest
from django.utils import timezone

from netwerken.models import Afsluiting, Netwerk

pytestmark = [pytest.mark.e2e, pytest.mark.django_db(transaction=True)]


def test_pause_and_close(phone, login, axe, vol, persoon):
    login(phone, persoon)
    phone.goto("/netwerken/samen/pauze/")
    phone.get_by_label("Vanaf welke dag").fill((timezone.localdate() + timedelta(days=30)).isoformat())
    phone.get_by_label("Waarom pauzeren jullie?").fill("Twee scholen fuseren.")
    phone.get_by_role("button", name="Kijk wat er dan gebeurt").click()
    phone.get_by_role("heading", name="Dit gebeurt er").wait_for()
    axe(phone)
    phone.get_by_role("button", name="Ja, pauzeer het netwerk").click()
    phone.get_by_text("Het netwerk pauzeert.").wait_for()
    assert Netwerk.objects.get().is_gepauzeerd

    phone.goto("/netwerken/samen/afsluiten/")
    axe(phone)
    phone.goto("/netwerken/samen/einde/afgerond/")
    axe(phone)
    phone.get_by_label("de hele groep, in een bijeenkomst").check()
    phone.get_by_role("button", name="Ja, het is klaar").click()
    phone.get_by_role("heading", name="Wordt gewist op").wait_for()
    axe(phone)
    assert Afsluiting.objects.get().loopt

    phone.goto("/netwerken/samen/afsluiten/")
    axe(phone)
    login(phone, vol.leden[0].persoon)
    for pad in ("/mijn/vroeger/samen/", "/mijn/vroeger/"):
        phone.goto(pad)
        axe(phone)
