"""The end of a netwerk by the rules (docs/taken.md, Het einde van een netwerk): everybody hears it.

What is asked months later is a round (``rounds``).
"""

from datetime import date, timedelta

from config.tests.jaar.kinds import KINDS, Kind
from config.tests.jaar.moments import dutch

TOLD = "netwerken.afgesloten"
OTHERWISE = "Er is intussen iets veranderd."


def half_a_year_after(day):
    """The same day six months later, or the last one of that month."""
    year, month = day.year + (day.month + 5) // 12, (day.month + 5) % 12 + 1
    last = date(year + month // 12, month % 12 + 1, 1) - timedelta(days=1)
    return date(year, month, min(day.day, last.day))


def ended(oracle, network, now, *, by):
    """Not stopped: what was planned goes on, but for rounds that belong to a netwerk that runs."""
    network.ended = dutch(now).date()
    network.erases = half_a_year_after(network.ended)
    oracle.diary.note(now, f"{network.slug} is klaar; gewist wordt op {network.erases}", network)
    for person in network.active():
        if person is not by:
            oracle.expect(TOLD, person, network, now, tag=("afgesloten",))
    for person in network.waiting:
        oracle.expect("netwerken.afgewezen", person, network, now, tag=("afgewezen", now))
    network.waiting.clear()
    for invitation in network.invitations:
        invitation["open"] = False


def _why_not(letter, now):
    return set() if letter.about.ended else {OTHERWISE}


def _check(verifier, letter, delivery, now):
    """It says until when there is something to read."""
    if str(letter.about.erases.year) not in delivery.text:
        verifier.wrong(now, f"the mail of the end to {delivery.to} does not say when it is erased", letter.about)


KINDS[TOLD] = Kind(_why_not, keeps=30, check=_check)
