"""The answers of somebody who is starting a netwerk, as they are kept: JSON, checked against the question set."""

import calendar
import hashlib
import json
from datetime import date, time

from kern.forms import clean_text
from netwerken.models import Netwerk
from netwerken.start.inhoud import FASEN, SJABLONEN, VRAGEN, Vraag
from netwerken.start.vooruit import read_ritme

RITME = (1, 2, 2, 2, 1)
STANDAARD = {
    "doel_niveau": "mix", "type": "innovatie", "indeling": "thema", "deelname_als": "persoon", "toegang": "open",
    "regio": "landelijk", "min_deelnemers": 6, "max_deelnemers": 15, "aantal_bijeenkomsten": 8, "maanden": "24",
    "weekdagen": ["1", "3"], "begintijd": "14:00", "eindtijd": "17:00", "ik_ben": "eigenaar", "begin": "in_oprichting",
    "begeleiding": "beide", "ritme": list(RITME),
}  # fmt: skip
MEEST_KEER = 60


def get_keuzes(vraag: Vraag) -> list[tuple[str, str]]:
    """What can be chosen; of a column the netwerk knows it."""
    if not vraag.kolom:
        return list(vraag.keuzes)
    return list(Netwerk._meta.get_field(vraag.code).choices or ())


def get_lengte(vraag: Vraag) -> int:
    return Netwerk._meta.get_field(vraag.code).max_length if vraag.kolom else vraag.lengte


def clean_antwoorden(antwoorden: dict) -> dict:
    """What fits the question set, as it is kept. What does not fit is left out: the question is asked anyway.

    Raises ValueError for a question that does not exist: that is a mistake of who calls.
    """
    if vreemd := antwoorden.keys() - VRAGEN.keys() - {"ritme"}:
        raise ValueError(f"no such question: {sorted(vreemd)}")
    schoon = {code: _clean(VRAGEN[code], waarde) for code, waarde in antwoorden.items() if code != "ritme"}
    if is_ritme(antwoorden.get("ritme")):
        schoon["ritme"] = list(antwoorden["ritme"])
    return {code: waarde for code, waarde in schoon.items() if waarde not in (None, "", [])}


def is_ritme(waarde) -> bool:
    """Five numbers of meetings, at least one together."""
    if not isinstance(waarde, list | tuple) or len(waarde) != FASEN:
        return False
    return all(type(n) is int and 0 <= n <= MEEST_KEER for n in waarde) and sum(waarde) > 0


def _clean(vraag, waarde):
    try:
        return _CLEANERS[vraag.soort](vraag, waarde)
    except (TypeError, ValueError):
        return None


def _clean_tekst(vraag, waarde):
    tekst = clean_text(str(waarde))
    return tekst if len(tekst) <= get_lengte(vraag) else None


def _clean_keuze(vraag, waarde):
    return str(waarde) if str(waarde) in dict(get_keuzes(vraag)) else None


def _clean_dagen(vraag, waarde):
    return [code for code, _ in vraag.keuzes if code in {str(keuze) for keuze in waarde}]


def _clean_dag(vraag, waarde):
    return (waarde if isinstance(waarde, date) else date.fromisoformat(waarde)).isoformat()


def _clean_tijd(vraag, waarde):
    return (waarde if isinstance(waarde, time) else time.fromisoformat(waarde)).strftime("%H:%M")


_CLEANERS = {
    "regel": _clean_tekst, "tekst": _clean_tekst, "keuze": _clean_keuze, "dagen": _clean_dagen, "dag": _clean_dag,
    "tijd": _clean_tijd, "getal": lambda vraag, waarde: int(waarde),
}  # fmt: skip


def make_afdruk(antwoorden: dict, codes=None) -> str:
    """The same for the same answers: a page sends along what it began with."""
    gekozen = {code: waarde for code, waarde in antwoorden.items() if codes is None or code in codes}
    return hashlib.sha256(json.dumps(gekozen, sort_keys=True).encode()).hexdigest()[:20]


def antwoorden_of_sjabloon(code: str) -> dict:
    sjabloon = SJABLONEN[code]
    return sjabloon.antwoorden | {"ritme": list(sjabloon.ritme)}


def antwoorden_of_netwerk(netwerk: Netwerk) -> dict:
    """The recipe of an earlier netwerk: facts of the group, its settings and when it met. Nothing about a person.

    What people wrote for their own start (``AFSPRAKEN``) stays there, only what was chosen comes along. The name gets
    a number, and the day it begins is asked again.
    """
    kolommen = {code: getattr(netwerk, code) for code, vraag in VRAGEN.items() if vraag.kolom}
    for code in ("start_datum", "eind_datum"):
        del kolommen[code]
    kolommen["naam"] = _make_naam(netwerk.naam)
    laatste = netwerk.startversies.first()
    afspraken = laatste.antwoorden if laatste else {}
    gekozen = {code: waarde for code, waarde in afspraken.items() if not _is_geschreven(code)}
    return clean_antwoorden(kolommen | {"maanden": _nearest_maanden(netwerk)} | gekozen | read_ritme(netwerk))


def _is_geschreven(code):
    return code in VRAGEN and VRAGEN[code].soort in {"regel", "tekst"}


def _make_naam(naam):
    """«Vrouwelijk leiderschap 2», and after that 3."""
    woorden, _, nummer = naam.rpartition(" ")
    is_genummerd = bool(woorden) and nummer.isascii() and nummer.isdecimal() and len(nummer) <= len("99")
    basis, volgende = (woorden, int(nummer) + 1) if is_genummerd else (naam, 2)
    langst = Netwerk._meta.get_field("naam").max_length
    return f"{basis[: langst - len(f' {volgende}')]} {volgende}"


def _nearest_maanden(netwerk):
    begin, eind = netwerk.start_datum, netwerk.eind_datum
    duur = (eind.year - begin.year) * 12 + eind.month - begin.month
    return min((code for code, _ in VRAGEN["maanden"].keuzes), key=lambda code: abs(int(code) - duur))


def compute_einde(begin: date, maanden: int) -> date:
    """The last day of a netwerk that lasts so many months; the 31st becomes the last day of a shorter month."""
    jaar, maand = divmod(begin.month - 1 + maanden, 12)
    jaar, maand = begin.year + jaar, maand + 1
    return date(jaar, maand, min(begin.day, calendar.monthrange(jaar, maand)[1]))
