"""What there is to judge: the criteria of the regeling, with what the facts said when the aanvraag was handed in."""

from dataclasses import dataclass

from subsidie.aanvragen.models import Aanvraag, Inzending
from subsidie.regeling.bron import get_regeling
from subsidie.regeling.document import Regeling, Wie

GOED, AANDACHT, ONBEKEND = "goed", "aandacht", "onbekend"


@dataclass(frozen=True)
class Criterium:
    code: str
    nummer: int
    naam: str
    vraag: str
    wie: Wie
    is_knockout: bool
    stand: str = ONBEKEND
    bewijs: str = ""
    groen: str = ""

    @property
    def klopt(self) -> bool:
        """By the facts: a beoordelaar confirms it, and explains only to say otherwise."""
        return self.stand == GOED and self.wie != Wie.OORDEEL


def regeling_of(aanvraag: Aanvraag) -> Regeling:
    """The rules it was begun with."""
    return get_regeling(aanvraag.regelingversie_id)


def read_criteria(aanvraag: Aanvraag, inzending: Inzending | None) -> list[Criterium]:
    """The criteria in the order of the regeling. ``inzending``: whose facts."""
    feiten = inzending.criteria if inzending else {}
    return [_read(nummer, rij, feiten.get(rij.code, {})) for nummer, rij in regeling_of(aanvraag).genummerd]


def _read(nummer, rij, feit):
    stand = feit.get("stand", ONBEKEND)
    return Criterium(
        code=rij.code, nummer=nummer, naam=rij.naam, vraag=rij.vraag, wie=rij.wie, is_knockout=rij.knockout,
        stand=stand if stand in (GOED, AANDACHT, ONBEKEND) else ONBEKEND,
        bewijs=" ".join(filter(None, (feit.get("bewijs"), feit.get("wanneer")))), groen=rij.groen,
    )  # fmt: skip


def read_codes(aanvraag: Aanvraag) -> list[str]:
    return list(regeling_of(aanvraag).per_code)


def read_aantal(aanvraag: Aanvraag) -> int:
    """How many beoordelaars judge one aanvraag."""
    return regeling_of(aanvraag).beoordeling.beoordelaars


def find_aanvuldagen(aanvraag: Aanvraag) -> int:
    return regeling_of(aanvraag).beoordeling.aanvullen_dagen


def find_laatste(aanvraag: Aanvraag) -> Inzending | None:
    """What was handed in last."""
    return aanvraag.inzendingen.order_by("-nummer").first()
