"""The oracle sees it: every kind of mistake, made on purpose in a small autumn, ends the year with the right words."""

import uuid
from datetime import date, timedelta

import pytest

from berichten.models import Bericht, Verzending
from bijeenkomsten.models import Aanwezigheid, Bijeenkomst
from config.tests.jaar.engine import Engine, Size
from config.tests.jaar.life import Life
from config.tests.jaar.moments import after_meeting, around_meeting, at, holidays
from config.tests.jaar.verifying import WrongError
from evaluatie.models import Genodigde

# The mistakes are the same on every database; that a year is, shows test_jaar.
pytestmark = [pytest.mark.django_db, pytest.mark.once, pytest.mark.usefixtures("mail_server")]

DAY = timedelta(days=1)
SMALL = Size(date(2026, 11, 2), days=40, networks=(9,), meetings=1, outages=0)


class Quiet(Life):
    """One meeting on Thursday 26 November, to which all come, and nothing else; mistakes are planned by the test."""

    has_rounds = False  # of questions to everybody

    def __call__(self, engine):
        engine.mailbox.per_mille, engine.outages, engine.aways, engine.has_rounds = {}, [], [], self.has_rounds
        engine.random.seed(3)  # a meeting that two prepare
        self.world.build()
        engine.plan(at(date(2026, 11, 3), 10), self.meet)

    def meet(self):
        self._make(self.oracle.networks[0], at(date(2026, 11, 26), 13), 3)
        meeting = self.oracle.networks[0].meetings[0]
        for person in meeting.network.active():
            meeting.answers[person] = True
            Aanwezigheid.objects.create(bijeenkomst_id=meeting.pk, persoon_id=person.pk, antwoord="komt")

    def plan_fate(self, meeting):
        pass


def send_again():
    row = Bericht.objects.filter(soort="bijeenkomsten.programma").first()
    Bericht.objects.filter(pk=row.pk).update(status="gepland", verstuurd_op=None, telt=False)


def double_a_mail():
    row = Bericht.objects.filter(soort="bijeenkomsten.programma").first()
    row.pk, row.uuid, row.sleutel = None, uuid.uuid4(), "dubbel"
    row.save()


def plan_too_late():
    Verzending.objects.filter(soort="bijeenkomsten.programma").update(op=at(date(2026, 11, 19), 10))


def plan_twice():
    row = Verzending.objects.get(soort="bijeenkomsten.programma")
    row.pk, row.sleutel = None, "nog eens"
    row.save()


def forget_to_plan():
    Verzending.objects.filter(soort="bijeenkomsten.morgen").delete()


def other_time():
    """The meeting is at another time than everybody was told."""
    Bijeenkomst.objects.update(begint_op=at(date(2026, 11, 26), 12))


def forget_an_answer():
    Aanwezigheid.objects.filter(pk__in=Aanwezigheid.objects.values("pk")[:1]).update(antwoord="komt_niet")


def skip_without_need():
    Verzending.objects.filter(soort="bijeenkomsten.programma").update(status="overgeslagen", reden="Zomaar.")


def remind_who_answered():
    """The oracle knows that somebody answered; the database forgets it."""
    Genodigde.objects.filter(pk__in=Genodigde.objects.values("pk")[:1]).update(ingevuld=True)


MISTAKES = [
    (plan_too_late, 10, "only in the database"),
    (plan_twice, 10, "only in the database: gepland bijeenkomsten.programma"),
    (forget_to_plan, 10, "only by the rules: gepland bijeenkomsten.morgen"),
    (skip_without_need, 10, "only by the rules: gepland bijeenkomsten.programma"),
    (other_time, 10, "its calendar part says"),
    (double_a_mail, 20, "a row that no occasion calls for"),
    (send_again, 20, "sent twice"),
    (forget_an_answer, 20, "an occasion without a row"),
    (remind_who_answered, 28, "an occasion without a row"),
]


@pytest.mark.parametrize(("mistake", "day", "words"), MISTAKES, ids=lambda value: getattr(value, "__name__", None))
def test_mistake_is_seen(client, mistake, day, words):
    engine = Engine(7, SMALL)
    quiet = Quiet(engine, client)

    def live(engine):
        quiet(engine)
        engine.plan(at(date(2026, 11, day), 12), mistake)

    with pytest.raises(WrongError, match=f"seed 7, (.|\n)*{words}"):
        engine.run(live)


def test_without_mistakes_nothing_is_wrong(client):
    engine = Engine(7, SMALL)

    engine.run(Quiet(engine, client))

    assert engine.verifier.reasons == {}
    assert engine.verifier.sent == {
        "netwerken.welkom": 8, "netwerken.leiding_start": 8,
        "bijeenkomsten.vastgesteld": 9, "bijeenkomsten.programma": 9, "bijeenkomsten.morgen": 9,
        "bijeenkomsten.voorbereiders": 2, "evaluatie.vraag": 8, "evaluatie.herinnering": 16, "evaluatie.uitslag": 9,
    }  # fmt: skip


def test_rules_by_hand():
    """What a person with a calendar would say."""
    begin, end = at(date(2026, 11, 26), 13, 30), at(date(2026, 11, 26), 17)

    assert around_meeting(begin, at(date(2026, 9, 1), 12)) == {
        "voorbereiders": at(date(2026, 11, 5), 9), "programma": at(date(2026, 11, 19), 9),
        "morgen": at(date(2026, 11, 25), 9),
    }  # fmt: skip
    assert around_meeting(begin, at(date(2026, 11, 24), 20)) == {"morgen": at(date(2026, 11, 25), 9)}
    assert around_meeting(begin, at(date(2026, 11, 25), 8)) == {}
    days = date(2026, 11, 27), date(2026, 12, 1), date(2026, 12, 7), date(2026, 12, 10)
    assert after_meeting(end) == tuple(at(day, 9) for day in days)
    assert date(2027, 3, 26) in holidays(2027)
    assert date(2027, 5, 5) not in holidays(2027)
    assert at(date(2026, 10, 24), 9) + DAY != at(date(2026, 10, 25), 9)  # the clock went back
