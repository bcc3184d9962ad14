"""How one mail of a message reached its receiver, as far as a facilitator may know.

What somebody wants to receive is not the facilitator's business, nor is when their school is closed.
"""

from enum import StrEnum

from berichten.aandacht import STAAT_ALS_VRAAG, STOND_IN_BRIEF
from berichten.models import Bericht

Status = Bericht.Status


class Aankomst(StrEnum):
    """The words behind a name."""

    VERSTUURD = ""
    LATER = "kwam later"
    IN_BRIEF = "in de netwerkbrief"
    ONDERWEG = "onderweg"
    WACHT = "na de avond, het weekend of de vakantie"
    NIET = "niet verstuurd"
    MISLUKT = "mislukt"

    def noem(self, naam) -> str:
        """«Anna», «Bert (in de netwerkbrief)»"""
        return f"{naam} ({self.value})" if self.value else naam


def get_aankomst(status, reden, uitstel) -> Aankomst:
    """From three fields of the Bericht; ``uitstel`` is how long quiet times held it."""
    if status == Status.GEBUNDELD or reden in {STOND_IN_BRIEF, STAAT_ALS_VRAAG}:
        return Aankomst.IN_BRIEF
    if status == Status.VERSTUURD:
        return Aankomst.LATER if uitstel else Aankomst.VERSTUURD
    if status == Status.GEPLAND:
        return Aankomst.WACHT if uitstel else Aankomst.ONDERWEG
    return Aankomst.MISLUKT if status == Status.MISLUKT else Aankomst.NIET
