"""Leaving, giving up and pausing, from the page."""

import pytest

from netwerken.models import Deelname
from netwerken.tests.factories import DeelnameFactory, NetwerkFactory
from personen.tests.factories import PersoonFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def netwerk():
    return NetwerkFactory(slug="samen", openbaar=True, min_deelnemers=2, max_deelnemers=10)


@pytest.fixture
def begeleid(netwerk, persoon):
    DeelnameFactory(netwerk=netwerk, persoon=persoon, facilitator=True)
    return netwerk


def test_leave(ingelogd, persoon, netwerk):
    deelname = DeelnameFactory(netwerk=netwerk, persoon=persoon)
    assert "Ik pauzeer liever" in ingelogd.get("/netwerken/samen/vertrekken/").content.decode()

    response = ingelogd.post("/netwerken/samen/vertrekken/", {"reden": "tijd", "toelichting": "Druk."})

    deelname.refresh_from_db()
    assert response.url == "/mijn/"
    assert (deelname.status, deelname.reden_einde, deelname.toelichting_einde) == ("uitgestapt", "tijd", "Druk.")
    assert "Je doet niet mee" in ingelogd.get("/netwerken/samen/vertrekken/").content.decode()


@pytest.mark.parametrize("reden", ["verwijderd", "rol_voorbij", "<b>"])
def test_leave_with_a_reason_that_is_not_yours(ingelogd, persoon, netwerk, reden):
    deelname = DeelnameFactory(netwerk=netwerk, persoon=persoon)

    assert ingelogd.post("/netwerken/samen/vertrekken/", {"reden": reden}).status_code == 422
    deelname.refresh_from_db()
    assert deelname.status == "actief"


def test_last_facilitator_reads_what_to_do(ingelogd, begeleid):
    response = ingelogd.post("/netwerken/samen/vertrekken/", {})

    assert response.status_code == 422
    assert "Maak eerst iemand anders facilitator." in response.content.decode()


def test_waiting_person_gives_up(ingelogd, persoon, netwerk):
    deelname = DeelnameFactory(netwerk=netwerk, persoon=persoon, wachtend=True)
    assert "Wil je toch niet meedoen?" in ingelogd.get("/netwerken/samen/vertrekken/").content.decode()

    ingelogd.post("/netwerken/samen/vertrekken/", {})

    deelname.refresh_from_db()
    assert deelname.status == "uitgestapt"


def test_own_pause(ingelogd, persoon, netwerk):
    deelname = DeelnameFactory(netwerk=netwerk, persoon=persoon)

    for actie, status in [("pauzeren", "pauze"), ("hervatten", "actief"), ("hervatten", "actief")]:
        assert ingelogd.post(f"/netwerken/samen/{actie}/").url == "/netwerken/samen/"
        deelname.refresh_from_db()
        assert deelname.status == status


def test_own_pause_only_for_a_deelnemer(ingelogd, begeleid):
    assert ingelogd.post("/netwerken/samen/pauzeren/").status_code == 404
    Deelname.objects.create(netwerk=begeleid, persoon=PersoonFactory(), status="aangemeld")
    weg = DeelnameFactory(netwerk=begeleid, persoon=begeleid.facilitators().get(), uitgestapt=True)
    assert (
        "Alleen wie meedoet, kan pauzeren." in ingelogd.post("/netwerken/samen/pauzeren/", follow=True).content.decode()
    )
    assert weg.status == "uitgestapt"
