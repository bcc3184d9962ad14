"""Which days suit for the meetings of a school year: counting with dates, no database.

In this order: a day of the week that was asked for, never a public holiday, never a day on which the netwerk meets
already; then as few people as possible with a school holiday; then as close as possible to where the rhythm wants it.
"""

from collections.abc import Callable, Set
from dataclasses import dataclass
from datetime import date, timedelta

from kern.tijd import is_werkdag

WEEK = timedelta(days=7)
HALF = 2  # a meeting may move half of the time to the next one


@dataclass(frozen=True)
class Wens:
    """What somebody asks for. ``weken``: from one meeting to the next; None spreads them over the period."""

    aantal: int
    weekdagen: frozenset[int]  # Monday is 0
    van: date
    tot: date
    weken: int | None = None

    @property
    def stap(self) -> timedelta:
        return self.weken * WEEK if self.weken else (self.tot - self.van) / self.aantal

    def ideaal(self, n: int) -> date:
        """Where the rhythm wants meeting ``n`` (from 0): counted from the first day, or the middle of its part."""
        begin = self.van if self.weken else self.van + self.stap / HALF
        return begin + timedelta(days=(n * self.stap).days)

    @property
    def past(self) -> bool:
        """Is the period long enough for this rhythm? There is at least a week from one meeting to the next."""
        return self.stap >= WEEK and self.ideaal(self.aantal - 1) <= self.tot


@dataclass(frozen=True)
class Voorstel:
    """A day to propose, and the one that was wanted: the same, unless something was in the way."""

    dag: date
    gewenst: date

    @property
    def is_verschoven(self):
        return self.dag != self.gewenst


def make_voorstel(wens: Wens, *, bezet: Set[date] = frozenset(), vrij: Callable[[date], int]) -> list[Voorstel]:
    """The days in order; fewer than asked for when the period has no more. ``vrij``: how many people are free then."""
    gevonden, vorige = [], None
    for n in range(wens.aantal):
        ideaal = wens.ideaal(n)
        kan = [d for d in _around(wens, ideaal, vorige) if d not in bezet] or [
            d for d in _days(wens, _after(wens, vorige), wens.tot) if d not in bezet
        ]
        if not kan:
            return gevonden
        dag = min(kan, key=lambda d: (vrij(d), abs(d - ideaal), d))
        gevonden.append(Voorstel(dag, _nearest_weekday(wens, ideaal)))
        vorige = dag
    return gevonden


def _around(wens, ideaal, vorige):
    ruimte = max(WEEK, wens.stap / HALF)
    return _days(wens, max(_after(wens, vorige), ideaal - ruimte), min(wens.tot, ideaal + ruimte))


def _after(wens, vorige):
    """At least half a step after the meeting before it, and never in the same week."""
    return wens.van if vorige is None else vorige + max(WEEK, wens.stap / HALF)


def _days(wens, van, tot):
    dagen = (van + timedelta(days=n) for n in range((tot - van).days + 1))
    return [d for d in dagen if d.weekday() in wens.weekdagen and is_werkdag(d)]


def _nearest_weekday(wens, ideaal):
    dagen = [ideaal + timedelta(days=n) for n in range(-6, 7)]
    kan = [d for d in dagen if d.weekday() in wens.weekdagen and wens.van <= d <= wens.tot]
    return min(kan, key=lambda d: (abs(d - ideaal), d), default=ideaal)
