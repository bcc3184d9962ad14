"""Year plans by the rules: one mail about all meetings, not one invitation for each (docs/taken.md, Het jaarplan).

A meeting of a plan that changed since stands on its own: its own mails tell the rest of its life.
"""

from dataclasses import dataclass, field
from datetime import datetime

from config.tests.jaar.attention import SOON
from config.tests.jaar.expecting import GONE
from config.tests.jaar.facts import Network
from config.tests.jaar.kinds import KINDS, Kind
from config.tests.jaar.outcomes import read_entry, real_entry
from config.tests.jaar.planning import put

TOLD = "bijeenkomsten.jaarplan"
TAG = ("uitnodiging",)


@dataclass(eq=False)
class Plan:
    pk: int
    network: Network
    made: datetime
    meetings: list
    occasions: list = field(default_factory=list)

    @property
    def cause(self):
        return f"jaarplan:{self.pk}"

    def coming(self, now):
        return [m for m in self.meetings if not m.cancelled and m.begin > now]

    def to_tell(self):
        """Does the mail about it still have to be made?"""
        return any(o.stage != "done" for o in self.occasions)


def made(oracle, plan, now):
    plan.network.plans.append(plan)
    oracle.diary.note(now, f"jaarplan {plan.pk}: bijeenkomsten {[m.pk for m in plan.meetings]}", plan)
    put(plan, [(TOLD, TAG, plan.made)])


def caught_up(oracle, network, person, now):
    """Who comes hears of all of them at once, as long as one is as it was planned."""
    for plan in network.plans:
        as_planned = [m for m in plan.coming(now) if m.in_plan and not m.held]
        if as_planned and not oracle.has(plan, TAG, person):
            oracle.expect(TOLD, person, plan, now, tag=TAG)


def _members(oracle, occasion, now):
    return occasion.about.network.active() if occasion.about.coming(now) else []


def _why_not(letter, now):
    reasons = set() if letter.about.coming(now) else {"Van dit jaarplan komt geen bijeenkomst meer."}
    return reasons | (set() if letter.about.network.is_active(letter.to) else {GONE})


def _first(letter, now):
    return min((m.begin for m in letter.about.coming(now)), default=None)


def _soon(letter, now):
    return any(m.begin <= now + SOON for m in letter.about.coming(now))


def _check(verifier, letter, delivery, now):
    """The file holds every meeting to come as it is, and nothing else."""
    coming = {m.uid: m for m in letter.about.coming(now)}
    found = {event["UID"]: read_entry(event, "REQUEST") for event in delivery.events}
    real = {uid: real_entry(m, "REQUEST") for uid, m in coming.items()}
    if found != real or delivery.method != "PUBLISH":
        verifier.wrong(now, f"the file of the year plan says {found}, real is {real}", letter.about, letter.to)
    for uid, entry in found.items():
        letter.to.calendar[uid] = entry


def _sent(letter, now):
    for meeting in letter.about.coming(now):
        meeting.mailed.setdefault(letter.to, []).append((now, TOLD))
        meeting.lost.discard((letter.to, meeting.sequence))


def _missed(letter):
    """It did not go, for a stated reason: this person knows none of them."""
    for meeting in letter.about.meetings:
        meeting.lost.add((letter.to, 0))


KINDS[TOLD] = Kind(
    _why_not, _members, keeps=7, lead=14, useful=_first, urgent=_soon, check=_check, sent=_sent, missed=_missed
)  # fmt: skip
