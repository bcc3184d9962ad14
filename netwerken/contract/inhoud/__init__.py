"""The questions a contract answers, with why they matter and an example; read once, and checked, at import."""

import json
from dataclasses import dataclass, fields
from pathlib import Path


@dataclass(frozen=True)
class Voorbeeldvraag:
    """One question of the set. ``bron`` is data, never shown as a sentence."""

    code: str
    bron: str
    vraag: str
    waarom: str
    voorbeeld: str

    def __post_init__(self):
        if leeg := [field.name for field in fields(self) if not getattr(self, field.name).strip()]:
            raise ValueError(f"{self.code or self.vraag} misses {leeg}")


VRAGEN = tuple(
    Voorbeeldvraag(**row) for row in json.loads((Path(__file__).parent / "vragen.json").read_text(encoding="utf-8"))
)
BY_CODE = {vraag.code: vraag for vraag in VRAGEN}
