"""The oracle: keeps the facts, and knows from the rules alone which mails they call for.

``Oracle`` hears what happened (from ``life``, after the real service accepted it). ``planning`` works out what must be
planned, ``expecting`` who should get it at the moment of a look, ``verifying`` holds the outbox against that.
"""

from collections import defaultdict

from config.tests.jaar import leads, plans, polls, promises, rounds
from config.tests.jaar.facts import ACTIVE, LEADER, MEMBER, Diary, Letter
from config.tests.jaar.moments import around_meeting, dutch, morning_after
from config.tests.jaar.planning import make_round, open_occasions, put, replan, stop, survey_turn

ALIVE = ("", "sent")


class Oracle:
    def __init__(self, attention):
        self.attention = attention
        self.diary = Diary()
        self.people, self.networks = [], []
        self.waiting = []  # letters that are not accounted for yet
        self.turn_letters = []
        self.letters = defaultdict(list)  # (about, tag, person) → letters, for «exactly once»

    # --- letters -------------------------------------------------------------------------------------

    def expect(self, kind, to, about, due, *, tag, address="", **facts):
        letter = Letter(kind, to, address, about, due, tag=tag, facts=facts)
        self.waiting.append(letter)
        self.letters[about, tag, to or address].append(letter)
        return letter

    def has(self, about, tag, person):
        """Is this on its way to the person, or was it sent?"""
        return any(letter.outcome in ALIVE for letter in self.letters[about, tag, person])

    # --- meetings ------------------------------------------------------------------------------------

    def planned(self, meeting, now):
        meeting.network.meetings.append(meeting)
        self.diary.note(now, f"gepland: {describe(meeting)}", meeting)
        replan(self, meeting)

    def changed(self, meeting, now, *, begin=None, end=None, place=None):
        """Another time or place. Only what is still to come is told to calendars."""
        was_day = dutch(meeting.begin).date()
        if begin and begin != meeting.begin:
            meeting.was.append((now, meeting.begin))
        meeting.begin, meeting.end = begin or meeting.begin, end or meeting.end
        meeting.place = meeting.place if place is None else place
        other_day = dutch(meeting.begin).date() != was_day
        if not meeting.held and meeting.begin > now:
            meeting.sequence += 1
            meeting.fixed = now
            meeting.day_fixed = now if other_day else meeting.day_fixed
        if other_day:
            meeting.answers.clear()
        self.diary.note(now, f"gewijzigd (seq {meeting.sequence}): {describe(meeting)}", meeting)
        replan(self, meeting)

    def cancelled(self, meeting, now):
        meeting.cancelled = True
        meeting.sequence += 1
        meeting.fixed = now
        self.diary.note(now, f"afgelast: {describe(meeting)}", meeting)
        replan(self, meeting)

    def preparers(self, meeting, people, now):
        new = set(people) - meeting.preparers
        meeting.preparers = set(people)
        names = ", ".join(sorted(p.email for p in people))
        self.diary.note(now, f"bereiden voor: {names or 'niemand'}", meeting)
        told = [o for o in meeting.occasions if o.kind == "bijeenkomsten.voorbereiders"]
        last = told[-1] if told else None
        due = morning_after(dutch(now).date())
        limit = around_meeting(meeting.begin, meeting.fixed).get("morgen", meeting.begin)
        still_to_go = last and last.stage in ("open", "held", "skipped")
        if not new or due >= limit or still_to_go or meeting.cancelled or meeting.held:
            return
        tag = last.tag if last else ("voorbereiders", 1)
        for person in sorted(new, key=lambda p: p.pk):
            if not self.has(meeting, tag, person):
                self.expect("bijeenkomsten.voorbereiders", person, meeting, due, tag=tag)

    def answered(self, meeting, person, comes, now):
        meeting.answers[person] = comes
        self.diary.note(now, f"{person.email} komt{'' if comes else ' niet'}", meeting, person)

    def attended(self, meeting, there, now):
        on_list = set(meeting.network.active()) | {p for p, was in meeting.attendance.items() if was and p.has_account}
        meeting.attendance |= {p: p in there for p in on_list}
        meeting.held = True
        self.diary.note(now, f"lijst: {len(there)} van {len(on_list)} waren er", meeting)

    # --- people --------------------------------------------------------------------------------------

    def joined(self, network, person, role, now, *, mail=""):
        network.roles.setdefault(person, {})[role] = ACTIVE
        network.graduates.discard(person)
        if role == MEMBER:
            network.since[person] = dutch(now).date()
        self.diary.note(now, f"{person.email} doet mee aan {network.slug} als {role}", network, person)
        if mail:
            self.expect(f"netwerken.{mail}", person, network, now, tag=(mail, now))
        if role == MEMBER:
            leads.joined(network, person, now)
        self.caught_up(network, person, now)

    def caught_up(self, network, person, now):
        """Who comes, or comes back, hears of every meeting to come, and of those that went off meanwhile."""
        polls.caught_up(self, network, person, now)
        plans.caught_up(self, network, person, now)
        for meeting in network.meetings:
            if meeting.begin <= now or meeting.in_plan:
                continue
            if not meeting.cancelled:
                tag = ("uitnodiging", meeting.sequence)
                if not self.has(meeting, tag, person):
                    self.expect("bijeenkomsten.vastgesteld", person, meeting, now, tag=tag)
            elif self._thinks_it_is_on(meeting, person) and not self.has(meeting, ("afgelast",), person):
                self.expect("bijeenkomsten.afgelast", person, meeting, now, tag=("afgelast",))

    @staticmethod
    def _thinks_it_is_on(meeting, person):
        entry = person.calendar.get(meeting.uid)
        return entry is not None and entry.method == "REQUEST"

    def left(self, network, person, now, *, by):
        """In all roles. Who went is told to the facilitators; who was sent away is told so."""
        network.roles.pop(person)
        promises.released(network, person)
        self.diary.note(now, f"{person.email} stopt met {network.slug}", network, person)
        if by is person:
            for leader in network.with_role(LEADER):
                self.expect("netwerken.vertrek", leader, network, now, tag=("vertrek", now), who=person)
        else:
            self.expect("netwerken.einde", person, network, now, tag=("einde", now))
        self._fill(network, now)

    def _fill(self, network, now):
        while network.waiting and not network.stopped and self.places(network) > 0:
            self.joined(network, network.waiting.pop(0), MEMBER, now, mail="plek_vrij")

    @staticmethod
    def places(network):
        return network.most - sum(MEMBER in roles for roles in network.roles.values())

    def queued(self, network, person, now):
        network.waiting.append(person)
        self.diary.note(now, f"{person.email} op de wachtlijst van {network.slug}", network, person)
        self.expect("netwerken.wachtlijst", person, network, now, tag=("wachtlijst", now))
        for leader in network.with_role(LEADER):
            if leader is not person:
                self.expect("netwerken.aanmelding", leader, network, now, tag=("aanmelding", now), who=person)

    def role_given(self, network, person, role, now):
        network.roles[person][role] = ACTIVE
        self.diary.note(now, f"{person.email} is nu ook {role} van {network.slug}", network, person)
        self.caught_up(network, person, now)

    def role_taken(self, network, person, role, now):
        del network.roles[person][role]
        self.diary.note(now, f"{person.email} is geen {role} meer van {network.slug}", network, person)
        self._fill(network, now)

    def paused(self, network, person, now):
        network.roles[person][MEMBER] = "pauze"
        self.diary.note(now, f"{person.email} pauzeert bij {network.slug}", network, person)

    def resumed(self, network, person, now):
        network.roles[person][MEMBER] = ACTIVE
        self.diary.note(now, f"{person.email} is terug bij {network.slug}", network, person)
        leads.joined(network, person, now)
        self.caught_up(network, person, now)

    def account(self, person, is_open, now):
        person.has_account = is_open
        # Nobody tells who comes back after a closed account; opening it again is a matter for beheer.
        for meeting in (m for n in self.networks if is_open and n.belongs(person) for m in n.meetings):
            meeting.lost |= {(person, sequence) for sequence in range(meeting.sequence + 1)}
        self.diary.note(now, f"account van {person.email} is {'open' if is_open else 'dicht'}", person)

    def mark(self, person, mark, now):
        person.mark = mark
        self.diary.note(now, f"{person.email}: {mark or 'mail komt weer aan'}", person)

    def choose(self, person, topic, choice, now):
        person.choices[topic] = choice
        self.diary.note(now, f"{person.email} kiest voor {topic}: {choice}", person)

    def network_stopped(self, network, now):
        """What was to come lapses, meetings go off, and who waited hears no."""
        for source in network.sources():
            stop(self, source, "Het netwerk is gestopt.")
        for poll in network.polls:
            if not poll.over:
                polls.over(self, poll, polls.BACK, now)
        for meeting in sorted(network.meetings, key=lambda m: (m.begin, m.pk)):
            if not meeting.cancelled and not meeting.held and meeting.begin > now:
                self.cancelled(meeting, now)
        for person in network.waiting:
            self.expect("netwerken.afgewezen", person, network, now, tag=("afgewezen", now))
        network.waiting.clear()
        for invitation in network.invitations:
            invitation["open"] = False
        network.stopped = True
        rounds.stopped(network)
        self.diary.note(now, f"{network.slug} is gestopt", network)

    # --- surveys -------------------------------------------------------------------------------------

    def ask_now(self, meeting, now):
        """The facilitator asks after all."""
        make_round(self, meeting, now)
        put(meeting, [("evaluatie.vraag", ("vraag", survey_turn(meeting), "alsnog"), now)])
        self.diary.note(now, f"alsnog een evaluatie van {describe(meeting)}", meeting)

    def survey_answered(self, meeting, person):
        meeting.survey.answered.add(person)

    def was_not_there(self, meeting, person):
        meeting.survey.asked[person] = False

    def survey_clock(self, now):
        """What the clock of evaluatie does: close what is over, withdraw what was overtaken."""
        rounds.clock(self, now)
        for network in self.networks:
            for meeting in network.meetings:
                if meeting.overtaken():
                    meeting.survey = None
                elif meeting.survey and not meeting.survey.closed and meeting.survey.closes <= now:
                    self.close(meeting, now)

    def plan_rounds(self, now, networks):
        """What a worker makes of the rounds of these: every night, and at once when a netwerk takes a step or ends."""
        for network in networks:
            rounds.plan(self, network, now)

    def close(self, meeting, now):
        survey = meeting.survey
        if not survey.closed:
            survey.closed = True
            self.diary.note(now, f"evaluatie gesloten: {len(survey.answered)} van {len(survey.asked)}", meeting)

    def open_now(self):
        return open_occasions(self)


def describe(meeting):
    begin, end = dutch(meeting.begin), dutch(meeting.end)
    return (
        f"bijeenkomst {meeting.pk} van {meeting.network.slug}, {begin:%a %Y-%m-%d %H:%M}-{end:%H:%M}, {meeting.place}"
    )
