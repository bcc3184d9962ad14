"""When a group decides about somebody new, what came out, and what of it is shown (R12, R19). Pure: no database."""

from enum import StrEnum

GENOEG = 5  # answers: with fewer one could guess who said what


class Uitslag(StrEnum):
    GEEN_BEZWAAR = "geen_bezwaar"
    BEZWAAR = "bezwaar"
    TE_WEINIG = "te_weinig"


def needs_group(
    *, gesloten: bool, gestart: bool, als_deelnemer: bool, doet_mee: bool, akkoord: bool, stemmers: int
) -> bool:
    """Does somebody need the group's word before a place?

    ``doet_mee``: takes part already, in any role, or has a pause; ``akkoord``: the group said yes, or this person was
    invited when nobody needed to; ``stemmers``: how many deelnemers there are to ask.
    """
    return gesloten and gestart and als_deelnemer and not doet_mee and not akkoord and stemmers > 0


def judge(*, gevraagd: int, akkoord: int, bezwaar: int) -> Uitslag:
    """Fewer than half answered: nothing came out. Else one bezwaar is enough to talk first."""
    if not gevraagd or (akkoord + bezwaar) * 2 < gevraagd:
        return Uitslag.TE_WEINIG
    return Uitslag.BEZWAAR if bezwaar else Uitslag.GEEN_BEZWAAR


def may_tell(geantwoord: int) -> bool:
    """May numbers and texts be shown? Below this they are thrown away."""
    return geantwoord >= GENOEG
