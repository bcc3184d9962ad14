"""Guests and their mails by the rules (docs/taken.md, Gastsprekers). A guest is an address, not a person."""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from config.tests.jaar.attention import SOON
from config.tests.jaar.expecting import GONE
from config.tests.jaar.facts import LEADER, Meeting, Person
from config.tests.jaar.kinds import KINDS, Kind, nothing
from config.tests.jaar.moments import REST, around_meeting, dutch, morning_after, morning_before
from config.tests.jaar.outcomes import read_entry, real_entry
from config.tests.jaar.planning import MORE, replan

ROOM = "bijeenkomsten.gast_"
ASKED, YES, NO, BACK = "asked", "yes", "no", "back"
DAY = timedelta(days=1)
QUESTIONS_BEFORE, BRIEFING_BEFORE = 14, 5  # days
THANKS_UNTIL = 60 * DAY
OTHERWISE = "Er is intussen iets anders afgesproken met de gast."
WITHDRAWN = "Het verzoek is ingetrokken of opnieuw gedaan."
CODE = "gast"
LINKED = ("verzoek", "bevestigd", "briefing", "verplaatst")
IN_CALENDAR = ("bevestigd", "verplaatst", "afgelast", "ingetrokken")


@dataclass(eq=False)
class Request:
    """``number``: how often the question was asked anew; only the newest link acts."""

    pk: int
    meeting: Meeting
    address: str
    by: Person
    asked: datetime
    stand: str = ASKED
    number: int = 1
    answered: datetime | None = None
    heard: bool = False  # a mail about it left
    thanked: bool = False
    mails: int = 0
    sequence: int = -1  # of the guest's calendar
    occasions: tuple = ()

    @property
    def network(self):
        return self.meeting.network

    @property
    def cause(self):
        return f"spreekverzoek:{self.pk}"

    @property
    def is_open(self):
        return self.stand in (ASKED, YES)

    @property
    def comes(self):
        """A yes to an earlier day is no yes to this one."""
        return self.stand == YES and self.answered >= self.meeting.day_fixed


# --- What is planned with the meeting -------------------------------------------------------------------


def planned(meeting):
    """[(kind, tag, moment)]"""
    open_ = [r for r in meeting.requests if r.is_open and meeting.begin > meeting.fixed]
    knows = any(r.asked < meeting.fixed for r in open_)
    if meeting.cancelled:
        return [(f"{ROOM}afgelast", ("gast_afgelast",), meeting.fixed)] if knows else []
    plan = []
    if meeting.sequence and knows:
        plan.append((f"{ROOM}verplaatst", ("gast_verplaatst", meeting.sequence), meeting.fixed))
    for request in open_:
        plan += _of_who_comes(meeting, request) if request.comes else []
    return plan


def _of_who_comes(meeting, request):
    day = dutch(meeting.begin).date()
    questions = max(morning_after(dutch(request.answered).date()), morning_before(day, QUESTIONS_BEFORE))
    while questions in around_meeting(meeting.begin, meeting.fixed).values():  # not beside another mail about it
        questions = morning_after(dutch(questions).date())
    briefing = morning_before(day, BRIEFING_BEFORE)
    if questions < meeting.begin - 2 * DAY:
        yield f"{ROOM}vragen", ("gast_vragen", request.pk), questions
    if briefing > request.answered + REST:
        yield f"{ROOM}briefing", ("gast_briefing", request.pk, meeting.day_fixed), briefing


MORE.append(planned)


# --- What happens ---------------------------------------------------------------------------------------


def _expect(oracle, request, name, now, to=None):
    request.mails += 1
    address = "" if to else request.address
    oracle.expect(f"{ROOM}{name}", to, request, now, tag=(name, request.mails), address=address)


def asked(oracle, request, now):
    if request not in request.meeting.requests:
        request.meeting.requests.append(request)
    oracle.diary.note(now, f"gast {request.address} gevraagd ({request.number})", request.meeting)
    _expect(oracle, request, "verzoek", now)


def answered(oracle, request, comes, now):
    new = YES if comes else NO
    if request.stand == new and not (request.stand == YES and not request.comes):
        return
    request.stand, request.answered = new, now
    oracle.diary.note(now, f"gast {request.address} {new}", request.meeting)
    if comes:
        _expect(oracle, request, "bevestigd", now)
    network = request.network
    for person in [request.by] if network.is_active(request.by) else network.with_role(LEADER):
        _expect(oracle, request, "antwoord", now, to=person)
    replan(oracle, request.meeting)


def withdrawn(oracle, request, now):
    request.stand = BACK
    oracle.diary.note(now, f"gast {request.address} hoeft niet", request.meeting)
    for letter in oracle.waiting:
        if letter.about is request:
            letter.must_lapse = WITHDRAWN
    if request.heard:
        _expect(oracle, request, "ingetrokken", now)
    replan(oracle, request.meeting)


def thanked(oracle, request, now):
    request.thanked = True
    _expect(oracle, request, "dank", now)


# --- Who, and why not -----------------------------------------------------------------------------------


def request_of(letter):
    """The one this letter is about; planned letters are about the meeting."""
    if isinstance(letter.about, Request):
        return letter.about
    pk = letter.tag[1] if letter.tag[0] in ("gast_vragen", "gast_briefing") else None
    return next(r for r in letter.about.requests if r.address == letter.address or r.pk == pk)


def _gone(*stands, also_after=False):
    def why_not(letter, now):
        request, reasons = request_of(letter), set()
        meeting = request.meeting
        if request.stand not in stands:
            reasons.add(OTHERWISE)
        if meeting.cancelled:
            reasons.add("De bijeenkomst is afgelast.")
        if meeting.begin <= now and not also_after:
            reasons.add("De bijeenkomst is al begonnen.")
        if letter.to and not meeting.network.is_active(letter.to):
            reasons.add(GONE)
        return reasons

    return why_not


def _briefing(letter, now):
    other_day = not request_of(letter).comes and request_of(letter).stand == YES
    return _gone(YES)(letter, now) | ({"De gast zei ja voor een andere dag."} if other_day else set())


def _off(letter, now):
    meeting = letter.about
    return set() if meeting.cancelled and meeting.begin > now else {"De gast hoeft dit niet meer te weten."}


def _to_guests(oracle, occasion, now):
    """To addresses: who was asked before it changed, or whose briefing it is."""
    meeting = occasion.meeting
    for r in meeting.requests:
        is_for = r.comes and r.pk == occasion.tag[1] if "briefing" in occasion.kind else r.asked < meeting.fixed
        if r.is_open and is_for and not oracle.letters[meeting, occasion.tag, r.address]:
            oracle.expect(occasion.kind, None, meeting, occasion.due, tag=occasion.tag, address=r.address)
    return []


def _members(oracle, occasion, now):
    request = next(r for r in occasion.meeting.requests if r.pk == occasion.tag[1])
    return occasion.meeting.network.active() if request.comes else []


def _begin(letter, now):
    return request_of(letter).meeting.begin


def _day_before(letter, now):
    return letter.about.begin - DAY


def _soon(letter, now):
    return now <= _begin(letter, now) <= now + SOON


def _sent(letter, now):
    if letter.to is None:
        request_of(letter).heard = True


def _check(verifier, letter, delivery, now):
    """To the address; with the link when there is something to answer, and true in the calendar once they said yes."""
    request, name = request_of(letter), letter.kind.removeprefix(ROOM)
    what = ""
    if delivery.to != letter.address:
        what = f"a mail to a guest went to {delivery.to}"
    elif name in LINKED and f"/d/{CODE}.{request.pk}.{request.number}~" not in delivery.text:
        what = f"{name} to a guest without the newest link"
    elif name in IN_CALENDAR:
        what = _check_calendar(request, delivery)
    if what:
        verifier.wrong(now, what, request.meeting)


def _check_calendar(request, delivery):
    meeting = request.meeting
    if request.answered is None or request.stand == NO:
        return "the calendar of a guest who did not say yes" if delivery.events else ""
    method = "CANCEL" if meeting.cancelled or request.stand == BACK else "REQUEST"
    entry = delivery.event and read_entry(delivery.event, delivery.method)
    real = real_entry(meeting, method)
    if entry is None or replace(entry, sequence=0) != replace(real, sequence=0) or entry.sequence < request.sequence:
        return f"the calendar of a guest says {entry} after {request.sequence}, real is {real}"
    request.sequence = entry.sequence
    return ""


news = {"keeps": 7, "lead": 14, "useful": _begin, "urgent": _soon, "sent": _sent, "check": _check}
for name, rules in {
    "verzoek": Kind(_gone(ASKED), **news),
    "bevestigd": Kind(_gone(YES), **news | {"lead": 0, "urgent": lambda letter, now: True}),
    "ingetrokken": Kind(_gone(BACK), **news),
    "dank": Kind(_gone(YES, also_after=True), keeps=30, sent=_sent, check=_check),
    "briefing": Kind(_briefing, _to_guests, **news),
    "verplaatst": Kind(_gone(ASKED, YES), _to_guests, **news),
    "afgelast": Kind(_off, _to_guests, **news),
    "antwoord": Kind(_gone(YES, NO), **news | {"sent": nothing, "check": None}),
    "vragen": Kind(_gone(YES), _members, keeps=7, topic="bijeenkomsten", lead=2, useful=_day_before),
}.items():
    KINDS[f"{ROOM}{name}"] = rules
