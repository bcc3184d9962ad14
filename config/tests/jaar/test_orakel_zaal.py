"""Mistakes with what is answered in the meeting itself, made on purpose: does the oracle see them?"""

from datetime import date, timedelta

import pytest

from berichten.models import Verzending
from config.tests.jaar.facts import LEADER
from config.tests.jaar.moments import at
from config.tests.jaar.rooming import Rooming
from config.tests.jaar.test_orakel import Quiet
from config.tests.jaar.test_orakel_soorten import name, see_mistake, see_no_mistake, send_again
from evaluatie.models import Gevraagde, Zaalcode

pytestmark = [pytest.mark.django_db, pytest.mark.once, pytest.mark.usefixtures("mail_server")]

MINUTE, DAY = timedelta(minutes=1), date(2026, 11, 26)
RESULT, MISSED = "evaluatie.uitslag", "evaluatie.gemist"


class QuietRooming(Rooming):
    """Every phone answers, once, a minute after it got its code."""

    PACES = ((1,),)

    def _plan_answers(self, meeting, phones):
        pass


class WithRoom(Quiet):
    """Seven of eight are in the room on the 26th; six answer between half past two and three, closed at half past four.

    All eight had said that they would come, and nobody fills in the list.
    """

    hour = 17

    def meet(self):
        super().meet()
        self.meeting, self.rooming = self.oracle.networks[0].meetings[0], QuietRooming(self)
        members = [p for p, roles in self.meeting.network.roles.items() if LEADER not in roles]
        self.engine.plan(at(DAY, 14, 30), self.rooming.ask, self.meeting, members[:7])
        for n in range(6):
            self.engine.plan(at(DAY, 14, 31) + n * MINUTE, self.rooming.scan, self.meeting)
        self.engine.plan(at(DAY, 16, 30), self.rooming.close, self.meeting)


class WithOpenRoom(WithRoom):
    """The mistake is made while it is open."""

    hour = 15


def ask_by_mail_too(life):
    Verzending.objects.filter(soort="evaluatie.vraag").update(status="gepland", reden="")


def tell_the_result_later(life):
    Verzending.objects.filter(soort=RESULT).update(op=at(date(2026, 12, 1), 9))


def forget_the_result(life):
    Verzending.objects.filter(soort=RESULT).delete()


def forget_who_was_in_the_room(life):
    Gevraagde.objects.filter(pk=Gevraagde.objects.first().pk).delete()


def think_that_all_were_there(life):
    zaal = Gevraagde.objects.first()
    [home] = [p for p, there in life.meeting.survey.asked.items() if not there]
    Gevraagde.objects.create(meting_id=zaal.meting_id, persoon_id=home.pk)


def lose_an_answer(life):
    Zaalcode.objects.filter(pk=Zaalcode.objects.filter(gebruikt=True).first().pk).update(gebruikt=False)


def let_codes_work_twice(life):
    """The oracle knows that every code was used."""
    Zaalcode.objects.update(gebruikt=False, uitgedeeld=False)
    for n in range(2):
        life.engine.plan(at(DAY, 15, 5) + n * MINUTE, life.rooming.scan, life.meeting)


MISTAKES = [
    (WithRoom, ask_by_mail_too, 26, "only in the database: gepland evaluatie.vraag"),
    (WithRoom, tell_the_result_later, 26, "only in the database: gepland evaluatie.uitslag"),
    (WithRoom, forget_the_result, 26, "only by the rules: gepland evaluatie.uitslag"),
    (WithRoom, forget_who_was_in_the_room, 26, "a row that no occasion calls for.*gemist"),
    (WithRoom, think_that_all_were_there, 26, "an occasion without a row.*gemist"),
    (WithRoom, send_again(RESULT), 28, "sent twice"),
    (WithRoom, send_again(MISSED), 28, "sent twice"),
    (WithOpenRoom, lose_an_answer, 26, "counted 7 asked, 5 answered; real is"),
    (WithOpenRoom, let_codes_work_twice, 26, "a code too many"),
]


@pytest.mark.parametrize(("life", "mistake", "day", "words"), MISTAKES, ids=name)
def test_mistake_is_seen(client, life, mistake, day, words):
    see_mistake(life, client, mistake, day, words)


def test_without_mistakes_nothing_is_wrong(client):
    kinds = ("bijeenkomsten.vastgesteld", "bijeenkomsten.programma", "bijeenkomsten.morgen", RESULT)
    see_no_mistake(WithRoom, client, dict.fromkeys(kinds, 9) | {"bijeenkomsten.voorbereiders": 2, MISSED: 1})
