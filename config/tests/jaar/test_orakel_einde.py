"""Mistakes with the end of a netwerk and with what is asked months later, made on purpose: does the oracle see them?"""

import uuid
from datetime import date

import pytest

from berichten.models import Bericht, Verzending
from config.tests.jaar import ends, rounds
from config.tests.jaar.ending import Ending
from config.tests.jaar.engine import Engine
from config.tests.jaar.facts import LEADER
from config.tests.jaar.moments import at
from config.tests.jaar.test_orakel import SMALL, Quiet
from config.tests.jaar.test_orakel_soorten import name, see_mistake, send_again
from evaluatie.models import Genodigde, Meting
from netwerken.einde.models import Afsluiting
from netwerken.models import Deelname

pytestmark = [pytest.mark.django_db, pytest.mark.once, pytest.mark.usefixtures("mail_server")]


class WithEnd(Quiet):
    """One is ready on 2 November, and the netwerk ends on the evening of the 3rd: the mail goes the next morning.

    Then it is as if that was on 5 July: four months later is 4 November, so the nameting opens on the 5th.
    """

    hour, has_rounds = 12, True

    def meet(self):
        self.network, ending = self.oracle.networks[0], Ending(self)
        self.engine.plan(at(date(2026, 11, 3), 18), ending.graduate, self.network)
        self.engine.plan(at(date(2026, 11, 3), 20), ending.end, self.network)
        self.engine.plan(at(date(2026, 11, 3), 21), self.make_it_long_ago)

    def make_it_long_ago(self):
        self.network.ended, self.network.erases = date(2026, 7, 5), date(2027, 2, 1)
        Afsluiting.objects.update(gesloten_op=at(date(2026, 7, 5), 12), wist_op=date(2027, 2, 1))

    def round(self):
        return next(one for one in self.network.rounds if one.kind == rounds.AFTER)


class WithEndThatEvening(WithEnd):
    hour = 22


def forget_to_tell_the_end(life):
    Bericht.objects.filter(pk=Bericht.objects.filter(soort=ends.TOLD).first().pk).delete()


def tell_the_end_twice(life):
    row = Bericht.objects.filter(soort=ends.TOLD).first()
    row.pk, row.uuid, row.sleutel = None, uuid.uuid4(), "nog eens"
    row.save()


def forget_to_ask_afterwards(life):
    Meting.objects.filter(soort=rounds.AFTER).delete()


def ask_sooner_after_the_end(life):
    """The database says that it ended a fortnight later."""
    Afsluiting.objects.update(gesloten_op=at(date(2026, 7, 19), 12))


def ask_a_day_later(life):
    Meting.objects.filter(soort=rounds.AFTER).update(opent_op=at(date(2026, 11, 6), 9))


def forget_who_was_ready(life):
    Deelname.objects.filter(status="afgerond").update(status="uitgestapt")


def ask_who_left(life):
    """The oracle knows that somebody left, the database does not."""
    member = next(p for p, roles in life.network.roles.items() if LEADER not in roles)
    life.network.roles.pop(member)


def forget_to_remind(life):
    Verzending.objects.filter(soort=rounds.REMIND, status="gepland").order_by("op").first().delete()


def remind_who_answered(life):
    life.round().answered.add(life.round().asked[0])


def forget_that_somebody_was_asked(life):
    Genodigde.objects.filter(pk=Genodigde.objects.first().pk).delete()


def erase_before_it_can_be_read(life):
    """By the rules there is no month left; the database says that there is."""
    life.network.erases = date(2026, 11, 30)


MISTAKES = [
    (WithEndThatEvening, forget_to_tell_the_end, 3, "its row is gone"),
    (WithEndThatEvening, tell_the_end_twice, 3, "a row that no occasion calls for.*afgesloten"),
    (WithEndThatEvening, forget_to_ask_afterwards, 3, "an occasion without a row|no nameting of kring-0"),
    (WithEndThatEvening, ask_sooner_after_the_end, 3, "no nameting of kring-0"),
    (WithEndThatEvening, erase_before_it_can_be_read, 3, "that the rules do not ask for"),
    (WithEnd, ask_a_day_later, 4, "no nameting of kring-0"),
    (WithEnd, forget_who_was_ready, 4, "an occasion without a row"),
    (WithEnd, ask_who_left, 4, "a row that no occasion calls for"),
    (WithEnd, forget_to_remind, 5, "only by the rules: gepland evaluatie.ronde_herinnering"),
    (WithEnd, remind_who_answered, 5, "a row that no occasion calls for"),
    (WithEnd, forget_that_somebody_was_asked, 5, "an occasion without a row"),
    (WithEnd, send_again(ends.TOLD), 5, "sent twice"),
    (WithEnd, send_again(rounds.RESULT), 24, "sent twice"),
]


@pytest.mark.parametrize(("life", "mistake", "day", "words"), MISTAKES, ids=name)
def test_mistake_is_seen(client, life, mistake, day, words):
    see_mistake(life, client, mistake, day, words)


def test_without_mistakes_nothing_is_wrong(client):
    """Seven who stayed and the one who was ready are asked; they and the facilitator hear what came of it."""
    engine = Engine(7, SMALL)

    engine.run(WithEnd(engine, client))

    assert engine.verifier.sent == {
        "netwerken.welkom": 8, "netwerken.vertrek": 1, ends.TOLD: 7, rounds.ASK: 8, rounds.REMIND: 16, rounds.RESULT: 9,
    }  # fmt: skip


@pytest.mark.parametrize(
    ("day", "later"),
    [
        (date(2027, 6, 18), date(2027, 12, 18)),
        (date(2026, 8, 31), date(2027, 2, 28)),
        (date(2027, 8, 30), date(2028, 2, 29)),
        (date(2026, 12, 31), date(2027, 6, 30)),
        (date(2026, 6, 30), date(2026, 12, 30)),
    ],
)
def test_half_a_year_by_hand(day, later):
    assert ends.half_a_year_after(day) == later
