"""What one should know before a netwerk begins, and the templates to begin from; read once, and checked, at import.

Free of Django. A question of a column of ``Netwerk`` (``kolom``) has its choices and length there.
"""

import json
from dataclasses import dataclass, field
from pathlib import Path

SOORTEN = ("regel", "tekst", "keuze", "getal", "dag", "dagen", "tijd")
FASEN = 5  # ``ritme`` has a number of meetings for each


@dataclass(frozen=True)
class Vraag:
    """One question. ``waarom`` it matters stands under it, ``kort`` before its answer; ``bron`` is data."""

    code: str
    stap: str
    soort: str
    bron: str
    vraag: str
    kort: str
    waarom: str
    voorbeelden: tuple[str, ...]
    kolom: bool = False
    verplicht: bool = False
    lengte: int = 0
    keuzes: tuple[tuple[str, str], ...] = ()

    def __post_init__(self):
        teksten = (self.code, self.stap, self.bron, self.vraag, self.kort, self.waarom, *self.voorbeelden)
        if not self.voorbeelden or not all(tekst.strip() for tekst in teksten):
            raise ValueError(f"{self.code or self.vraag} is not complete")
        if self.soort not in SOORTEN:
            raise ValueError(f"{self.code} is of no known kind: {self.soort}")
        if not self.kolom and bool(self.keuzes) != (self.soort in {"keuze", "dagen"}):
            raise ValueError(f"{self.code} needs choices, or needs none")
        if not self.kolom and bool(self.lengte) != (self.soort in {"regel", "tekst"}):
            raise ValueError(f"{self.code} needs a length, or needs none")


@dataclass(frozen=True)
class Stap:
    """One screen: one subject with its questions."""

    code: str
    titel: str
    zin: str
    nummer: int
    vragen: tuple[Vraag, ...]


@dataclass(frozen=True)
class Sjabloon:
    """A template: answers to begin with. ``ritme``: how many meetings each of the five fasen gets."""

    code: str
    bron: str
    naam: str
    zin: str
    past: str
    ritme: tuple[int, ...]
    antwoorden: dict = field(hash=False)

    def __post_init__(self):
        if not all(tekst.strip() for tekst in (self.code, self.bron, self.naam, self.zin, self.past)):
            raise ValueError(f"{self.code or self.naam} is not complete")
        if len(self.ritme) != FASEN or sum(self.ritme) != self.antwoorden["aantal_bijeenkomsten"]:
            raise ValueError(f"the rhythm of {self.code} does not add up")


def _read(name):
    return json.loads((Path(__file__).parent / name).read_text(encoding="utf-8"))


def _make_vraag(row):
    keuzes = tuple((code, woorden) for code, woorden in row.pop("keuzes", ()))
    return Vraag(**row | {"voorbeelden": tuple(row["voorbeelden"]), "keuzes": keuzes})


def _make_stappen(data):
    vragen = [_make_vraag(row) for row in data["vragen"]]
    if weg := {vraag.stap for vraag in vragen} ^ {row["code"] for row in data["stappen"]}:
        raise ValueError(f"steps without questions, or questions without a step: {weg}")
    return tuple(
        Stap(**row, nummer=n, vragen=tuple(vraag for vraag in vragen if vraag.stap == row["code"]))
        for n, row in enumerate(data["stappen"], start=1)
    )


STAPPEN = _make_stappen(_read("vragen.json"))
STAP = {stap.code: stap for stap in STAPPEN}
VRAGEN = {vraag.code: vraag for stap in STAPPEN for vraag in stap.vragen}
SJABLONEN = {row["code"]: Sjabloon(**row | {"ritme": tuple(row["ritme"])}) for row in _read("sjablonen.json")}
# What nobody else can answer: with a template these five are all one has to fill in.
KERN = Stap(
    code="kern", titel="Vijf dingen van jou", nummer=0,
    zin="De rest is al ingevuld. Je kunt daarna alles nog bekijken en veranderen.",
    vragen=tuple(VRAGEN[code] for code in ("naam", "centrale_vraag", "sector", "doelgroep", "start_datum")),
)  # fmt: skip
AFSPRAKEN = tuple(  # what has no column: kept with the netwerk as its startafspraken
    vraag for vraag in VRAGEN.values() if not vraag.kolom and vraag.code not in {"maanden", "ik_ben", "begin"}
)
