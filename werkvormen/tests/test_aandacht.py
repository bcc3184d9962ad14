"""What waits for the academie, in the letter of the week."""

from datetime import timedelta

import pytest
import time_machine
from django.core import mail

from berichten.acties import open_acties
from berichten.models import NETWERKBRIEF, Bericht
from berichten.services import carry_out_due
from berichten.tests.brief.helpers import DONDERDAG, MAANDAG
from kern.tijd import nu
from personen.tests.factories import PersoonFactory
from werkvormen import services
from werkvormen.aandacht import ask_oordeel
from werkvormen.models import Werkvorm
from werkvormen.tasks import remind_academie_task
from werkvormen.tests.factories import WerkvormFactory

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def clock(settings):
    settings.RUSTTIJDEN = True
    with time_machine.travel(DONDERDAG, tick=False) as clock:
        yield clock


@pytest.fixture
def academie(db):
    return PersoonFactory(academie=True)


def offered(dagen, **kaart):
    return WerkvormFactory(status="aangeboden", aangeboden_op=nu() - timedelta(days=dagen), kaart=kaart)


def letters():
    carry_out_due()
    return [bericht.subject for bericht in mail.outbox]


@pytest.mark.parametrize(
    ("dagen", "titel", "tekst"),
    [
        ([8], "1 werkvorm wacht op je oordeel", "Hij is aangeboden op"),
        ([7, 20, 3], "2 werkvormen wachten op je oordeel", "De oudste is aangeboden op"),
    ],
)
def test_one_question_for_what_waits_longer_than_a_week(academie, dagen, titel, tekst, django_assert_num_queries):
    for n in dagen:
        offered(n)

    with django_assert_num_queries(1):
        [actie] = ask_oordeel(academie, nu())

    assert (actie.titel, actie.tekst.startswith(tekst)) == (titel, True)
    assert actie.url.endswith("/werkvormen/beoordelen/")


def questions(persoon):
    return [actie for actie in open_acties(persoon, nu()) if "oordeel" in actie.titel]


def test_nobody_else_is_asked_and_what_is_new_is_not_asked_yet(academie):
    offered(6)
    WerkvormFactory(status="gepubliceerd", aangeboden_op=nu() - timedelta(days=30))

    assert questions(academie) == []
    offered(9)
    assert questions(PersoonFactory()) == []
    assert questions(PersoonFactory(beheer=True)) == []


def test_letter_of_monday_asks_once(academie, clock):
    offered(9)
    PersoonFactory(academie=True, is_active=False)

    assert [services.remind_academie() for _ in range(2)] == [1, 1]
    remind_academie_task()
    clock.move_to(MAANDAG)

    assert letters() == ["1 werkvorm wacht op je oordeel"]
    assert "omdat er al langer iets op je wacht" in mail.outbox[0].body
    assert "1 vraag aan jou." in mail.outbox[0].alternatives[0][0]
    assert academie.email in mail.outbox[0].to[0]
    services.remind_academie()
    assert len(letters()) == 1
    clock.move_to(MAANDAG + timedelta(weeks=1))
    assert len(letters()) == 2


def test_answered_before_monday_is_no_letter(academie, clock):
    werkvorm = offered(9)
    services.remind_academie()
    services.publish_werkvorm(Werkvorm.objects.get(pk=werkvorm.pk), by=academie)

    clock.move_to(MAANDAG)

    assert letters() == []
    assert Bericht.objects.get(soort=NETWERKBRIEF).status == "overgeslagen"


def test_nothing_that_waits_long_plans_nothing(academie):
    offered(2)

    assert services.remind_academie() == 0
    assert not Bericht.objects.exists()
