"""The tasks of a netwerk, each with what it asks and whom it suits; read once, and checked, at import."""

import json
from dataclasses import dataclass
from pathlib import Path

from netwerken.rollen import DEELNEMER, EIGENAAR, FACILITATOR, PENVOERDER


@dataclass(frozen=True)
class Groep:
    """Tasks that belong together, with why they matter."""

    code: str
    naam: str
    uitleg: str

    def __post_init__(self):
        if not (self.code and self.naam and self.uitleg):
            raise ValueError(f"The group {self.code or self.naam} is not complete")


@dataclass(frozen=True)
class Punt:
    """One task of the list. ``past_bij``: roles it suits, the first one best; ``bron`` is data, never shown."""

    code: str
    bron: str
    groep: str
    past_bij: tuple[str, ...]
    naam: str
    uitleg: str

    def __post_init__(self):
        if not (self.code and self.bron and self.naam and self.uitleg and self.past_bij):
            raise ValueError(f"The task {self.code or self.naam} is not complete")
        if self.groep not in {groep.code for groep in GROEPEN}:
            raise ValueError(f"{self.code}: unknown group {self.groep}")
        if fout := set(self.past_bij) - {DEELNEMER, EIGENAAR, FACILITATOR, PENVOERDER}:
            raise ValueError(f"{self.code}: unknown roles {fout}")


_DATA = json.loads((Path(__file__).parent / "taken.json").read_text(encoding="utf-8"))
GROEPEN = tuple(Groep(**rij) for rij in _DATA["groepen"])
PUNTEN = tuple(Punt(**rij | {"past_bij": tuple(rij["past_bij"])}) for rij in _DATA["taken"])
BY_CODE = {punt.code: punt for punt in PUNTEN}
