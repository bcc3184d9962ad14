"""What waits for who guides."""

from datetime import time, timedelta

import pytest
from django.conf import settings
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from berichten.models import Bericht, Verzending
from berichten.tests.factories import BerichtFactory
from bijeenkomsten.models import Beurt
from bijeenkomsten.tests.factories import BijeenkomstFactory, ProgrammaonderdeelFactory
from bijeenkomsten.voorbereiders.services import ask_voorbereiders
from kern.tijd import nu
from netwerken.models import Netwerk
from netwerken.tests.factories import DeelnameFactory, UitnodigingFactory
from overzicht.feiten import Feiten
from overzicht.mijn import find_own
from overzicht.tests.cast import make_cast
from overzicht.tests.test_watnu import titels
from overzicht.vragen import read_leden
from overzicht.watnu import collect

pytestmark = pytest.mark.django_db


@pytest.fixture
def cast():
    """A netwerk that asks for nothing: a meeting far ahead, with a programme and people who prepare it."""
    cast = make_cast(min_deelnemers=2)
    DeelnameFactory(netwerk=cast.netwerk)
    ver = BijeenkomstFactory(netwerk=cast.netwerk, dagen=90, voorbereiders=[cast.deelnemer])
    ProgrammaonderdeelFactory(bijeenkomst=ver)
    return cast


def test_attendance_list_waits_first(cast):
    BijeenkomstFactory(netwerk=cast.netwerk, dagen=-3)
    DeelnameFactory(netwerk=cast.netwerk, aangemeld=True)

    assert titels(cast.facilitator)[0].startswith("Wie was er op ")
    assert not any(titel.startswith("Wie was er") for titel in titels(cast.deelnemer))


def test_attendance_list_is_forgotten_after_six_weeks(cast):
    BijeenkomstFactory(netwerk=cast.netwerk, dagen=-60)

    assert titels(cast.facilitator) == []


@pytest.mark.parametrize(("dagen", "staat_er"), [(20, False), (12, True), (4, True)])
def test_meeting_without_programme(cast, dagen, staat_er):
    BijeenkomstFactory(netwerk=cast.netwerk, dagen=dagen, voorbereiders=[cast.deelnemer])

    assert ("Er is nog geen programma" in titels(cast.facilitator)) is staat_er


def test_programme_that_takes_too_long(cast):
    bijeenkomst = BijeenkomstFactory(netwerk=cast.netwerk, dagen=10, voorbereiders=[cast.deelnemer])
    ProgrammaonderdeelFactory(bijeenkomst=bijeenkomst, minuten=210)
    assert titels(cast.facilitator) == []

    ProgrammaonderdeelFactory(bijeenkomst=bijeenkomst, minuten=15)

    assert titels(cast.facilitator) == ["Je programma loopt 15 minuten uit"]


def test_programme_with_fixed_times_and_blocks_beside_each_other(cast):
    bijeenkomst = BijeenkomstFactory(netwerk=cast.netwerk, dagen=10, voorbereiders=[cast.deelnemer])
    ProgrammaonderdeelFactory(bijeenkomst=bijeenkomst, minuten=120)
    naast = ProgrammaonderdeelFactory(bijeenkomst=bijeenkomst, minuten=120, tegelijk=True)
    assert titels(cast.facilitator) == []

    slot = ProgrammaonderdeelFactory(bijeenkomst=bijeenkomst, minuten=60, begint_vast=time(16, 30))

    assert titels(cast.facilitator) == ["Je programma loopt 30 minuten uit"]
    naast.delete()
    slot.begint_vast = None
    slot.save()
    assert titels(cast.facilitator) == []


def test_nobody_prepares(cast):
    bijeenkomst = BijeenkomstFactory(netwerk=cast.netwerk, dagen=25)

    assert titels(cast.facilitator) == ["Wie bereidt er met je voor?"]
    assert bijeenkomst.voorbereiders.count() == 0


def ask(bijeenkomst, *namen):
    """Deelnemers with these names, asked to prepare it."""
    personen = [DeelnameFactory(netwerk=bijeenkomst.netwerk, persoon__naam=naam).persoon for naam in namen]
    ask_voorbereiders(bijeenkomst, {persoon.pk for persoon in personen}, by=None)
    return personen


@pytest.mark.parametrize(
    ("dagen", "tot"),
    [
        (25, lambda vraag, begin: vraag + timedelta(days=5)),
        (10, lambda vraag, begin: begin - timedelta(days=7)),
        (4, lambda vraag, begin: vraag + timedelta(days=1)),
    ],
)
def test_who_asked_waits_a_while_and_then_hears_who_is_silent(cast, dagen, tot):
    bijeenkomst = BijeenkomstFactory(netwerk=cast.netwerk, dagen=dagen)
    ProgrammaonderdeelFactory(bijeenkomst=bijeenkomst, minuten=200)
    ask(bijeenkomst, "Noor Jansen", "Yusuf Aydemir")
    vraag = bijeenkomst.beurten.latest("updated_at").updated_at
    tot = tot(vraag, bijeenkomst.begint_op)
    stil = ["Noor en Yusuf antwoordden nog niet"]

    assert titels(cast.facilitator) == titels(cast.facilitator, tot - timedelta(minutes=1)) == []
    assert titels(cast.facilitator, tot + timedelta(minutes=1)) == stil


def test_an_answer_ends_the_waiting(cast):
    bijeenkomst = BijeenkomstFactory(netwerk=cast.netwerk, dagen=25)
    noor, yusuf = ask(bijeenkomst, "Noor Jansen", "Yusuf Aydemir")
    later = nu() + timedelta(days=6)

    Beurt.objects.filter(persoon=noor).update(gepast=True)
    assert titels(cast.facilitator, later) == ["Yusuf antwoordde nog niet"]
    Beurt.objects.filter(persoon=yusuf).update(gepast=True)  # everybody passed: ask anew, at once
    assert titels(cast.facilitator) == ["Wie bereidt er met je voor?"]
    bijeenkomst.voorbereiders.add(cast.deelnemer)
    assert titels(cast.facilitator, later) == []


@pytest.mark.parametrize(("dagen", "staat_er"), [(25, True), (2, True), (1, False)])
def test_who_is_asked_to_prepare_sees_it_until_it_is_too_late(cast, client, dagen, staat_er):
    bijeenkomst = BijeenkomstFactory(netwerk=cast.netwerk, dagen=dagen, voorbereiders=[cast.penvoerder])
    Beurt.objects.create(bijeenkomst=bijeenkomst, persoon=cast.deelnemer)
    now = bijeenkomst.begint_op - timedelta(days=dagen)

    kaarten = [k for k in collect(Feiten(cast.deelnemer, find_own(cast.deelnemer), now=now)) if "mee voor?" in k.titel]

    assert bool(kaarten) is staat_er
    for kaart in kaarten:
        assert cast.penvoerder.voornaam in kaart.tekst
        assert [client.get(actie.url).status_code for actie in kaart.acties] == [200, 200]
        assert not any(actie.url.startswith(settings.BASE_URL) for actie in kaart.acties)
    assert not any("mee voor?" in titel for titel in titels(cast.facilitator, now))


def test_who_passed_or_said_yes_or_came_too_late_is_not_asked(cast):
    bijeenkomst = BijeenkomstFactory(netwerk=cast.netwerk, dagen=25)
    Beurt.objects.create(bijeenkomst=bijeenkomst, persoon=cast.deelnemer)

    def is_asked():
        return any("mee voor?" in titel for titel in titels(cast.deelnemer))

    assert is_asked()
    Beurt.objects.update(gepast=True)
    assert not is_asked()
    Beurt.objects.update(gepast=False)
    bijeenkomst.voorbereiders.set(DeelnameFactory(netwerk=cast.netwerk).persoon for _ in range(3))
    assert not is_asked()
    bijeenkomst.voorbereiders.set([cast.deelnemer])
    assert not is_asked()


def test_questions_of_many_netwerken_are_read_at_once(cast):
    def count():
        with CaptureQueriesContext(connection) as queries:
            titels(cast.facilitator)
        return len(queries)

    ask(BijeenkomstFactory(netwerk=cast.netwerk, dagen=25), "Noor Jansen")
    een = count()
    for _ in range(2):
        netwerk = DeelnameFactory(netwerk__gestart=True, persoon=cast.facilitator, rol="facilitator").netwerk
        ask(BijeenkomstFactory(netwerk=netwerk, dagen=25), "Noor Jansen")

    assert count() == een


@pytest.mark.parametrize(("aantal", "titel"), [(1, "1 aanmelding wacht op jou"), (3, "3 aanmeldingen wachten op jou")])
def test_applications(cast, aantal, titel):
    DeelnameFactory.create_batch(aantal, netwerk=cast.netwerk, aangemeld=True)

    assert titels(cast.facilitator) == titels(cast.penvoerder) == [titel]
    assert titels(cast.deelnemer) == []


def test_free_place_while_somebody_waits(cast):
    DeelnameFactory(netwerk=cast.netwerk, wachtend=True)
    assert titels(cast.facilitator) == ["Er is een plek vrij, en er wacht iemand"]

    Netwerk.objects.filter(pk=cast.netwerk.pk).update(max_deelnemers=2)

    assert titels(cast.facilitator) == []


def test_meeting_without_terugblik(cast):
    bijeenkomst = BijeenkomstFactory(netwerk=cast.netwerk, dagen=-5, status="gehouden")
    assert titels(cast.facilitator) == ["Wat spraken jullie af?"]

    bijeenkomst.terugblik = "We proberen het uit."
    bijeenkomst.save()

    assert titels(cast.facilitator) == []


def test_invitation_that_failed(cast):
    goed = BerichtFactory(status=Bericht.Status.VERSTUURD, verstuurd_op=nu())
    UitnodigingFactory(netwerk=cast.netwerk, bericht=goed)
    assert titels(cast.facilitator) == []

    mislukt = BerichtFactory(status=Bericht.Status.MISLUKT)
    UitnodigingFactory(netwerk=cast.netwerk, bericht=mislukt, email="ties@school.test")
    kaart = collect(Feiten(cast.facilitator, find_own(cast.facilitator)))[0]

    assert kaart.titel == "1 uitnodiging kwam niet aan"
    assert (
        collect(Feiten(cast.facilitator, [cast.netwerk], deelnames=read_leden(cast.netwerk, nu())))[0].titel
        == kaart.titel
    )


@pytest.mark.parametrize(("uren", "staat_er"), [(-5, True), (20, True), (60, False)])
def test_message_on_hold(cast, uren, staat_er):
    Verzending.objects.create(
        soort="bijeenkomsten.programma", sleutel="x", context=cast.netwerk.context, titel="Programma",
        op=nu() + timedelta(hours=uren), status=Verzending.Status.VASTGEHOUDEN,
    )  # fmt: skip

    assert ("Je houdt een mail vast" in titels(cast.facilitator)) is staat_er
    assert titels(cast.deelnemer) == []


@pytest.mark.parametrize(
    ("status", "staat_er"), [("gestart", True), ("werving", True), ("afronden", False), ("afgerond", False)]
)
def test_no_meeting_ahead(status, staat_er):
    cast = make_cast(status=status, min_deelnemers=2)
    DeelnameFactory(netwerk=cast.netwerk)

    assert ("Er staat geen bijeenkomst in de agenda" in titels(cast.facilitator)) is staat_er


def test_too_few_people_to_begin():
    cast = make_cast(status="werving", min_deelnemers=6)
    BijeenkomstFactory(netwerk=cast.netwerk, dagen=90)

    assert titels(cast.facilitator) == [
        "Nog 5 deelnemers en jullie kunnen beginnen",
        "Wat moet er op orde zijn voor de start?",
    ]


def test_agreed_time_is_over(cast):
    vandaag = timezone.localdate()
    Netwerk.objects.filter(pk=cast.netwerk.pk).update(eind_datum=vandaag)
    assert titels(cast.facilitator) == []

    Netwerk.objects.filter(pk=cast.netwerk.pk).update(eind_datum=vandaag - timedelta(days=1))

    assert titels(cast.facilitator) == ["De afgesproken tijd is om"]
