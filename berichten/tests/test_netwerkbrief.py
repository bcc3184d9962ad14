"""The weekly letter: what goes along, what it says, and that nothing in it is lost or comes twice."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
import time_machine
from django.core import mail

from berichten import acties, services
from berichten.acties import Actie
from berichten.models import NETWERKBRIEF, Bericht
from berichten.soorten import SlaOver
from berichten.tests.factories import BerichtFactory, VoorkeurFactory, add_soort, proef_inhoud

pytestmark = pytest.mark.django_db
NL = ZoneInfo("Europe/Amsterdam")
DONDERDAG = datetime(2026, 11, 26, 12, tzinfo=NL)
MAANDAG = datetime(2026, 11, 30, 9, tzinfo=NL)


@pytest.fixture(autouse=True)
def clock(settings):
    settings.RUSTTIJDEN = True
    with time_machine.travel(DONDERDAG, tick=False) as clock:
        yield clock


@pytest.fixture
def wekelijks(persoon):
    VoorkeurFactory(persoon=persoon, keuze="wekelijks")
    return persoon


@pytest.fixture
def doen(monkeypatch):
    """What waits for everybody in this test; add to it."""
    gevonden = []
    monkeypatch.setattr(acties, "_BRONNEN", [lambda persoon, now: gevonden])
    return gevonden


def state(bericht):
    bericht.refresh_from_db()
    return bericht.status, bericht.reden


def at(clock, moment):
    clock.move_to(moment)
    return services.carry_out_due()


def test_weekly_mail_waits_for_the_letter_and_leaves_in_it(wekelijks, soort, doen, clock):
    bericht = BerichtFactory(aan=wekelijks, op=DONDERDAG)

    assert services.carry_out_due() == 0
    assert state(bericht) == ("gebundeld", "Gaat mee in de netwerkbrief van maandag 30 november.")
    assert at(clock, MAANDAG - timedelta(minutes=1)) == 0
    assert at(clock, MAANDAG) == 1

    assert state(bericht) == ("verstuurd", "Stond in de netwerkbrief.")
    assert (bericht.verstuurd_op, bericht.telt, state(bericht.bundel)) == (MAANDAG, False, ("verstuurd", ""))
    assert "Kom je <b>donderdag</b>?" in mail.outbox[0].body
    assert at(clock, MAANDAG + timedelta(hours=1)) == 0


def test_nothing_left_is_no_letter(wekelijks, soort, doen, clock, monkeypatch):
    bericht = BerichtFactory(aan=wekelijks, op=DONDERDAG)
    services.carry_out_due()
    add_soort(monkeypatch, inhoud=lambda bericht: SlaOver("Doet niet meer mee."))

    assert at(clock, MAANDAG) == 0

    assert (state(bericht), state(bericht.bundel)) == (
        ("overgeslagen", "Doet niet meer mee."), ("overgeslagen", "Er was deze week niets te melden."),
    )  # fmt: skip


def test_actions_come_first(wekelijks, soort, doen, clock):
    BerichtFactory(aan=wekelijks, op=DONDERDAG)
    doen.append(Actie("Vul de vragen in", "Doe het", "http://localhost:8000/d/x/", voor=MAANDAG + timedelta(days=3)))
    services.carry_out_due()

    at(clock, MAANDAG)

    body = mail.outbox[0].body
    assert body.index("VUL DE VRAGEN IN") < body.index("Kom je <b>donderdag</b>?")
    assert mail.outbox[0].subject == "Vul de vragen in En nog 1 ding"


def test_letter_for_who_wants_one_a_week_without_any_mail(wekelijks, doen, clock):
    doen.append(Actie("Vul de vragen in", "Doe het", "http://localhost:8000/d/x/", onderwerp="bijeenkomsten"))

    assert at(clock, MAANDAG) == 1
    assert at(clock, MAANDAG + timedelta(minutes=1)) == 0
    assert Bericht.objects.get(soort=NETWERKBRIEF).onderwerp == "Netwerkbrief"


def test_poison_in_the_letter_does_not_stop_the_rest(wekelijks, doen, clock, monkeypatch):
    def broken(bericht):
        raise ZeroDivisionError

    add_soort(monkeypatch)
    add_soort(monkeypatch, code="stuk", inhoud=proef_inhoud)
    fine, poison = (
        BerichtFactory(aan=wekelijks, op=DONDERDAG),
        BerichtFactory(aan=wekelijks, op=DONDERDAG, soort="stuk"),
    )
    services.carry_out_due()
    add_soort(monkeypatch, code="stuk", inhoud=broken)

    assert at(clock, MAANDAG) == 1

    assert (state(fine)[0], state(poison)) == ("verstuurd", ("gepland", "De mail kon niet gemaakt worden."))


def test_question_left_to_the_letter_is_asked_there_also_without_a_weekly_choice(persoon, doen, clock, monkeypatch):
    add_soort(monkeypatch, is_vraag=True)
    for _ in range(3):
        BerichtFactory(aan=persoon, verstuurd=True, telt=True, verstuurd_op=DONDERDAG - timedelta(days=1))
    doen.append(Actie("Hoe was het?", "Vul in", "http://localhost:8000/d/x/", onderwerp="bijeenkomsten"))
    vraag = BerichtFactory(aan=persoon, op=DONDERDAG)

    assert services.carry_out_due() == 0
    assert state(vraag) == ("overgeslagen", "Staat als vraag in de netwerkbrief.")
    assert at(clock, MAANDAG) == 1

    assert mail.outbox[0].subject == "Hoe was het?"


def test_question_answered_meanwhile_needs_no_letter(persoon, doen, clock, monkeypatch):
    add_soort(monkeypatch, is_vraag=True)
    for _ in range(3):
        BerichtFactory(aan=persoon, verstuurd=True, telt=True, verstuurd_op=DONDERDAG - timedelta(days=1))
    BerichtFactory(aan=persoon, op=DONDERDAG)
    services.carry_out_due()

    assert at(clock, MAANDAG) == 0
    assert Bericht.objects.get(soort=NETWERKBRIEF).reden == "Er was deze week niets te melden."
