"""Holding the outbox against the oracle: after every look, every day, and at the end."""

from collections import Counter, defaultdict
from datetime import timedelta

from django.db import connection
from django.db.models import Q

from berichten.models import Bericht, Verzending
from config.tests.jaar.briefs import BRIEF, Briefs
from config.tests.jaar.facts import Meeting
from config.tests.jaar.kinds import is_loose
from config.tests.jaar.mailbox import ACCEPTED, KILLED_AFTER
from config.tests.jaar.moments import dutch
from config.tests.jaar.oracle import describe
from config.tests.jaar.outcomes import Outcomes, real_entry
from config.tests.jaar.rounds import REMIND, Round
from evaluatie.models import Genodigde, Meting, Teller

BACKOFF = [timedelta(minutes=m) for m in (1, 5, 15, 60, 240, 720)]
LEASE = timedelta(minutes=5)  # after a killed worker the others wait at least until its claim has ended
FIELDS = ("pk", "uuid", "soort", "aan_id", "adres", "aanleiding", "context", "status", "reden", "op", "bundel_id")
LEAST = 5  # answers, before anything is shown
REMINDERS = ("evaluatie.herinnering", REMIND)
STAGES = {"open": "gepland", "held": "vastgehouden"}


class WrongError(AssertionError):
    """What should not have been, with the story of the person and the meeting."""


class Verifier(Outcomes, Briefs):
    def __init__(self, oracle, seed):
        self.oracle, self.seed = oracle, seed
        self.by_uuid = {}
        self.last_row, self.known = 0, set()
        self.seen = defaultdict(int)  # uuid → times accepted by the mail server
        self.excused_twice = set()
        self.reasons = defaultdict(int)
        self.sent = defaultdict(int)
        self.briefs, self.asks = {}, []

    # --- one look ------------------------------------------------------------------------------------

    def after_look(self, now, mailbox):
        rows = self._rows()
        self._match(rows, now)
        fates = dict(mailbox.attempts)
        deliveries = self._deliveries(mailbox, now)
        trouble = mailbox.is_away or set(fates.values()) - {ACCEPTED}
        self.judge_briefs(rows, fates, deliveries, now, trouble)
        order = {uuid: n for n, uuid in enumerate(deliveries)}  # what left is judged in the order in which it left
        uuids = {pk: str(row["uuid"]) for pk, row in rows.items()}
        for letter in sorted(self.oracle.waiting, key=lambda one: order.get(uuids.get(one.row), len(order))):
            row = rows.get(letter.row)
            uuid = row and str(row["uuid"])
            self._judge(letter, row, fates.get(uuid), deliveries.pop(uuid, None), now, trouble)
        for delivery in deliveries.values():
            self.wrong(now, f"a mail that nobody should get: {delivery.subject} to {delivery.to}")
        self.oracle.waiting = [letter for letter in self.oracle.waiting if not letter.outcome]

    def _rows(self):
        known = [letter.row for letter in self.oracle.waiting if letter.row]
        known += [pk for pk, brief in self.briefs.items() if not brief.outcome]
        rows = Bericht.objects.filter(Q(pk__gt=self.last_row) | Q(pk__in=known)).order_by("pk").values(*FIELDS)
        return {row["pk"]: row for row in rows}

    def _match(self, rows, now):
        """Every new row belongs to one letter, every letter has its row."""
        without = defaultdict(list)
        for letter in self.oracle.waiting:
            if letter.row is None:
                without[letter.key].append(letter)
        for pk in sorted(pk for pk in set(rows) - self.known if rows[pk]["soort"] != BRIEF):
            self._claim(rows[pk], without, now)
        self.known = set(rows)
        self.last_row = max([self.last_row, *rows])
        for letter in (letter for letters in without.values() for letter in letters):
            if not self._is_forgotten(letter):
                self.wrong(now, f"an occasion without a row: {letter.key} {letter.tag}", letter.about, letter.to)
            letter.outcome = "forgotten"

    def _claim(self, row, without, now):
        key = row["soort"], row["aan_id"] or row["adres"], row["aanleiding"] or row["context"]
        if not without[key]:
            self.wrong(now, f"a row that no occasion calls for: {row}", *self._about(row))
        letter = without[key].pop(0)
        letter.row = row["pk"]
        self.by_uuid[str(row["uuid"])] = letter

    @staticmethod
    def _is_forgotten(letter):
        """Rows of reminders are thrown away, all of them, when the survey closes or is withdrawn."""
        if not is_loose(letter.kind):
            return False
        if isinstance(letter.about, Round):
            return letter.about.stage != "open"
        return letter.about.survey is None or letter.about.survey.closed or letter.about.overtaken()

    def _deliveries(self, mailbox, now):
        found = {}
        for delivery in mailbox.accepted:
            self.seen[delivery.uuid] += 1
            if self.seen[delivery.uuid] > 1 and delivery.uuid not in self.excused_twice:
                self.wrong(now, f"sent twice: {delivery.subject} to {delivery.to}", *self._about_uuid(delivery.uuid))
            found[delivery.uuid] = delivery
        self.excused_twice |= {uuid for uuid, fate in mailbox.attempts if fate == KILLED_AFTER}
        return found

    def _judge(self, letter, row, fate, delivery, now, trouble):
        if letter.outcome:
            return
        if row is None:
            if not self._is_forgotten(letter):
                self._wrong(letter, now, "its row is gone")
            letter.outcome = "forgotten"
            return
        if delivery:
            self._check_mail(letter, delivery, now)
        if fate not in (None, ACCEPTED):
            letter.excused_until = now + BACKOFF[min(letter.refused, 5)]
            letter.refused += 1
        if trouble and row["status"] == "gepland":
            letter.excused_until = max(letter.excused_until or now, now + LEASE)
        getattr(self, f"_is_{row['status']}")(letter, row, fate, now)

    # --- every day, and at the end -------------------------------------------------------------------

    def every_day(self, now):
        self._check_planned(now)
        self._check_calendars(now)
        self._check_surveys(now)

    def _check_planned(self, now):
        """What waits in the database is what the rules ask for, no more, no less, to the minute."""
        rows = Verzending.objects.filter(status__in=STAGES.values()).values_list("soort", "aanleiding", "op", "status")
        wanted = [(o.kind, o.about.cause, o.due, STAGES[o.stage]) for o in self.oracle.open_now()]
        found, wanted = Counter(rows), Counter(wanted)
        for whose, differ in (("in the database", found - wanted), ("by the rules", wanted - found)):
            for soort, aanleiding, op, status in differ:
                what = f"only {whose}: {status} {soort} {aanleiding} op {dutch(op)}"
                self.wrong(now, what, *self._of(aanleiding))

    def _check_calendars(self, now):
        waiting = self.oracle.waiting
        on_its_way = {(letter.to, m) for letter in waiting for m in getattr(letter.about, "meetings", [letter.about])}
        for network in self.oracle.networks:
            for meeting in network.meetings:
                if meeting.begin > now and meeting.fixed < meeting.begin:
                    self._check_members(meeting, on_its_way, now)

    def _check_members(self, meeting, on_its_way, now):
        to_tell = any(
            o.stage != "done" for o in meeting.occasions if o.tag in (("uitnodiging", meeting.sequence), ("afgelast",))
        )
        if to_tell or (meeting.in_plan and meeting.plan.to_tell()):
            return
        for person in meeting.network.active():
            if (person, meeting) in on_its_way or (person, meeting.sequence) in meeting.lost:
                continue
            entry = person.calendar.get(meeting.uid)
            if entry is None and meeting.cancelled:
                continue
            real = real_entry(meeting, "CANCEL" if meeting.cancelled else "REQUEST")
            if entry != real:
                self.wrong(now, f"the calendar of {person.email} says {entry}, real is {real}", meeting, person)

    def no_reminder_stays(self, now):
        """A reminder tells that somebody had not answered: after the clock of evaluatie looked, no row is left."""
        if Bericht.objects.filter(soort__in=REMINDERS).exclude(status="gepland").exists():
            self.wrong(now, "the row of a reminder that left is still there")

    def _check_surveys(self, now):
        """Closed is forgotten: who was asked, and below five also what was answered. The counts are true."""
        if Genodigde.objects.filter(meting__status="gesloten").exists():
            self.wrong(now, "a closed survey still knows who was asked")
        if Teller.objects.filter(meting__status="gesloten", meting__ingevuld=None).exists():
            self.wrong(now, "a survey with too few answers still has them")
        closed = list(Meting.objects.filter(status="gesloten").exclude(soort="samen"))
        self._check_rounds({m.pk: m for m in closed if not m.bijeenkomst_id}, now)
        meetings = {m.bijeenkomst_id: m for m in closed}
        for meeting in (m for network in self.oracle.networks for m in network.meetings):
            survey, meting = meeting.survey, meetings.get(meeting.pk)
            if survey is not None and survey.closed and meting is not None:
                self._check_counts(meeting, meting, sum(survey.asked.values()), len(survey.answered), now)

    def _check_rounds(self, rounds, now):
        for one in (r for network in self.oracle.networks for r in network.rounds):
            meting = rounds.pop(one.pk, None)
            if (meting is not None) != (one.stage == "closed"):
                self.wrong(now, f"{one.key} is {one.stage}, the database says otherwise", one)
            if meting is not None:
                self._check_counts(one, meting, len(one.asked), len(one.answered), now)
        if rounds:
            self.wrong(now, f"rounds that nobody planned: {rounds}")

    def know_rounds(self, now):
        """After the night there are the rounds the rules ask for, on those mornings; a new one gets its row."""
        rows = Meting.objects.filter(bijeenkomst=None, status="gepland").exclude(soort="samen")
        found = {(m.netwerk_id, m.soort, m.opent_op, m.sluit_op): m.pk for m in rows}
        for network in self.oracle.networks:
            for one in (r for r in network.rounds if r.stage == "planned"):
                pk = found.pop((network.pk, one.kind, one.opens, one.closes), None)
                if pk is None or one.pk not in (None, pk):
                    others = [f"{soort} {dutch(opens)}" for netwerk, soort, opens, _ in found if netwerk == network.pk]
                    what = f"no {one.key} of {network.slug} on {dutch(one.opens)} in the database, but {others}"
                    self.wrong(now, what, one)
                one.pk = pk
        for (netwerk, soort, opens, _), pk in found.items():
            about = [n for n in self.oracle.networks if n.pk == netwerk]
            self.wrong(now, f"a {soort} on {dutch(opens)} that the rules do not ask for: meting {pk}", *about)

    def _check_counts(self, about, meting, asked, answered, now):
        real = asked, answered if answered >= LEAST else None
        if (meting.genodigd, meting.ingevuld) != real:
            self.wrong(now, f"counted {meting.genodigd} asked, {meting.ingevuld} answered; real is {real}", about)

    def at_the_end(self, now):
        connection.check_constraints()
        self._check_surveys(now)
        for letter in self.oracle.waiting:
            if not (letter.letter or letter.due > now or letter.held_until and letter.held_until > now):
                self._wrong(letter, now, "was never accounted for")
        for what, rows in {
            "still planned": Bericht.objects.filter(status="gepland", probeer_op__lt=now),
            # A worker that died held what was called off since: that claim ran out, and nobody looks at it any more.
            "still claimed": Bericht.objects.filter(claim__isnull=False).exclude(status="vervallen", claim_tot__lt=now),
            "without a reason": Bericht.objects.filter(status__in=["overgeslagen", "vervallen", "mislukt"], reden=""),
            "a reminder that stayed": Bericht.objects.filter(soort__in=REMINDERS).exclude(status="gepland"),
            "not carried out": Verzending.objects.filter(status="gepland", op__lt=now),
            "lapsed without a reason": Verzending.objects.filter(status__in=["vervallen", "overgeslagen"], reden=""),
        }.items():
            if row := rows.first():
                self.wrong(now, f"{what}: {row.soort} {row.aanleiding} {row.op}", *self._of(row.aanleiding))

    # --- telling -------------------------------------------------------------------------------------

    def _wrong(self, letter, now, what):
        who = letter.to.email if letter.to else letter.address
        self.wrong(now, f"{letter.kind} {letter.tag} to {who}: {what}", letter.about, letter.to)

    def wrong(self, now, what, *about):
        about = [thing for thing in about if thing]
        heads = [describe(thing) for thing in about if isinstance(thing, Meeting)]
        story = self.oracle.diary.story(*about) if about else []
        raise WrongError(
            "\n".join([f"seed {self.seed}, {dutch(now):%A %Y-%m-%d %H:%M:%S}: {what}", *heads, "", *story])
        )

    def _about(self, row):
        person = next((p for p in self.oracle.people if p.pk == row["aan_id"]), None)
        return [*self._of(row["aanleiding"]), person]

    def _about_uuid(self, uuid):
        letter = self.by_uuid.get(uuid)
        return [letter.about, letter.to] if letter else []

    def _of(self, aanleiding):
        return [thing for n in self.oracle.networks for thing in n.sources() if thing.cause == aanleiding]
