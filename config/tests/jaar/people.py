"""What participants do: read mail, press the buttons in it, come, go, pause and return."""

import re
from datetime import timedelta

from berichten import services as berichten
from berichten.services import adressen
from config.tests.jaar.facts import LEADER, MEMBER, PAUSED, Meeting
from config.tests.jaar.kinds import topic_of
from evaluatie.forms import field_name, text_name
from evaluatie.vragenlijst.bron import BIJEENKOMST, get_shipped
from netwerken import services as netwerken
from netwerken.models import Deelname

HOUR, DAY = timedelta(hours=1), timedelta(days=1)
LINK = re.compile(r"/d/([a-z]+)\.[^/\s]+/")
LIJST = get_shipped(BIJEENKOMST)
WOORDEN = text_name(LIJST.open_vragen[0].code)
TOPICS = ("bijeenkomsten", "evaluatie", "netwerk")


class People:
    def __init__(self, life, client):
        self.life, self.world, self.oracle = life, life.world, life.oracle
        self.engine, self.random, self.client = life.engine, life.random, client
        self.links = {}  # (person, meeting or survey, code) → the newest link that was mailed

    # --- the mailbox ---------------------------------------------------------------------------------

    def read_mail(self, delivery):
        """Remember the buttons, and press one now or later, or never."""
        letter = self.engine.verifier.by_uuid.get(delivery.uuid)
        if letter is None:
            return
        links = {match[1]: match[0] for match in LINK.finditer(delivery.text)}
        for code, link in links.items():
            self.links[letter.to, letter.about, code] = link
        for topic in self.life.topics:
            topic.read(letter, links)
        if letter.to is not None:
            self._use(letter, links)

    def _use(self, letter, links):
        r = self.random
        is_open = isinstance(letter.about, Meeting) and letter.to not in letter.about.answers
        if r.random() < 0.6 and "aan" in links and is_open:
            self.engine.plan(
                self.engine.now + r.choice([0.02, 0.5, 5, 30, 80]) * HOUR, self.answer, letter.about, letter.to
            )
        if letter.kind in ("evaluatie.vraag", "evaluatie.herinnering") and r.random() < 0.5:
            wait = r.choice([0.05, 1, 20, 100, 200, 330, 400])
            self.engine.plan(self.engine.now + wait * HOUR, self.fill_in, letter.about, letter.to)
        if r.random() < 0.004 and "stop" in links:
            self.engine.plan(self.engine.now + HOUR, self.unsubscribe, letter.to, links["stop"], letter.kind)

    def press(self, person, link, **data):
        """One touch, as a stranger without cookies, everybody from an own address."""
        self.client.cookies.clear()
        return self.client.post(
            link, data, REMOTE_ADDR=f"10.{person.pk >> 16 & 255}.{person.pk >> 8 & 255}.{person.pk & 255}"
        )

    # --- meetings ------------------------------------------------------------------------------------

    def answer(self, meeting, person):
        comes = self.random.random() < 0.75
        link = self.links.get((person, meeting, "aan" if comes else "af"))
        if link is None:
            return
        now = self.engine.now
        may = not meeting.cancelled and not meeting.held and meeting.end > now and meeting.network.is_active(person)
        with self.engine.commit():
            status = self.press(person, link, reden="").status_code
            if may:
                self.expect(status, 200, "an answer was refused", meeting, person)
                before = meeting.answers.get(person)
                self.oracle.answered(meeting, person, comes, now)
                self.life.turning.said(meeting, person, comes, before)
            else:
                self.expect(status, {410, 422}, "an answer was taken that came too late", meeting, person)

    def expect(self, status, wanted, what, *about):
        if status not in (wanted if isinstance(wanted, set) else {wanted}):
            self.engine.verifier.wrong(self.engine.now, f"{what} ({status})", *about)

    # --- surveys -------------------------------------------------------------------------------------

    def fill_in(self, meeting, person):
        link, survey, now = self.links.get((person, meeting, "ev")), meeting.survey, self.engine.now
        if link is None:
            return
        may = survey is not None and not survey.in_room and survey.is_open(now) and not meeting.overtaken()
        may = may and person.has_account
        may = may and survey.asked.get(person, False) and person not in survey.answered
        if may and self.random.random() < 0.07:
            self.press(person, link, soort="afwezig")
            self.oracle.was_not_there(meeting, person)
            return
        data = {field_name(vraag.code): self.random.randint(0, 5) for vraag in LIJST.geteld}
        status = self.press(
            person, link, **data, **{WOORDEN: self.random.choice(["", "", "Meer tijd graag."])}
        ).status_code
        if may:
            self.expect(status, 200, "an answer to the survey was refused", meeting, person)
            self.oracle.survey_answered(meeting, person)
        else:
            self.expect(status, {410, 422}, "an answer to the survey was taken that should not", meeting, person)

    # --- coming and going ----------------------------------------------------------------------------

    def join(self, network):
        """Somebody new, somebody of another network, or somebody who left before."""
        if network.stopped:
            return
        outside = [
            p for p in self.oracle.people if p.has_account and p not in network.roles and p not in network.waiting
        ]
        outside = [p for p in outside if not self._was_sent_away(network, p)]
        person = self.random.choice(outside) if outside and self.random.random() < 0.6 else self.world.new_person()
        self.world.sign_up(network, person)

    def _was_sent_away(self, network, person):
        rows = Deelname.objects.filter(netwerk_id=network.pk, persoon_id=person.pk, rol=MEMBER)
        return rows.filter(reden_einde="verwijderd").exists() or rows.filter(status="afgewezen").exists()

    def leave(self, network):
        people = [p for p in network.roles if LEADER not in network.roles[p] and p.has_account]
        if not people:
            return
        person = self.random.choice(people)
        with self.engine.commit():
            netwerken.leave(self.world.netwerk(network), self.world.row(person), reden="tijd")
            self.oracle.left(network, person, self.engine.now, by=person)

    def pause(self, network):
        people = [p for p in network.with_role(MEMBER) if LEADER not in network.roles[p]]
        if people:
            person = self.random.choice(people)
            with self.engine.commit():
                netwerken.pause(self._deelname(network, person), by=self.world.row(person))
                self.oracle.paused(network, person, self.engine.now)

    def resume(self, network):
        people = [p for p, roles in network.roles.items() if roles.get(MEMBER) == PAUSED]
        if people:
            person = self.random.choice(people)
            with self.engine.commit():
                netwerken.resume(self._deelname(network, person), by=self.world.row(person))
                self.oracle.resumed(network, person, self.engine.now)

    def _deelname(self, network, person):
        return Deelname.objects.select_related("netwerk").get(netwerk_id=network.pk, persoon_id=person.pk, rol=MEMBER)

    def accept(self, network, fact):
        uitnodiging = self.world.netwerk(network).uitnodigingen.get(pk=fact["pk"])
        if not fact["open"] or self.engine.now >= fact["expires"]:
            return
        with self.engine.commit():
            is_full = self.oracle.places(network) <= 0
            deelname, _ = netwerken.accept(uitnodiging, naam="Nieuw Mens")
            fact["open"] = False
            person = self.world.known(deelname.persoon)
            if is_full:
                self.oracle.queued(network, person, self.engine.now)
            else:
                self.oracle.joined(network, person, MEMBER, self.engine.now, mail="welkom")

    def refuse(self, network, fact):
        if fact["open"] and self.engine.now < fact["expires"]:
            with self.engine.commit():
                netwerken.refuse(self.world.netwerk(network).uitnodigingen.get(pk=fact["pk"]))
                fact["open"] = False

    # --- themselves ----------------------------------------------------------------------------------

    def move_school(self, network):
        if network.active():
            person = self.random.choice(network.active())
            row = self.world.row(person)
            row.organisatie = self.world.school()
            row.save()
            person.region = row.organisatie.vakantieregio

    def close_account(self, network):
        people = [p for p in network.active() if LEADER not in network.roles[p]]
        if people:
            self._set_account(self.random.choice(people), False)

    def open_account(self, network):
        people = [p for p in network.roles if not p.has_account]
        if people:
            self._set_account(self.random.choice(people), True)

    def _set_account(self, person, is_open):
        row = self.world.row(person)
        row.is_active = is_open
        row.save()
        self.oracle.account(person, is_open, self.engine.now)

    def unsubscribe(self, person, link, kind):
        """One click from the mail program (RFC 8058)."""
        if person.has_account:
            status = self.press(person, link, **{"List-Unsubscribe": "One-Click"}).status_code
            self.expect(status, 200, "cannot stop mail", person)
            topic = topic_of(kind, {}) or kind.partition(".")[0]
            self.oracle.choose(person, topic, "niet", self.engine.now)

    def change_preferences(self, network):
        if not network.active():
            return
        person, topic = self.random.choice(network.active()), self.random.choice(TOPICS)
        choice = self.random.choice(["direct", "direct", "wekelijks", "wekelijks", "niet"])
        berichten.set_preferences(self.world.row(person), {topic: choice})
        self.oracle.choose(person, topic, choice, self.engine.now)

    def bounce(self, network):
        """The mail service tells that mail comes back, or that somebody called it unwanted."""
        people = [p for p in network.active() if not p.mark]
        if people:
            person, mark = self.random.choice(people), self.random.choice(["onbereikbaar", "klacht"])
            adressen.mark_address(person.email, mark, bron="proef")
            self.oracle.mark(person, mark, self.engine.now)

    def recover(self, network):
        people = [p for p in network.roles if p.mark]
        if people:
            person = self.random.choice(people)
            adressen.clear_address(person.email)
            self.oracle.mark(person, "", self.engine.now)
