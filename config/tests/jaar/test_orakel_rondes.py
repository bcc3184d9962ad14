"""Mistakes with rounds of questions, made on purpose: does the oracle see them?"""

from datetime import date, timedelta

import pytest

from berichten.models import Verzending
from config.tests.jaar import rounds
from config.tests.jaar.moments import at
from config.tests.jaar.test_orakel import Quiet
from config.tests.jaar.test_orakel_soorten import name, see_mistake, see_no_mistake, send_again
from evaluatie.models import Genodigde, Meting

pytestmark = [pytest.mark.django_db, pytest.mark.once, pytest.mark.usefixtures("mail_server")]


class WithRounds(Quiet):
    """A netwerk of eight deelnemers that begins on 2 November, without meetings: the nulmeting opens on the 4th."""

    hour, has_rounds = 12, True

    def meet(self):
        pass

    def round(self):
        return next(one for one in self.oracle.networks[0].rounds if one.kind == rounds.START)


def forget_a_round(life):
    Meting.objects.filter(soort=rounds.START).delete()


def hold_a_round_later(life):
    Meting.objects.filter(soort=rounds.START).update(opent_op=at(date(2026, 11, 5), 9))


def plan_a_round_too_many(life):
    row = Meting.objects.get(soort=rounds.END)
    row.pk, row.moment, row.soort, row.met_de_hand = None, "", "zelfevaluatie", True
    row.opent_op, row.sluit_op = (op - timedelta(days=100) for op in (row.opent_op, row.sluit_op))
    row.save()


def forget_to_remind(life):
    Verzending.objects.filter(soort=rounds.REMIND).order_by("op").first().delete()


def remind_who_answered(life):
    """The oracle knows that somebody answered; the database forgets it."""
    person = life.round().asked[0]
    life.round().answered.add(person)


def forget_that_somebody_was_asked(life):
    Genodigde.objects.filter(pk=Genodigde.objects.first().pk).delete()


def close_too_early(life):
    Meting.objects.filter(soort=rounds.START).update(sluit_op=at(date(2026, 11, 12), 11))


MISTAKES = [
    (forget_a_round, 3, "no nulmeting of kring-0"),
    (hold_a_round_later, 3, "no nulmeting of kring-0"),
    (plan_a_round_too_many, 3, "that the rules do not ask for"),
    (forget_to_remind, 5, "only by the rules: gepland evaluatie.ronde_herinnering"),
    (remind_who_answered, 5, "a row that no occasion calls for"),
    (forget_that_somebody_was_asked, 5, "an occasion without a row"),
    (close_too_early, 12, "the database says otherwise"),
    (send_again(rounds.ASK), 5, "sent twice"),
]


@pytest.mark.parametrize(("mistake", "day", "words"), MISTAKES, ids=name)
def test_mistake_is_seen(client, mistake, day, words):
    see_mistake(WithRounds, client, mistake, day, words)


def test_without_mistakes_nothing_is_wrong(client):
    see_no_mistake(WithRounds, client, {rounds.ASK: 8, rounds.REMIND: 16, rounds.RESULT: 9})
