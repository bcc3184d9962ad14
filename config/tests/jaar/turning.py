"""Asking people to prepare, and what they say: yes, not this time, nothing, or something else a week later."""

from datetime import timedelta

from bijeenkomsten.models import Bijeenkomst
from bijeenkomsten.voorbereiders import services
from bijeenkomsten.voorbereiders.models import Beurt
from config.tests.jaar import turns
from config.tests.jaar.facts import LEADER, MEMBER
from kern.errors import DomainError

HOUR, DAY = timedelta(hours=1), timedelta(days=1)


class Turning:
    def __init__(self, life):
        self.life, self.world, self.oracle, self.engine = life, life.world, life.oracle, life.engine
        self.random = self.engine.make_random("turns")

    def plan(self):
        pass

    def met(self, meeting):
        """A meeting was planned: some of them get their voorbereiders by asking."""
        r, now = self.random, self.engine.now
        ahead = meeting.begin - now
        for _ in range(r.choice([0, 0, 1, 1])):
            self.engine.plan(now + ahead * r.random(), self.ask, meeting)
        if r.random() < 0.2:
            self.engine.plan(now + ahead * r.random(), self.withdraw, meeting)

    def ask(self, meeting, number=None):
        now, network, r = self.engine.now, meeting.network, self.random
        members = [p for p in network.with_role(MEMBER) if p not in meeting.preparers]
        if network.stopped or not network.with_role(LEADER) or not members:
            return
        people = r.sample(members, min(number or r.choice([1, 1, 2, 3]), len(members)))
        new = [p for p in people if not turns.waits(meeting, p, now)]
        is_on = not meeting.cancelled and meeting.begin > now
        may = is_on and turns.in_time(meeting, now) and len(new) <= turns.places(meeting, now)
        with self.engine.commit():
            row = Bijeenkomst.objects.get(pk=meeting.pk)
            try:
                services.ask_voorbereiders(row, {p.pk for p in people}, by=self.life.leaders.any_of(network))
            except DomainError:
                if may:
                    raise
                return
            if not may:
                self.engine.verifier.wrong(now, "asked to prepare what nobody should be asked any more", meeting)
            for person in sorted(new, key=lambda p: p.pk):
                turns.asked(self.oracle, meeting, person, now)

    def withdraw(self, meeting):
        people = sorted((p for p, stand in meeting.asked.items() if stand == turns.OPEN), key=lambda p: p.pk)
        if not people or not meeting.network.with_role(LEADER) or meeting.network.stopped:
            return
        person = self.random.choice(people)
        with self.engine.commit():
            row = Bijeenkomst.objects.get(pk=meeting.pk)
            services.withdraw_beurt(row, person.pk, by=self.life.leaders.any_of(meeting.network))
            del meeting.asked[person]
            self.oracle.diary.note(self.engine.now, f"vraag aan {person.email} ingetrokken", meeting, person)

    # --- what people say ---------------------------------------------------------------------------------

    def read(self, letter, links):
        if letter.kind != turns.ASK:
            return
        r, now = self.random, self.engine.now
        say = r.choice([self.accept, self.decline, None])
        if say:
            wait, about = r.choice([0.1, 3, 30, 100, 300]), (letter.about.meeting, letter.to)
            self.engine.plan(now + wait * HOUR, say, *about, links)
            if r.random() < 0.25:
                again = r.choice([self.accept, self.decline])
                self.engine.plan(now + (wait + r.choice([1, 90])) * HOUR, again, *about, links)

    def _may(self, meeting, person):
        is_on = not meeting.cancelled and meeting.begin > self.engine.now and meeting.network.is_active(person)
        return is_on and (person in meeting.asked or person in meeting.preparers)

    def accept(self, meeting, person, links):
        is_in = person in meeting.preparers
        may = self._may(meeting, person) and (is_in or len(turns.preparing(meeting)) < turns.MOST)
        with self.engine.commit():
            if self._press(meeting, person, links[turns.CODE], may):
                turns.accepted(self.oracle, meeting, person, self.engine.now)

    def decline(self, meeting, person, links):
        may = self._may(meeting, person)
        is_new = meeting.asked.get(person) != turns.PASSED or person in meeting.preparers
        with self.engine.commit():
            if self._press(meeting, person, links[turns.PASS], may) and is_new:
                self.pass_on(meeting, person)

    def _press(self, meeting, person, link, may):
        people = self.life.people
        status = people.press(person, link).status_code
        wanted, what = (200, "refused") if may else ({410, 422}, "taken that came too late")
        people.expect(status, wanted, f"an answer to the turn was {what}", meeting, person)
        return may

    def pass_on(self, meeting, person):
        """Somebody passed just now: the next in line is asked, and nobody else."""
        now = self.engine.now
        turns.passed(self.oracle, meeting, person, now)
        is_needed = turns.in_time(meeting, now) and turns.places(meeting, now)
        line = turns.first_in_line(meeting, now) if is_needed else set()
        pks = Beurt.objects.filter(bijeenkomst=meeting.pk, gepast=False).values_list("persoon", flat=True)
        known = {p.pk for p, stand in meeting.asked.items() if stand == turns.OPEN}
        new = [p for p in self.oracle.people if p.pk in set(pks) - known]
        if len(new) != bool(line) or not line.issuperset(new):
            names = [[p.email for p in group] for group in (new, line)]
            self.engine.verifier.wrong(now, f"asked is {names[0]}, the turn is to one of {names[1]}", meeting, person)
        for one in new:
            turns.asked(self.oracle, meeting, one, now)

    def said(self, meeting, person, comes, before):
        """An answer to the invitation: who cannot come passes too."""
        if not comes and before is not False and turns.waits(meeting, person, self.engine.now):
            self.pass_on(meeting, person)
