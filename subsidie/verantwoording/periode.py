"""Over which days a netwerk tells, and by when. The calendar begins as in ``lopend.mijlpalen``."""

from dataclasses import dataclass
from datetime import date, timedelta

from subsidie.aanvragen.models import Aanvraag
from subsidie.besluit.models import Besluit
from subsidie.lopend.mijlpalen import find_begin, find_mijlpaal

VERANTWOORDING, VERVOLG = "verantwoording", "vervolg"


@dataclass(frozen=True)
class Periode:
    """``tot``: the day after the last one."""

    van: date
    tot: date

    @property
    def laatste(self) -> date:
        return self.tot - timedelta(days=1)

    def is_voorbij(self, vandaag: date) -> bool:
        return vandaag >= self.tot


def jaren_later(d: date, jaren: int) -> date:
    """The same day so many years later; 29 February becomes 1 March."""
    try:
        return d.replace(year=d.year + jaren)
    except ValueError:
        return d.replace(year=d.year + jaren, month=3, day=1)


def find_jaren(aanvraag: Aanvraag) -> tuple[int, ...]:
    """The years of the plan a netwerk accounts for: up to the last one with a contribution."""
    jaren = aanvraag.regelingversie.regeling.kader.jaren
    laatste = max(jaar.nummer for jaar in jaren if jaar.bijdrage)
    return tuple(jaar.nummer for jaar in jaren if jaar.nummer <= laatste)


def read_periode(aanvraag: Aanvraag, besluit: Besluit) -> Periode:
    """From the first day of the netwerk, or from the day it heard the decision (``besluit``) when that was later."""
    van = find_begin(aanvraag, besluit)
    return Periode(van, jaren_later(van, len(find_jaren(aanvraag))))


def read_vervolg(periode: Periode) -> Periode:
    """The year after it, at the cost of the netwerk itself."""
    return Periode(periode.tot, jaren_later(periode.tot, 1))


def find_voor(aanvraag: Aanvraag, besluit: Besluit, code: str = VERANTWOORDING) -> date | None:
    """The last day for this one. Never before what it is about is over; None when the regeling has no such day."""
    mijlpaal, periode = find_mijlpaal(aanvraag, besluit, code), read_periode(aanvraag, besluit)
    if mijlpaal is None:
        return None
    return max(mijlpaal.dag, periode.tot if code == VERANTWOORDING else read_vervolg(periode).tot)
