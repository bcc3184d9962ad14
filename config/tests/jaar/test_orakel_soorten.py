"""The oracle sees mistakes with what has a topic of its own too: each made on purpose, one at a time."""

import uuid
from datetime import date, timedelta

import pytest

from berichten.models import Bericht, Verzending
from bijeenkomsten.afspraken.services import make_afspraak
from bijeenkomsten.models import Afspraak, Bijeenkomst, Gastspreker, Spreekverzoek
from bijeenkomsten.prikker import services as prikker
from bijeenkomsten.prikker.models import Prikantwoord, Prikker
from bijeenkomsten.sprekers.services import answer_verzoek
from bijeenkomsten.voorbereiders import services
from bijeenkomsten.voorbereiders.models import Beurt
from config.tests.jaar import guests, leads, plans, polls, promises, turns
from config.tests.jaar.engine import Engine
from config.tests.jaar.facts import ACTIVE, LEADER, Network, Person
from config.tests.jaar.hosting import Hosting
from config.tests.jaar.kinds import IN_BRIEF
from config.tests.jaar.moments import at
from config.tests.jaar.polling import Polling
from config.tests.jaar.promises import Promise
from config.tests.jaar.test_orakel import SMALL, Quiet
from config.tests.jaar.verifying import WrongError
from config.tests.jaar.years import Years
from netwerken.models import Deelname
from personen.models import Persoon

# The mistakes are the same on every database; that a year is, shows test_jaar.
pytestmark = [pytest.mark.django_db, pytest.mark.once, pytest.mark.usefixtures("mail_server")]


class QuietPolling(Polling):
    def _plan_fate(self, poll):
        pass


class WithPoll(Quiet):
    """Open from 3 to 15 November: who says nothing is asked again on the 9th and the 13th."""

    hour = 12  # of the mistake

    def meet(self):
        polling = QuietPolling(self)
        polling.open(self.oracle.networks[0], 12)
        self.poll = self.oracle.networks[0].polls[0]


class WithPlan(Quiet):
    """Three meetings in December, planned on 3 November; nothing leaves before the next morning."""

    hour = 12

    def meet(self):
        Years(self).make(self.oracle.networks[0], [28, 35, 42])
        self.plan = self.oracle.networks[0].plans[0]

    def __call__(self, engine):
        super().__call__(engine)
        engine.stop_workers(at(date(2026, 11, 3), 9), timedelta(hours=23))


class WithTurn(Quiet):
    """Two are asked in the evening of 3 November to prepare the meeting on the 26th: they hear it the next morning."""

    hour = 21

    def meet(self):
        super().meet()
        self.meeting = self.oracle.networks[0].meetings[0]
        self.meeting.preparers.clear()
        Bijeenkomst.objects.get().voorbereiders.clear()
        self.engine.plan(at(date(2026, 11, 3), 20), self.turning.ask, self.meeting, 2)

    def first(self):
        return next(iter(self.meeting.asked))

    def decline(self):
        services.pass_beurt(Bijeenkomst.objects.get(), self.world.row(self.first()))
        self.turning.pass_on(self.meeting, self.first())


class QuietHosting(Hosting):
    def withdraw(self, request):
        pass


class WithGuest(Quiet):
    """A guest for the meeting on the 26th is asked on 3 November and says yes on the 5th."""

    hour = 12

    def meet(self):
        super().meet()
        self.meeting = self.oracle.networks[0].meetings[0]
        QuietHosting(self).ask(self.meeting)
        self.engine.plan(at(date(2026, 11, 5), 10), self.answer)

    def answer(self):
        [self.request] = self.meeting.requests
        with self.engine.commit():
            answer_verzoek(Spreekverzoek.objects.get(), komt=True, link_nr=1)
            guests.answered(self.oracle, self.request, True, self.engine.now)


class WithLeads(Quiet):
    """Everybody begins on 2 November and is invited on the 5th to involve the leidinggevende."""

    hour = 12


def forget_the_invitation(life):
    Verzending.objects.filter(soort=leads.START).delete()


def move_halfway(life):
    rows = Verzending.objects.filter(soort=leads.HALFWAY)
    rows.update(op=rows.get().op + timedelta(days=1))


def begin_another_day(life):
    """The oracle knows when somebody began; the database says another day."""
    Deelname.objects.filter(pk=Deelname.objects.filter(rol="deelnemer").last().pk).update(begonnen_op=date(2026, 11, 1))


class WithPromise(Quiet):
    """Two things are promised at the meeting on the 26th; the result of the 10th of December names them."""

    hour = 12

    def meet(self):
        super().meet()
        self.engine.plan(at(date(2026, 11, 26), 17), self.promise)

    def promise(self):
        meeting = self.oracle.networks[0].meetings[0]
        for n in (1, 2):
            by, values = self.leaders.any_of(meeting.network), {"tekst": promises.TEXT.format(n)}
            row = make_afspraak(Bijeenkomst.objects.get(), values, by=by)
            meeting.network.promises.append(Promise(row.pk, n, meeting.network, meeting, None, None))


def forget_a_vote(life):
    """Somebody answered, and the database forgets it."""
    person = life.oracle.networks[0].active()[-1]
    row = Prikker.objects.get()
    prikker.save_antwoorden(row, life.world.row(person), dict.fromkeys(life.poll.days, "kan"))
    life.poll.answered.add(person)
    Prikantwoord.objects.all().delete()


def invent_a_vote(life):
    person = life.oracle.networks[0].active()[-1]
    prikker.save_antwoorden(Prikker.objects.get(), life.world.row(person), dict.fromkeys(life.poll.days, "kan"))


def forget_a_reminder(life):
    Verzending.objects.filter(soort=polls.REMIND).order_by("op").first().delete()


def remind_later(life):
    Verzending.objects.filter(soort=polls.REMIND, op__day=13).update(op=at(date(2026, 11, 14), 9))


def remind_after_it_was_over(life):
    """The oracle knows that it was taken back; the database goes on."""
    polls.over(life.oracle, life.poll, polls.BACK, life.engine.now)


def ask_an_outsider(life):
    outsider = Persoon.objects.create_user("buiten@school1.test", naam="Buiten Staander")
    facts = {"rol": "deelnemer", "status": "actief", "begonnen_op": date(2026, 11, 5)}
    Deelname.objects.create(netwerk_id=life.poll.network.pk, persoon=outsider, **facts)


def send_again(kind):
    def again(life):
        row = Bericht.objects.filter(soort=kind, status="verstuurd").first()
        Bericht.objects.filter(pk=row.pk).update(status="gepland", verstuurd_op=None, telt=False)

    again.__name__ = f"send_again_{kind.rpartition('.')[2]}"
    return again


def forget_the_plan(life):
    Verzending.objects.filter(soort=plans.TOLD).delete()


def other_time(life):
    """One of the meetings is not when the oracle knows it to be."""
    row = Bijeenkomst.objects.first()
    Bijeenkomst.objects.filter(pk=row.pk).update(begint_op=row.begint_op - timedelta(hours=1))


def leave_one_out(life):
    Bijeenkomst.objects.filter(pk=Bijeenkomst.objects.first().pk).update(jaarplan=None)


def invite_to_each_too(life):
    row, b = Verzending.objects.get(soort=plans.TOLD), Bijeenkomst.objects.first()
    row.pk, row.soort, row.aanleiding, row.sleutel = None, "bijeenkomsten.vastgesteld", b.aanleiding, "ook los"
    row.save()


def ask_twice(life):
    row = Bericht.objects.filter(soort=turns.ASK).first()
    row.pk, row.uuid, row.sleutel = None, uuid.uuid4(), "nog eens"
    row.save()


def forget_a_question(life):
    Bericht.objects.filter(pk=Bericht.objects.filter(soort=turns.ASK).first().pk).delete()


def ask_after_the_answer(life):
    """The oracle knows the answer, the database does not."""
    turns.passed(life.oracle, life.meeting, life.first(), life.engine.now)


def jump_the_queue(life):
    """Whose turn it is has just done it, the database says."""
    for person in turns.first_in_line(life.meeting, life.engine.now):
        Beurt.objects.create(bijeenkomst_id=life.meeting.pk, persoon_id=person.pk, gepast=True)
    life.decline()


def forget_the_briefing(life):
    Verzending.objects.filter(soort=f"{guests.ROOM}briefing").delete()


def forget_to_ask_for_questions(life):
    Verzending.objects.filter(soort=f"{guests.ROOM}vragen").delete()


def brief_who_cannot_come(life):
    """The guest said no; the database did not hear it."""
    life.request.stand, life.request.answered = guests.NO, life.engine.now


def brief_somebody_else(life):
    Gastspreker.objects.update(email="iemand@anders.test")


def forget_a_promise(life):
    Afspraak.objects.first().delete()


def keep_a_promise_open(life):
    """It was done, and the database did not hear it."""
    life.oracle.networks[0].promises[0].stand = promises.DONE


MISTAKES = [
    (WithPoll, forget_a_vote, 5, "a row that no occasion calls for"),
    (WithPoll, invent_a_vote, 5, "an occasion without a row"),
    (WithPoll, forget_a_reminder, 5, "only by the rules: gepland bijeenkomsten.prikker_herinnering"),
    (WithPoll, remind_later, 5, "only in the database: gepland bijeenkomsten.prikker_herinnering"),
    (WithPoll, remind_after_it_was_over, 5, "only in the database: gepland bijeenkomsten.prikker_herinnering"),
    (WithPoll, ask_an_outsider, 5, "a row that no occasion calls for"),
    (WithPoll, send_again(polls.ASK), 5, "sent twice"),
    (WithPoll, send_again(polls.REMIND), 9, "sent twice"),
    (WithPlan, forget_the_plan, 3, "only by the rules: gepland bijeenkomsten.jaarplan"),
    (WithPlan, other_time, 3, "the file of the year plan says"),
    (WithPlan, leave_one_out, 3, "the file of the year plan says"),
    (WithPlan, invite_to_each_too, 3, "only in the database: gepland bijeenkomsten.vastgesteld"),
    (WithPlan, send_again(plans.TOLD), 5, "sent twice"),
    (WithLeads, forget_the_invitation, 3, "only by the rules: gepland netwerken.leiding_start"),
    (WithLeads, move_halfway, 3, "only in the database: gepland netwerken.leiding_halverwege"),
    (WithLeads, begin_another_day, 3, "an occasion without a row"),
    (WithLeads, send_again(leads.START), 6, "sent twice"),
    (WithTurn, ask_twice, 4, "a row that no occasion calls for"),
    (WithTurn, forget_a_question, 3, "its row is gone"),
    (WithTurn, ask_after_the_answer, 3, "De vraag is beantwoord of ingetrokken"),
    (WithTurn, jump_the_queue, 5, "the turn is to one of"),
    (WithTurn, send_again(turns.ASK), 5, "sent twice"),
    (WithGuest, forget_the_briefing, 6, "only by the rules: gepland bijeenkomsten.gast_briefing"),
    (WithGuest, forget_to_ask_for_questions, 6, "only by the rules: gepland bijeenkomsten.gast_vragen"),
    (WithGuest, brief_who_cannot_come, 19, "a row that no occasion calls for"),
    (WithGuest, brief_somebody_else, 19, "a row that no occasion calls for"),
    (WithPromise, forget_a_promise, 28, "names the promises"),
    (WithPromise, keep_a_promise_open, 28, "names the promises"),
    (WithGuest, send_again(f"{guests.ROOM}bevestigd"), 6, "sent twice"),
]


def name(value):
    return getattr(value, "__name__", None)


def see_mistake(life, client, mistake, day, words):
    """Live until that day of November 2026, make the mistake, and see what the oracle says of it."""
    engine = Engine(7, SMALL)
    quiet = life(engine, client)

    def live(engine):
        quiet(engine)
        engine.plan(at(date(2026, 11, day), quiet.hour), mistake, quiet)

    with pytest.raises(WrongError, match=f"seed 7, (.|\n)*{words}"):
        engine.run(live)


def see_no_mistake(life, client, sent):
    engine = Engine(7, SMALL)

    engine.run(life(engine, client))

    assert engine.verifier.reasons == {}
    assert engine.verifier.sent == {"netwerken.welkom": 8, "netwerken.leiding_start": 8, **sent}


@pytest.mark.parametrize(("life", "mistake", "day", "words"), MISTAKES, ids=name)
def test_mistake_is_seen(client, life, mistake, day, words):
    see_mistake(life, client, mistake, day, words)


WITH_MEETING = {
    "bijeenkomsten.vastgesteld": 9, "bijeenkomsten.programma": 9, "bijeenkomsten.morgen": 9,
    "evaluatie.vraag": 8, "evaluatie.herinnering": 16, "evaluatie.uitslag": 9,
}  # fmt: skip
FOR_GUEST = {"bijeenkomsten.voorbereiders": 2, f"{guests.ROOM}vragen": 9} | dict.fromkeys(
    (f"{guests.ROOM}{name}" for name in ("verzoek", "antwoord", "bevestigd", "briefing")), 1
)
SENT = [
    (WithPoll, {polls.ASK: 9, polls.REMIND: 18}),
    (WithPlan, {plans.TOLD: 9, "bijeenkomsten.programma": 27, "evaluatie.gemist": 24, "evaluatie.te_klein": 3}),
    (WithTurn, WITH_MEETING | {turns.ASK: 2}),
    (WithGuest, WITH_MEETING | FOR_GUEST),
]


@pytest.mark.parametrize(("life", "sent"), SENT, ids=name)
def test_without_mistakes_nothing_is_wrong(client, life, sent):
    see_no_mistake(life, client, sent)


def test_letter_asks_no_more_than_is_true():
    """What a netwerkbrief says of a poll and of promises, in the words of its titles."""
    engine = Engine(7, SMALL)
    oracle, now = engine.oracle, at(date(2026, 11, 5), 9)
    person, network = Person(1, "mens@school.test"), Network(1, "Kring", "kring", 9)
    oracle.networks.append(network)
    network.roles[person] = {LEADER: ACTIVE}
    days = {1: (at(date(2026, 11, 20), 9), at(date(2026, 11, 20), 12))}
    poll = polls.Poll(1, network, now, date(2026, 11, 9), days, 1)
    network.polls.append(poll)
    network.promises.append(Promise(1, 1, network, None, person, date(2026, 11, 6)))
    ask, choose, promise = "WELKE DAG KUN JIJ? SAMEN PRIKKEN 1", "KIES EEN DAG: SAMEN PRIKKEN 1", "AFSPRAAK 1 AFMAKEN"
    silent, told = [], f"{ask}\n{promise}"

    def judge(text, now):
        return [what for one in IN_BRIEF if (what := one(oracle, person, text, now))]

    assert judge(told, now) == silent
    assert len(judge(ask, now)) == 1  # the promise is missing
    assert len(judge(f"{choose}\n{promise}", now)) == 1  # it still takes answers
    poll.answered.add(person)
    network.promises[0].stand = promises.DONE
    assert len(judge(told, now)) == 2
    assert judge(choose, at(date(2026, 11, 12), 9)) == silent
    assert len(judge(choose, at(date(2026, 11, 23), 9))) == 1  # every day has passed


def test_mornings_of_a_poll():
    """What a person with a calendar would say."""
    opened = at(date(2026, 11, 3), 10)

    assert polls.reminders(opened, date(2026, 11, 15)) == [at(date(2026, 11, 9), 9), at(date(2026, 11, 13), 9)]
    assert polls.reminders(opened, date(2026, 11, 11)) == [at(date(2026, 11, 9), 9)]
    assert polls.reminders(opened, date(2026, 11, 6)) == []
