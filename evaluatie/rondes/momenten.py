"""When rounds belong in the life of a netwerk: from its dates alone, so that planning again gives the same.

Every moment is a window. A round that is planned inside it stays; one that is not there yet goes to the first day that
suits the group (``planner``).
"""

from dataclasses import dataclass
from datetime import date, timedelta
from math import ceil

NULMETING, BAROMETER, EINDMETING, NAMETING = "nulmeting", "barometer", "eindmeting", "nameting"
DAG = timedelta(days=1)
NA_DE_START = 2 * DAG  # so that it does not come together with the welcome
ALSNOG = timedelta(days=60)  # so long after the start a nulmeting still measures a beginning
DEEL = 0.4  # of the planned meetings: between a third and a half
HALF_JAAR, JAAR = timedelta(days=182), timedelta(days=365)
UITERLIJK = timedelta(days=90)  # so long a moment may wait for a day that suits
NET_GEWEEST = timedelta(days=120)  # a barometer before or after this is the same one
VOOR_HET_EIND = timedelta(days=90)  # the eindmeting asks the same
LAATSTE = timedelta(days=100)  # a last meeting longer before the end is not the last
NA_HET_EIND = timedelta(days=122)  # four months
WISTIJD = timedelta(days=30)  # answering and reading the result, before everything is erased


@dataclass(frozen=True)
class Leven:
    """What counts of a netwerk. ``keren``: days of the meetings that were or will be; ``barometers``: days of those
    that were held or skipped, by whoever; ``gevraagd``: kinds that were asked already; ``geeindigd``: since when it is
    done or goes on by itself.
    """

    start: date
    eind: date
    vandaag: date
    loopt: bool = True
    pauze_tot: date | None = None
    geeindigd: date | None = None
    wist_op: date | None = None
    aantal_keren: int = 8
    keren: tuple[date, ...] = ()
    inbedding: date | None = None
    barometers: tuple[date, ...] = ()
    gevraagd: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Moment:
    """A round that belongs between ``vanaf`` and ``tot``. ``sleutel``: which one, for ever."""

    sleutel: str
    soort: str
    vanaf: date
    tot: date


def find_momenten(leven: Leven) -> list[Moment]:
    """What is still to come, soonest first; nothing in the past. A netwerk that rests waits until it goes on."""
    if leven.geeindigd:
        momenten = [_nameting(leven)]
    elif leven.loopt:
        momenten = [_nulmeting(leven), _barometer(leven), _eindmeting(leven)]
    else:
        momenten = []
    vroegst = max(leven.vandaag, leven.pauze_tot or leven.vandaag)
    komend = [m for m in momenten if m and m.tot >= max(m.vanaf, vroegst)]
    return sorted((_not_before(m, vroegst) for m in komend), key=lambda m: (m.vanaf, m.sleutel))


def _not_before(moment, vroegst):
    return Moment(moment.sleutel, moment.soort, max(moment.vanaf, vroegst), moment.tot)


def _nulmeting(leven):
    """Between the start and the first meeting; at once when found later, not when the netwerk is long under way."""
    if NULMETING in leven.gevraagd or leven.vandaag > leven.start + ALSNOG:
        return None
    vanaf = leven.start + NA_DE_START
    eerste = min(leven.keren, default=None)
    komend = [keer for keer in leven.keren if keer > leven.vandaag]
    if eerste and eerste <= leven.vandaag:
        if len(leven.keren) - len(komend) > 1:
            return None
        return Moment(NULMETING, NULMETING, vanaf, leven.start + ALSNOG)
    return Moment(NULMETING, NULMETING, min(vanaf, eerste) if eerste else vanaf, (eerste or vanaf + ALSNOG))


def _barometer(leven):
    """After a third to half of the meetings or half a year, then yearly; sooner when the netwerk moves to Inbedding."""
    laatste = max(leven.barometers, default=None)
    nummer = len(leven.barometers) + 1
    if _asks_inbedding(leven, laatste):
        sleutel, vanaf = f"{BAROMETER}:inbedding", leven.inbedding + DAG
    elif laatste:
        sleutel, vanaf = f"{BAROMETER}:{nummer}", laatste + JAAR
    else:
        sleutel, vanaf = f"{BAROMETER}:{nummer}", _first(leven)
    tot = min(max(vanaf, leven.vandaag) + UITERLIJK, leven.eind - VOOR_HET_EIND)  # found late: as soon as it can
    return Moment(sleutel, BAROMETER, vanaf, tot)


def _asks_inbedding(leven, laatste):
    if leven.inbedding is None or leven.vandaag > leven.inbedding + NET_GEWEEST:
        return False
    return laatste is None or laatste < leven.inbedding - NET_GEWEEST


def _first(leven):
    nodig = max(2, ceil(leven.aantal_keren * DEEL))
    if len(leven.keren) >= nodig:
        return min(sorted(leven.keren)[nodig - 1] + DAG, leven.start + JAAR)
    return leven.start + HALF_JAAR


def _eindmeting(leven):
    """Open at the last meeting before the end; without one in the last four weeks."""
    if EINDMETING in leven.gevraagd:
        return None
    laatste = [keer for keer in leven.keren if leven.eind - LAATSTE <= keer <= leven.eind]
    vanaf = max(laatste) - 7 * DAG if laatste else leven.eind - 28 * DAG
    return Moment(EINDMETING, EINDMETING, max(vanaf, leven.start + ALSNOG), leven.eind + ALSNOG)


def _nameting(leven):
    """Four months after the end, as long as what is answered can still be read."""
    vanaf = leven.geeindigd + NA_HET_EIND
    tot = vanaf + UITERLIJK
    if leven.wist_op:
        tot = min(tot, leven.wist_op - WISTIJD)
    return Moment(NAMETING, NAMETING, vanaf, tot) if NAMETING not in leven.gevraagd and vanaf <= tot else None
