"""Facilitators who plan a whole year in one go, now and then with a day too many or a moment that has passed."""

import uuid
from datetime import timedelta

from bijeenkomsten.jaarplan import services
from config.tests.jaar import plans
from config.tests.jaar.moments import at
from config.tests.jaar.plans import Plan
from kern.errors import DomainError

HOUR, DAY = timedelta(hours=1), timedelta(days=1)


class Years:
    PLANS = 0.5  # per network in the year

    def __init__(self, life):
        self.life, self.world, self.oracle, self.engine = life, life.world, life.oracle, life.engine
        self.random = self.engine.make_random("plans")

    def plan(self):
        r, size = self.random, self.engine.size
        for network in self.oracle.networks:
            if r.random() < self.PLANS:
                day = size.first + r.randint(2, size.days - 100 if size.days > 200 else 20) * DAY
                self.engine.plan(at(day, r.randint(7, 22), r.randrange(60)), self.make, network)

    def read(self, letter, links):
        pass

    def met(self, meeting):
        pass

    def make(self, network, days=None):
        if network.stopped or not network.with_role("facilitator"):
            return
        r, now = self.random, self.engine.now
        first = self.engine.today() + r.choice([1, 2, 5, 10, 25]) * DAY
        days = days or [n * r.choice([3, 14, 30]) for n in range(r.choice([2, 3, 3, 4, 5]))]
        begins = [at(first + n * DAY, r.choice([9, 13, 16])) for n in days]
        if r.random() < 0.05:
            begins[0] = now.replace(second=0) - DAY
        may = len(begins) > 2 and min(begins) > now
        values = [{"titel": f"Jaar {n}", "begint_op": b, "eindigt_op": b + 3 * HOUR} for n, b in enumerate(begins)]
        with self.engine.commit():
            try:
                row = services.plan_jaar(
                    self.world.netwerk(network), {"locatie": "Lyceum Overtuin", "plaats": "Zutphen"}, values,
                    sleutel=uuid.UUID(int=r.getrandbits(128)), by=self.life.leaders.any_of(network),
                )  # fmt: skip
            except DomainError:
                if may:
                    raise
                return
            if not may:
                self.engine.verifier.wrong(now, "a year plan that should be refused", network)
            self._know(row, network)

    def _know(self, row, network):
        plan = Plan(row.pk, network, self.engine.now, [])
        for b in row.bijeenkomsten.order_by("begint_op"):
            meeting = self.life.know(b, network, b.begint_op, b.eindigt_op, "Lyceum Overtuin, Zutphen", plan=plan)
            plan.meetings.append(meeting)
        plans.made(self.oracle, plan, self.engine.now)
        for meeting in plan.meetings:
            self.life.plan_fate(meeting)
