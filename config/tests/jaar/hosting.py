"""Facilitators who ask guests, and guests who say yes, no, nothing, or something else later."""

from datetime import timedelta
from functools import partial

from bijeenkomsten.models import Bijeenkomst, Spreekverzoek
from bijeenkomsten.sprekers import services
from config.tests.jaar import guests
from config.tests.jaar.facts import LEADER
from config.tests.jaar.guests import Request

HOUR, DAY = timedelta(hours=1), timedelta(days=1)


class Hosting:
    def __init__(self, life):
        self.life, self.world, self.oracle, self.engine = life, life.world, life.oracle, life.engine
        self.random = self.engine.make_random("guests")
        self._try = partial(self.engine.attempt, "something with a guest")
        self.number = 0

    def plan(self):
        pass

    def met(self, meeting):
        r, now = self.random, self.engine.now
        ahead = meeting.begin - now
        for _ in range(r.choice([0, 0, 0, 1, 1])):
            self.engine.plan(now + ahead * r.random() * 0.9, self.ask, meeting)
        if r.random() < 0.4:
            self.engine.plan(meeting.end + r.choice([-0.1, 0.2, 2, 10, 61]) * DAY, self.thank, meeting)

    def _may(self, meeting):
        return not meeting.network.stopped and meeting.network.with_role(LEADER)

    @staticmethod
    def _is_known(request):
        """A month after the meeting a guest who did not want to be kept is forgotten."""
        return Spreekverzoek.objects.filter(pk=request.pk).exists()

    # --- asking ------------------------------------------------------------------------------------------

    def ask(self, meeting, request=None):
        """A new guest, or once more who said no or was not needed."""
        if not self._may(meeting) or (request and (request.is_open or not self._is_known(request))):
            return
        now, may = self.engine.now, not meeting.cancelled and meeting.begin > self.engine.now
        by = self.random.choice(meeting.network.with_role(LEADER))
        self.number += not request
        address = request.address if request else f"gast{self.number}@buiten.test"
        who = {"naam": f"Gast {address}", "email": address, "expertise": "vragen stellen"}
        with self.engine.commit():
            row = Bijeenkomst.objects.get(pk=meeting.pk)
            values = {"onderwerp": "Leren van elkaar", "bericht": "Kom je?", "praktisch": ""}
            found = self._try(meeting, may, lambda: services.ask_gast(row, who, values, by=self.world.row(by)))
            if found is None:
                return
            if request is None:
                request = Request(found.pk, meeting, address, by, now)
            else:
                request.stand, request.by, request.asked, request.answered = guests.ASKED, by, now, None
                request.number += 1
            guests.asked(self.oracle, request, now)
        if self.random.random() < 0.2:  # so that somebody has to hear that it is off
            self.engine.plan(now + (meeting.begin - now) * self.random.random(), self.life.cancel, meeting)
        if self.random.random() < 0.25:
            wait = (meeting.begin - now) * self.random.random()
            self.engine.plan(now + wait, self.withdraw, request)

    def withdraw(self, request):
        meeting = request.meeting
        if not self._may(meeting) or request.stand == guests.BACK or not self._is_known(request):
            return
        may = request.is_open and not meeting.cancelled and meeting.begin > self.engine.now
        with self.engine.commit():
            row = Spreekverzoek.objects.with_all().get(pk=request.pk)
            by = self.life.leaders.any_of(meeting.network)
            if self._try(meeting, may, lambda: services.withdraw_verzoek(row, by=by)):
                guests.withdrawn(self.oracle, request, self.engine.now)
        if self.random.random() < 0.3:
            self.engine.plan(self.engine.now + self.random.choice([0.1, 2, 9]) * DAY, self.ask, meeting, request)

    def thank(self, meeting):
        now = self.engine.now
        for request in meeting.requests if self._may(meeting) else ():
            if request.thanked or not self._is_known(request):
                continue
            may = not meeting.cancelled and meeting.end <= now <= meeting.end + guests.THANKS_UNTIL and request.comes
            with self.engine.commit():
                row = Spreekverzoek.objects.with_all().get(pk=request.pk)
                by = self.life.leaders.any_of(meeting.network)
                if self._try(meeting, may, lambda: services.thank_gast(row, "Dank je wel.", by=by)):  # noqa: B023 - at once
                    guests.thanked(self.oracle, request, now)

    # --- what guests say ---------------------------------------------------------------------------------

    def read(self, letter, links):
        if guests.CODE not in links or letter.to is not None:
            return
        request, r = guests.request_of(letter), self.random
        say = r.choice([True, True, True, False, None])
        if say is None or letter.kind.endswith(("bevestigd", "briefing")) and r.random() < 0.8:
            return
        wait = r.choice([0.1, 4, 30, 100, 300])
        self.engine.plan(self.engine.now + wait * HOUR, self.answer, request, links[guests.CODE], say)
        if r.random() < 0.2:
            wait += r.choice([1, 50, 150])
            self.engine.plan(self.engine.now + wait * HOUR, self.answer, request, links[guests.CODE], not say)

    def answer(self, request, link, comes, number=None):
        meeting, people = request.meeting, self.life.people
        is_newest = link.partition("/d/")[2].startswith(f"{guests.CODE}.{request.pk}.{request.number}~")
        may = is_newest and request.stand != guests.BACK and not meeting.cancelled and meeting.begin > self.engine.now
        with self.engine.commit():
            status = people.press(request, link, komt="ja" if comes else "nee", antwoord="").status_code
            if may:
                people.expect(status, 200, "an answer of a guest was refused", meeting)
                guests.answered(self.oracle, request, comes, self.engine.now)
            else:
                people.expect(status, {410, 422}, "an answer of a guest was taken that came too late", meeting)
        if may and not comes and self.random.random() < 0.3:
            self.engine.plan(self.engine.now + self.random.choice([1, 60]) * HOUR, self.ask, meeting, request)
