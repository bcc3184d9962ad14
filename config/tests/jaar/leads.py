"""When a deelnemer is invited to involve the leidinggevende, by the rules (docs/taken.md, De leidinggevende).

Nobody in the simulated year makes a card, so everybody who takes part gets all three.
"""

from datetime import timedelta

from config.tests.jaar.expecting import GONE
from config.tests.jaar.facts import MEMBER, Occasion
from config.tests.jaar.kinds import KINDS, Kind
from config.tests.jaar.moments import dutch, morning_after

START, HALFWAY, END = "netwerken.leiding_start", "netwerken.leiding_halverwege", "netwerken.leiding_borging"
DAY = timedelta(days=1)


def begins(network, first, last):
    """A netwerk with this looptijd: in the middle of it, and 91 days before the end or else at three quarters."""
    length = (last - first).days
    middle = first + (length // 2) * DAY
    later = middle + ((last - middle).days // 2) * DAY
    for kind, day in ((HALFWAY, middle), (END, max(last - 91 * DAY, later))):
        network.occasions.append(Occasion(kind, (kind,), morning_after(day, 0), network))


def joined(network, person, now):
    """Three days after a beginning; one message for everybody of that day. Who comes back began long ago."""
    day = network.since[person]
    due, tag = morning_after(day, 3), (START, day)
    if due > now and not any(o.tag == tag for o in network.occasions):
        network.occasions.append(Occasion(START, tag, due, network))


def _began_that_day(oracle, occasion, now):
    network = occasion.about
    return [p for p in network.with_role(MEMBER) if network.since[p] == occasion.tag[1] and not network.ended]


def _members(oracle, occasion, now):
    return [] if occasion.about.ended else occasion.about.with_role(MEMBER)


def _why_not(letter, now):
    network = letter.about
    reasons = {GONE} if letter.to not in network.with_role(MEMBER) else set()
    return reasons | ({"Het netwerk loopt niet meer."} if network.stopped or network.ended else set())


def _check(verifier, letter, delivery, now):
    page = {START: "toezegging", HALFWAY: "halverwege", END: "borging"}[letter.kind]
    if f"/netwerken/{letter.about.slug}/leidinggevende/{page}/" not in delivery.text:
        day = dutch(letter.due).date()
        verifier.wrong(now, f"the invitation of {day} to {delivery.to} leads nowhere", letter.about, letter.to)


for _kind in (START, HALFWAY, END):
    _find = _began_that_day if _kind == START else _members
    KINDS[_kind] = Kind(_why_not, receivers=_find, keeps=7, topic="netwerk", check=_check)
