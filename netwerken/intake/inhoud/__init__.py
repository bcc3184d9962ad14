"""The questions of the intake: what is asked, why, an example, and what a facilitator may ask on.

The texts are in the JSON file beside this module. They are read once, at import, and a mistake in them stops the start.
"""

import json
from dataclasses import dataclass, fields
from pathlib import Path

AANTAL = 15
LEERVRAAG = (3, 4, 5)  # from these grows the first leervraag


@dataclass(frozen=True)
class Vraag:
    """``nr``: its number in the set INT; ``doorvragen``: short questions for the conversation."""

    nr: int
    vraag: str
    uitleg: str
    voorbeeld: str
    doorvragen: tuple[str, ...]
    bron: str


@dataclass(frozen=True)
class Groep:
    """Questions that stand on one screen. ``nummer``: from 1."""

    nummer: int
    groep: str
    slug: str
    zin: str
    vragen: tuple[Vraag, ...]


def _groep(nummer, data):
    vragen = tuple(Vraag(**rij | {"doorvragen": tuple(rij["doorvragen"])}) for rij in data.pop("vragen"))
    return Groep(nummer=nummer, vragen=vragen, **data)


def check(groepen) -> None:
    """Raises ValueError when a question is missing, stands there twice or says nothing."""
    vragen = [vraag for groep in groepen for vraag in groep.vragen]
    if [vraag.nr for vraag in vragen] != list(range(1, AANTAL + 1)):
        raise ValueError(f"The intake asks 1 to {AANTAL}, each once and in order.")
    for deel in (*groepen, *vragen):
        if leeg := [veld.name for veld in fields(deel) if not getattr(deel, veld.name)]:
            raise ValueError(f"{deel} has nothing in {leeg}.")


def read() -> tuple[Groep, ...]:
    data = json.loads((Path(__file__).parent / "intake.json").read_text(encoding="utf-8"))
    return tuple(_groep(nummer, rij) for nummer, rij in enumerate(data, 1))


GROEPEN = read()
check(GROEPEN)
VRAGEN = {vraag.nr: vraag for groep in GROEPEN for vraag in groep.vragen}
