"""A netwerk that begins in the year and ends in it, early enough to be asked months later what became of it."""

from datetime import timedelta

from bijeenkomsten import services as bijeenkomsten
from config.tests.jaar import ends
from config.tests.jaar.facts import LEADER, MEMBER
from config.tests.jaar.moments import at
from netwerken import services as netwerken
from netwerken.einde.services import end_netwerk

HOUR, DAY = timedelta(hours=1), timedelta(days=1)


class Ending:
    # So late that the letters of the erasing come after the year, and so early that the result comes in it.
    LAST, LENGTH, SIZE = 260, 105, 10

    def __init__(self, life):
        self.life, self.world, self.oracle, self.engine = life, life.world, life.oracle, life.engine
        self.random = self.engine.make_random("ends")

    def plan(self):
        size = self.engine.size
        if size.days >= self.LAST + 150:
            self.engine.plan(at(size.first + (self.LAST - self.LENGTH) * DAY, 10), self.begin, len(size.networks))

    def met(self, meeting):
        pass

    def read(self, letter, links):
        pass

    def begin(self, number):
        network, r, people = self.world.make_network(number, self.SIZE, self.LENGTH), self.random, self.life.people
        first, end = self.engine.today(), network.last + r.choice([-2, -1, 0, 1, 2]) * DAY
        self.engine.plan(at(first + 30 * DAY, 11), self.meet, network, network.last - 10 * DAY)
        self.engine.plan(at(end, r.randint(8, 18), r.randrange(60)), self.end, network)
        for do, days in ((people.join, (20, 90)), (people.pause, (30, 100)), (self.graduate, (60, 100))):
            self._somewhen(do, network, first, *days)
        after = people.leave, people.close_account, people.bounce, people.change_preferences, self.life.leaders.steer
        for do in after:
            if r.random() < 0.5:
                self._somewhen(do, network, end, 5, 130)

    def _somewhen(self, do, network, day, first, last):
        r = self.random
        self.engine.plan(at(day + r.randint(first, last) * DAY, r.randint(8, 20), r.randrange(60)), do, network)

    def meet(self, network, day):
        """The last time, of which the questions still run when the netwerk ends."""
        begin = at(day, 13)
        values = {"begint_op": begin, "eindigt_op": begin + 3 * HOUR, "locatie": "Bibliotheek", "plaats": ""}
        with self.engine.commit():
            row = bijeenkomsten.plan_bijeenkomst(
                self.world.netwerk(network), values | {"titel": "De laatste keer"}, by=self.life.leaders.any_of(network)
            )
            meeting = self.life.know(row, network, begin, begin + 3 * HOUR, "Bibliotheek")
        self.engine.plan(begin + 4 * HOUR, self.life.leaders.fill_in_list, meeting)

    def graduate(self, network):
        """Somebody is ready before the others are."""
        people = [p for p in network.with_role(MEMBER) if LEADER not in network.roles[p]]
        if people:
            person = self.random.choice(people)
            with self.engine.commit():
                netwerken.leave(self.world.netwerk(network), self.world.row(person), reden="klaar")
                self.oracle.left(network, person, self.engine.now, by=person)
                network.graduates.add(person)

    def end(self, network):
        """The rounds follow at once, or at night when there is no worker now."""
        engine, leader = self.engine, network.with_role(LEADER)[0]
        with engine.commit():
            how = self.random.choice(["afgerond", "zelfstandig"])
            end_netwerk(self.world.netwerk(network), how, by=self.world.row(leader))
            ends.ended(self.oracle, network, engine.now, by=leader)
            if engine.runs(planner=False):
                self.oracle.plan_rounds(engine.now, [network])
        if engine.runs(planner=False):
            engine.verifier.know_rounds(engine.now)
