"""Whose turn it is to prepare: counting with dates, no database.

Who never did it goes first, who takes part longest before the others; then who did it longest ago, and of
these who did it least often. For whom this is the first meeting comes last. Who is equal in all of this is drawn by
lot: the same lot every time somebody looks at this meeting.
"""

from dataclasses import dataclass
from datetime import date
from hashlib import sha256

from kern.tijd import dag

BEREIDT_VOOR, GEVRAAGD, PAST, KAN_NIET = "bereidt voor", "gevraagd", "past", "kan niet"


@dataclass(frozen=True)
class Kandidaat:
    """One deelnemer. ``laatst``: the newest meeting they prepared or will; ``wat``: why not to ask for this one."""

    persoon: object
    sinds: date
    laatst: date | None = None
    keren: int = 0
    is_nieuw: bool = False
    wat: str = ""


def order(kandidaten: list[Kandidaat], bijeenkomst: int) -> list[Kandidaat]:
    """Everybody in the order of the turns; ``bijeenkomst`` decides the lot."""

    def key(k):
        lot = sha256(f"{bijeenkomst}.{k.persoon.pk}".encode()).digest()
        return k.is_nieuw, k.laatst is not None, k.laatst or k.sinds, k.keren, lot

    return sorted(kandidaten, key=key)


def choose(kandidaten: list[Kandidaat], aantal: int, bijeenkomst: int) -> list[Kandidaat]:
    """Whom to ask: the first ``aantal`` whom nothing stands in the way."""
    return [k for k in order(kandidaten, bijeenkomst) if not k.wat][:aantal]


NU = {BEREIDT_VOOR: "bereidt voor", GEVRAAGD: "gevraagd, zei nog niets"}
NIET = {PAST: ", past deze keer", KAN_NIET: ", kan niet komen"}


def tell(k: Kandidaat, vandaag: date, *, met_wat: bool) -> str:
    """«deed het op 12 maart, kan niet komen»; ``met_wat``: also what only who plans may see."""
    if k.wat in NU and (met_wat or k.wat == BEREIDT_VOOR):
        return NU[k.wat]
    if k.laatst is None:
        tekst = "net nieuw" if k.is_nieuw else "deed het nog niet"
    elif k.laatst >= vandaag:
        tekst = f"aan de beurt op {dag(k.laatst)}"
    else:
        tekst = f"deed het op {dag(k.laatst)}" + (f", {k.keren} keer in totaal" if k.keren > 1 else "")
    return tekst + (NIET.get(k.wat, "") if met_wat else "")
