"""The startdocument: one sheet that tells what a netwerk is about and what was agreed before it began."""

from dataclasses import dataclass
from datetime import date, time

from kern.tijd import dag
from netwerken.models import Netwerk
from netwerken.start.antwoorden import compute_einde, get_keuzes
from netwerken.start.inhoud import AFSPRAKEN, STAPPEN, VRAGEN, Vraag

# Elsewhere on the sheet, on the public page, or of no use to a reader.
NIET_OP_BLAD = {"naam", "centrale_vraag", "omschrijving", "ik_ben", "begin", "maanden", "doel"}
SAMEN = {"start_datum": "eind_datum", "min_deelnemers": "max_deelnemers", "begintijd": "eindtijd"}


@dataclass(frozen=True)
class Blok:
    """A subject with its lines: (what, answer)."""

    titel: str
    regels: list[tuple[str, str]]


@dataclass(frozen=True)
class Document:
    naam: str
    vraag: str
    doel: str
    blokken: list[Blok]


def say(vraag: Vraag, waarde) -> str:
    """An answer in words."""
    if waarde in (None, "", []):
        return ""
    if vraag.soort == "keuze":
        return dict(get_keuzes(vraag)).get(str(waarde), "")
    if vraag.soort == "dagen":
        return " of ".join(woord for code, woord in vraag.keuzes if code in waarde)
    if vraag.soort == "dag":
        return dag(waarde if isinstance(waarde, date) else date.fromisoformat(waarde), met_jaar=True)
    if vraag.soort == "tijd":
        return _say_tijd(waarde)
    return str(waarde)


def _say_tijd(waarde):
    t = waarde if isinstance(waarde, time) else time.fromisoformat(waarde)
    return f"{t.hour}.{t.minute:02} uur"


def make_document(antwoorden: dict) -> Document:
    """Of the answers of a plan, or of a netwerk as ``antwoorden_of`` reads it."""
    antwoorden = dict(antwoorden)
    if not antwoorden.get("eind_datum") and antwoorden.get("start_datum") and antwoorden.get("maanden"):
        begin = date.fromisoformat(antwoorden["start_datum"])
        antwoorden["eind_datum"] = compute_einde(begin, int(antwoorden["maanden"])).isoformat()
    blokken = [Blok(stap.titel, _make_regels(stap, antwoorden)) for stap in STAPPEN]
    kop = [antwoorden.get(code, "") for code in ("naam", "centrale_vraag", "doel")]
    return Document(*kop, [blok for blok in blokken if blok.regels])


def _make_regels(stap, antwoorden):
    regels = []
    for vraag in stap.vragen:
        if vraag.code in NIET_OP_BLAD or vraag.code in SAMEN.values():
            continue
        woorden = say(vraag, antwoorden.get(vraag.code))
        if tot := SAMEN.get(vraag.code):
            woorden = " tot ".join(filter(None, [woorden, say(VRAGEN[tot], antwoorden.get(tot))]))
        if woorden:
            regels.append((_KOPPEN.get(vraag.code, vraag.kort), woorden))
    return regels


_KOPPEN = {"start_datum": "Looptijd", "min_deelnemers": "Deelnemers", "begintijd": "Tijd"}


def antwoorden_of(netwerk: Netwerk, versie=None) -> dict:
    """What the netwerk says of itself now, with what was agreed in ``versie``."""
    kolommen = {code: getattr(netwerk, code) for code, vraag in VRAGEN.items() if vraag.kolom}
    codes = {vraag.code for vraag in AFSPRAKEN}
    afspraken = {code: waarde for code, waarde in versie.antwoorden.items() if code in codes} if versie else {}
    return kolommen | afspraken
