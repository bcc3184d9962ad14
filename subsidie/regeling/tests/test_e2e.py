"""Somebody of the academie makes a round; everybody reads what it is about."""

from datetime import timedelta

import pytest
from django.urls import reverse

from kern.tijd import lokale_dag, nu
from personen.tests.factories import PersoonFactory
from subsidie.models import Aanvraagronde
from subsidie.regeling.bron import get_shipped
from subsidie.regeling.models import Regelingversie
from subsidie.tests.factories import AanvraagFactory, AanvraagrondeFactory

pytestmark = pytest.mark.e2e


def test_make_a_round_and_read_its_regeling(page, phone, login, axe):
    login(page, PersoonFactory(academie=True))
    page.goto(reverse("subsidie:home"))
    page.get_by_role("link", name="Bekijk de rondes").click()
    axe(page)
    page.get_by_role("link", name="Maak een ronde").click()
    page.get_by_role("button", name="Maak de ronde").click()
    page.locator("[role=alert]").wait_for()
    axe(page)

    vandaag = lokale_dag(nu())
    page.get_by_label("Hoe heet de ronde?").fill("Lenteronde")
    for veld, dagen in (("opent_dag", -1), ("sluit_dag", 30), ("advies_voor", 45), ("besluit_voor", 60)):
        page.locator(f"[name={veld}]").fill(str(vandaag + timedelta(days=dagen)))
    page.get_by_label("Hoeveel geld is er samen?").fill("€ 40.000")
    page.get_by_role("button", name="Maak de ronde").click()

    page.get_by_text("Lenteronde staat klaar.").wait_for()
    axe(page)
    assert Aanvraagronde.objects.get().budget == 40_000_00

    phone.goto(reverse("subsidie:home"))
    axe(phone)
    phone.get_by_role("link", name="Lees de regeling van de Lenteronde").click()
    phone.get_by_role("heading", name="De 12 criteria").wait_for()
    phone.get_by_text("Het plan 5 vragen").click()
    phone.get_by_text("Hoeveel bijeenkomsten houden jullie per jaar?").wait_for()
    axe(phone)


def test_change_a_round_without_javascript(page_without_js, login):
    ronde = AanvraagrondeFactory(regelingversie=Regelingversie.of(get_shipped("vo-leernetwerken")))
    AanvraagFactory(ronde=ronde)
    login(page_without_js, PersoonFactory(academie=True))
    page_without_js.goto(reverse("subsidie:ronde_update", args=[ronde.pk]))
    later = ronde.besluit_voor + timedelta(days=9)

    page_without_js.get_by_label("Besluit op").fill(str(ronde.besluit_voor - timedelta(days=1)))
    page_without_js.get_by_role("button", name="Bewaar").click()
    page_without_js.get_by_text("Er zijn al aanvragen begonnen. Het kan later dan").first.wait_for()
    page_without_js.get_by_label("Besluit op").fill(str(later))
    page_without_js.get_by_role("button", name="Bewaar").click()

    page_without_js.get_by_text("Bewaard.").wait_for()
    ronde.refresh_from_db()
    assert ronde.besluit_voor == later
