"""Rounds of questions to a whole netwerk by the rules: which there should be, on which day, and who hears what of it.

Worked out anew from docs/taken.md, Een ronde vragen aan de groep; nothing here asks the code that plans them.
"""

from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from math import ceil

from config.tests.jaar.expecting import GONE
from config.tests.jaar.facts import LEADER, MEMBER, Network
from config.tests.jaar.kinds import KINDS, Kind
from config.tests.jaar.moments import at, dutch, is_working, morning_after, morning_before
from config.tests.jaar.planning import CHANGED, OPEN, put

COMES, ASK, REMIND, RESULT = (
    f"evaluatie.{name}" for name in ("ronde_komt", "ronde", "ronde_herinnering", "ronde_uitslag")
)
START, BAROMETER, END, AFTER = "nulmeting", "barometer", "eindmeting", "nameting"
DAY = timedelta(days=1)
LEAST = 5
BETWEEN = 21 * DAY
MOVED, TOO_SMALL = "De ronde is verzet.", "Er waren minder dan 5 deelnemers. Dan kan niemand anoniem antwoorden."
OFF, OVER = "Deze ronde gaat niet door.", "Het netwerk is afgelopen."


@dataclass(eq=False)
class Round:
    network: Network
    kind: str
    key: str  # which moment in the life of the netwerk this is
    opens: datetime
    closes: datetime
    pk: int | None = None
    stage: str = "planned"  # open, closed, lapsed, or gone: nobody was asked and nobody needs to know
    asked: list = field(default_factory=list)
    answered: set = field(default_factory=set)
    occasions: list = field(default_factory=list)

    @property
    def cause(self):
        return f"meting:{self.pk}"

    def is_open(self, now):
        return self.stage == "open" and self.opens <= now < self.closes


@dataclass(frozen=True)
class Wish:
    """A round that belongs between two days."""

    key: str
    kind: str
    first: date
    last: date


def mornings(day):
    """(announcement, opening, first reminder, second reminder, closing) of a round that opens on that morning."""
    first = morning_after(day, 5)
    second = max(morning_after(day, 10), morning_after(dutch(first).date()))
    closing = max(morning_after(day, 14), morning_after(dutch(second).date()))
    return morning_before(day, 7), at(day, 9), first, second, closing


# --- Which rounds a netwerk should have ------------------------------------------------------------------


def wishes(network, today):
    """Soonest first; what could only have been in the past is no wish."""
    if network.stopped:
        return []
    if network.ended:
        found = [_after_the_end(network)]
    else:
        found = [_at_the_start(network, today), _barometer(network, today), _at_the_end(network)]
    found = [Wish(w.key, w.kind, max(w.first, today), w.last) for w in found if w and w.last >= max(w.first, today)]
    return sorted(found, key=lambda w: (w.first, w.key))


def _days(network):
    return sorted(dutch(m.begin).date() for m in network.meetings if not m.cancelled)


def _was(network, kind):
    """The rounds of this kind that are past planning, also when nothing came of them."""
    return [r for r in network.rounds if r.kind == kind and r.stage in ("open", "closed", "lapsed")]


def _at_the_start(network, today):
    """From two days after the start to the first meeting; just after it too, within sixty days of the start."""
    begin, days = network.first, _days(network)
    past = [day for day in days if day <= today]
    if _was(network, START) or today > begin + 60 * DAY or len(past) > 1:
        return None
    if past:
        return Wish(START, START, begin + 2 * DAY, begin + 60 * DAY)
    if days:
        return Wish(START, START, min(begin + 2 * DAY, days[0]), days[0])
    return Wish(START, START, begin + 2 * DAY, begin + 62 * DAY)


def _barometer(network, today):
    """The day after two fifths of the meetings, else after half a year; then yearly; or on the move to Inbedding."""
    before = [dutch(r.opens).date() for r in _was(network, BAROMETER)]
    last, moved = max(before, default=None), network.embedded
    key = f"{BAROMETER} {len(before) + 1}"
    if moved and today <= moved + 120 * DAY and (last is None or last < moved - 120 * DAY):
        key, first = f"{BAROMETER} inbedding", moved + DAY
    elif last:
        first = last + 365 * DAY
    else:
        first = _first_barometer(network)
    return Wish(key, BAROMETER, first, min(max(first, today) + 90 * DAY, network.last - 90 * DAY))


def _first_barometer(network):
    days = _days(network)
    enough = max(2, ceil(max(network.planned_meetings, len(days)) * 2 / 5))
    if len(days) < enough:
        return network.first + 182 * DAY
    return min(days[enough - 1] + DAY, network.first + 365 * DAY)


def _at_the_end(network):
    """A week before the last meeting of the last hundred days, else four weeks before the end."""
    if _was(network, END):
        return None
    late = [day for day in _days(network) if network.last - 100 * DAY <= day <= network.last]
    first = late[-1] - 7 * DAY if late else network.last - 28 * DAY
    return Wish(END, END, max(first, network.first + 60 * DAY), network.last + 60 * DAY)


def _after_the_end(network):
    """Four months later, as long as there is a month left to answer and to read what came of it."""
    first = network.ended + 122 * DAY
    return None if _was(network, AFTER) else Wish(AFTER, AFTER, first, min(first + 90 * DAY, network.erases - 30 * DAY))


# --- Which day -------------------------------------------------------------------------------------------


def _suits(oracle, network, day, others):
    """A working day; at most six of the days it is open are free for half of the group; no other round near it."""
    if not is_working(day) or _is_free(oracle, network, day):
        return False
    *_, closing = mornings(day)
    length = (dutch(closing).date() - day).days
    if sum(_is_free(oracle, network, day + n * DAY) for n in range(length)) > 6:
        return False
    opens = at(day, 9)
    for other in others:
        together = opens < other.closes and other.opens < closing and other.stage != "closed"
        if together or abs(opens - other.opens) < BETWEEN:
            return False
    return True


def _stays(oracle, network, wish, day, others):
    return wish.first <= day <= wish.last and _suits(oracle, network, day, others)


def _is_free(oracle, network, day):
    group = network.with_role(MEMBER)
    free = sum(oracle.attention.is_free(day, person.region) for person in group)
    return bool(free) and 2 * free >= len(group)


def plan(oracle, network, now):
    """What the night makes of the rounds of one netwerk: what is wanted stays, moves, goes or is new."""
    today = dutch(now).date()
    _settle_skipped(oracle, network, now)
    wanted = {wish.key: wish for wish in wishes(network, today)}
    for one in network.rounds:
        if one.stage == "planned" and one.key not in wanted:
            _drop(oracle, one, now)
    for wish in wanted.values():
        _plan_one(oracle, network, wish, now)


def _settle_skipped(oracle, network, now):
    """A facilitator skipped its message, and the hour has passed: it does not take place."""
    for one in network.rounds:
        ask = next((o for o in one.occasions if o.kind == ASK), None)
        if one.stage == "planned" and one.opens <= now and ask and ask.stage == "skipped":
            lapse(oracle, one, ask.reason, now)


def _plan_one(oracle, network, wish, now):
    mine = next((r for r in network.rounds if r.key == wish.key and r.stage != "gone"), None)
    if mine and mine.stage != "planned":
        return
    others = [r for r in network.rounds if r is not mine and r.stage in ("planned", "open", "closed")]
    if mine and mine.opens > now and _stays(oracle, network, wish, dutch(mine.opens).date(), others):
        return
    day = max(wish.first, dutch(now).date() + DAY)
    while day <= wish.last and not _suits(oracle, network, day, others):
        day += DAY
    if day > wish.last:
        if mine:
            _drop(oracle, mine, now)
        return
    _, opens, *_, closes = mornings(day)
    if mine is None:
        mine = Round(network, wish.kind, wish.key, opens, closes)
        network.rounds.append(mine)
    mine.opens, mine.closes = opens, closes
    oracle.diary.note(now, f"{wish.key} gepland op {day}", mine)
    replan(oracle, mine, now)


def replan(oracle, one, now):
    """The messages of a round that was planned, moved or opened; what no longer fits lapses."""
    comes, opens, first, second, _ = mornings(dutch(one.opens).date())
    wanted = [(REMIND, ("herinnering", 1), first), (REMIND, ("herinnering", 2), second)]
    wanted.append((RESULT, ("uitslag",), one.closes))
    if one.stage == "planned":
        wanted += [(ASK, ("ronde",), opens), *([(COMES, ("komt",), comes)] if comes > now else [])]
    stay = {tag for _, tag, _ in wanted} | {("ronde",)}
    _lapse_messages(oracle, one, MOVED, [o for o in one.occasions if o.tag not in stay], stay)
    put(one, wanted)


def _lapse_messages(oracle, one, reason, occasions, stay=frozenset()):
    for occasion in occasions:
        if occasion.stage in OPEN:
            occasion.stage, occasion.reason = "lapsed", reason
    for letter in oracle.waiting:
        if letter.about is one and letter.tag not in stay:
            letter.must_lapse = letter.must_lapse or reason


def _drop(oracle, one, now):
    one.stage = "gone"
    _lapse_messages(oracle, one, CHANGED, one.occasions)
    oracle.diary.note(now, f"{one.key} hoeft niet meer", one)


def stopped(network):
    for one in network.rounds:
        if one.stage == "planned":
            one.stage = "gone"


def lapse(oracle, one, reason, now):
    one.stage = "lapsed"
    _lapse_messages(oracle, one, reason, one.occasions)
    oracle.diary.note(now, f"{one.key} gaat niet door: {reason}", one)


def clock(oracle, now):
    """What the clock of evaluatie does."""
    for network in oracle.networks:
        for one in network.rounds:
            if one.stage == "open" and one.closes <= now:
                close(oracle, one, now)


def close(oracle, one, now):
    one.stage = "closed"
    oracle.diary.note(now, f"{one.key} gesloten: {len(one.answered)} van {len(one.asked)}", one)


# --- Who, and why not ------------------------------------------------------------------------------------


def _leaders(oracle, occasion, now):
    one = occasion.about
    return one.network.with_role(LEADER) if one.stage == "planned" else []


def _group(oracle, occasion, now):
    """Opens it. Facilitators are not asked; with fewer than five nobody is."""
    one, network = occasion.about, occasion.about.network
    if one.stage != "planned" or one.opens > now:
        return []
    if network.ended and one.kind != AFTER:
        lapse(oracle, one, OVER, now)
        return []
    leaders = [p for p, roles in network.roles.items() if LEADER in roles]
    group = [p for p in network.with_role(MEMBER) if p not in leaders]
    group += [p for p in network.hearers() if p in network.graduates]
    if len(group) < LEAST:
        lapse(oracle, one, TOO_SMALL, now)
        return []
    one.stage, one.asked = "open", group
    one.opens, one.closes = now, now + (one.closes - one.opens)  # late or not, everybody gets as much time
    oracle.diary.note(now, f"{one.key} open voor {len(group)}, tot {one.closes:%Y-%m-%d %H:%M}", one)
    replan(oracle, one, now)
    return group


def _reminded(oracle, occasion, now):
    one = occasion.about
    if not one.is_open(now):
        return []
    return [p for p in one.asked if p not in one.answered and p in one.network.hearers()]


def _everybody(oracle, occasion, now):
    one = occasion.about
    if one.stage == "open" and one.closes <= now:
        close(oracle, one, now)
    return one.network.hearers() if one.stage == "closed" else []


def _why_not(letter, now):
    one, reasons = letter.about, set()
    if letter.kind == COMES:
        reasons |= set() if one.stage == "planned" else {OFF}
        return reasons | (set() if letter.to in one.network.with_role(LEADER) else {"Begeleidt het netwerk niet meer."})
    if letter.kind == RESULT:
        reasons |= set() if one.stage == "closed" else {"De ronde is niet gesloten."}
    elif one.stage in ("lapsed", "gone"):
        reasons.add(OFF)
    elif not one.is_open(now):
        reasons.add("De evaluatie is al gesloten.")
    if letter.kind != ASK and letter.to not in one.network.hearers():
        reasons.add(GONE)
    return reasons


def _closing(letter, now):
    return letter.about.closes


def _opening(letter, now):
    """From then on there is nothing to move or skip."""
    return letter.about.opens


def _to_answer(letter, now):
    one = letter.about
    return one.is_open(now) and letter.to in one.asked and letter.to not in one.answered


def _check(verifier, letter, delivery, now):
    """With fewer than five answers there is nothing to look at, and the mail says so."""
    one, pages = letter.about, f"/netwerken/{letter.about.network.slug}/evaluatie/"
    enough = len(one.answered) >= LEAST
    found = {COMES: f"{pages}ronde/{one.pk}/", ASK: "/d/ev.", REMIND: "/d/ev."}
    found[RESULT] = f"{pages}{one.pk}/" if enough else "De antwoorden zijn weggegooid"
    is_true = letter.kind != RESULT or enough != ("te weinig antwoorden" in delivery.subject)
    if found[letter.kind] not in delivery.text.replace("\n", " ") or not is_true:
        verifier.wrong(now, f"{letter.kind} to {delivery.to} says something else: {delivery.subject}", one)


shared = {"topic": "evaluatie", "check": _check}
questions = shared | {"code": "ev", "useful": _closing, "asks": _to_answer}
KINDS[COMES] = Kind(_why_not, _leaders, keeps=4, lead=2, useful=_opening, **shared)
KINDS[ASK] = Kind(_why_not, _group, keeps=7, lead=3, **questions)
KINDS[REMIND] = Kind(_why_not, _reminded, keeps=1, lead=1, counts=False, loose=True, **questions)
KINDS[RESULT] = Kind(_why_not, _everybody, keeps=14, **shared)
