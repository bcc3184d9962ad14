"""What is paid in which part, also once less is settled than was granted."""

from dataclasses import dataclass

from subsidie.aanvragen.models import Aanvraag
from subsidie.besluit.models import Besluit
from subsidie.besluit.termijnen import split_bedrag
from subsidie.lopend.models import Afrekening, Uitbetaling
from subsidie.toestand import Status


@dataclass
class Termijn:
    """``bedrag``: eurocents, what was paid or what is to be paid."""

    nummer: int
    wanneer: str
    bedrag: int
    betaald: Uitbetaling | None

    @property
    def vervalt(self) -> bool:
        return not self.bedrag and self.betaald is None


@dataclass(frozen=True)
class Betaalplan:
    """``bedrag``: what the contribution is, granted or settled. ``terug``: what the netwerk has too much."""

    bedrag: int
    is_vast: bool
    termijnen: list[Termijn]

    @property
    def betaald(self) -> int:
        return sum(termijn.bedrag for termijn in self.termijnen if termijn.betaald)

    @property
    def terug(self) -> int:
        return max(0, self.betaald - self.bedrag)


def read_betaalplan(aanvraag: Aanvraag, besluit: Besluit) -> Betaalplan:
    """The parts of what was granted. When less is settled, the first parts are paid as far as it reaches."""
    betalingen = aanvraag.regelingversie.regeling.betalingen
    betaald = {rij.nummer: rij for rij in aanvraag.uitbetalingen.all()}
    is_vast = aanvraag.status == Status.VASTGESTELD
    bedrag = Afrekening.objects.get(aanvraag=aanvraag).bedrag if is_vast else besluit.bedrag
    over = bedrag - sum(rij.bedrag for rij in betaald.values())
    termijnen = []
    delen = zip(betalingen, split_bedrag(besluit.bedrag, betalingen), strict=True)
    for nummer, (betaling, deel) in enumerate(delen, start=1):
        rij = betaald.get(nummer)
        nog = rij.bedrag if rij else max(0, min(deel, over))
        over -= 0 if rij else nog
        termijnen.append(Termijn(nummer, betaling.wanneer, nog, rij))
    return Betaalplan(bedrag, is_vast, termijnen)
