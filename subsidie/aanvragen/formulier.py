"""The questions of a regeling as an aanvraag asks them, and its answers in words. No database."""

import hashlib
import json
from dataclasses import dataclass
from datetime import date

from kern.tijd import dag
from subsidie.begroting.bedragen import show_bedrag, show_uren
from subsidie.begroting.lezen import KOLOMMEN, TARIEF, TOELICHTING, make_code, read_begroting
from subsidie.begroting.rekenen import Kader

BEGROTING, AKKOORD = "begroting", "akkoord"
KOP = {"bijdrage": "bijdrage", "eigen": "eigen geld", "derden": "anderen", "uren": "eigen uren"}


@dataclass(frozen=True)
class Veld:
    """One question. ``code`` is the key of its answer. ``soort``: tekst, lang, keuze, getal or datum."""

    code: str
    soort: str
    label: str
    hulp: str = ""
    verplicht: bool = False
    langste: int = 0
    bron: str = ""
    keuzes: tuple[tuple[str, str], ...] = ()

    def say(self, waarde) -> str:
        """The answer in words; nothing when there is none."""
        if waarde in (None, ""):
            return ""
        if self.soort == "keuze":
            return dict(self.keuzes).get(waarde, str(waarde))
        return dag(date.fromisoformat(waarde), met_jaar=True) if self.soort == "datum" else str(waarde)


@dataclass(frozen=True)
class Onderdeel:
    code: str
    naam: str
    uitleg: str
    velden: tuple[Veld, ...]


@dataclass(frozen=True)
class Formulier:
    """Everything a regeling asks of who applies. ``akkoord``: the text of the consent, with its version."""

    onderdelen: tuple[Onderdeel, ...]
    kader: Kader
    akkoord_versie: str
    akkoord: str


@dataclass(frozen=True)
class Mist:
    """Something an aanvraag cannot be handed in without, with the part where it is and the field."""

    onderdeel: str
    tekst: str
    anker: str = ""


@dataclass(frozen=True)
class Verschil:
    """One answer that is not the same in two inzendingen, in words; empty is not answered."""

    onderdeel: str
    label: str
    eerst: str
    nu: str


def make_afdruk(waarde) -> str:
    """The same for the same answer, nothing for none: a page sends along what it began with."""
    if waarde in (None, "", {}):
        return ""
    return hashlib.sha256(json.dumps(waarde, sort_keys=True).encode()).hexdigest()[:12]


def merge(staat: dict, waarden: dict, gezien: dict[str, str]) -> tuple[dict, dict, tuple[str, ...]]:
    """What is kept after a screen is saved; what of it collides with what is kept now; what only others changed."""
    nieuw, botst, anders = dict(staat), {}, []
    for code, waarde in waarden.items():
        afdruk, zag = make_afdruk(nieuw.get(code)), gezien.get(code, "")
        if make_afdruk(waarde) == afdruk:
            continue
        if afdruk == zag:
            nieuw[code] = waarde
        elif make_afdruk(waarde) == zag:
            anders.append(code)
        else:
            botst[code] = nieuw.get(code)
    return {code: waarde for code, waarde in nieuw.items() if waarde not in (None, "")}, botst, tuple(anders)


def find_mist(formulier: Formulier, antwoorden: dict, *, heeft_akkoord: bool) -> list[Mist]:
    """What is still missing or not allowed, in the order of the pages."""
    velden = [
        Mist(onderdeel.code, veld.label, f"id_{veld.code.partition('.')[2]}")
        for onderdeel in formulier.onderdelen
        for veld in onderdeel.velden
        if veld.verplicht and antwoorden.get(veld.code) in (None, "")
    ]
    bezwaren = [
        Mist(BEGROTING, b.tekst, f"jaar-{b.jaar}" if b.jaar else "")
        for b in read_begroting(antwoorden).bezwaren(formulier.kader)
    ]
    akkoord = [] if heeft_akkoord else [Mist(AKKOORD, "Jullie gaan nog niet akkoord met meekijken door de academie.")]
    return velden + bezwaren + akkoord


def find_verschil(formulier: Formulier, eerst: dict, nu: dict) -> list[Verschil]:
    """Every answer that is not the same, in the order of the pages."""
    return [
        Verschil(onderdeel, label, zeg(eerst.get(code)), zeg(nu.get(code)))
        for onderdeel, label, code, zeg in _walk(formulier)
        if eerst.get(code) != nu.get(code)
    ]


def _walk(formulier):
    """(part, label, code, how to say its answer) of everything that can be answered."""
    for onderdeel in formulier.onderdelen:
        for veld in onderdeel.velden:
            yield onderdeel.naam, veld.label, veld.code, veld.say
    yield "Begroting", "Een uur kost", TARIEF, _say_geld
    for jaar in formulier.kader.jaren:
        for post in formulier.kader.posten:
            for kolom in (*KOLOMMEN, TOELICHTING):
                label = f"Jaar {jaar.nummer}, {post.naam}: {KOP.get(kolom, kolom)}"
                yield "Begroting", label, make_code(jaar.nummer, post.code, kolom), _SAY.get(kolom, _say_geld)


def _say_geld(centen):
    return "" if centen is None else show_bedrag(centen)


_SAY = {
    "uren": lambda kwartieren: "" if kwartieren is None else f"{show_uren(kwartieren)} uur",
    TOELICHTING: lambda t: t or "",
}
