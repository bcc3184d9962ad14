"""What has to be in order, per organisation and for the netwerk as a whole; read once, and checked, at import."""

import json
from dataclasses import dataclass
from pathlib import Path

ORGANISATIE, NETWERK = "organisatie", "netwerk"


@dataclass(frozen=True)
class Punt:
    """One thing to check. ``nodig``: to be in order before the netwerk begins; the others make it a success.

    ``bewijs``: an example of how one sees it. ``bron`` is data, never shown as a sentence.
    """

    code: str
    bron: str
    voor: str
    nodig: bool
    naam: str
    uitleg: str
    bewijs: str

    def __post_init__(self):
        if leeg := [naam for naam, waarde in vars(self).items() if isinstance(waarde, str) and not waarde.strip()]:
            raise ValueError(f"{self.code or self.naam} misses {leeg}")
        if self.voor not in (ORGANISATIE, NETWERK):
            raise ValueError(f"{self.code} is for nobody")


PUNTEN = tuple(Punt(**row) for row in json.loads((Path(__file__).parent / "punten.json").read_text(encoding="utf-8")))
BY_CODE = {punt.code: punt for punt in PUNTEN}
VAN_ORGANISATIE = tuple(punt for punt in PUNTEN if punt.voor == ORGANISATIE)
VAN_NETWERK = tuple(punt for punt in PUNTEN if punt.voor == NETWERK)
