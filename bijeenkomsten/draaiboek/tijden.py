"""The clock times of a draaiboek, where it does not fit, and what would make it fit. Nothing here reads a database.

Blocks follow each other. A block that runs beside the one before (``tegelijk``) begins together with it; the group
lasts as long as its longest block. A block with a fixed begin (``begint_vast``) starts then: what is too early waits,
what is too late is a clash that whoever makes the draaiboek sees. All counting is in UTC, so a night in which the clock
changes is as long as it really is.
"""

from collections import Counter
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, time, timedelta
from functools import cached_property
from zoneinfo import ZoneInfo

KORTST = 5  # minutes; a fix never makes a block shorter than this
NL = ZoneInfo("Europe/Amsterdam")
SOORTEN = ("maken", "praten", "luisteren", "rust")  # in the order of the legend
TE_LAAT_WEEGT = 4  # of two days with that clock time: an hour too late is as bad as waiting four


@dataclass(frozen=True)
class Regel:
    """One block with the times it runs from and to."""

    onderdeel: object
    begint_op: datetime
    eindigt_op: datetime
    tegelijk: bool = False
    wacht: int = 0  # minutes nobody does anything before its fixed begin
    te_laat: int = 0  # minutes what came before still runs at its fixed begin


@dataclass(frozen=True)
class Voorstel:
    onderdeel: object
    minuten: int


@dataclass(frozen=True)
class Probleem:
    """Something that does not fit. ``regel``: the fixed block that is in the way, or None when it is the end."""

    minuten: int
    regel: Regel | None
    vorige: Regel | None = None  # what still runs then
    voorstel: Voorstel | None = None


@dataclass(frozen=True)
class Stuk:
    """One piece of the bar: what people do, how long; ``soort`` is empty while they wait."""

    soort: str
    minuten: int
    begin: int  # minutes from the begin of the bar


@dataclass(frozen=True)
class Programma:
    regels: tuple[Regel, ...]
    begint_op: datetime
    eindigt_op: datetime  # of the last block
    einde: datetime  # of the meeting
    stukken: tuple[Stuk, ...] = field(default=())

    def __bool__(self):
        return bool(self.regels)

    @property
    def minuten(self):
        """From the begin of the meeting to the end of the last block."""
        return _minuten(self.begint_op, self.eindigt_op)

    @property
    def over(self):
        """Minutes left before the end of the meeting; negative when it runs over."""
        return _minuten(self.eindigt_op, self.einde)

    @property
    def loopt_uit(self):
        return max(0, -self.over)

    @property
    def ruimte(self):
        return max(0, self.over)

    @property
    def wachttijd(self):
        return sum(regel.wacht for regel in self.regels)

    @property
    def vrij(self):
        """Minutes that can still be filled: at the end and while people wait."""
        return self.ruimte + self.wachttijd

    @cached_property
    def som(self) -> list[tuple[str, int]]:
        """Minutes per kind, largest kinds of work first as the legend has them; without what is not there."""
        telling = Counter()
        for stuk in self.stukken:
            telling[stuk.soort] += stuk.minuten
        return [(soort, telling[soort]) for soort in SOORTEN if telling[soort]]

    @property
    def lengte(self):
        """Minutes the bar stands for."""
        return max((stuk.begin + stuk.minuten for stuk in self.stukken), default=0)

    @cached_property
    def problemen(self) -> tuple[Probleem, ...]:
        """Every fixed begin that is missed, and running over the end; each with the fix to offer, when there is one."""
        gevonden = []
        for plek, regel in enumerate(self.regels):
            if regel.te_laat:
                gevonden.append(Probleem(regel.te_laat, regel, _latest(self.regels[:plek]), self._fix_lock(plek)))
        if self.loopt_uit:
            gevonden.append(Probleem(self.loopt_uit, None, None, self.voorstel))
        return tuple(gevonden)

    @property
    def voorstel(self) -> Voorstel | None:
        """The fix to offer when it runs over: one block, made just short enough. None when none can be."""
        if not self.loopt_uit:
            return None
        return self._fix(self.regels, self.loopt_uit, lambda straks: not straks.loopt_uit)

    def _fix_lock(self, plek):
        te_laat = self.regels[plek].te_laat
        return self._fix(self.regels[:plek], te_laat, lambda straks: not straks.regels[plek].te_laat)

    def _fix(self, regels, minuten, is_good):
        """The longest block that makes it ``is_good`` when it gets shorter; a pauze only when nothing else can."""
        for regel in sorted(regels, key=lambda r: (r.onderdeel.soort == "rust", -r.onderdeel.minuten)):
            korter = regel.onderdeel.minuten - minuten
            if korter >= KORTST and is_good(self._with(regel.onderdeel, korter)):
                return Voorstel(regel.onderdeel, korter)
        return None

    def _with(self, onderdeel, minuten):
        blokken = [
            _Blok.of(r.onderdeel, minuten if r.onderdeel is onderdeel else r.onderdeel.minuten) for r in self.regels
        ]
        return compute(blokken, self.begint_op, self.einde)


@dataclass(frozen=True)
class _Blok:
    """As much of a block as the arithmetic needs; to try another length without touching the block itself."""

    minuten: int
    soort: str
    tegelijk: bool
    begint_vast: time | None

    @classmethod
    def of(cls, onderdeel, minuten):
        return cls(minuten, onderdeel.soort, onderdeel.tegelijk, onderdeel.begint_vast)


def make_programma(bijeenkomst) -> Programma:
    """The blocks of a meeting in order, with their times."""
    onderdelen = sorted(bijeenkomst.onderdelen.all(), key=lambda o: o.volgorde)
    return compute(onderdelen, bijeenkomst.begint_op, bijeenkomst.eindigt_op)


def compute(onderdelen, begint_op: datetime, einde: datetime) -> Programma:
    """``onderdelen`` in order: anything with ``minuten``, ``soort``, ``tegelijk`` and ``begint_vast``."""
    begint_op, einde = begint_op.astimezone(UTC), einde.astimezone(UTC)
    regels, stukken, moment = [], [], begint_op
    for groep in make_groepen(onderdelen):
        nieuw = _place(groep, moment, begint_op, einde)
        eind = max(regel.eindigt_op for regel in nieuw)
        stukken.extend(_pieces(nieuw, moment, begint_op))
        regels.extend(nieuw)
        moment = max(moment, eind)
    return Programma(tuple(regels), begint_op, moment, einde, tuple(stukken))


def make_groepen(onderdelen) -> list[list]:
    """What begins together. The first block of a draaiboek has nothing to run beside."""
    groepen = []
    for onderdeel in onderdelen:
        if onderdeel.tegelijk and groepen:
            groepen[-1].append(onderdeel)
        else:
            groepen.append([onderdeel])
    return groepen


def _place(groep, moment, begint_op, einde):
    begin = moment
    if groep[0].begint_vast is not None:
        begin = find_moment(groep[0].begint_vast, moment, begint_op, einde)
    regels = [Regel(o, begin, begin + timedelta(minutes=o.minuten), tegelijk=True) for o in groep]
    verschil = _minuten(moment, begin)
    regels[0] = replace(regels[0], tegelijk=False, wacht=max(0, verschil), te_laat=max(0, -verschil))
    return regels


def _pieces(regels, moment, begint_op):
    """The pieces of the bar for one group, after ``moment``: what still ran before is not drawn twice."""
    eerste, langste = regels[0], max(regels, key=lambda regel: regel.onderdeel.minuten)
    if eerste.wacht:
        yield Stuk("", eerste.wacht, _minuten(begint_op, moment))
    vanaf = max(moment, eerste.begint_op)
    if langste.eindigt_op > vanaf:
        yield Stuk(langste.onderdeel.soort, _minuten(vanaf, langste.eindigt_op), _minuten(begint_op, vanaf))


def find_moment(klok: time, moment: datetime, begint_op: datetime, einde: datetime) -> datetime:
    """Which moment a clock time stands for, for a block that would come at ``moment``.

    Inside the meeting when it can be. A meeting of a day and a night has some clock times twice, and so has the night
    in which the clock goes back: then the one that costs least, and being too late costs more than waiting.
    """
    dag = begint_op.astimezone(NL).date() - timedelta(days=1)
    kandidaten = {
        datetime.combine(dag + timedelta(days=d), klok.replace(fold=fold), tzinfo=NL).astimezone(UTC)
        for d in range(5)
        for fold in (0, 1)
    }
    binnen = [k for k in kandidaten if begint_op <= k <= einde]
    if binnen:
        return min(binnen, key=lambda k: ((k - moment) if k >= moment else (moment - k) * TE_LAAT_WEEGT, k))
    return min(kandidaten, key=lambda k: (abs(k - moment), k))


def _latest(regels):
    return max(regels, key=lambda regel: regel.eindigt_op, default=None)


def _minuten(van, tot):
    return int((tot - van).total_seconds()) // 60
