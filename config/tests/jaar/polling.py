"""What people do with date polls: open one, vote from the mail (late, twice or never), extend, choose, take back."""

import uuid
from datetime import timedelta

from bijeenkomsten.models import Prikantwoord, Prikker
from bijeenkomsten.prikker import services
from config.tests.jaar import polls
from config.tests.jaar.moments import at, dutch
from config.tests.jaar.polls import Poll
from kern.errors import DomainError

HOUR, DAY = timedelta(hours=1), timedelta(days=1)


class Polling:
    CHANCE = 0.005  # per network per day

    def __init__(self, life):
        self.life, self.world, self.oracle, self.engine = life, life.world, life.oracle, life.engine
        self.random = self.engine.make_random("polls")

    def plan(self):
        r, size = self.random, self.engine.size
        for n in range(size.days):
            for network in self.oracle.networks:
                if r.random() < self.CHANCE:
                    self.engine.plan(at(size.first + n * DAY, r.randint(7, 22), r.randrange(60)), self.open, network)
        network, moment = self.life.stopping
        self.engine.plan(moment - r.choice([1, 3, 5]) * DAY, self.open, network, 20)

    def open(self, network, ahead=None):
        if network.stopped or not network.with_role("facilitator"):
            return
        r, today = self.random, self.engine.today()
        last_day = today + (ahead or r.choice([1, 2, 4, 6, 8, 12, 25])) * DAY
        days = sorted(r.sample(range(1, 40), r.choice([2, 3, 5])))
        hours = [at(last_day + n * DAY, r.choice([9, 13, 16])) for n in days]
        moments = [(begin, begin + 3 * HOUR) for begin in hours]
        number = sum(len(n.polls) for n in self.oracle.networks) + 1
        with self.engine.commit():
            row = services.open_prikker(
                self.world.netwerk(network),
                {"titel": polls.TITLE.format(number), "locatie": "Het Klooster", "sluit_dag": last_day},
                moments, sleutel=uuid.UUID(int=r.getrandbits(128)), by=self.life.leaders.any_of(network),
            )  # fmt: skip
            rows = row.datums.values_list("pk", "begint_op", "eindigt_op")
            days = {pk: (begin, end) for pk, begin, end in rows}
            poll = Poll(row.pk, network, self.engine.now, last_day, days, number)
            polls.opened(self.oracle, poll, self.engine.now)
        self._plan_fate(poll)

    def _plan_fate(self, poll):
        r, engine, length = self.random, self.engine, poll.closes - self.engine.now
        if r.random() < 0.3:
            engine.plan(engine.now + length * (0.2 + r.random()), self.extend, poll)
        if r.random() < 0.75:
            engine.plan(engine.now + length * (0.3 + r.random() * 1.2), self.choose, poll)
        if r.random() < 0.2:
            engine.plan(engine.now + length * r.random() * 1.5, self.withdraw, poll)
        if r.random() < 0.2:
            moment = r.choice([o.due for o in poll.occasions] + [poll.closes])
            engine.stop_workers(moment - HOUR / 2, r.choice([HOUR, DAY, 3 * DAY]))
        if r.random() < 0.3:  # somebody comes or goes while it is open
            people = self.life.people
            what = r.choice([people.join, people.leave, people.pause])
            engine.plan(engine.now + length * r.random(), what, poll.network)

    def met(self, meeting):
        pass

    # --- voting ------------------------------------------------------------------------------------------

    def read(self, letter, links):
        if polls.CODE in links and self.random.random() < 0.55:
            wait, about = self.random.choice([0.05, 1, 20, 70, 100, 130, 200, 400]), (letter.about, letter.to)
            self.engine.plan(self.engine.now + wait * HOUR, self.vote, *about, links[polls.CODE])
            if self.random.random() < 0.15:
                self.engine.plan(self.engine.now + (wait + 30) * HOUR, self.vote, *about, links[polls.CODE])

    def vote(self, poll, person, link):
        may = poll.takes(self.engine.now) and poll.network.is_active(person)
        data = {f"datum_{pk}": self.random.choice(["kan", "misschien", "kan_niet"]) for pk in poll.days}
        with self.engine.commit():
            status = self.life.people.press(person, link, **data).status_code
            if may:
                self.life.people.expect(status, 200, "a vote was refused", poll, person)
                poll.answered.add(person)
                self.oracle.diary.note(self.engine.now, f"{person.email} koos in datumprikker {poll.pk}", poll, person)
            else:
                self.life.people.expect(status, {410, 422}, "a vote was taken that came too late", poll, person)

    # --- what becomes of it ------------------------------------------------------------------------------

    def _may(self, poll):
        return not poll.network.stopped and poll.network.with_role("facilitator")

    def _do(self, poll, may, do):
        """Run the service; refused exactly when it should be. None when it was refused."""
        try:
            done = do(
                Prikker.objects.select_related("netwerk").get(pk=poll.pk), by=self.life.leaders.any_of(poll.network)
            )
        except DomainError:
            if may:
                raise
            return None
        if not may:
            self.engine.verifier.wrong(self.engine.now, "done with a datumprikker that was over", poll)
        return done

    def extend(self, poll):
        if not self._may(poll):
            return
        now, today = self.engine.now, self.engine.today()
        last_day = poll.last_day + self.random.choice([-3, 1, 2, 5, 9]) * DAY
        coming = [begin for begin, _ in poll.days.values() if begin > now]
        may = not poll.over and bool(coming) and today < last_day < dutch(min(coming)).date()
        with self.engine.commit():
            if self._do(poll, may, lambda row, by: services.extend_prikker(row, last_day, by=by)):
                polls.extended(self.oracle, poll, last_day, now)

    def choose(self, poll):
        if not self._may(poll):
            return
        now = self.engine.now
        pk = self.random.choice(sorted(poll.days))
        begin, end = poll.days[pk]
        self._check_votes(poll)
        with self.engine.commit():
            row = self._do(poll, not poll.over and begin > now, lambda row, by: services.choose_datum(row, pk, by=by))
            if row:
                polls.over(self.oracle, poll, polls.CHOSEN, now)
                meeting = self.life.know(row, poll.network, begin, end, "Het Klooster")
        if row:
            self.life.plan_fate(meeting)

    def _check_votes(self, poll):
        rows = Prikantwoord.objects.filter(datum__prikker=poll.pk).values_list("persoon", flat=True)
        if set(rows) != {p.pk for p in poll.answered}:
            self.engine.verifier.wrong(self.engine.now, "votes were lost, or come from nowhere", poll)

    def withdraw(self, poll):
        if not self._may(poll) or poll.over == polls.BACK:
            return
        with self.engine.commit():
            if self._do(poll, not poll.over, services.withdraw_prikker):
                polls.over(self.oracle, poll, polls.BACK, self.engine.now)
