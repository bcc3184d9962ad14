"""What people do in a simulated year: seeded, at random moments, through the real services and links."""

from datetime import datetime, timedelta

from bijeenkomsten import services as bijeenkomsten
from bijeenkomsten.models import Bijeenkomst
from config.tests.jaar.ending import Ending
from config.tests.jaar.facts import LEADER, Meeting
from config.tests.jaar.hosting import Hosting
from config.tests.jaar.leaders import Leaders
from config.tests.jaar.moments import AMSTERDAM, at, dutch, morning_after
from config.tests.jaar.people import People
from config.tests.jaar.polling import Polling
from config.tests.jaar.promising import Promising
from config.tests.jaar.rooming import Rooming
from config.tests.jaar.rounding import Rounding
from config.tests.jaar.turning import Turning
from config.tests.jaar.world import World
from config.tests.jaar.years import Years
from kern.errors import DomainError

HOUR, DAY = timedelta(hours=1), timedelta(days=1)
TIMES = ((9, 0, 3), (13, 30, 3.5), (13, 30, 3.5), (16, 0, 3), (19, 30, 2.5), (10, 0, 24))  # hour, minute, hours long
PLACES = (("Lyceum Overtuin", "Zutphen"), ("Het Klooster", "Antwerpen"), ("Bibliotheek", ""), ("", "Kopenhagen"))


class Life:
    def __init__(self, engine, client):
        self.engine, self.oracle, self.random = engine, engine.oracle, engine.random
        self.world = World(engine)
        self.people, self.leaders = People(self, client), Leaders(self)
        self.turning = Turning(self)
        self.topics = [Polling(self), Years(self), self.turning, Hosting(self), Promising(self), Rounding(self)]
        self.topics += [Rooming(self), Ending(self)]

    def __call__(self, engine):
        engine.react = self.people.read_mail
        self.world.build()
        self._plan_meetings()
        r = self.random
        for n in range(engine.size.days):
            for network in self.oracle.networks:
                for do, chance in self.daily().items():
                    if r.random() < chance:
                        engine.plan(at(engine.size.first + n * DAY, r.randint(7, 22), r.randrange(60)), do, network)
        moment = engine.now + (engine.size.days - r.randint(20, 60)) * DAY
        self.stopping = self.oracle.networks[0], moment
        engine.plan(moment, self.leaders.stop_network, self.oracle.networks[0])
        for topic in self.topics:
            topic.plan()

    def daily(self):
        """Chance per network per day."""
        people, leaders = self.people, self.leaders
        return {
            people.join: 0.01, people.leave: 0.008, people.pause: 0.012, people.resume: 0.03, people.move_school: 0.01,
            people.close_account: 0.004, people.open_account: 0.01, people.change_preferences: 0.02,
            leaders.invite: 0.012, leaders.remove: 0.003, leaders.change_role: 0.008, leaders.steer: 0.08,
            leaders.edit: 0.05, leaders.correct: 0.02, self.meeting_late: 0.01, self.meeting_past: 0.003,
            self.answer_unasked: 0.1, people.bounce: 0.003, people.recover: 0.006,
        }  # fmt: skip

    # --- meetings ------------------------------------------------------------------------------------

    def _plan_meetings(self):
        """Spread over the year, announced from two weeks to half a year ahead; some on the worst days."""
        r, size = self.random, self.engine.size
        for network in self.oracle.networks:
            step = size.days / size.meetings
            for n in range(size.meetings):
                day = size.first + int(12 + n * step + r.random() * step * 0.8) * DAY
                ahead = r.choice([14, 25, 40, 90, 180])
                moment = max(at(day - ahead * DAY, r.randint(8, 21), r.randrange(60)), self.engine.now + HOUR)
                self.engine.plan(moment, self.meeting_on, network, day)
        for day in (datetime(2026, 10, 25), datetime(2026, 10, 26), datetime(2027, 3, 28), datetime(2027, 10, 31)):
            if day.date() >= size.first + size.days * DAY:
                continue
            network = r.choice(self.oracle.networks)
            self.engine.plan(
                at((day - r.randint(2, 30) * DAY).date(), 16, 5),
                self.meeting_on,
                network,
                day.date(),
                r.choice([2, 3, 9, 13]),
            )

    def meeting_late(self, network):
        """In ten days, the day after tomorrow, tomorrow, or in two hours."""
        days = self.random.choice([10, 2, 1, 0])
        if days:
            self.meeting_on(network, self.engine.today() + days * DAY)
        else:
            self._make(network, (self.engine.now + 2 * HOUR).replace(second=0, microsecond=0), 2)

    def meeting_on(self, network, day, hour=None):
        first, minute, long = self.random.choice(TIMES)
        begin = datetime.combine(day, datetime.min.time(), AMSTERDAM).replace(hour=hour or first, minute=minute)
        self._make(network, begin.astimezone(self.engine.now.tzinfo), long)

    def _values(self, begin, hours):
        place, town = self.random.choice(PLACES)
        return {
            "begint_op": begin, "eindigt_op": begin + timedelta(hours=hours), "locatie": place, "plaats": town,
        }  # fmt: skip

    def _make(self, network, begin, hours):
        if network.stopped or begin <= self.engine.now or not network.with_role(LEADER):
            return
        values = self._values(begin, hours)
        by = self.leaders.any_of(network)
        preparers = self._some(network.active(), 2) if self.random.random() < 0.7 else []
        with self.engine.commit():
            row = bijeenkomsten.plan_bijeenkomst(
                self.world.netwerk(network),
                values | {"titel": f"Samen {len(network.meetings) + 1}", "voorbereiders": [p.pk for p in preparers]},
                by=by,
            )
            meeting = self.know(row, network, begin, values["eindigt_op"], place_of(values), preparers=set(preparers))
        self.plan_fate(meeting)

    def know(self, row, network, begin, end, place, **facts):
        """A meeting that was just planned becomes a fact."""
        now = self.engine.now
        meeting = Meeting(row.pk, row.uid, network, begin, end, place, now, now, **facts)
        self.oracle.planned(meeting, now)
        return meeting

    def plan_fate(self, meeting):
        """What will become of it: moved, called off, listed, or forgotten, and what people ask each other about it."""
        self._plan_changes(meeting)
        for topic in self.topics:
            topic.met(meeting)

    def _plan_changes(self, meeting):
        r, engine, ahead = self.random, self.engine, meeting.begin - self.engine.now
        for _ in range(r.choice([0, 0, 1, 1, 2])):
            engine.plan(self.engine.now + ahead * r.random(), self.move, meeting)
        if r.random() < 0.3:
            engine.plan(self.engine.now + ahead * r.random(), self.change_preparers, meeting)
        if r.random() < 0.12:
            engine.plan(self.engine.now + ahead * (0.5 + r.random() * 0.6), self.cancel, meeting)
        if r.random() < 0.75:
            late = r.choice([0.1, 0.1, 14, 17, 30, 80, 200])
            engine.plan(meeting.end + late * HOUR, self.leaders.fill_in_list, meeting)
        if r.random() < 0.08:
            engine.plan(meeting.end + r.choice([-0.5, 2, 30, 100]) * HOUR, self.move, meeting)
        if r.random() < 0.4:
            engine.plan(meeting.end + r.choice([20, 30, 90, 150, 170]) * HOUR, self.leaders.ask_now, meeting)
        if r.random() < 0.1:
            morning = r.choice(
                [morning_after(dutch(meeting.end).date()), meeting.begin, at(dutch(meeting.begin).date(), 8)]
            )
            engine.stop_workers(morning - HOUR / 2, r.choice([HOUR, 5 * HOUR, DAY]))
        engine.plan(meeting.end + 13 * DAY, self._stop_at_closing, meeting)

    def _stop_at_closing(self, meeting):
        if meeting.survey and self.random.random() < 0.2:
            self.engine.stop_workers(meeting.survey.closes - HOUR / 2, self.random.choice([HOUR, DAY, 7 * DAY]))

    def move(self, meeting):
        """Other day, other time, other place, or only another end."""
        if meeting.cancelled or meeting.network.stopped:
            return
        r, now = self.random, self.engine.now
        begin, length = meeting.begin, meeting.end - meeting.begin
        kind = r.choice(["day", "day", "time", "place", "place", "end", "soon"])
        if meeting.begin <= now and kind == "time":
            kind = "day"
        local = dutch(begin)
        if kind == "day":
            day = max(local.date(), self.engine.today()) + r.choice([1, 2, 7, 14, 30]) * DAY
            begin = at(day, local.hour, local.minute)
        elif kind == "time":
            begin = at(local.date(), r.choice([9, 11, 15, 20]))
        elif kind == "soon":
            begin = (now + r.choice([1, 3, 20, 30, 47, 49]) * HOUR).replace(second=0, microsecond=0)
        changes = {"begint_op": begin, "eindigt_op": begin + length}
        if kind == "place":
            changes = dict(zip(("locatie", "plaats"), r.choice(PLACES), strict=True))
        elif kind == "end":
            changes = {"eindigt_op": meeting.end + HOUR / 2}
        self._change(meeting, changes)

    def _change(self, meeting, changes):
        now, when = self.engine.now, {"begint_op", "eindigt_op"} & changes.keys()
        begin = changes.get("begint_op", meeting.begin)
        end = changes.get("eindigt_op", meeting.end)
        place = place_of(changes) if "locatie" in changes else None
        same = begin == meeting.begin and end == meeting.end and place in (None, meeting.place)
        may = not (when and (meeting.held or (begin != meeting.begin and begin <= now))) and end - begin <= 26 * HOUR
        if meeting.survey and meeting.survey.closed and begin > now:
            return
        row = Bijeenkomst.objects.get(pk=meeting.pk)
        with self.engine.commit():
            try:
                bijeenkomsten.update_bijeenkomst(
                    row, changes, by=self.leaders.any_of(meeting.network), versie=row.versie
                )
            except DomainError:
                if may and not same:
                    raise
                return
            if not may and not same:
                self.engine.verifier.wrong(now, f"a change that should be refused: {changes}", meeting)
            if not same:
                self.oracle.changed(meeting, now, begin=begin, end=end, place=place)

    def cancel(self, meeting):
        if meeting.cancelled or meeting.held or meeting.network.stopped:
            return
        row = Bijeenkomst.objects.get(pk=meeting.pk)
        with self.engine.commit():
            bijeenkomsten.cancel_bijeenkomst(row, reden="De zaal is weg.", by=self.leaders.any_of(meeting.network))
            self.oracle.cancelled(meeting, self.engine.now)

    def change_preparers(self, meeting):
        if meeting.cancelled or meeting.network.stopped:
            return
        people = set(self._some(meeting.network.active(), self.random.choice([1, 2, 3])))
        if self.random.random() < 0.5:
            people |= meeting.preparers
        if people == meeting.preparers:
            return
        row = Bijeenkomst.objects.get(pk=meeting.pk)
        with self.engine.commit():
            bijeenkomsten.update_bijeenkomst(
                row, {"voorbereiders": sorted(p.pk for p in people)}, by=self.leaders.any_of(meeting.network),
                versie=row.versie,
            )  # fmt: skip
            self.oracle.preparers(meeting, people, self.engine.now)

    def meeting_past(self, network):
        """After the fact: refused, and nobody hears a thing."""
        if network.stopped:
            return
        values = self._values((self.engine.now - 3 * DAY).replace(second=0, microsecond=0), 3)
        with self.engine.commit():
            try:
                bijeenkomsten.plan_bijeenkomst(
                    self.world.netwerk(network), values | {"titel": "Gisteren"}, by=self.leaders.any_of(network)
                )
            except DomainError:
                return
        self.engine.verifier.wrong(self.engine.now, "a meeting in the past was accepted", network)

    def answer_unasked(self, network):
        """Somebody changes their mind, days after the mail."""
        coming = [m for m in network.meetings if not m.cancelled and m.begin > self.engine.now]
        if coming and network.active():
            self.people.answer(self.random.choice(coming), self.random.choice(network.active()))

    def _some(self, people, most):
        people = sorted(people, key=lambda p: p.pk)
        return self.random.sample(people, min(most, len(people)))


def place_of(values):
    """«Lyceum Overtuin, Zutphen»"""
    return ", ".join(filter(None, [values["locatie"], values["plaats"]]))
