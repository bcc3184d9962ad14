"""The filters above the catalogue. They never validate: what nobody knows or what is no number simply does nothing."""

from dataclasses import dataclass, fields
from urllib.parse import urlencode

from fasen.inhoud import FASE_CHOICES
from kern.forms import read_number
from werkvormen.inhoud.soorten import DOELEN, ENERGIE, GROOTSTE_GROEP, LANGSTE_DUUR, MOMENTEN, PLEKKEN, SOORTEN

KEUZES = {
    "soort": SOORTEN,
    "fase": dict(FASE_CHOICES),
    "doel": DOELEN,
    "moment": MOMENTEN,
    "plek": PLEKKEN,
    "energie": ENERGIE,
    "favoriet": {"ja": "Alleen mijn favorieten"},
}
GETALLEN = {"minuten": LANGSTE_DUUR, "mensen": GROOTSTE_GROEP}
LANGSTE_VRAAG = 100


@dataclass(frozen=True)
class Filters:
    q: str = ""
    soort: str = ""
    fase: str = ""
    doel: str = ""
    moment: str = ""
    minuten: int | None = None
    mensen: int | None = None
    plek: str = ""
    energie: str = ""
    nieuw_in: str = ""  # the slug of a netwerk of this person: only what it did not use yet
    favoriet: str = ""

    @property
    def is_gefilterd(self):
        return any(getattr(self, field.name) for field in fields(self) if field.name != "soort")

    @property
    def meer(self):
        """Whether something of the folded part is chosen."""
        return any((self.moment, self.plek, self.energie, self.nieuw_in, self.favoriet))

    def query(self, **anders):
        """As a query string with a ``?`` before it, other values put in; nothing chosen is nothing at all."""
        waarden = {field.name: getattr(self, field.name) for field in fields(self)} | anders
        gekozen = urlencode({naam: waarde for naam, waarde in waarden.items() if waarde})
        return f"?{gekozen}" if gekozen else ""


def read_filters(parameters) -> Filters:
    """The filters of a query string."""
    waarden = {"q": _clean(parameters.get("q", "")), "nieuw_in": _clean(parameters.get("nieuw_in", ""))}
    for naam, keuzes in KEUZES.items():
        waarde = parameters.get(naam, "")
        waarden[naam] = waarde if waarde in keuzes else ""
    waarden |= {naam: _number(parameters.get(naam, ""), hoogst) for naam, hoogst in GETALLEN.items()}
    return Filters(**waarden)


def _clean(text):
    return text.replace("\x00", "").strip()[:LANGSTE_VRAAG]


def _number(text, hoogst):
    getal = read_number(text.strip())
    return getal if getal and getal <= hoogst else None
