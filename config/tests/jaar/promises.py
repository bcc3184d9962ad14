"""What people promised each other, and where a mail must name it: open until it is closed, and never after that."""

import re
from dataclasses import dataclass
from datetime import date, timedelta

from config.tests.jaar.facts import Meeting, Network, Person
from config.tests.jaar.kinds import IN_BRIEF
from config.tests.jaar.moments import dutch

OPEN, DONE, DROPPED = "open", "gedaan", "losgelaten"
SOON, LATE = timedelta(days=7), timedelta(days=21)
TEXT = "Afspraak {} afmaken"
LINE = re.compile(r"^- (.+): Afspraak (\d+) afmaken(?:\n  (Gedaan|Losgelaten)$)?", re.MULTILINE)
NUMBER = re.compile(r"Afspraak (\d+) afmaken", re.IGNORECASE)  # a letter writes its titles in capitals
CODE = "agd"
RESULTS = ("evaluatie.uitslag", "evaluatie.gemist")


@dataclass(eq=False)
class Promise:
    """``who`` None: everybody together."""

    pk: int
    number: int
    network: Network
    meeting: Meeting
    who: Person | None
    day: date | None
    stand: str = OPEN


def all_of(oracle):
    return [p for n in oracle.networks for p in n.promises]


def released(network, person):
    """Who leaves leaves what they promised to everybody."""
    for promise in network.promises:
        if promise.who is person and promise.stand == OPEN:
            promise.who = None


# --- In mails -------------------------------------------------------------------------------------------


def check(letter, delivery):
    """What is not true of the promises in this mail; nothing when all is as it should be."""
    meeting = letter.about
    if letter.kind in RESULTS:
        real = [p for p in meeting.network.promises if p.meeting is meeting]
    elif letter.kind == "bijeenkomsten.voorbereiders":
        real = [p for p in meeting.network.promises if p.stand == OPEN and p.meeting.begin < meeting.begin]
        real = [p for p in real if p.meeting is not meeting]
    else:
        return ""
    found = {(int(number), who == "Jij", stand.lower() or OPEN) for who, number, stand in LINE.findall(delivery.text)}
    wanted = {(p.number, p.who is letter.to, p.stand) for p in real}
    buttons = sum(p.who is letter.to and p.stand == OPEN for p in real)
    if found != wanted or delivery.text.count(f"/d/{CODE}.") != buttons:
        return f"names the promises {sorted(found)} with {buttons} buttons, real is {sorted(wanted)}"
    return ""


def _in_brief(oracle, person, text, now):
    """What this person promised and is due about now, as long as it is open."""
    today, found = dutch(now).date(), set(map(int, NUMBER.findall(text)))
    mine = [p for p in all_of(oracle) if p.who is person and p.stand == OPEN and not p.network.stopped]
    mine = [p for p in mine if p.network.belongs(person) and p.day and today - LATE <= p.day <= today + SOON]
    wanted = set() if person.choices.get("bijeenkomsten") == "niet" else {p.number for p in mine}
    return "" if found == wanted else f"names the promises {sorted(found)}, real is {sorted(wanted)}"


IN_BRIEF.append(_in_brief)
