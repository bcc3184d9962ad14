"""What there is to judge: the criteria of the regeling, with what the facts said when the aanvraag was handed in."""

from dataclasses import dataclass

from subsidie.aanvragen.models import Aanvraag, Inzending

GOED, AANDACHT, ONBEKEND = "goed", "aandacht", "onbekend"
BEOORDELAARS, AANVULDAGEN = 2, 14  # where a regeling does not say


@dataclass(frozen=True)
class Criterium:
    code: str
    nummer: str
    naam: str
    vraag: str
    soort: str
    is_knockout: bool
    stand: str = ONBEKEND
    bewijs: str = ""
    groen: str = ""

    @property
    def klopt(self) -> bool:
        """By the facts: a beoordelaar confirms it without explaining."""
        return self.stand == GOED and self.soort == "automatisch"


def read_criteria(aanvraag: Aanvraag, inzending: Inzending | None) -> list[Criterium]:
    """The criteria in the order of the regeling. ``inzending``: whose facts."""
    feiten = inzending.criteria if inzending else {}
    return [_read(rij, feiten.get(rij["code"], {})) for rij in aanvraag.regelingversie.inhoud.get("criteria", ())]


def _read(rij, feit):
    stand = feit.get("stand", ONBEKEND)
    return Criterium(
        code=rij["code"], nummer=str(rij.get("nummer", "")), naam=rij["naam"], vraag=rij.get("vraag", ""),
        soort=rij.get("soort", "oordeel"), is_knockout=bool(rij.get("knockout")),
        stand=stand if stand in (GOED, AANDACHT, ONBEKEND) else ONBEKEND,
        bewijs=feit.get("bewijs", ""), groen=feit.get("groen") or rij.get("groen", ""),
    )  # fmt: skip


def read_codes(aanvraag: Aanvraag) -> list[str]:
    return [rij["code"] for rij in aanvraag.regelingversie.inhoud.get("criteria", ())]


def read_aantal(aanvraag: Aanvraag) -> int:
    """How many beoordelaars judge one aanvraag."""
    return aanvraag.regelingversie.inhoud.get("beoordeling", {}).get("beoordelaars", BEOORDELAARS)


def find_laatste(aanvraag: Aanvraag) -> Inzending | None:
    """What was handed in last."""
    return aanvraag.inzendingen.order_by("-nummer").first()


def find_changed(aanvraag: Aanvraag, sinds: int) -> set[str]:
    """The keys of the answers that are other than in inzending ``sinds``."""
    rows = {rij.nummer: rij.antwoorden for rij in aanvraag.inzendingen.all()}
    nieuw, oud = rows[max(rows)] if rows else {}, rows.get(sinds, {})
    return {sleutel for sleutel in nieuw.keys() | oud.keys() if nieuw.get(sleutel) != oud.get(sleutel)}
