"""Over which days a netwerk tells, and by when. The days are those of ``lopend.looptijd``."""

from datetime import date

from subsidie.aanvragen.models import Aanvraag
from subsidie.besluit.models import Besluit
from subsidie.lopend.looptijd import Periode, find_jaren, jaren_later, read_periode
from subsidie.lopend.mijlpalen import VERANTWOORDING, VERVOLG, find_mijlpaal

__all__ = [
    "VERANTWOORDING",
    "VERVOLG",
    "Periode",
    "find_jaren",
    "find_voor",
    "jaren_later",
    "read_periode",
    "read_vervolg",
]


def read_vervolg(periode: Periode) -> Periode:
    """The year after it, at the cost of the netwerk itself."""
    return Periode(periode.tot, jaren_later(periode.tot, 1))


def find_voor(aanvraag: Aanvraag, besluit: Besluit, code: str = VERANTWOORDING) -> date | None:
    """The last day for this one. Never before what it is about is over; None when the regeling has no such day."""
    mijlpaal, periode = find_mijlpaal(aanvraag, besluit, code), read_periode(aanvraag, besluit)
    if mijlpaal is None:
        return None
    return max(mijlpaal.dag, periode.tot if code == VERANTWOORDING else read_vervolg(periode).tot)
