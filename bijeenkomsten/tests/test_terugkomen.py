"""Who was away and comes back: what they missed is told, what they know is not told again."""

import pytest
from django.core import mail
from icalendar import Calendar

from berichten.models import Bericht
from berichten.services import carry_out_due
from bijeenkomsten import services
from bijeenkomsten.tests.cast import Cast, make_waarden
from netwerken import services as netwerken

pytestmark = pytest.mark.django_db


@pytest.fixture
def cast():
    return Cast()


@pytest.fixture
def pauze(cast):
    return lambda: netwerken.pause(cast.netwerk.deelnames.get(persoon=cast.deelnemer), by=cast.deelnemer)


@pytest.fixture
def terug(cast):
    return lambda: netwerken.resume(cast.netwerk.deelnames.get(persoon=cast.deelnemer), by=cast.deelnemer)


def methods_to(persoon):
    """What this person's calendar was told, in order."""
    delen = [a for m in mail.outbox if persoon.email in m.to[0] for a in m.alternatives if "calendar" in a.mimetype]
    return [str(Calendar.from_ical(deel.content)["METHOD"]) for deel in delen]


def test_invitation_that_was_skipped_during_a_pause_still_comes(cast, pauze, terug):
    services.plan_bijeenkomst(cast.netwerk, make_waarden(), by=cast.facilitator)
    Bericht.objects.create(
        sleutel=f"bijeenkomst:{cast.netwerk.bijeenkomsten.get().pk}:uitnodiging:0:persoon:{cast.deelnemer.pk}",
        soort="bijeenkomsten.vastgesteld", aan=cast.deelnemer, status="overgeslagen",
        reden="Doet niet meer mee aan het netwerk.", aanleiding=cast.netwerk.bijeenkomsten.get().aanleiding,
        op="2026-01-01T00:00Z", probeer_op="2026-01-01T00:00Z",
    )  # fmt: skip
    pauze()
    terug()
    pauze()
    terug()
    carry_out_due()

    assert methods_to(cast.deelnemer) == ["REQUEST"]


def test_who_knows_already_is_not_told_again(cast, pauze, terug):
    services.plan_bijeenkomst(cast.netwerk, make_waarden(), by=cast.facilitator)
    carry_out_due()
    pauze()
    terug()
    carry_out_due()

    assert methods_to(cast.deelnemer) == ["REQUEST"]


def test_cancelled_while_away_goes_out_of_the_calendar_on_return(cast, pauze, terug):
    b = services.plan_bijeenkomst(cast.netwerk, make_waarden(), by=cast.facilitator)
    carry_out_due()
    pauze()
    services.cancel_bijeenkomst(b, reden="De zaal is bezet.", by=cast.facilitator)
    carry_out_due()
    terug()
    carry_out_due()
    pauze()
    terug()
    carry_out_due()

    assert methods_to(cast.deelnemer) == ["REQUEST", "CANCEL"]


def test_cancelled_meeting_one_never_heard_of_stays_unheard(cast):
    b = services.plan_bijeenkomst(cast.netwerk, make_waarden(), by=cast.facilitator)
    services.cancel_bijeenkomst(b, reden="De zaal is bezet.", by=cast.facilitator)
    carry_out_due()
    nieuw = cast.add(status="pauze")
    netwerken.resume(cast.netwerk.deelnames.get(persoon=nieuw), by=nieuw)
    carry_out_due()

    assert methods_to(nieuw) == []
