"""What facilitators do by hand. Sunday 1 November 2026, noon."""

from datetime import date, datetime, timedelta

import pytest
from django.utils import timezone

from berichten.models import Verzending
from bijeenkomsten.sprekers.tests.factories import SpreekverzoekFactory
from evaluatie import services
from evaluatie.models import Genodigde, Meting
from evaluatie.rondes import planning
from evaluatie.rondes import services as rondes
from evaluatie.rondes.aanbod import AANBOD, find_aanbod
from evaluatie.rondes.planning import list_berichten
from evaluatie.rondes.schema import make_schema
from evaluatie.rondes.waarom import explain
from evaluatie.tests.factories import make_bijeenkomst, make_netwerk, make_ronde, make_ronde_keuzes
from kern.errors import DomainError
from netwerken.models import Netwerk

pytestmark = pytest.mark.django_db
NU = timezone.make_aware(datetime(2026, 11, 1, 12))
BAROMETER, PULS, CONTACT, SPREKER = (find_aanbod(code) for code in ("barometer", "puls", "puls-contact", "spreker"))


@pytest.fixture(autouse=True)
def _now(time_machine):
    time_machine.move_to(NU, tick=False)


@pytest.fixture
def netwerk(_now):
    return make_netwerk(6)


def ask(netwerk, aanbod=BAROMETER, **velden):
    return rondes.ask_group(netwerk, aanbod, by=netwerk.facilitators().first(), **velden)


def test_at_once_it_is_open_and_the_mails_wait_for_the_worker(netwerk):
    meting = ask(netwerk)

    assert (meting.status, meting.titel, meting.met_de_hand) == ("open", "Netwerkbarometer november 2026", True)
    assert meting.genodigden.count() == 6
    assert Verzending.objects.get(soort=planning.RONDE).op == NU
    assert not Verzending.objects.filter(soort=planning.KOMT).exists()


def test_on_another_day_it_waits(netwerk):
    meting = ask(netwerk, op=date(2026, 11, 12))

    assert meting.is_gepland
    assert timezone.localtime(meting.opent_op) == timezone.make_aware(datetime(2026, 11, 12, 9))
    assert not Genodigde.objects.exists()


@pytest.mark.parametrize(
    ("op", "fout"),
    [
        (date(2026, 11, 1), "na vandaag"),
        (date(2027, 12, 1), "binnen een jaar"),
        (date(2026, 11, 8), "werkdag"),
        (date(2026, 12, 25), "werkdag"),
    ],
)
def test_a_day_that_cannot_be(netwerk, op, fout):
    with pytest.raises(DomainError, match=fout):
        ask(netwerk, op=op)
    assert not Meting.objects.exists()


@pytest.mark.parametrize(("aantal", "fout"), [(1, "Er doet 1 mens mee"), (4, "Er doen 4 mensen mee")])
def test_with_fewer_than_five_it_refuses_kindly(aantal, fout):
    with pytest.raises(DomainError, match=f"{fout}.*in een rondje"):
        ask(make_netwerk(aantal))


def test_a_netwerk_that_does_not_run_or_rests_is_asked_nothing(netwerk):
    Netwerk.objects.filter(pk=netwerk.pk).update(gepauzeerd_tot="2026-12-01", reden_pauze="Drukte.")
    with pytest.raises(DomainError, match="pauzeert tot dinsdag 1 december"):
        ask(netwerk)
    Netwerk.objects.filter(pk=netwerk.pk).update(gepauzeerd_tot=None, reden_pauze="", status="werving")
    with pytest.raises(DomainError, match="als het netwerk loopt"):
        ask(netwerk)


def test_not_two_of_the_same(netwerk):
    ask(netwerk, op=date(2026, 11, 5))
    with pytest.raises(DomainError, match="staat al klaar voor donderdag 5 november"):
        ask(netwerk, op=date(2027, 3, 1))


def test_not_while_another_runs_and_not_within_three_weeks(netwerk):
    ask(netwerk)
    for aanbod in (PULS, find_aanbod("zelfevaluatie")):
        with pytest.raises(DomainError, match="loopt nog, tot"):
            ask(netwerk, aanbod)
    with pytest.raises(DomainError, match="loopt al sinds"):
        ask(netwerk)
    with pytest.raises(DomainError, match=r"loopt nog|drie weken"):
        ask(netwerk, find_aanbod("zelfevaluatie"), op=date(2026, 11, 19))
    assert ask(netwerk, find_aanbod("zelfevaluatie"), op=date(2026, 11, 24)).is_gepland


def test_a_question_of_a_minute_may_come_soon_after(netwerk, time_machine):
    meting = ask(netwerk)
    time_machine.move_to(meting.sluit_op + timedelta(hours=1), tick=False)
    services.close_meting(meting)

    with pytest.raises(DomainError, match=r"was op .*drie weken"):
        ask(netwerk, find_aanbod("zelfevaluatie"))
    assert ask(netwerk, PULS).status == "open"
    with pytest.raises(DomainError, match="Puls: energie november 2026 loopt nog"):
        ask(netwerk, CONTACT)


def test_about_a_guest_only_who_was_there_is_asked_and_once(netwerk):
    bijeenkomst = make_bijeenkomst(aanwezig=5, afwezig=3, netwerk=netwerk, dagen=-6)
    assert rondes.find_spreker_meetings(netwerk) == []
    SpreekverzoekFactory(bijeenkomst=bijeenkomst, komt=True)
    assert rondes.find_spreker_meetings(netwerk) == [bijeenkomst]

    meting = ask(netwerk, SPREKER, bijeenkomst=bijeenkomst)

    assert meting.titel.startswith("Gastspreker van ")
    assert meting.genodigden.count() == 5
    assert rondes.find_spreker_meetings(netwerk) == []
    with pytest.raises(DomainError, match="al gevraagd"):
        ask(netwerk, SPREKER, bijeenkomst=bijeenkomst)


def test_move_by_hand_stays_and_refuses_what_stands_in_the_way(netwerk):
    facilitator = netwerk.facilitators().first()
    meting = ask(netwerk, op=date(2026, 11, 5))
    ask(netwerk, find_aanbod("zelfevaluatie"), op=date(2027, 1, 11))

    with pytest.raises(DomainError, match="gaat open op maandag 11 januari"):
        rondes.move_by_hand(meting, date(2027, 1, 5), by=facilitator)
    verzet = rondes.move_by_hand(meting, date(2026, 11, 12), by=facilitator)

    assert timezone.localtime(verzet.opent_op).date() == date(2026, 11, 12)
    assert verzet.sluit_op == make_schema(verzet.opent_op).sluit


def test_start_by_hand(netwerk):
    facilitator = netwerk.facilitators().first()
    meting = ask(netwerk, op=date(2026, 11, 12))

    meting = rondes.start_by_hand(meting, by=facilitator)

    assert (meting.status, meting.opent_op) == ("open", NU)
    assert Verzending.objects.get(soort=planning.RONDE).op == NU
    with pytest.raises(DomainError, match="al begonnen"):
        rondes.start_by_hand(meting, by=facilitator)


@pytest.mark.parametrize(("reden", "fout"), [(" ", "paar woorden"), ("x" * 201, "hooguit 200")])
def test_skip_needs_a_reason(netwerk, reden, fout):
    meting = ask(netwerk, op=date(2026, 11, 12))

    with pytest.raises(DomainError, match=fout):
        rondes.skip_by_hand(meting, reden, by=netwerk.facilitators().first())
    assert Meting.objects.get().is_gepland


def test_stopping_an_open_round_erases_what_was_answered(netwerk):
    meting = ask(netwerk)
    services.answer(meting, meting.genodigden.first().persoon, keuzes=make_ronde_keuzes(meting))

    meting = rondes.skip_by_hand(meting, "We praten liever.", by=netwerk.facilitators().first())

    assert (meting.status, meting.reden) == ("vervallen", "We praten liever.")
    assert not meting.genodigden.exists()
    assert not meting.tellers.exists()
    assert {v.status for v in Verzending.objects.all()} == {"vervallen"}


def test_a_round_that_is_over_has_no_messages_to_come(netwerk):
    meting = make_ronde(netwerk)
    meting = services.close_meting(meting, now=meting.sluit_op)

    assert list_berichten(meting, NU) == []


def test_every_kind_can_be_asked_and_says_why_it_comes():
    for aanbod in AANBOD:
        assert aanbod.document.titel
        assert aanbod.wanneer.endswith((".", "?"))
    assert find_aanbod("quiz") is None
    assert [explain(Meting(moment=m)).split(":")[0] for m in ("barometer:inbedding", "nulmeting", "")] == [
        "Jullie gingen naar de fase Inbedding", "Voor jullie eerste bijeenkomst", "Een facilitator wil dit weten.",
    ]  # fmt: skip
