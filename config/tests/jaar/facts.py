"""The diary of a simulated year: what is true now, and what happened, in plain words."""

from dataclasses import dataclass, field
from datetime import date, datetime

from config.tests.jaar.kinds import KINDS

ACTIVE, PAUSED = "actief", "pauze"
MEMBER, LEADER = "deelnemer", "facilitator"


@dataclass(eq=False)
class Person:
    pk: int
    email: str
    region: str = ""
    has_account: bool = True
    mark: str = ""  # onbereikbaar: mail comes back; klacht: the owner called it unwanted
    choices: dict = field(default_factory=dict)  # topic → wekelijks or niet
    counted: list = field(default_factory=list)  # moments of the mails that take attention
    letters: list = field(default_factory=list)  # moments of the netwerkbrieven
    calendar: dict = field(default_factory=dict)  # uid → Entry: what this person's calendar shows


@dataclass(frozen=True)
class Entry:
    """What a calendar shows of one meeting: Dutch clock times as they are written in the file."""

    method: str
    sequence: int
    begin: str
    end: str
    place: str


@dataclass(eq=False)
class Network:
    pk: int
    name: str
    slug: str
    most: int
    roles: dict = field(default_factory=dict)  # person → {role: actief or pauze}
    waiting: list = field(default_factory=list)
    meetings: list = field(default_factory=list)
    invitations: list = field(default_factory=list)
    occasions: list = field(default_factory=list)  # reminders of invitations
    polls: list = field(default_factory=list)
    plans: list = field(default_factory=list)
    promises: list = field(default_factory=list)
    rounds: list = field(default_factory=list)
    applications: list = field(default_factory=list)  # for a contribution
    first: date | None = None  # the days between which it runs
    last: date | None = None
    planned_meetings: int = 8
    embedded: date | None = None  # when it moved to the fase Inbedding
    since: dict = field(default_factory=dict)  # person → the day on which they became a deelnemer
    stopped: bool = False
    ended: date | None = None  # it is done, or goes on by itself; nobody stopped it
    erases: date | None = None  # the day on which what is left of it goes
    graduates: set = field(default_factory=set)  # who was ready before the end

    @property
    def cause(self):
        """How the outbox names it."""
        return f"netwerk:{self.pk}"

    def sources(self):
        """Everything about which something may be planned."""
        return [self, *self.meetings, *self.polls, *self.plans, *self.rounds, *self.applications]

    def active(self):
        """Who takes part now and can be mailed."""
        return [p for p, roles in self.roles.items() if p.has_account and ACTIVE in roles.values()]

    def is_active(self, person):
        return person.has_account and ACTIVE in self.roles.get(person, {}).values()

    def with_role(self, role):
        return [p for p, roles in self.roles.items() if p.has_account and roles.get(role) == ACTIVE]

    def hearers(self):
        """Who hears of what the group answered: of a netwerk that is over also who was ready before the end."""
        done = {p for p in self.graduates if self.ended and p.has_account}
        return [*self.active(), *(done - set(self.active()))]

    def belongs(self, person):
        return person in self.roles


@dataclass(eq=False)
class Survey:
    opened: datetime
    closes: datetime
    asked: dict  # person → was there
    answered: set = field(default_factory=set)  # in the room: codes, for nobody knows whose they are
    closed: bool = False
    in_room: bool = False  # everybody there answers with a code
    codes: list = field(default_factory=list)  # that were handed out

    def is_open(self, now):
        return not self.closed and self.opened <= now < self.closes


@dataclass(eq=False)
class Meeting:
    pk: int
    uid: str
    network: Network
    begin: datetime
    end: datetime
    place: str
    fixed: datetime  # time and place are so since
    day_fixed: datetime
    sequence: int = 0
    cancelled: bool = False
    held: bool = False  # the attendance list is filled in
    answers: dict = field(default_factory=dict)  # person → comes
    attendance: dict = field(default_factory=dict)  # person → was there
    preparers: set = field(default_factory=set)
    was: list = field(default_factory=list)  # (moment of the change, when it was to begin before)
    survey: Survey | None = None
    occasions: list = field(default_factory=list)
    mailed: dict = field(default_factory=dict)  # person → [(moment, kind)] of the mails of bijeenkomsten
    lost: set = field(default_factory=set)  # (person, sequence): for a stated reason this never reached them
    plan: object = None  # the year plan it was made in
    requests: list = field(default_factory=list)  # guests who were asked
    turns: object = None
    asked: dict = field(default_factory=dict)  # person → open or passed: who was asked to prepare it

    @property
    def in_plan(self):
        """As it was planned in the year plan; the mail of the plan tells of it."""
        return self.plan is not None and self.sequence == 0

    @property
    def cause(self):
        return f"bijeenkomst:{self.pk}"

    def was_there(self):
        """By the list when there is one, else by what people said."""
        source = self.attendance or self.answers
        return [p for p, there in source.items() if there and p.has_account]

    def overtaken(self):
        """Asked about a meeting that then turned out not to have taken place."""
        survey = self.survey
        if survey is None or survey.closed:
            return False
        return self.cancelled or (self.begin if survey.in_room else self.end) > survey.opened


@dataclass(eq=False)
class Occasion:
    """Something that goes to a group at a moment. ``tag`` tells rounds and numbers apart."""

    kind: str
    tag: tuple
    due: datetime
    about: object  # a meeting, a network, a poll …
    stage: str = "open"  # held, skipped, lapsed, done
    edited: bool = False  # the facilitator's own words are in it
    reason: str = ""
    done_at: datetime | None = None

    @property
    def meeting(self):
        return self.about if isinstance(self.about, Meeting) else None


@dataclass(eq=False)
class Letter:
    """One mail to one person that has to be accounted for."""

    kind: str
    to: Person | None
    address: str
    about: object
    due: datetime
    tag: tuple = ()
    row: int | None = None
    refused: int = 0
    excused_until: datetime | None = None
    must_lapse: str = ""
    held_until: datetime | None = None  # a quiet time keeps it
    letter: int | None = None  # the row of the netwerkbrief it goes along in
    outcome: str = ""
    facts: dict = field(default_factory=dict)

    @property
    def key(self):
        return self.kind, self.to.pk if self.to else self.address, self.about.cause

    @property
    def tells_of_meeting(self):
        """A mail to a member about one meeting, with its day, time and place."""
        is_of_room = self.kind.startswith("bijeenkomsten.") and self.kind not in KINDS
        return isinstance(self.about, Meeting) and is_of_room and self.to is not None


class Diary:
    def __init__(self):
        self.lines = []

    def note(self, moment, text, *about):
        self.lines.append((moment, text, set(map(id, about))))

    def story(self, *about, most=400):
        """The lines that are about these and nobody else."""
        around = (getattr(thing, name, thing) for thing in about for name in ("network", "meeting"))
        wanted = set(map(id, (*about, *around)))
        lines = [f"{moment:%a %Y-%m-%d %H:%M:%S} {text}" for moment, text, ids in self.lines if ids <= wanted]
        return lines[-most:]
