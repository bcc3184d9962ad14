"""The clock times of a meeting's agenda, and whether it fits."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

KORTST = 5  # minutes; nobody makes an item shorter than this


@dataclass(frozen=True)
class Regel:
    """One item with the times it runs from and to."""

    onderdeel: object
    begint_op: datetime
    eindigt_op: datetime


@dataclass(frozen=True)
class Voorstel:
    onderdeel: object
    minuten: int


@dataclass(frozen=True)
class Programma:
    regels: tuple[Regel, ...]
    eindigt_op: datetime
    minuten: int
    over: int  # minutes left before the end of the meeting; negative when it runs over

    def __bool__(self):
        return bool(self.regels)

    @property
    def loopt_uit(self):
        """Minutes too many, or 0."""
        return max(0, -self.over)

    @property
    def voorstel(self):
        """The fix to offer when it runs over: the longest item, made just short enough. None when none can be."""
        langste = max(self.regels, key=lambda regel: regel.onderdeel.minuten, default=None)
        minuten = langste.onderdeel.minuten - self.loopt_uit if langste and self.loopt_uit else 0
        return Voorstel(langste.onderdeel, minuten) if minuten >= KORTST else None

    @property
    def ruimte(self):
        """Minutes left, or 0."""
        return max(0, self.over)


def make_programma(bijeenkomst) -> Programma:
    """The items in order, counted on from the beginning of the meeting; right on days the clock changes."""
    regels, moment = [], bijeenkomst.begint_op.astimezone(UTC)
    for onderdeel in sorted(bijeenkomst.onderdelen.all(), key=lambda o: o.volgorde):
        eind = moment + timedelta(minutes=onderdeel.minuten)
        regels.append(Regel(onderdeel, moment, eind))
        moment = eind
    minuten = sum(regel.onderdeel.minuten for regel in regels)
    return Programma(tuple(regels), moment, minuten, bijeenkomst.duur_minuten - minuten)
