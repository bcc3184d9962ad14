"""The questions after a meeting: sets EV1 and EV2 (Kirkpatrick 1 and 2), read once and checked at start."""

import json
from dataclasses import dataclass
from pathlib import Path

STATIONS = 5
LANGSTE_CODE = 20  # Teller.vraag
LANGSTE_NAAM = 24  # what fits beside the figure
MEESTE_VRAGEN = 8  # what fits in a minute
GEEN_OORDEEL = 0  # "weet ik niet": counted as taking part, never as a score


@dataclass(frozen=True)
class Set:
    code: str
    naam: str
    uitleg: str


@dataclass(frozen=True)
class Vraag:
    """One statement on the scale. ``sterk`` and ``zwak`` are what the title of a result may say about it."""

    code: str
    set: str
    kort: str
    tekst: str
    sterk: str
    zwak: str
    bron: str

    def __post_init__(self):
        if not self.code or len(self.code) > LANGSTE_CODE or self.code.lower() != self.code:
            raise ValueError(f"code {self.code!r}: 1 to 20 small characters")
        for naam in ("set", "kort", "tekst", "sterk", "zwak", "bron"):
            if not getattr(self, naam).strip():
                raise ValueError(f"{self.code}: {naam} is empty")
        if len(self.kort) > LANGSTE_NAAM:
            raise ValueError(f"{self.code}: kort does not fit in the figure")


@dataclass(frozen=True)
class OpenVraag:
    code: str
    set: str
    tekst: str
    bron: str


@dataclass(frozen=True)
class Vragenlijst:
    """Everything one answers after a meeting: at most a minute."""

    schaal: tuple[str, ...]
    geen_oordeel: str
    sets: tuple[Set, ...]
    vragen: tuple[Vraag, ...]
    open: OpenVraag
    gemist: str

    def __post_init__(self):
        if len(self.schaal) != STATIONS:
            raise ValueError(f"the scale has {STATIONS} words")
        codes = [vraag.code for vraag in self.vragen] + [self.open.code]
        if len(codes) != len(set(codes)):
            raise ValueError("a code occurs twice")
        if {vraag.set for vraag in self.vragen} != {s.code for s in self.sets}:
            raise ValueError("sets and questions do not match")
        if not 1 <= len(self.vragen) <= MEESTE_VRAGEN:
            raise ValueError(f"1 to {MEESTE_VRAGEN} statements fit in a minute")

    @property
    def codes(self) -> tuple[str, ...]:
        return tuple(vraag.code for vraag in self.vragen)

    @property
    def waarden(self) -> range:
        """Every answer one can give: 0 is no opinion, 1 to 5 the stations."""
        return range(GEEN_OORDEEL, STATIONS + 1)


def read(data: dict) -> Vragenlijst:
    return Vragenlijst(
        schaal=tuple(data["schaal"]),
        geen_oordeel=data["geen_oordeel"],
        sets=tuple(Set(code=code, **velden) for code, velden in data["sets"].items()),
        vragen=tuple(Vraag(**velden) for velden in data["vragen"]),
        open=OpenVraag(**data["open"]),
        gemist=data["gemist"]["tekst"],
    )


VRAGENLIJST = read(json.loads((Path(__file__).parent / "vragen.json").read_text(encoding="utf-8")))
