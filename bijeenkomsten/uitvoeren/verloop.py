"""How a meeting really goes beside how it was planned: which block is on, when the next ones begin. No database.

What is over has its real times. The block of now ends its planned minutes and the extra ones after its real begin, and
never before now; the others follow it. A block with a fixed begin waits for its clock, it does not come earlier.
static/js/uitvoeren.js counts the same way while there is no connection.
"""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from math import ceil

STAP = 5  # minutes that one touch makes a block longer
GEWEEST, NU, STRAKS, OVERGESLAGEN = "geweest", "nu", "straks", "overgeslagen"


@dataclass(frozen=True)
class Blok:
    """One block: planned, what was added or really happened, and when it is now expected to run."""

    onderdeel: object
    gepland_begin: datetime
    gepland_eind: datetime
    extra: int = 0
    begon_op: datetime | None = None
    eindigde_op: datetime | None = None
    begin: datetime | None = None
    eind: datetime | None = None
    stand: str = STRAKS

    @property
    def pk(self):
        return self.onderdeel.pk

    @property
    def duur(self):
        return timedelta(minutes=self.onderdeel.minuten + self.extra)


@dataclass(frozen=True)
class Verloop:
    groepen: tuple[tuple[Blok, ...], ...]  # what runs at the same time stands together
    begonnen_op: datetime | None
    klaar_op: datetime | None
    plek: int | None  # of the group of now
    voorbij: int  # so many groups are over
    now: datetime

    @property
    def blokken(self):
        return [blok for groep in self.groepen for blok in groep]

    @property
    def huidig(self) -> tuple[Blok, ...]:
        return () if self.plek is None else self.groepen[self.plek]

    @property
    def volgende(self) -> tuple[Blok, ...]:
        """What comes after now; before the begin the first one. Empty after the end."""
        plek = self.voorbij if self.plek is None else self.plek + 1
        return self.groepen[plek] if plek < len(self.groepen) else ()

    @property
    def vorige(self) -> tuple[Blok, ...]:
        """Where one touch goes back to; after the end that is the last one."""
        return self.groepen[self.voorbij - 1] if self.voorbij else ()

    @property
    def langste(self) -> Blok | None:
        """The block that keeps the group of now going; that is the one to make longer."""
        return max(self.huidig, key=lambda blok: blok.duur, default=None)

    @property
    def rest(self):
        """Minutes left of the block of now, rounded up; below zero when it runs over."""
        return _minuten(self.langste.eind - self.now) if self.huidig else 0

    @property
    def eind(self) -> datetime | None:
        """When the last block is now expected to end."""
        return max((blok.eind for blok in self.groepen[-1]), default=None) if self.groepen else None


def _minuten(verschil):
    return ceil(verschil.total_seconds() / 60)


def make_verloop(regels, tijden, *, huidig, begonnen_op, klaar_op, now: datetime) -> Verloop:
    """``regels``: the planned lines; ``tijden``: Bloktijd per pk of its block; ``huidig``: pk of the block of now."""
    groepen = _make_groepen([_make_blok(regel, tijden.get(regel.onderdeel.pk)) for regel in regels])
    plek = next((i for i, groep in enumerate(groepen) if huidig in {blok.pk for blok in groep}), None)
    voorbij = _count_past(groepen, plek, begonnen_op, klaar_op)
    uit, moment = [], now if begonnen_op and plek is None else None
    for i, groep in enumerate(groepen):
        if i < voorbij:
            uit.append(tuple(_past(blok) for blok in groep))
        elif plek is not None and i == plek:
            uit.append(_current(groep))
            moment = max(now, *(blok.eind for blok in uit[-1]))
        else:
            uit.append(_coming(groep, moment))
            moment = moment and max(blok.eind for blok in uit[-1])
    return Verloop(tuple(uit), begonnen_op, klaar_op, plek, voorbij, now)


def _count_past(groepen, plek, begonnen_op, klaar_op):
    """When the block of now was taken out of the draaiboek, what comes after the last one that began comes next."""
    if klaar_op or begonnen_op is None:
        return len(groepen) if klaar_op else 0
    begonnen = [i for i, groep in enumerate(groepen) if any(blok.begon_op for blok in groep)]
    return max(begonnen, default=-1) + 1 if plek is None else plek


def _make_blok(regel, tijd):
    if tijd is None:
        return Blok(regel.onderdeel, regel.begint_op, regel.eindigt_op)
    return Blok(regel.onderdeel, regel.begint_op, regel.eindigt_op, tijd.extra_minuten, tijd.begon_op, tijd.eindigde_op)


def _make_groepen(blokken):
    groepen = []
    for blok in blokken:
        if blok.onderdeel.tegelijk and groepen:
            groepen[-1].append(blok)
        else:
            groepen.append([blok])
    return groepen


def _past(blok):
    stand = GEWEEST if blok.begon_op or blok.onderdeel.tegelijk else OVERGESLAGEN
    begin = blok.begon_op or blok.gepland_begin
    return replace(blok, begin=begin, eind=blok.eindigde_op or begin + blok.duur, stand=stand)


def _current(groep):
    begin = next((blok.begon_op for blok in groep if blok.begon_op), groep[0].gepland_begin)
    return tuple(replace(blok, begin=begin, eind=begin + blok.duur, stand=NU) for blok in groep)


def _coming(groep, moment):
    """``moment``: when what comes before ends; None as long as the meeting has not begun."""
    begin = groep[0].gepland_begin
    if moment is not None and not (groep[0].onderdeel.begint_vast and begin > moment):
        begin = moment
    return tuple(replace(blok, begin=begin, eind=begin + blok.duur) for blok in groep)
