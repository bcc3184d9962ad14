"""Is this file what its name says? Extension and content have to agree, or it does not come in. No database.

Nothing here opens a file with the program it is meant for: a PDF or picture is known by its first and last bytes, an
office file by what is in its zip. So this says what a file is, not that it is harmless; that it only ever leaves as a
download (``views``) is the other half.
"""

import re
import unicodedata
import zipfile
from collections.abc import Callable
from dataclasses import dataclass

from kern.errors import DomainError

MAX_BYTES = 10 * 1024 * 1024
MAX_UITGEPAKT = 100 * 1024 * 1024  # of one office file; a long report with pictures stays far below
MAX_DELEN = 3000  # files in one office file
_MAX_XML = 1024 * 1024
_LANGSTE_NAAM = 100
_STUK = 256 * 1024


class Afgekeurd(DomainError):  # noqa: N818 - what became of it, not what went wrong
    """The file does not come in. The message says why, and what somebody can do."""


@dataclass(frozen=True)
class Type:
    """One kind of file that may come in. ``keur`` raises Afgekeurd."""

    naam: str
    mime: str
    keur: Callable[[object, str], None]


def keur(bestand, naam: str) -> str:
    """The clean name of a file that may come in. ``bestand``: open, seekable, bytes; it is back at its start after.

    Raises Afgekeurd for a type that is not on the list, a content that is something else, macros, a zip that unpacks
    to more than 100 MB, an empty file and one of more than 10 MB.
    """
    naam = clean_naam(naam)
    stam, _, einde = naam.rpartition(".")
    if not stam or einde not in TYPES:
        raise Afgekeurd(f"Dit soort bestand kan hier niet. Wel: {', '.join(TYPES)}.")
    grootte = bestand.seek(0, 2)
    if not grootte:
        raise Afgekeurd("Dit bestand is leeg. Kies een ander bestand.")
    if grootte > MAX_BYTES:
        raise Afgekeurd(TE_GROOT)
    try:
        TYPES[einde].keur(bestand, einde)
    finally:
        bestand.seek(0)
    return naam


TE_GROOT = "Dit bestand is groter dan 10 MB. Maak het kleiner, of zet er een link naar neer."


def clean_naam(naam: str) -> str:
    """A name without folders, hidden signs or dots in front, with a small extension, at most 100 characters."""
    naam = unicodedata.normalize("NFC", naam).replace("\\", "/").rpartition("/")[2]
    naam = "".join(teken for teken in naam if unicodedata.category(teken)[0] != "C")
    naam = re.sub(r'[<>:"|?*;%\s]+', " ", naam).strip(" .")
    stam, punt, einde = naam.rpartition(".")
    if not punt:
        return naam[:_LANGSTE_NAAM] or "bestand"
    einde = einde.strip().lower()[:20]
    stam = stam.strip(" .")[: _LANGSTE_NAAM - len(einde) - 1].strip(" .") or "bestand"
    return f"{stam}.{'jpg' if einde == 'jpeg' else einde}"


def _is_geen(einde):
    return Afgekeurd(
        f"Dit bestand heet .{einde}, maar wat erin zit is geen {TYPES[einde].naam}."
        " Open het, bewaar het opnieuw en probeer het nog eens."
    )


def _is_kapot():
    return Afgekeurd("Dit bestand is beschadigd of niet compleet. Bewaar het opnieuw en probeer het nog eens.")


# --- PDF, pictures and text ---------------------------------------------------------------------


def _read_ends(bestand, aantal=2048):
    """The first and the last bytes."""
    bestand.seek(0)
    begin = bestand.read(aantal)
    grootte = bestand.seek(0, 2)
    bestand.seek(max(0, grootte - aantal))
    return begin, bestand.read()


def _by_signature(begint, eindigt):
    def keur(bestand, einde):
        eerste, laatste = _read_ends(bestand)
        if not eerste.startswith(begint):
            raise _is_geen(einde)
        if eindigt not in laatste:
            raise _is_kapot()

    return keur


_GEEN_TEKST = re.compile(r"[\x00-\x08\x0b\x0e-\x1f\x7f]")
_OPMAAK = re.compile(r"\s*<(!doctype|html|head|body|script|svg|iframe|\?xml|\?php)", re.IGNORECASE)


def _keur_tekst(bestand, einde):
    bestand.seek(0)
    data = bestand.read()
    try:
        tekst = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        tekst = data.decode("cp1252", errors="replace")  # Windows, from before
    if _GEEN_TEKST.search(tekst) or "\ufffd" in tekst or _OPMAAK.match(tekst) or data.startswith(b"%PDF"):
        raise _is_geen(einde)


# --- Office files -------------------------------------------------------------------------------


def _in_zip(keur_inhoud):
    def keur(bestand, einde):
        bestand.seek(0)
        if bestand.read(4) != b"PK\x03\x04":
            raise _is_geen(einde)
        try:
            with zipfile.ZipFile(bestand) as pak:
                _keur_pak(pak)
                keur_inhoud(pak, einde)
        except (zipfile.BadZipFile, zipfile.LargeZipFile, NotImplementedError, EOFError, OSError, ValueError) as fout:
            raise _is_kapot() from fout
        except RuntimeError as fout:  # what zipfile says of a password
            raise Afgekeurd("Op dit bestand zit een wachtwoord. Bewaar het zonder, en probeer het nog eens.") from fout

    return keur


def _keur_pak(pak):
    """Not too much in it, nothing outside its folder, and every part whole."""
    delen = pak.infolist()
    if len(delen) > MAX_DELEN or sum(deel.file_size for deel in delen) > MAX_UITGEPAKT:
        raise Afgekeurd("Dit bestand wordt bij het openen veel te groot. Maak het kleiner, of zet er een link neer.")
    if any(deel.filename.startswith(("/", "\\")) or ".." in deel.filename.split("/") for deel in delen):
        raise _is_kapot()
    for deel in delen:
        _read_whole(pak, deel)


def _read_whole(pak, deel):
    """Unpacks to nowhere. zipfile stops at the size that was told and then checks the sum, so a lie is an error."""
    try:
        with pak.open(deel) as stroom:
            while stroom.read(_STUK):
                pass
    except (zipfile.zlib.error, AttributeError) as fout:
        raise _is_kapot() from fout


def _read_xml(pak, naam):
    with pak.open(naam) as stroom:
        return stroom.read(_MAX_XML)


MACRO = "In dit bestand zitten macro’s. Bewaar het zonder macro’s en probeer het nog eens."
_MACRO_DELEN = ("vbaproject", "vbadata", "activex/", "macrosheets/")


def _ooxml(hoofd):
    """Office Open XML: the list of contents names the main part, and nothing in it runs."""
    hoofd = f"application/vnd.openxmlformats-officedocument.{hoofd}.main+xml".encode()

    def keur(pak, einde):
        namen = {naam.lower(): naam for naam in pak.namelist()}
        inhoud = _read_xml(pak, namen["[content_types].xml"]) if "[content_types].xml" in namen else b""
        if b"macroenabled" in inhoud.lower() or any(deel in naam for naam in namen for deel in _MACRO_DELEN):
            raise Afgekeurd(MACRO)
        if hoofd not in inhoud:
            raise _is_geen(einde)
        for klein, naam in namen.items():
            if klein.endswith("_rels/settings.xml.rels") and b"attachedTemplate" in _read_xml(pak, naam):
                _keur_sjabloon(_read_xml(pak, naam))

    return keur


_ELDERS = re.compile(rb"""Target\s*=\s*["'](https?:|ftp:|\\\\|//|file:/*[^/\\"']*\.[^/\\"']*/)""", re.IGNORECASE)


def _keur_sjabloon(verwijzingen):
    """A template elsewhere is fetched when somebody opens the document, with its macros."""
    for verwijzing in re.findall(rb"<Relationship\b[^>]*>", verwijzingen):
        if b"attachedTemplate" in verwijzing and _ELDERS.search(verwijzing):
            raise Afgekeurd("Dit bestand haalt een sjabloon op van internet. Bewaar het als gewoon document.")


def _odf(soort):
    """OpenDocument: its first part says what it is."""
    soort = f"application/vnd.oasis.opendocument.{soort}".encode()

    def keur(pak, einde):
        namen = pak.namelist()
        if "mimetype" not in namen or _read_xml(pak, "mimetype").strip() != soort:
            raise _is_geen(einde)
        if any(naam.startswith(("Basic/", "Scripts/")) and not naam.endswith("/") for naam in namen):
            raise Afgekeurd(MACRO)

    return keur


_OOXML = "application/vnd.openxmlformats-officedocument."
_ODF = "application/vnd.oasis.opendocument."
TYPES = {
    "pdf": Type("PDF", "application/pdf", _by_signature(b"%PDF-", b"%%EOF")),
    "docx": Type(
        "Word-document", f"{_OOXML}wordprocessingml.document", _in_zip(_ooxml("wordprocessingml.document"))
    ),
    "xlsx": Type("Excel-bestand", f"{_OOXML}spreadsheetml.sheet", _in_zip(_ooxml("spreadsheetml.sheet"))),
    "pptx": Type(
        "PowerPoint", f"{_OOXML}presentationml.presentation", _in_zip(_ooxml("presentationml.presentation"))
    ),
    "odt": Type("OpenDocument-tekst", f"{_ODF}text", _in_zip(_odf("text"))),
    "ods": Type("OpenDocument-rekenblad", f"{_ODF}spreadsheet", _in_zip(_odf("spreadsheet"))),
    "odp": Type("OpenDocument-presentatie", f"{_ODF}presentation", _in_zip(_odf("presentation"))),
    "png": Type("PNG-plaatje", "image/png", _by_signature(b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR", b"IEND\xaeB`\x82")),
    "jpg": Type("JPG-foto", "image/jpeg", _by_signature(b"\xff\xd8\xff", b"\xff\xd9")),
    "txt": Type("tekst", "text/plain", _keur_tekst),
}  # fmt: skip
