"""Promises: written down at a meeting, done by a button in a mail or in the list, let go, opened again, forgotten."""

from datetime import timedelta

from bijeenkomsten.afspraken import services
from bijeenkomsten.models import Afspraak, Bijeenkomst
from config.tests.jaar import promises
from config.tests.jaar.facts import LEADER
from config.tests.jaar.promises import DONE, DROPPED, OPEN, Promise

HOUR, DAY = timedelta(hours=1), timedelta(days=1)


class Promising:
    def __init__(self, life):
        self.life, self.world, self.oracle, self.engine = life, life.world, life.oracle, life.engine
        self.random = self.engine.make_random("promises")

    def plan(self):
        pass

    def met(self, meeting):
        for _ in range(self.random.choice([0, 1, 1, 2, 3])):
            self.engine.plan(meeting.end + self.random.choice([-0.5, 1, 20, 200]) * HOUR, self.promise, meeting)

    def _may(self, network):
        return not network.stopped and network.with_role(LEADER)

    def promise(self, meeting):
        network, r = meeting.network, self.random
        if meeting.cancelled or not self._may(network):
            return
        who = r.choice([None, *network.active()])
        day = r.choice([None, *(self.engine.today() + n * DAY for n in (2, 6, 15, 40))])
        number = len(promises.all_of(self.oracle)) + 1
        row = services.make_afspraak(
            Bijeenkomst.objects.get(pk=meeting.pk),
            {"tekst": promises.TEXT.format(number), "wie": who and self.world.row(who), "voor": day},
            by=self.life.leaders.any_of(network),
        )
        promise = Promise(row.pk, number, network, meeting, who, day)
        network.promises.append(promise)
        self.oracle.diary.note(self.engine.now, f"afspraak {number} van {who and who.email}, voor {day}", meeting)
        for do in r.sample([self.finish, self.drop, self.reopen], r.choice([0, 1, 2, 3])):
            self.engine.plan(self.engine.now + r.choice([0.1, 3, 13, 16, 40]) * DAY, do, promise)

    def _change(self, promise, stands, new, do, **kwargs):
        if not self._may(promise.network) or promise.stand not in stands:
            return False
        row = Afspraak.objects.get(pk=promise.pk)
        do(row, by=self.life.leaders.any_of(promise.network), **kwargs)
        promise.stand = new
        self.oracle.diary.note(self.engine.now, f"afspraak {promise.number}: {new}", promise.meeting)
        return True

    def finish(self, promise):
        self._change(promise, {OPEN}, DONE, services.finish_afspraak)

    def drop(self, promise):
        self._change(promise, {OPEN}, DROPPED, services.drop_afspraak, reden="Niet meer nodig.")

    def reopen(self, promise):
        """Who promised it and is not there any more has it no more."""
        is_open_again = self._change(promise, {DONE, DROPPED}, OPEN, services.reopen_afspraak)
        if is_open_again and promise.who and not promise.network.is_active(promise.who):
            promise.who = None

    # --- the button --------------------------------------------------------------------------------------

    def read(self, letter, links):
        if promises.CODE in links and self.random.random() < 0.5:
            link = links[promises.CODE]
            pk = int(link.partition(f"/d/{promises.CODE}.")[2].partition(".")[0])
            promise = next(p for p in promises.all_of(self.oracle) if p.pk == pk)
            wait = self.random.choice([0.1, 20, 200]) * HOUR
            self.engine.plan(self.engine.now + wait, self.press, promise, letter.to, link)

    def press(self, promise, person, link):
        if promise.who is not person or not promise.network.is_active(person) or promise.network.stopped:
            return
        people = self.life.people
        status = people.press(person, link).status_code
        if promise.stand == DROPPED:
            people.expect(status, {410, 422}, "a promise that was let go was done", promise.meeting, person)
        else:
            people.expect(status, 200, "the button of a promise was refused", promise.meeting, person)
            promise.stand = DONE
            self.oracle.diary.note(self.engine.now, f"afspraak {promise.number}: gedaan", promise.meeting)
