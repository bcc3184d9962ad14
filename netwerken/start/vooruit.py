"""Looking ahead: what higher rooms know of a netwerk that does not exist yet. They register in ``AppConfig.ready()``.

Without a room that registers there are simply no days and no mails to show.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, time


@dataclass(frozen=True)
class Wens:
    """What a start plan says about its meetings. ``ritme``: how many each of the five fasen gets."""

    aantal: int
    van: date
    tot: date
    weekdagen: tuple[int, ...]
    begin: time
    einde: time
    ritme: tuple[int, ...]


@dataclass(frozen=True)
class Dag:
    """A day to meet; ``waarom`` it is not where the rhythm wants it, and in which ``fase`` it will be."""

    dag: date
    waarom: str
    fase: str


JAARPLAN: list[Callable[..., list[Dag]]] = []  # (wens, persoon): the days to propose
PROEF: list[Callable] = []  # (netwerk, wens, dagen, by): do as if these days were planned; all of it is undone
RITME: list[Callable[..., dict]] = []  # (netwerk): answers about when an earlier netwerk met


def find_dagen(wens: Wens | None, persoon) -> list[Dag]:
    return [dag for bron in JAARPLAN for dag in bron(wens, persoon)] if wens else []


def read_ritme(netwerk) -> dict:
    return {code: waarde for bron in RITME for code, waarde in bron(netwerk).items()}


def make_wens(data: dict, ritme) -> Wens | None:
    """Of the cleaned answers; None as long as the days are not known."""
    codes = ("aantal_bijeenkomsten", "start_datum", "eind_datum", "weekdagen", "begintijd", "eindtijd")
    if not all(data.get(code) for code in codes):
        return None
    aantal, van, tot, weekdagen, begin, einde = (data[code] for code in codes)
    return Wens(aantal, van, tot, tuple(int(d) for d in weekdagen), begin, einde, tuple(ritme))
