"""The three moments with a leidinggevende and the questions of each, read once from the JSON file beside this module.

A mistake in it stops the start. ``bron`` says where an entry comes from; it is data, never shown as a sentence.
"""

import json
from dataclasses import dataclass
from pathlib import Path

VAN = ("deelnemer", "leiding", "beiden")


@dataclass(frozen=True)
class Vraag:
    """One question of a card. ``van``: who usually knows the answer; both may write. ``verplicht``: needed to sign."""

    code: str
    kop: str
    vraag: str
    uitleg: str
    voorbeeld: str
    van: str
    verplicht: bool
    bron: str


@dataclass(frozen=True)
class Gesprek:
    """One of the three: what it is called, why it is worth the time, and its questions."""

    soort: str
    naam: str
    kort: str
    wanneer: str
    kop: str
    waarom: str
    uitleg_leiding: str
    mail_leiding: str
    bron: str
    vragen: tuple[Vraag, ...]

    @property
    def codes(self):
        return tuple(vraag.code for vraag in self.vragen)


def _check(gesprekken):
    for gesprek in gesprekken:
        if len(set(gesprek.codes)) != len(gesprek.codes):
            raise ValueError(f"{gesprek.soort} asks the same thing twice")
        for entry in (gesprek, *gesprek.vragen):
            if empty := [name for name, value in vars(entry).items() if value == ""]:
                raise ValueError(f"{gesprek.soort}: {empty} is empty")
        if unknown := {vraag.van for vraag in gesprek.vragen} - set(VAN):
            raise ValueError(f"{gesprek.soort}: {unknown} is nobody")


def read(text: str) -> dict[str, Gesprek]:
    """The moments by their soort, in order. Raises ValueError or TypeError for an entry that is not complete."""
    gesprekken = []
    for row in json.loads(text):
        vragen = tuple(Vraag(**vraag) for vraag in row.pop("vragen"))
        gesprekken.append(Gesprek(**row, vragen=vragen))
    _check(gesprekken)
    return {gesprek.soort: gesprek for gesprek in gesprekken}


GESPREKKEN = read((Path(__file__).parent / "gesprekken.json").read_text(encoding="utf-8"))
