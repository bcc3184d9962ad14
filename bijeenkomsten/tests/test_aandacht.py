"""Until when the mails about a meeting are of use, what a meeting asks in the netwerkbrief, and who hears when."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
import time_machine
from django.urls import reverse

from berichten.acties import open_acties
from berichten.handelingen import read_token
from berichten.models import Bericht
from berichten.services import carry_out_due
from berichten.soorten import get_soort
from bijeenkomsten.models import Bijeenkomst
from bijeenkomsten.tests.cast import make_post, text
from bijeenkomsten.tests.factories import AanwezigheidFactory, BijeenkomstFactory, ProgrammaonderdeelFactory
from kern.tijd import nu

pytestmark = pytest.mark.django_db
NL = ZoneInfo("Europe/Amsterdam")
ZONDAGAVOND = datetime(2026, 11, 29, 20, tzinfo=NL)


def limits(soort, aanleiding):
    return get_soort(f"bijeenkomsten.{soort}").uiterlijk(Bericht(soort=soort, aanleiding=aanleiding))


def test_until_when_each_mail_is_of_use():
    b = BijeenkomstFactory()
    soorten = ["vastgesteld", "verplaatst", "afgelast", "voorbereiders", "programma", "morgen"]

    found = {soort: limits(soort, b.aanleiding) for soort in soorten}

    dag_ervoor = b.begint_op - timedelta(days=1)
    assert found == dict.fromkeys(soorten, b.begint_op) | {"voorbereiders": dag_ervoor, "programma": dag_ervoor}
    assert {limits(soort, "bijeenkomst:999999") for soort in soorten} == {None}


def test_only_what_may_wait_can_be_stopped_or_go_in_the_letter():
    soorten = [get_soort(f"bijeenkomsten.{s}") for s in ("vastgesteld", "verplaatst", "afgelast")]

    assert [(s.onderwerp, bool(s.dringend)) for s in soorten] == [("", True)] * 3
    assert not get_soort("bijeenkomsten.morgen").kan_wachten


# --- what waits for somebody --------------------------------------------------------------------


def titels(persoon):
    return [actie.titel for actie in open_acties(persoon, nu())]


def test_coming_meeting_without_an_answer_is_asked_with_one_touch(cast):
    b = BijeenkomstFactory(netwerk=cast.netwerk, dagen=10)

    [actie] = open_acties(cast.deelnemer, nu())

    tokens = [read_token(url.split("/")[-2]) for _, url in actie.knoppen]
    assert [(handeling.code, ref) for handeling, ref in tokens] == [
        ("aan", (b.pk, cast.deelnemer.pk)), ("af", (b.pk, cast.deelnemer.pk)),
    ]  # fmt: skip
    assert (actie.voor, actie.onderwerp, actie.netwerk) == (b.begint_op, "bijeenkomsten", cast.netwerk.naam)
    assert titels(cast.facilitator) == titels(cast.buitenstaander) == []


@pytest.mark.parametrize(
    ("velden", "gevraagd"),
    [({"dagen": 10}, 1), ({"dagen": 35}, 0), ({"geweest": True}, 0), ({"afgelast": True, "dagen": 10}, 0)],
)
def test_only_meetings_of_the_coming_weeks_are_asked(cast, velden, gevraagd):
    BijeenkomstFactory(netwerk=cast.netwerk, **velden)

    assert len(titels(cast.deelnemer)) == gevraagd


@pytest.mark.parametrize(("antwoord", "gevraagd"), [("komt", 0), ("komt_niet", 0), ("onbekend", 1)])
def test_who_answered_is_not_asked_again(cast, antwoord, gevraagd):
    b = BijeenkomstFactory(netwerk=cast.netwerk, dagen=10)
    AanwezigheidFactory(bijeenkomst=b, persoon=cast.deelnemer, antwoord=antwoord)
    AanwezigheidFactory(bijeenkomst=b, persoon=cast.facilitator, komt=True)

    assert len(titels(cast.deelnemer)) == gevraagd


def test_who_prepares_is_asked_as_long_as_there_is_no_programme(cast):
    b = BijeenkomstFactory(netwerk=cast.netwerk, dagen=10, voorbereiders=[cast.deelnemer])
    AanwezigheidFactory(bijeenkomst=b, persoon=cast.deelnemer, komt=True)

    [actie] = open_acties(cast.deelnemer, nu())

    programma = reverse("bijeenkomsten:draaiboek", args=[cast.netwerk.slug, b.pk])
    assert (actie.url, actie.knop) == (f"http://localhost:8000{programma}", "Open het programma")
    ProgrammaonderdeelFactory(bijeenkomst=b)
    assert titels(cast.deelnemer) == []


@pytest.mark.parametrize("aantal", [1, 3])
def test_actions_cost_the_same_for_more_meetings(cast, aantal, django_assert_num_queries):
    for n in range(aantal):
        BijeenkomstFactory(netwerk=cast.netwerk, dagen=5 + 3 * n)

    # meetings to answer, to prepare, asked to prepare, afspraken, polls to answer, polls to choose from, evaluations,
    # guests to thank, werkvormen to look back on; and of the netwerk: other work, intakes to fill in and to talk about,
    # the contract with where one takes part, the leidinggevende with its cards, tasks asked and free, a handover to say
    # yes to and one that waits, questions to the group and their end, themas; and which netwerken pause
    with django_assert_num_queries(24):
        assert len(open_acties(cast.deelnemer, nu())) == aantal


# --- who acts in a quiet time -------------------------------------------------------------------


@pytest.fixture
def zondagavond(settings, begeleider, cast):
    settings.RUSTTIJDEN = True
    with time_machine.travel(ZONDAGAVOND, tick=False):
        begeleider.force_login(cast.facilitator)
        yield begeleider


def plan(client, cast, datum):
    return client.post(
        reverse("bijeenkomsten:create", args=[cast.netwerk.slug]), make_post() | {"datum": datum}, follow=True
    )


def test_planning_on_sunday_evening_tells_when_the_mail_leaves(zondagavond, cast, mailoutbox):
    response = plan(zondagavond, cast, "2026-12-10")
    carry_out_due()

    assert "Iedereen krijgt een mail. De uitnodiging gaat maandag 30 november om 8.00 uur." in text(response)
    assert mailoutbox == []


def test_planning_for_tuesday_on_sunday_evening_mails_at_once(zondagavond, cast, mailoutbox):
    response = plan(zondagavond, cast, "2026-12-01")
    carry_out_due()

    assert ("Iedereen krijgt een mail." in text(response), "om 8.00 uur" in text(response)) == (True, False)
    assert len(mailoutbox) == 2


def test_calling_off_on_sunday_evening_tells_when_the_mail_leaves(zondagavond, cast):
    plan(zondagavond, cast, "2026-12-10")
    b = Bijeenkomst.objects.get()

    response = zondagavond.post(
        reverse("bijeenkomsten:cancel", args=[cast.netwerk.slug, b.pk]), {"reden": "De zaal is weg."}, follow=True
    )

    assert "De mail daarover gaat maandag 30 november om 8.00 uur." in text(response)
