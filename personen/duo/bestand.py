"""Open a file of DUO: which of the published forms it has, and its rows one by one.

Both forms occur: semicolons in Windows-1252, and commas with quotes in UTF-8 with a byte order mark. Column names
changed over the years. Everything is recognised from the file; nobody has to say which form it is.
"""

import codecs
import csv
import re
from dataclasses import dataclass
from pathlib import Path

from kern.errors import DomainError
from personen.models import Organisatie

Soort = Organisatie.Soort
LONGEST_LINE = 64_000  # bytes; a real row has some 600
_CHUNK = 1 << 20
_UTF16 = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)

# What we read, by the names the column had over the years; only letters count.
KOLOMMEN = {
    "bestuur": ["BEVOEGD GEZAG NUMMER"],
    "bestuursnaam": ["BEVOEGD GEZAG NAAM"],
    "brin": ["INSTELLINGSCODE", "BRIN NUMMER"],
    "schoolnaam": ["INSTELLINGSNAAM"],
    "vestiging": ["VESTIGINGSCODE", "VESTIGINGSNUMMER"],
    "vestigingsnaam": ["VESTIGINGSNAAM"],
    "plaats": ["PLAATSNAAM"],
    "gemeente": ["GEMEENTENAAM"],
    "provincie": ["PROVINCIE"],
    "vakantieregio": ["VAKANTIEREGIO"],
    "structuur": ["ONDERWIJSSTRUCTUUR"],
}
NODIG = {
    Soort.BESTUUR: ["bestuur", "bestuursnaam"],
    Soort.SCHOOL: ["brin", "schoolnaam", "plaats"],
    Soort.VESTIGING: ["vestiging", "vestigingsnaam", "plaats"],
}
# The lists of DUO, by the words in the names of their files.
LIJSTEN = {
    "bo": {"bo", "basisonderwijs"},
    "so": {"sbo", "so", "vso", "speciaal"},
    "vo": {"vo", "voortgezet"},
    "mbo": {"mbo"},
    "ho": {"ho", "hbo", "wo"},
}


class BestandError(DomainError):
    """The whole file cannot be trusted. The text is Dutch and names the file, and the line where there is one."""


@dataclass
class Bestand:
    path: Path
    soort: str
    lijst: str
    encoding: str
    delimiter: str
    index: dict
    width: int

    @property
    def naam(self):
        return self.path.name

    def rows(self):
        """(line number, cells, complaint) of each row; the cells are None when the row has not the right length."""
        lines = _lines(self.path, self.encoding)
        next(lines)
        found = False
        for number, line in lines:
            cells = split(line, self.delimiter)
            if not any(cells):
                continue
            found = True
            while len(cells) > self.width and not cells[-1]:
                cells.pop()
            if len(cells) == self.width:
                yield number, cells, ""
            else:
                yield number, None, _complaint(line, len(cells), self.width)
        if not found:
            raise BestandError(f"{self.naam}: er staan geen gegevens onder de kopregel.")


def open_bestand(path: Path, lijst: str = "") -> Bestand:
    """Recognise a file. ``lijst`` says which list it is when the name of the file does not.

    Raised: ``BestandError`` when it is none of the files we know.
    """
    encoding = _encoding(path)
    first = next(_lines(path, encoding), None)
    if first is None or (not first[1].strip() and path.stat().st_size <= len(first[1]) + 5):
        raise BestandError(f"{path.name}: het bestand is leeg.")
    header = first[1]
    delimiter = max(";,", key=lambda sign: len(_columns(split(header, sign))))
    names = split(header, delimiter)
    index = _columns(names)
    _refuse_duplicates(path, names)
    soort = _soort(path, index)
    missing = [KOLOMMEN[field][0] for field in NODIG[soort] if field not in index]
    if missing:
        raise BestandError(f"{path.name}, regel 1: deze kolom ontbreekt: {', '.join(missing)}.")
    while names and not names[-1].strip():  # a sign at the end of the line makes a column without a name
        names.pop()
    return Bestand(path, soort, lijst or _lijst(path, index), encoding, delimiter, index, len(names))


def split(line, delimiter):
    """The cells of one line. A quote too many shows itself in the number of cells."""
    return next(csv.reader([line], delimiter=delimiter), [])


def _encoding(path):
    """UTF-8 when all of it is, else Windows-1252. The file is read in pieces."""
    decoder = codecs.getincrementaldecoder("utf-8")()
    try:
        with path.open("rb") as stream:
            chunk = stream.read(_CHUNK)
            if chunk.startswith(_UTF16):
                raise BestandError(
                    f"{path.name}: het bestand is UTF-16. Bewaar het als «CSV UTF-8» en probeer opnieuw."
                )
            marked = chunk.startswith(codecs.BOM_UTF8)
            try:
                while chunk:
                    decoder.decode(chunk)
                    chunk = stream.read(_CHUNK)
                decoder.decode(b"", final=True)
            except UnicodeDecodeError:
                return "utf-8-sig" if marked else "cp1252"  # marked: the line itself will say where it goes wrong
            return "utf-8-sig"
    except OSError as error:
        raise BestandError(f"{path}: het bestand is niet te lezen ({error.strerror}).") from None


def _lines(path, encoding):
    """(number, text) of each line, with no more than one line in memory."""
    with path.open("rb") as stream:
        for number, raw in enumerate(iter(lambda: stream.readline(LONGEST_LINE + 1), b""), 1):
            where = f"{path.name}, regel {number}"
            if len(raw) > LONGEST_LINE:
                raise BestandError(f"{where}: deze regel is te lang voor een rij met een school.")
            if b"\x00" in raw:
                raise BestandError(f"{where}: hier staan tekens die niet in een tekstbestand horen.")
            try:
                text = raw.decode("utf-8" if number > 1 and encoding == "utf-8-sig" else encoding)
            except UnicodeDecodeError:
                raise BestandError(f"{where}: een letter op deze regel is niet te lezen.") from None
            if encoding == "cp1252" and not raw.isascii() and _is_utf8(raw):
                raise BestandError(f"{where}: deze regel is UTF-8 en de rest niet. Download het bestand opnieuw.")
            yield number, text.rstrip("\r\n").replace("\r", " ")


def _is_utf8(raw):
    try:
        raw.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


def _letters(name):
    return re.sub(r"[^A-Z]", "", name.upper())


_NAMES = {_letters(name): field for field, names in KOLOMMEN.items() for name in names}


def _columns(names):
    return {_NAMES[_letters(name)]: at for at, name in enumerate(names) if _letters(name) in _NAMES}


def _refuse_duplicates(path, names):
    fields = [_NAMES[_letters(name)] for name in names if _letters(name) in _NAMES]
    double = sorted({KOLOMMEN[field][0] for field in fields if fields.count(field) > 1})
    if double:
        raise BestandError(f"{path.name}, regel 1: deze kolom staat er twee keer in: {', '.join(double)}.")


def _soort(path, index):
    for field, soort in [("vestiging", Soort.VESTIGING), ("brin", Soort.SCHOOL), ("bestuur", Soort.BESTUUR)]:
        if field in index:
            return soort
    raise BestandError(
        f"{path.name}, regel 1: dit zijn niet de kolommen van een lijst van DUO, "
        "of ze zijn niet gescheiden door een puntkomma of een komma."
    )


def _lijst(path, index):
    words = re.findall(r"[a-z]+", path.stem.lower().replace("besturen", " ").replace("scholen", " "))
    found = [lijst for lijst, names in LIJSTEN.items() if names & set(words)]
    if len(found) == 1:
        return found[0]
    if not found and "structuur" in index:  # only secondary schools have it
        return "vo"
    raise BestandError(f"{path.name}: uit de naam blijkt niet welke lijst dit is. Zeg het met --lijst.")


def _complaint(line, cells, width):
    if line.count('"') % 2:
        return "er staat een aanhalingsteken te veel of te weinig op deze regel"
    return f"er zijn {cells} kolommen en dat moeten er {width} zijn"
