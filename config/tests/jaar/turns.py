"""Whose turn it is to prepare, and who is asked, by the rules (docs/taken.md, De beurt om voor te bereiden)."""

from dataclasses import dataclass
from datetime import timedelta

from config.tests.jaar.expecting import GONE
from config.tests.jaar.facts import ACTIVE, MEMBER, Meeting
from config.tests.jaar.kinds import KINDS, Kind
from config.tests.jaar.moments import dutch

ASK = "bijeenkomsten.beurt"
CODE, PASS = "beurt", "pas"
MOST = 3
DAY = timedelta(days=1)
OPEN, PASSED = "open", "passed"


@dataclass(eq=False)
class Turns:
    """The questions about one meeting stand apart from what is planned about it."""

    meeting: Meeting
    occasions: tuple = ()

    @property
    def pk(self):
        return self.meeting.pk

    @property
    def network(self):
        return self.meeting.network

    @property
    def cause(self):
        return f"beurt:{self.pk}"


def of(meeting):
    if meeting.turns is None:
        meeting.turns = Turns(meeting)
    return meeting.turns


# --- How it stands --------------------------------------------------------------------------------------


def waits(meeting, person, now):
    """Is this person asked, and is the answer still of use?"""
    is_on = not meeting.cancelled and not meeting.held and meeting.begin > now
    takes_part = ACTIVE in meeting.network.roles.get(person, {}).values()
    return is_on and takes_part and meeting.asked.get(person) == OPEN and person not in meeting.preparers


def preparing(meeting):
    return [p for p in meeting.preparers if meeting.network.is_active(p)]


def places(meeting, now):
    return max(0, MOST - len(preparing(meeting)) - sum(waits(meeting, p, now) for p in meeting.asked))


def in_time(meeting, now):
    return now < meeting.begin - DAY


def first_in_line(meeting, now):
    """Whose turn it is; several when only the lot can tell, nobody when there is nobody left to ask."""
    network = meeting.network
    left = [
        p for p in network.with_role(MEMBER)
        if p not in meeting.preparers and p not in meeting.asked and meeting.answers.get(p) is not False
    ]  # fmt: skip
    places_in_line = {p: _place(meeting, p, now) for p in left}
    first = min(places_in_line.values(), default=None)
    return {p for p, place in places_in_line.items() if place == first}


def _place(meeting, person, now):
    """Never did it, longest a member first; then who did it longest ago; then least often. Newcomers come last."""
    network, since = meeting.network, meeting.network.since[person]
    on = [m for m in network.meetings if not m.cancelled]
    turns = {day(m) for m in on if m is not meeting and (person in m.preparers or waits(m, person, now))}
    is_new = not any(since <= day(m) < day(meeting) for m in on)
    return is_new, bool(turns), max(turns, default=since), len(turns)


def day(meeting):
    return dutch(meeting.begin).date()


# --- What happens ---------------------------------------------------------------------------------------


def asked(oracle, meeting, person, now):
    meeting.asked[person] = OPEN
    oracle.diary.note(now, f"{person.email} gevraagd voor te bereiden", meeting, person)
    letters = [one for one in oracle.turn_letters if (one.about, one.to) == (of(meeting), person)]
    if all(letter.outcome for letter in letters):
        tag = ("beurt", len(letters) + 1)
        oracle.turn_letters.append(oracle.expect(ASK, person, of(meeting), now, tag=tag))


def accepted(oracle, meeting, person, now):
    if person not in meeting.preparers:
        del meeting.asked[person]
        oracle.preparers(meeting, meeting.preparers | {person}, now)


def passed(oracle, meeting, person, now):
    meeting.asked[person] = PASSED
    oracle.diary.note(now, f"{person.email} past", meeting, person)
    if person in meeting.preparers:
        oracle.preparers(meeting, meeting.preparers - {person}, now)


# --- Why not --------------------------------------------------------------------------------------------


def _why_not(letter, now):
    meeting, reasons = letter.about.meeting, set()
    if meeting.cancelled:
        reasons.add("De bijeenkomst is afgelast.")
    if meeting.begin <= now:
        reasons.add("De bijeenkomst is al begonnen.")
    if not meeting.network.is_active(letter.to):
        reasons.add(GONE)
    if not waits(meeting, letter.to, now):
        reasons.add("De vraag is beantwoord of ingetrokken.")
    if len(preparing(meeting)) >= MOST:
        reasons.add("Er zijn al genoeg voorbereiders.")
    return reasons


def _useful(letter, now):
    return letter.about.meeting.begin - DAY


def _check(verifier, letter, delivery, now):
    if not (f"/d/{CODE}." in delivery.text and f"/d/{PASS}." in delivery.text):
        verifier.wrong(now, f"a question without its buttons to {delivery.to}", letter.about.meeting, letter.to)


KINDS[ASK] = Kind(_why_not, keeps=7, topic="bijeenkomsten", lead=6, code=CODE, useful=_useful, check=_check)
