"""Date polls by the rules: when they ask, whom, and when they say nothing more (docs/taken.md, De datumprikker)."""

import re
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from config.tests.jaar.expecting import GONE
from config.tests.jaar.facts import ACTIVE, LEADER, Network
from config.tests.jaar.kinds import IN_BRIEF, KINDS, Kind
from config.tests.jaar.moments import at, dutch, is_working, morning_after
from config.tests.jaar.planning import CHANGED, OPEN, put

ASK, REMIND = "bijeenkomsten.prikker", "bijeenkomsten.prikker_herinnering"
AFTER, BEFORE, APART = 4, 2, 2  # days
CHOSEN, BACK = "De dag is al gekozen.", "De datumprikker is ingetrokken."


@dataclass(eq=False)
class Poll:
    pk: int
    network: Network
    opened: datetime
    last_day: date  # to answer
    days: dict  # pk → (begin, end)
    number: int  # in its title
    over: str = ""  # why nothing is asked any more
    answered: set = field(default_factory=set)
    occasions: list = field(default_factory=list)

    @property
    def cause(self):
        return f"prikker:{self.pk}"

    @property
    def closes(self):
        """Midnight after the last day."""
        return at(self.last_day + timedelta(days=1), 0)

    def takes(self, now):
        return not self.over and now < self.closes


# --- What is planned ------------------------------------------------------------------------------------


def reminders(opened, last_day):
    """The first working morning four days on, and the last one two days before the end; close together only that."""
    first, day = morning_after(dutch(opened).date(), AFTER), last_day - timedelta(days=BEFORE)
    while not is_working(day):
        day -= timedelta(days=1)
    if (day - dutch(opened).date()).days < APART:
        return []
    last = at(day, 9)
    return [first, last] if (day - dutch(first).date()).days >= APART else [last]


def opened(oracle, poll, now):
    poll.network.polls.append(poll)
    oracle.diary.note(now, f"datumprikker {poll.pk} open tot en met {poll.last_day}", poll)
    _plan(oracle, poll)


def extended(oracle, poll, last_day, now):
    poll.last_day = last_day
    oracle.diary.note(now, f"datumprikker {poll.pk} nu tot en met {last_day}", poll)
    _plan(oracle, poll)


def _plan(oracle, poll):
    plan = [(ASK, ("open",), poll.opened)]
    plan += [(REMIND, ("herinnering", dutch(m).date()), m) for m in reminders(poll.opened, poll.last_day)]
    _drop(oracle, poll, CHANGED, {tag for _, tag, _ in plan})
    put(poll, plan)


def over(oracle, poll, reason, now):
    """Chosen or taken back: what has not left will not leave."""
    poll.over = reason
    oracle.diary.note(now, f"datumprikker {poll.pk}: {reason}", poll)
    _drop(oracle, poll, reason, ())


def _drop(oracle, poll, reason, stays):
    for occasion in poll.occasions:
        if occasion.stage in OPEN and occasion.tag not in stays:
            occasion.stage, occasion.reason = "lapsed", reason
    for letter in oracle.waiting:
        if letter.about is poll and letter.tag not in stays:
            letter.must_lapse = letter.must_lapse or reason


def caught_up(oracle, network, person, now):
    """Who comes, or comes back, is asked too."""
    for poll in network.polls:
        if poll.takes(now) and not oracle.has(poll, ("open",), person):
            oracle.expect(ASK, person, poll, now, tag=("open",))


# --- Who, and why not -----------------------------------------------------------------------------------


def _silent(oracle, occasion, now):
    poll = occasion.about
    return [p for p in poll.network.active() if p not in poll.answered] if poll.takes(now) else []


def _why_not(letter, now):
    poll, person, reasons = letter.about, letter.to, set()
    if not poll.takes(now):
        reasons.add(poll.over or "De datumprikker is gesloten.")
    if not poll.network.is_active(person):
        reasons.add(GONE)
    if person in poll.answered:
        reasons.add("Heeft al geantwoord.")
    return reasons


def _closing(letter, now):
    return letter.about.closes


def _check(verifier, letter, delivery, now):
    if f"/d/{CODE}." not in delivery.text:
        verifier.wrong(now, f"a datumprikker without its link to {delivery.to}", letter.about, letter.to)


def _in_brief(oracle, person, text, now):
    """Asks only who said nothing, as long as it takes answers; and to choose only while there is a day left."""
    for which, number in SAYS.findall(text):
        poll = next(p for n in oracle.networks for p in n.polls if p.number == int(number))
        if which.lower().startswith("kies"):
            leads = poll.network.roles.get(person, {}).get(LEADER) == ACTIVE
            is_true = (
                leads and not poll.over and now >= poll.closes and any(begin > now for begin, _ in poll.days.values())
            )
        else:
            is_true = poll.network.is_active(person) and poll.takes(now) and person not in poll.answered
        if not is_true:
            return f"says of datumprikker {poll.pk}: {which}"
    return ""


CODE = "prik"
TITLE = "Samen prikken {}"
SAYS = re.compile(  # a letter writes its titles in capitals
    r"(Welke dag kun jij\?|Kun je nog zeggen welke dag je kunt\?|Kies een dag:) Samen prikken (\d+)", re.IGNORECASE
)
IN_BRIEF.append(_in_brief)
shared = {"topic": "bijeenkomsten", "code": CODE, "useful": _closing, "receivers": _silent, "check": _check}
KINDS[ASK] = Kind(_why_not, keeps=7, lead=3, **shared)
KINDS[REMIND] = Kind(_why_not, keeps=1, lead=1, **shared)
