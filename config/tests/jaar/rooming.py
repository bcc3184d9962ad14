"""Facilitators who ask the room, and phones: one code each, used at once, later, twice or never."""

from datetime import timedelta
from functools import partial
from urllib.parse import urlsplit

from django.test import Client

from bijeenkomsten.models import Bijeenkomst
from config.tests.jaar import rooms
from evaluatie.forms import field_name, text_name
from evaluatie.models import Meting
from evaluatie.vragenlijst.bron import BIJEENKOMST, get_shipped
from evaluatie.zaal import services
from evaluatie.zaal.adres import make_adres

MINUTE, HOUR, DAY = timedelta(minutes=1), timedelta(hours=1), timedelta(days=1)
LIJST = get_shipped(BIJEENKOMST)


class Rooming:
    WIFI = "10.9.9.9"  # everybody in the room comes from one address
    PACES = ((0.5,), (2,), (2,), (1, 2), (40,), ())  # after how many minutes a phone answers, now and then twice

    def __init__(self, life):
        self.life, self.world, self.oracle, self.engine = life, life.world, life.oracle, life.engine
        self.random = self.engine.make_random("rooms")
        self._try = partial(self.engine.attempt, "something in the room")

    def plan(self):
        pass

    def read(self, letter, links):
        pass

    def met(self, meeting):
        r = self.random
        if r.random() < 0.4:
            early = r.choice([-1.5, 0.1, 0.2, 0.5, 1, 1, 1.5, 2.5])
            self.engine.plan(meeting.end - early * HOUR, self.ask, meeting)

    # --- the facilitator ---------------------------------------------------------------------------------

    def ask(self, meeting, people=None):
        """Mostly who said so is there; who did not say comes too, now and then."""
        network, r, now = meeting.network, self.random, self.engine.now
        if network.stopped or not network.active():
            return
        if people is None:
            people = [p for p in network.active() if r.random() < (0.9 if meeting.answers.get(p) else 0.5)]
        row = Bijeenkomst.objects.get(pk=meeting.pk)
        may, by = rooms.may_open(meeting, people, now), self.life.leaders.any_of(network)
        with self.engine.commit():
            there = [self.world.row(p) for p in people]
            if self._try(meeting, may, lambda: services.open_in_zaal(row, there, by=by)) is None:
                return
            rooms.opened(self.oracle, meeting, people, now)
        self._plan_answers(meeting, len(people))

    def _plan_answers(self, meeting, phones):
        r, now = self.random, self.engine.now
        share = r.choice([0.3, 0.7, 0.9, 0.9, 1.2])  # of the phones; some use two
        for _ in range(round(phones * share)):
            self.engine.plan(now + r.choice([1, 2, 3, 5, 8, 300]) * MINUTE * (0.5 + r.random()), self.scan, meeting)
        for wait in r.choice([(), (4,), (12,), (4, 15, 16), (700,)]):
            self.engine.plan(now + wait * MINUTE, self.close, meeting)

    def close(self, meeting):
        row = Meting.objects.filter(bijeenkomst_id=meeting.pk, in_zaal=True).first()
        survey, now = meeting.survey, self.engine.now
        if row is None or survey is None or not survey.in_room or meeting.overtaken():
            return
        may, by = rooms.may_close(meeting, now), self.life.leaders.any_of(meeting.network)
        with self.engine.commit():
            if self._try(meeting, may, lambda: services.close_in_zaal(row, by=by)):
                rooms.closed(self.oracle, meeting, now)

    # --- the phones --------------------------------------------------------------------------------------

    def scan(self, meeting):
        """What the QR code on the screen opens; a tap gives this phone its code."""
        row = Meting.objects.filter(bijeenkomst_id=meeting.pk, in_zaal=True).first()
        if row is None or meeting.survey is None:
            return
        r, phone, may = self.random, Client(REMOTE_ADDR=self.WIFI), rooms.may_hand_out(meeting, self.engine.now)
        response = phone.post(urlsplit(make_adres(row)).path)
        if not may:
            self.life.people.expect(response.status_code, {409, 410}, "a code too many", meeting)
            return
        self.life.people.expect(response.status_code, 302, "no code for somebody in the room", meeting)
        link = response["Location"]
        meeting.survey.codes.append(link)
        for wait in r.choice(self.PACES):
            self.engine.plan(self.engine.now + wait * MINUTE, self.answer, meeting, meeting.survey, phone, link)

    def answer(self, meeting, survey, phone, link):
        """A code works once; what was asked before the meeting moved is not asked any more."""
        is_now = survey is meeting.survey and rooms.is_open(meeting, self.engine.now)
        may = is_now and link not in survey.answered
        data = {field_name(vraag.code): self.random.randint(0, 5) for vraag in LIJST.geteld}
        data[text_name(LIJST.open_vragen[0].code)] = self.random.choice(["", "Meer tijd graag."])
        status = phone.post(link, data).status_code
        if may:
            self.life.people.expect(status, 200, "an answer in the room was refused", meeting)
            survey.answered.add(link)
        else:
            self.life.people.expect(status, {410, 422}, "an answer in the room was taken that should not", meeting)
