"""Reading a list of people from a spreadsheet: XLSX or CSV, with or without a row of titles, as people have them.

Nothing in the file is believed: not its name, not its size, not its formulas. What cannot be read says so in Dutch.
"""

import csv
import io
import re
import zipfile
from dataclasses import dataclass
from importlib import import_module

from kern.errors import DomainError
from kern.forms import clean_line

MAX_BYTES = 1_000_000
MAX_UITGEPAKT = 20_000_000  # bytes: a small file may unpack to a very large one
MAX_RIJEN, MAX_KOLOMMEN, MAX_CEL = 500, 30, 300
TE_GROOT = "Dit bestand is te groot. Een lijst met namen is kleiner dan 1 MB."
ONLEESBAAR = "Dit bestand kunnen we niet lezen. Bewaar het in Excel als .xlsx of als CSV en probeer het opnieuw."
LEEG = "In dit bestand staan geen mailadressen."
_MAIL = {"email", "mail", "emailadres", "mailadres", "emailaddress"}
_NAAM = {"naam": 0, "name": 0, "volledigenaam": 0, "voornaam": 1, "tussenvoegsel": 2, "achternaam": 3}


class BestandError(DomainError):
    """The file as a whole cannot be used."""


@dataclass(frozen=True)
class Rij:
    """One line of the list. ``nummer`` as the spreadsheet counts."""

    nummer: int
    naam: str
    email: str


def read_bestand(data: bytes) -> list[Rij]:
    """The people in the file, in order; empty lines are left out. Raises BestandError."""
    if len(data) > MAX_BYTES:
        raise BestandError(TE_GROOT)
    cellen = _read_xlsx(data) if data.startswith(b"PK") else _read_csv(data)
    if len(cellen) > MAX_RIJEN:
        raise BestandError(f"Dit bestand heeft meer dan {MAX_RIJEN} rijen. Verdeel het over een paar bestanden.")
    rijen = _find_people(cellen)
    if not rijen:
        raise BestandError(LEEG)
    return rijen


def _read_xlsx(data):
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archief:
            if sum(deel.file_size for deel in archief.infolist()) > MAX_UITGEPAKT:
                raise BestandError(TE_GROOT)
        # Only when somebody offers one: it would cost every process 9 MB.
        rijen = import_module("kern.werkblad").read_rows(data, rijen=MAX_RIJEN + 1, kolommen=MAX_KOLOMMEN)
        return [[_text(cel) for cel in rij] for rij in rijen]
    except BestandError:
        raise
    except (
        Exception
    ) as error:  # openpyxl raises whatever its parsers do: KeyError, ValueError, BadZipFile, ParseError, …
        raise BestandError(ONLEESBAAR) from error


def _read_csv(data):
    if b"\x00" in data.removeprefix(b"\xff\xfe"):
        raise BestandError(ONLEESBAAR)
    try:
        tekst = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        tekst = data.decode("cp1252", errors="replace")
    kop = tekst[:2000]
    teken = max(";,\t", key=kop.count)
    try:
        regels = csv.reader(io.StringIO(tekst, newline=""), delimiter=teken)
        return [
            [_text(cel) for cel in rij[:MAX_KOLOMMEN]] for rij, _ in zip(regels, range(MAX_RIJEN + 1), strict=False)
        ]
    except csv.Error as error:
        raise BestandError(ONLEESBAAR) from error


def _text(cel):
    return clean_line(str(cel))[:MAX_CEL] if cel is not None else ""


def _find_people(cellen):
    """With titles: the columns they name. Without: the column with an @ in it, and the first other one is the name."""
    eerste = next((i for i, rij in enumerate(cellen) if any(rij)), 0)
    titels = [re.sub(r"[^a-z]", "", cel.lower()) for cel in cellen[eerste]] if cellen else []
    mail = next((i for i, titel in enumerate(titels) if titel in _MAIL), None)
    if mail is not None:
        namen = sorted((_NAAM[titel], i) for i, titel in enumerate(titels) if titel in _NAAM)
        namen = [i for soort, i in namen if soort] or [i for _, i in namen]
        begin = eerste + 1
    else:
        mail = next((i for rij in cellen for i, cel in enumerate(rij) if "@" in cel), None)
        if mail is None:
            return []
        namen, begin = [next(i for i in (0, 1) if i != mail)], eerste
    return [
        Rij(nummer, " ".join(filter(None, (_cel(rij, i) for i in namen))), _cel(rij, mail))
        for nummer, rij in enumerate(cellen[begin:], begin + 1)
        if any(rij)
    ]


def _cel(rij, i):
    return rij[i] if i < len(rij) else ""
