"""The clock of the simulated year, and the workers that sometimes are not there.

Between two events nothing happens but the minutes of beat. Looking every minute would only be slow: the engine looks
at every minute at which the database says that something is due, and at random ones.
"""

import heapq
import itertools
import logging
import random
from collections import Counter
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime, timedelta

import time_machine
from django.db.models import Min
from django.test import TestCase

from berichten.models import Bericht, Verzending
from berichten.tasks import carry_out_due_task
from config.tests.jaar import grants, nights
from config.tests.jaar.attention import Attention
from config.tests.jaar.expecting import carry_out
from config.tests.jaar.mailbox import KILLED, KILLED_AFTER, Mailbox, WorkerKilledError
from config.tests.jaar.moments import at, dutch
from config.tests.jaar.oracle import Oracle
from config.tests.jaar.verifying import Verifier
from evaluatie.models import Meting
from evaluatie.tasks import close_due_task
from kern.errors import DomainError
from personen.models import Schoolvakantie

MINUTE, DAY = timedelta(minutes=1), timedelta(days=1)
CLOCK_CHANGES = (date(2026, 10, 25), date(2027, 3, 28), date(2027, 10, 31))
MOODS = {KILLED: 2, KILLED_AFTER: 2, "busy": 12, "lost": 6, "refused": 3}  # mails in a thousand


@dataclass(frozen=True)
class Size:
    first: date = date(2026, 10, 1)
    days: int = 410
    networks: tuple = (6, 9, 14, 30)
    meetings: int = 4
    outages: int = 8


@dataclass
class Outage:
    """``planner``: only beat is gone, tasks that an event causes still run. Otherwise nothing runs."""

    begin: datetime
    end: datetime
    planner: bool = False


def read_holidays():
    """The table of school holidays is data; what follows from it is for the oracle to say."""
    free = {}
    for region, first, last in Schoolvakantie.objects.values_list("regio", "begin", "eind"):
        free.setdefault(region, []).append((first, last))
    return free


class Errors(logging.Handler):
    """What a room logs as an error is a fault, whatever the mails look like."""

    def __init__(self):
        super().__init__(logging.ERROR)
        self.records = []

    def emit(self, record):
        if "failed for good" in record.getMessage():  # giving up is an outcome, and judged as one
            return
        self.records.append(self.format(record))


class Engine:
    def __init__(self, seed, size):
        self.seed, self.size = seed, size
        self.random = random.Random(f"year {seed}")  # noqa: S311 - a game, not a secret
        self.oracle = Oracle(Attention(read_holidays()))
        self.verifier = Verifier(self.oracle, seed)
        self.mailbox = Mailbox(seed, MOODS)
        self.errors = Errors()
        self.queue, self.number = [], itertools.count()
        self.now = at(size.first, 7)
        self.end = self.now + size.days * DAY
        self.outages, self.aways, self.left_over = [], [], []
        self.looks, self.jobs, self.has_rounds = 0, Counter(), True
        self.react = lambda delivery: None

    # --- the clock -----------------------------------------------------------------------------------

    def plan(self, moment, do, *args):
        """Let something happen then. Never on a whole minute: that is when beat looks."""
        moment = max(moment, self.now + timedelta(seconds=1))
        if moment.second == 0:
            moment += timedelta(seconds=self.random.randint(1, 59))
        heapq.heappush(self.queue, (moment, next(self.number), do, args))

    def run(self, live):
        """``live(engine)`` makes the world and plans its first events."""
        logging.getLogger().addHandler(self.errors)
        try:
            with time_machine.travel(self.now, tick=False) as self.traveller:
                random.seed(self.seed)  # for what the code under test shuffles
                self._plan_outages()
                live(self)
                self._plan_days()
                while self.queue:
                    if self._look_before(self.queue[0][0]):
                        continue  # what somebody does after that look may come first
                    moment, _, do, args = heapq.heappop(self.queue)
                    self._go(moment)
                    do(*args)
                    self._check_log()
                while self._look_before(self.end + 15 * DAY):
                    pass
                self._close()
                self.verifier.at_the_end(self.now)
        finally:
            logging.getLogger().removeHandler(self.errors)

    def _go(self, moment):
        self.now = moment
        self.traveller.move_to(moment)
        self.mailbox.is_away = any(begin <= moment < end for begin, end in self.aways)

    def _plan_days(self):
        for n in range(self.size.days):
            day = self.size.first + n * DAY
            self.plan(at(day, 4, 25) + timedelta(seconds=30), self.night)
            self.plan(at(day, 23, 55), self.verifier_day)
            self.plan(at(day, 9), self.beat)  # who wants a netwerkbrief gets it planned when the week begins
            self.plan(at(day, self.random.randrange(24), self.random.randrange(60)), self.beat)
            if day in CLOCK_CHANGES:
                for hour, minute in itertools.product(range(7), range(0, 60, 10)):
                    self.plan(at(day - DAY, 22) + timedelta(hours=hour, minutes=minute), self.beat)

    def verifier_day(self):
        self.verifier.every_day(self.now)

    def night(self):
        """The jobs of the night, when there is a planner and a worker; otherwise the next night does them."""
        if not self.runs(planner=True):
            return
        grants.night(self.oracle, self.now)
        self.oracle.plan_rounds(self.now, self.oracle.networks if self.has_rounds else ())
        for name in nights.nightly(self.has_rounds):
            nights.run(name)
            self.jobs[name] += 1
        self.verifier.know_rounds(self.now)

    def _check_log(self):
        if self.errors.records:
            self.verifier.wrong(self.now, "an error in the log: " + self.errors.records[0])

    # --- workers -------------------------------------------------------------------------------------

    def _plan_outages(self):
        r, mornings = self.random, [self.size.first + n * DAY for n in range(5, self.size.days - 12)]
        lengths = [timedelta(hours=1), timedelta(hours=3), DAY, 7 * DAY]
        for _ in range(self.size.outages):
            begin = at(r.choice(mornings), r.choice([1, 8, 8, 9, 13, 20]), r.choice([0, 30, 59]))
            self.outages.append(Outage(begin, begin + r.choice(lengths), planner=r.random() < 0.3))
        for day in CLOCK_CHANGES:
            if r.random() < 0.5:
                begin = at(day, 0, 30)
                self.outages.append(Outage(begin, begin + timedelta(hours=r.choice([1, 2, 3, 12]))))
        for _ in range(self.size.outages):
            begin = at(r.choice(mornings), r.randrange(24), r.randrange(60))
            self.aways.append((begin, begin + timedelta(minutes=r.choice([1, 3, 20, 90]))))

    def stop_workers(self, begin, length):
        """An outage around a moment that matters."""
        self.outages.append(Outage(begin, begin + length))

    def runs(self, *, planner):
        """Is the worker there, and, for the minutes of beat, the planner too?"""
        return not any(o.begin <= self.now < o.end and (planner or not o.planner) for o in self.outages)

    def _look_before(self, moment):
        """The next minute of beat before ``moment`` at which there is something to do. Was there one?"""
        due = self._next_due()
        if due is None or due >= moment:
            return False
        ended = [o.end for o in self.outages if o.begin <= due < o.end]
        if ended and max(ended) >= moment:
            return False
        self._go(max(ended) if ended else due)
        self.beat()
        self._check_log()
        return True

    def _next_due(self):
        """The first whole minute, after now, at which a look would find something."""
        held = Verzending.objects.filter(status="vastgehouden").aggregate(m=Min("op"))["m"]
        moments = [
            Verzending.objects.filter(status="gepland").aggregate(m=Min("op"))["m"],
            Bericht.objects.filter(status="gepland", claim=None).aggregate(m=Min("probeer_op"))["m"],
            Bericht.objects.filter(status="gepland").aggregate(m=Min("claim_tot"))["m"],
            Meting.objects.filter(status="open").aggregate(m=Min("sluit_op"))["m"],
            held if held and held > self.now else None,
        ]
        found = [moment for moment in moments if moment]
        if not found:
            return None
        moment = max(min(found), self.now + timedelta(microseconds=1))
        minute = moment.replace(second=0, microsecond=0)
        return minute if minute == moment else minute + MINUTE

    def beat(self):
        """One minute of beat, and the work that was left in the queue while there was no worker."""
        if not self.runs(planner=True):
            return
        close_first = self.random.random() < 0.5
        if close_first:
            self._close()
        self.look(carry_out_due_task)
        if not close_first:
            self._close()
            self.verifier.no_reminder_stays(self.now)

    def _close(self):
        self.oracle.survey_clock(self.now)
        close_due_task()

    def look(self, work):
        self.looks += 1
        self.mailbox.start()
        carry_out(self.oracle, self.now)
        try:
            work()
        except WorkerKilledError:
            self.mailbox.killed = True
        self.verifier.after_look(self.now, self.mailbox)
        for delivery in self.mailbox.accepted:
            self.react(delivery)

    @contextmanager
    def commit(self):
        """Something happens; what it asks of the workers is done after the commit, when there are any."""
        with TestCase.captureOnCommitCallbacks() as callbacks:
            yield
        if callbacks and self.runs(planner=False):
            self.look(lambda: [callback() for callback in callbacks])

    def make_random(self, name):
        """Dice of its own for one player, so that what another does more or less changes nothing here."""
        return random.Random(f"{name} {self.seed}")  # noqa: S311 - a game, not a secret

    def attempt(self, what, about, may, do):
        """Run a service; refused exactly when it should be. None when it was refused."""
        try:
            done = do()
        except DomainError:
            if may:
                raise
            return None
        if not may:
            self.verifier.wrong(self.now, f"{what} that should be refused", about)
        return done

    def today(self):
        return dutch(self.now).date()
