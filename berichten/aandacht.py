"""When a mail may ask for somebody's attention: pure counting, no database, no clock.

Quiet times are the evening and night, the weekend, public holidays and the school holidays of the receiver. What is
due then waits for the first moment outside them. Waiting must not make a mail useless, so quiet times give way, in
two steps: first the school holiday, then all of them. ``besluit`` adds what the receiver wants and how many mails they
had this week, and says what happens with one mail now.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from enum import StrEnum

from django.utils import timezone

from kern.tijd import OCHTEND, ZATERDAG, dag, is_werkdag, klok, lokale_dag

VAN, TOT = time(8, 0), time(19, 0)
TE_LAAT = "Het was te laat om nog nuttig te zijn."
WIL_NIET = "Wil hierover geen mail."
STOND_IN_BRIEF = "Stond in de netwerkbrief."
STAAT_ALS_VRAAG = "Staat als vraag in de netwerkbrief."
# What a school holiday tells of itself: (regio-bound) day -> (its name or "", the first day after it).
Vakantie = Callable[[date], tuple[str, date]]


class Keuze(StrEnum):
    """What somebody wants about one onderwerp."""

    DIRECT = "direct"
    WEKELIJKS = "wekelijks"
    NIET = "niet"


class Weg(StrEnum):
    """What happens with a mail that is due."""

    NU = "nu"  # it goes
    LATER = "later"  # it waits for ``op``
    BRIEF = "brief"  # it goes along in the netwerkbrief of ``op``
    VRAAG = "vraag"  # the netwerkbrief of ``op`` asks the same, so it is not needed


class Los(StrEnum):
    """Which quiet times had to give way, because the mail would have come too late."""

    NIETS = ""
    SCHOOLVAKANTIE = "schoolvakantie"
    ALLES = "alles"


@dataclass(frozen=True)
class Moment:
    """The first allowed moment. ``waarom`` names what held it, the longest first; empty when it need not wait."""

    op: datetime
    waarom: str = ""
    los: Los = Los.NIETS


@dataclass(frozen=True)
class Besluit:
    weg: Weg
    op: datetime
    reden: str = ""


def geen_vakantie(d: date) -> tuple[str, date]:
    return "", d


def is_rustig(moment: datetime, vakantie: Vakantie = geen_vakantie) -> bool:
    """Is this a quiet time, in which mail waits?"""
    return _volgende(moment, vakantie).op != moment


def eerste_moment(
    vanaf: datetime,
    *,
    uiterlijk: datetime | None = None,
    aanloop: timedelta = timedelta(0),
    vakantie: Vakantie = geen_vakantie,
) -> Moment:
    """The first moment from ``vanaf`` on at which a mail may leave.

    ``uiterlijk``: from then on it is of no use. ``aanloop``: how long before that it must be there at the latest; a
    school holiday that leaves less gives way. Asking again for the answer gives the same answer.
    """
    alles = _volgende(vanaf, vakantie)
    if uiterlijk is None or alles.op == vanaf or alles.op < uiterlijk - aanloop:
        return alles
    zonder = _volgende(vanaf, geen_vakantie)
    if zonder.op < uiterlijk:
        return Moment(zonder.op, zonder.waarom, Los.SCHOOLVAKANTIE if zonder.op < alles.op else Los.NIETS)
    return Moment(vanaf, los=Los.ALLES)


def _volgende(vanaf, vakantie):
    lokaal = timezone.localtime(vanaf)
    d, redenen = lokaal.date(), []
    if lokaal.time() >= TOT:
        d += timedelta(days=1)
        redenen.append((0, "het is avond"))
    elif lokaal.time() < VAN:
        redenen.append((0, "het is nacht"))
    while reden := _vrije_dag(d, vakantie):
        redenen.append(reden[:2])
        d = reden[2]
    if not redenen:
        return Moment(vanaf)
    return Moment(_om(d, VAN), max(redenen, key=lambda reden: reden[0])[1])


def _vrije_dag(d, vakantie):
    """(weight, why, the next day to look at) of a day without mail; None of a working day."""
    naam, erna = vakantie(d)
    if naam:
        return 3, f"het is {naam}", max(erna, d + timedelta(days=1))
    if d.weekday() >= ZATERDAG:
        return 1, "het is weekend", d + timedelta(days=1)
    if not is_werkdag(d):
        return 2, "het is een feestdag", d + timedelta(days=1)
    return None


def _om(d, tijd):
    return timezone.make_aware(datetime.combine(d, tijd))


def week_van(moment: datetime) -> date:
    """The Monday of the week, in which attention is counted and one netwerkbrief goes."""
    d = lokale_dag(moment)
    return d - timedelta(days=d.weekday())


def weekbegin(moment: datetime) -> datetime:
    return _om(week_van(moment), time(0, 0))


def brief_moment(na: datetime, vakantie: Vakantie = geen_vakantie, *, rust: bool = True) -> datetime:
    """When the next netwerkbrief goes: after ``na``, on Monday at nine or the first allowed moment after that.

    In a long holiday every week gives the same moment, so nobody comes back to a pile of letters.
    """
    op = _brief_van(week_van(na), vakantie, rust)
    return op if op > na else _brief_van(week_van(na) + timedelta(weeks=1), vakantie, rust)


def _brief_van(week, vakantie, rust):
    op = _volgende(_maandag(week), vakantie).op if rust else _maandag(week)
    return max(op, _maandag(week_van(op)))  # a holiday that ends on Sunday


def _maandag(d):
    return _om(d, OCHTEND)


@dataclass(frozen=True)
class Vraag:
    """Everything that decides about one mail to one person at one moment.

    ``onderwerp`` is empty for a necessary mail: no preference and no budget hold it. ``is_vraag``: the netwerkbrief
    asks the same by itself. ``rust`` off: no quiet times and no budget (LEERNETWERK_RUSTTIJDEN).
    """

    nu: datetime
    onderwerp: str = ""
    keuze: str = Keuze.DIRECT
    dringend: bool = False
    uiterlijk: datetime | None = None
    aanloop: timedelta = timedelta(0)
    kan_wachten: bool = True
    is_vraag: bool = False
    verstuurd: int = 0
    budget: int = 3
    vakantie: Vakantie = geen_vakantie
    rust: bool = True


def besluit(vraag: Vraag) -> Besluit:
    """What happens with this mail now. Somebody who wants none (``niet``) is not asked about here."""
    if vraag.dringend:
        return Besluit(Weg.NU, vraag.nu)
    brief = _in_de_brief(vraag) if vraag.onderwerp and vraag.kan_wachten else None
    if brief and vraag.keuze == Keuze.WEKELIJKS:
        return brief
    if not vraag.rust:
        return Besluit(Weg.NU, vraag.nu)
    moment = eerste_moment(vraag.nu, uiterlijk=vraag.uiterlijk, aanloop=vraag.aanloop, vakantie=vraag.vakantie)
    if moment.op > vraag.nu:
        return Besluit(Weg.LATER, moment.op, f"Wacht tot {wanneer(moment.op)}: {moment.waarom}.")
    if brief and vraag.verstuurd >= vraag.budget:
        return brief
    return Besluit(Weg.NU, vraag.nu)


def _in_de_brief(vraag):
    """The netwerkbrief as a way, when it comes in time."""
    op = brief_moment(vraag.nu, vraag.vakantie, rust=vraag.rust)
    if vraag.uiterlijk is not None and op >= vraag.uiterlijk:
        return None
    if vraag.is_vraag:
        return Besluit(Weg.VRAAG, op, STAAT_ALS_VRAAG)
    return Besluit(Weg.BRIEF, op, f"Gaat mee in de netwerkbrief van {dag(op)}.")


def wanneer(moment: datetime) -> str:
    """«maandag 23 november om 8.00 uur»"""
    return f"{dag(moment)} om {klok(moment)} uur"
