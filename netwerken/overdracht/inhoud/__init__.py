"""What the system cannot know and a successor has to hear; read once, and checked, at import."""

import json
from dataclasses import dataclass, fields
from pathlib import Path


@dataclass(frozen=True)
class Gesprekspunt:
    """One thing to tell. ``bron`` is data, never shown as a sentence."""

    code: str
    bron: str
    naam: str
    uitleg: str

    def __post_init__(self):
        if leeg := [field.name for field in fields(self) if not getattr(self, field.name).strip()]:
            raise ValueError(f"{self.code or self.naam} misses {leeg}")


GESPREK = tuple(
    Gesprekspunt(**rij) for rij in json.loads((Path(__file__).parent / "overdracht.json").read_text(encoding="utf-8"))
)
CODES = frozenset(punt.code for punt in GESPREK)
