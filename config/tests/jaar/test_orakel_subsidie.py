"""Mistakes with an aanvraag, made on purpose: does the oracle see them?"""

import uuid
from datetime import date

import pytest

from berichten.models import Bericht
from config.tests.jaar import grants
from config.tests.jaar.facts import LEADER
from config.tests.jaar.granting import Granting
from config.tests.jaar.moments import at
from config.tests.jaar.test_orakel import Quiet
from config.tests.jaar.test_orakel_soorten import name, see_mistake, see_no_mistake, send_again
from netwerken.models import Deelname
from subsidie.besluit.services import tell
from subsidie.models import Aanvraag, Aanvraagronde, Besluit

pytestmark = [pytest.mark.django_db, pytest.mark.once, pytest.mark.usefixtures("mail_server")]


class QuietGranting(Granting):
    """What would follow by chance is kept, to be done at a moment of the test."""

    def _plan(self, moment, do, *args):
        self.next.setdefault(do.__name__, []).append((do, args))

    def do(self, what):
        for do, args in self.next.pop(what):
            do(*args)


class WithGrant(Quiet):
    """Begun on 3 November in a round until Friday 20 November, with an eigenaar and a penvoerder.

    Handed in on the 18th, after the reminders of the 6th and the 17th. On the evening of the 19th the academie asks
    something, until the 26th: reminders on the 23rd and the 24th. Answered on the 25th; judged and decided on the 26th,
    and told that evening.
    """

    hour = 22

    def meet(self):
        self.network, self.granting = self.oracle.networks[0], QuietGranting(self)
        self.granting.next = {}
        self.granting.make_round(self.engine.now, at(date(2026, 11, 20), 17))
        self.granting.begin(self.network, "granted")
        self.one = self.network.applications[0]
        self.speaker = next(p for p, roles in self.network.roles.items() if LEADER not in roles)
        if grants.SPEAKER not in self.network.roles[self.speaker]:
            self.granting.give(self.network, self.speaker, grants.SPEAKER)
        for day, hour, what in [
            (18, 15, "hand_in"), (25, 15, "hand_in"), (26, 10, "let_read"), (26, 11, "advise"), (26, 12, "decide"),
            (26, 20, "tell"),
        ]:  # fmt: skip
            self.engine.plan(at(date(2026, 11, day), hour), self.granting.do, what)
        self.engine.plan(at(date(2026, 11, 19), 20), self.ask)

    def ask(self):
        self.granting.next.pop("ask_more")
        self.granting.ask_more(self.one, "granted", until=at(date(2026, 11, 26), 0))


class WithGrantThatNight(WithGrant):
    hour = 5


class WithGrantAtNoon(WithGrant):
    hour = 13


def close_the_round_later(life):
    Aanvraagronde.objects.update(sluit_op=at(date(2026, 11, 21), 17))


def begin_later(life):
    """The oracle knows that it was begun on the 3rd: early enough for the first reminder."""
    Aanvraag.objects.update(created_at=at(date(2026, 11, 7), 10))


def forget_who_speaks(life):
    Deelname.objects.filter(rol=grants.SPEAKER).delete()


def forget_a_reminder(life):
    Bericht.objects.filter(soort=grants.DATE).delete()


def remind_twice(life):
    row = Bericht.objects.filter(soort=grants.DATE).first()
    row.pk, row.uuid, row.sleutel = None, uuid.uuid4(), "nog eens"
    row.save()


def forget_that_it_was_handed_in(life):
    Aanvraag.objects.update(status="concept", ingediend_op=None)


def give_less_time(life):
    Aanvraag.objects.update(aanvullen_voor=at(date(2026, 11, 25), 0))


def forget(kind):
    def forget_to_tell(life):
        Bericht.objects.filter(pk=Bericht.objects.filter(soort=kind).first().pk).delete()

    forget_to_tell.__name__ = f"forget_{kind.rpartition('.')[2]}"
    return forget_to_tell


def tell_before_its_time(life):
    """At noon it was decided; nobody outside may hear of it before it is told."""
    with life.engine.commit():
        tell(Besluit.objects.all(), by=life.granting.beslisser)


def tell_who_left(life):
    """The oracle knows that the penvoerder left meanwhile, the database does not."""
    life.network.roles.pop(life.speaker)


MISTAKES = [
    (WithGrant, close_the_round_later, 5, "an occasion without a row.*datum"),
    (WithGrant, begin_later, 5, "an occasion without a row.*datum"),
    (WithGrant, forget_who_speaks, 5, "a row that no occasion calls for.*datum"),
    (WithGrantThatNight, forget_a_reminder, 6, "its row is gone"),
    (WithGrantThatNight, remind_twice, 6, "a row that no occasion calls for.*datum"),
    (WithGrant, forget_that_it_was_handed_in, 18, "a row that no occasion calls for.*datum"),
    (WithGrant, give_less_time, 19, "a row that no occasion calls for.*datum"),
    (WithGrant, forget(grants.ASKED), 19, "its row is gone"),
    (WithGrant, send_again(grants.ASKED), 20, "sent twice"),
    (WithGrantAtNoon, tell_before_its_time, 26, "a row that no occasion calls for.*besluit"),
    (WithGrant, forget(grants.DECIDED), 26, "its row is gone"),
    (WithGrant, tell_who_left, 26, "left, but: Deze persoon begeleidt het netwerk niet meer"),
    (WithGrant, send_again(grants.ASSIGNED), 27, "sent twice"),
]


@pytest.mark.parametrize(("life", "mistake", "day", "words"), MISTAKES, ids=name)
def test_mistake_is_seen(client, life, mistake, day, words):
    see_mistake(life, client, mistake, day, words)


def test_without_mistakes_nothing_is_wrong(client):
    see_no_mistake(WithGrant, client, {grants.DATE: 4, grants.ASKED: 2, grants.ASSIGNED: 2, grants.DECIDED: 2})
