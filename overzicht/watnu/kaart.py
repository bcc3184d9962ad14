from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import datetime

BRONNEN: list[Callable[..., Iterator["Kaart"]]] = []
OVERAL: list[Callable[..., Iterator["Kaart"]]] = []


@dataclass(frozen=True)
class Actie:
    """One button or link of a card. ``post``: it changes something, so it is a form."""

    tekst: str
    url: str
    icoon: str = ""
    stil: bool = False
    post: bool = False
    naam: str = ""
    waarde: str = ""


@dataclass(frozen=True)
class Kaart:
    """One thing that waits for this person. ``rang``: lower is more urgent; ``minuten``: how long it takes."""

    rang: int
    titel: str
    tekst: str
    acties: tuple[Actie, ...]
    wanneer: str = ""
    moment: datetime | None = None
    minuten: int = 2
    icoon: str = "klok"
    fase: int | None = field(default=None)
    van_netwerk: bool = True


def zin(*delen):
    """«Verbindend Vernieuwen, woensdag 2 december.»: what is filled, with a capital and a full stop."""
    tekst = ", ".join(filter(None, delen))
    return f"{tekst[:1].upper()}{tekst[1:]}." if tekst else ""


def overal(function):
    """Register a source of cards that are of no netwerk: only the overview of everything asks it."""
    OVERAL.append(function)
    return function


def bron(function):
    """Register a source of cards."""
    BRONNEN.append(function)
    return function
