"""What the guide of a fase adds for a netwerk that is in it: what to do now, and a list to tick off.

The texts live in the JSON files beside this module, one per fase; they are read once, at import, and a mistake in them
stops the start. ``bron`` names the entries of the domain a text comes from; it is data, never shown.
"""

import json
import re
from dataclasses import dataclass, fields
from pathlib import Path

from fasen.inhoud import FASEN, IN_ELKE_FASE, Fase, find_fase

_MAP = Path(__file__).parent
_CODE = re.compile(r"[a-z]+(-[a-z]+)*")
_BRON = re.compile(r"(FV|TIP|VK|RV|RT)-\d\d")
CODE_MAX, KERN = 40, 3
_BEKEND = {entry.id for deel in (*FASEN, IN_ELKE_FASE) for entry in deel.entries}


@dataclass(frozen=True)
class _Bronvast:
    """Something with a source. Every text is required."""

    def __post_init__(self):
        if leeg := [f.name for f in fields(self) if f.name != "meter" and not getattr(self, f.name)]:
            raise ValueError(f"{self} misses {leeg}")
        for bron in self.bron:
            if not _BRON.fullmatch(bron) or bron[:2] not in {"RV", "RT"} and bron not in _BEKEND:
                raise ValueError(f"{self}: {bron} is no entry of the domain")


@dataclass(frozen=True)
class Doe(_Bronvast):
    """One thing a facilitator does in this fase."""

    titel: str
    tekst: str
    bron: tuple[str, ...]


@dataclass(frozen=True)
class Controlepunt(_Bronvast):
    """One thing of the list. ``meter``: what ticks it off by itself; "" when people do."""

    code: str
    titel: str
    tekst: str
    bron: tuple[str, ...]
    meter: str = ""

    def __post_init__(self):
        super().__post_init__()
        if not _CODE.fullmatch(self.code) or len(self.code) > CODE_MAX:
            raise ValueError(f"{self.code} is no code")


@dataclass(frozen=True)
class Fasegids:
    """``nu``: what this fase asks, in one line. ``kern``: the questions to begin with."""

    fase: Fase
    nu: str
    kern: tuple[str, ...]
    doen: tuple[Doe, ...]
    punten: tuple[Controlepunt, ...]

    def __post_init__(self):
        codes = [punt.code for punt in self.punten]
        if len(codes) != len(set(codes)):
            raise ValueError(f"{self.fase.slug} has a code twice: {codes}")
        eigen = {vraag.id for vraag in self.fase.vragen}
        if not self.nu or len(self.kern) != KERN or not set(self.kern) <= eigen or not self.doen or not self.punten:
            raise ValueError(f"{self.fase.slug} has a gap")

    @property
    def kernvragen(self):
        vragen = {vraag.id: vraag for vraag in self.fase.vragen}
        return [vragen[code] for code in self.kern]

    @property
    def verder(self):
        """The other questions of this fase."""
        return [vraag for vraag in self.fase.vragen if vraag.id not in self.kern]

    def find(self, code) -> Controlepunt | None:
        return next((punt for punt in self.punten if punt.code == code), None)


def make_gids(data) -> Fasegids:
    """A checked Fasegids from a dict as it is in a file. Raises ValueError or TypeError on what does not fit."""
    fase = find_fase(data["fase"])
    if fase is None:
        raise ValueError(f"{data['fase']} is no fase")
    return Fasegids(
        fase=fase,
        nu=data["nu"],
        kern=tuple(data["kern"]),
        doen=tuple(Doe(**row | {"bron": tuple(row["bron"])}) for row in data["doen"]),
        punten=tuple(Controlepunt(**row | {"bron": tuple(row["bron"])}) for row in data["punten"]),
    )


def check_whole(gidsen) -> None:
    if list(gidsen) != [fase.slug for fase in FASEN]:
        raise ValueError("Every fase has one guide.")


GIDSEN = {
    gids.fase.slug: gids
    for gids in (make_gids(json.loads(pad.read_text(encoding="utf-8"))) for pad in sorted(_MAP.glob("*.json")))
}
check_whole(GIDSEN)
