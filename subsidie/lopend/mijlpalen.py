"""The days on which something is due after a grant. Counted from the first day of the netwerk, or from the day the
decision was told when that is later: a netwerk may run already, and nothing is due before there is a contribution.

What is due after the last day is about the whole time, and moves along when the academie grants a longer one; what is
due before that is about the beginning and stays.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta

from kern.tijd import lokale_dag
from subsidie.aanvragen.models import Aanvraag
from subsidie.besluit.models import Besluit
from subsidie.lopend.looptijd import find_begin, read_periode, read_toegekend
from subsidie.regeling.document import Mijlpaal
from subsidie.toestand import Stap, Status

STARTGESPREK, HALVERWEGE = "startgesprek", "halverwege"
VERANTWOORDING, VERVOLG = "verantwoording", "vervolg"


@dataclass(frozen=True)
class Mijlpaaldag:
    """``was``: the day before the looptijd became longer; None when that changed nothing."""

    mijlpaal: Mijlpaal
    dag: date
    was: date | None = None

    @property
    def code(self) -> str:
        return self.mijlpaal.code

    @property
    def is_van_netwerk(self) -> bool:
        return self.mijlpaal.wie == "netwerk"


def read_mijlpalen(aanvraag: Aanvraag, besluit: Besluit, tot: date | None = None) -> list[Mijlpaaldag]:
    """What the regeling asks, with the day it is due, in the order of the regeling. No queries when ``besluit`` was
    read with ``looptijd.with_looptijd``. ``tot``: as if that were the day after the last one.
    """
    begin, einde = find_begin(aanvraag, besluit), read_toegekend(aanvraag, besluit).tot
    langer = (tot or read_periode(aanvraag, besluit).tot) - einde
    dagen = [(rij, begin + timedelta(days=rij.na_dagen)) for rij in aanvraag.regelingversie.regeling.mijlpalen]
    return [
        Mijlpaaldag(rij, dag + langer, was=dag) if langer and dag >= einde else Mijlpaaldag(rij, dag)
        for rij, dag in dagen
    ]


def find_mijlpaal(aanvraag: Aanvraag, besluit: Besluit, code: str) -> Mijlpaaldag | None:
    return next((rij for rij in read_mijlpalen(aanvraag, besluit) if rij.code == code), None)


Klaar = Callable[[Aanvraag], date | None]
_KLAAR: dict[str, Klaar] = {}


def register_klaar(code: str, zoek: Klaar) -> None:
    """A topic says when the milestone with this code was done: (aanvraag) → the day, or None."""
    _KLAAR[code] = zoek


def find_klaar(aanvraag: Aanvraag, code: str) -> date | None:
    """The day the milestone was done; None when it is not, or when nothing can tell."""
    zoek = _KLAAR.get(code)
    return zoek(aanvraag) if zoek else None


def _startgesprek(aanvraag):
    gesprek = getattr(aanvraag, "startgesprek", None)
    return gesprek.dag if gesprek else None


def _halverwege(aanvraag):
    bericht = aanvraag.tussenberichten.first()
    return lokale_dag(bericht.op) if bericht else None


register_klaar(STARTGESPREK, _startgesprek)
register_klaar(HALVERWEGE, _halverwege)


def _verantwoording(aanvraag):
    """Not when it went back to the netwerk."""
    getekend = aanvraag.status in (Status.VERANTWOORD, Status.VASTGESTELD)
    return _find_op_spoor(aanvraag, Stap.VERANTWOORDEN) if getekend else None


def _vervolg(aanvraag):
    return _find_op_spoor(aanvraag, "vervolg") if aanvraag.status == Status.VASTGESTELD else None


def _find_op_spoor(aanvraag, stap):
    regel = aanvraag.spoor.filter(stap=stap).order_by("nummer").last()
    return lokale_dag(regel.op) if regel else None


register_klaar(VERANTWOORDING, _verantwoording)
register_klaar(VERVOLG, _vervolg)
