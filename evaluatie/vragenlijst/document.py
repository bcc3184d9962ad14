"""A questionnaire as a document: what is in the JSON file, checked, and ready to be asked, counted and shown.

The file is the exchange format too (docs/vragenlijsten.md). A document never changes once somebody was asked it: a
meting points at its fingerprint (``models.Vragenlijst``). A question keeps its code for as long as its text means the
same, so that two rounds can be laid side by side; another text is another code.
"""

import hashlib
import json
from dataclasses import dataclass, field, fields
from enum import StrEnum
from functools import cached_property

_IN_CODE = frozenset("abcdefghijklmnopqrstuvwxyz0123456789-")
FORMAAT = "leernetwerken-vragenlijst/1"

STATIONS = 5
TIEN = 10
GEEN_OORDEEL = 0  # "weet ik niet": counted as taking part, never as a score
LANGSTE_CODE = 20  # Teller.vraag
LANGSTE_NAAM = 24  # what fits beside a figure
LANGSTE_TEKST = 300
MEESTE_OPTIES = 12
MEESTE_VRAGEN = 60
PUNTEN = (3, 2, 1)  # of a rangorde: first, second, third
NIVEAUS = range(1, 5)  # Kirkpatrick


class Soort(StrEnum):
    """How a question is answered."""

    EENS = "eens"  # five stations with words, and no opinion
    TIEN = "tien"  # 1 to 10, and no opinion
    KEUZE = "keuze"  # one of the options
    MEERKEUZE = "meerkeuze"  # any of the options
    RANGORDE = "rangorde"  # a first, a second and a third of the options: 3, 2 and 1 points
    OPEN = "open"  # words


SCHAAL = frozenset({Soort.EENS, Soort.TIEN})
MET_OPTIES = frozenset({Soort.KEUZE, Soort.MEERKEUZE, Soort.RANGORDE})


class OngeldigeVragenlijst(ValueError):  # noqa: N818 - what is the case
    """The document breaks a rule of the format; the message says which, in Dutch, for who offers the file."""


def _eis(voorwaarde, bericht):
    if not voorwaarde:
        raise OngeldigeVragenlijst(bericht)


def _eis_tekst(waarde, wat, langste=LANGSTE_TEKST, *, leeg=False):
    _eis(isinstance(waarde, str), f"{wat}: hier hoort tekst.")
    _eis(leeg or waarde.strip(), f"{wat}: hier staat niets.")
    _eis(len(waarde) <= langste, f"{wat}: langer dan {langste} tekens.")
    _eis(waarde.isprintable(), f"{wat}: er staan tekens in die we niet kunnen laten zien.")


def _eis_code(code, wat):
    _eis(
        isinstance(code, str) and 1 <= len(code) <= LANGSTE_CODE and set(code) <= _IN_CODE,
        f"{wat}: een code heeft 1 tot {LANGSTE_CODE} kleine letters, cijfers of streepjes.",
    )


@dataclass(frozen=True)
class Vraag:
    """One question. ``sterk`` and ``zwak`` are what the title of a result may say about it (a schaal only)."""

    code: str
    tekst: str
    soort: Soort = Soort.EENS
    kort: str = ""
    sterk: str = ""
    zwak: str = ""
    hulp: str = ""
    opties: tuple[str, ...] = ()
    eigen: bool = False  # added by the netwerk itself
    bron: str = ""

    def __post_init__(self):
        wat = f"Vraag {self.code!r}"
        _eis_code(self.code, wat)
        _eis(self.soort in list(Soort), f"{wat}: {self.soort!r} is geen soort vraag.")
        object.__setattr__(self, "soort", Soort(self.soort))
        _eis_tekst(self.tekst, f"{wat}, tekst")
        for naam in ("sterk", "zwak", "hulp", "bron"):
            _eis_tekst(getattr(self, naam), f"{wat}, {naam}", leeg=True)
        _eis_tekst(self.kort, f"{wat}, kort", LANGSTE_NAAM, leeg=self.soort not in SCHAAL)
        object.__setattr__(self, "opties", tuple(self.opties))
        if self.soort not in MET_OPTIES:
            _eis(not self.opties, f"{wat}: opties horen bij een keuze of een rangorde.")
            return
        minstens = len(PUNTEN) if self.soort == Soort.RANGORDE else 2
        _eis(
            minstens <= len(self.opties) <= MEESTE_OPTIES,
            f"{wat}: geef {minstens} tot {MEESTE_OPTIES} opties.",
        )
        for optie in self.opties:
            _eis_tekst(optie, f"{wat}, een optie", 80)
        _eis(len(set(self.opties)) == len(self.opties), f"{wat}: een optie staat er twee keer.")

    @property
    def is_schaal(self) -> bool:
        return self.soort in SCHAAL

    @property
    def is_open(self) -> bool:
        return self.soort == Soort.OPEN

    @property
    def hoogste(self) -> int:
        """The highest value that is counted."""
        if self.is_schaal:
            return STATIONS if self.soort == Soort.EENS else TIEN
        return len(self.opties)

    @property
    def waarden(self) -> range:
        """Every value that has a counter: 0 is no opinion or nothing chosen. Empty for an open question."""
        return range(0) if self.is_open else range(GEEN_OORDEEL, self.hoogste + 1)

    def tel(self, keuze) -> dict[int, int]:
        """{value: points} of one answer; None when this is no answer to this question.

        A schaal or keuze is a number; a meerkeuze any different numbers; a rangorde its first, second and third.
        Nothing chosen of a meerkeuze or rangorde counts as 0.
        """
        if self.soort in MET_OPTIES - {Soort.KEUZE}:
            gekozen = tuple(keuze) if isinstance(keuze, tuple | list) else None
            if gekozen is None or len(set(gekozen)) != len(gekozen) or not set(gekozen) <= set(self.waarden[1:]):
                return None
            if not gekozen:
                return {GEEN_OORDEEL: 1}
            if self.soort == Soort.MEERKEUZE:
                return dict.fromkeys(gekozen, 1)
            return dict(zip(gekozen, PUNTEN, strict=True)) if len(gekozen) == len(PUNTEN) else None
        return {keuze: 1} if isinstance(keuze, int) and keuze in self.waarden else None


@dataclass(frozen=True)
class Groep:
    """Questions on one screen. A ``dimensie`` has a mean of its own; its words are for the title of a result."""

    code: str
    naam: str
    vragen: tuple[Vraag, ...]
    uitleg: str = ""
    dimensie: bool = False
    niveau: int | None = None  # Kirkpatrick 1 to 4
    sterk: str = ""
    zwak: str = ""

    def __post_init__(self):
        wat = f"Groep {self.code!r}"
        _eis_tekst(self.code, f"{wat}, code", LANGSTE_CODE)
        _eis_tekst(self.naam, f"{wat}, naam", 80)
        for naam in ("uitleg", "sterk", "zwak"):
            _eis_tekst(getattr(self, naam), f"{wat}, {naam}", leeg=True)
        _eis(self.niveau is None or self.niveau in NIVEAUS, f"{wat}: een niveau is 1, 2, 3 of 4.")
        _eis(self.vragen, f"{wat}: er staan geen vragen in.")
        if self.dimensie:
            _eis({v.soort for v in self.vragen} == {Soort.EENS}, f"{wat}: een dimensie heeft alleen stellingen.")

    @property
    def stellingen(self) -> tuple[Vraag, ...]:
        return tuple(vraag for vraag in self.vragen if vraag.is_schaal)


@dataclass(frozen=True)
class Document:
    """A whole questionnaire. ``herhaald``: rounds of it about the same thing are laid side by side (``wacht``)."""

    code: str
    versie: int
    naam: str
    titel: str
    groepen: tuple[Groep, ...]
    inleiding: str = ""
    minuten: int = 1
    herhaald: bool = False
    schaal: tuple[str, ...] = ("helemaal oneens", "oneens", "niet eens, niet oneens", "eens", "helemaal eens")
    geen_oordeel: str = "Weet ik niet, of niet van toepassing"
    formaat: str = field(default=FORMAAT)

    def __post_init__(self):
        _eis(self.formaat == FORMAAT, f"Dit bestand heeft niet het formaat {FORMAAT}.")
        _eis_code(self.code, "De lijst")
        _eis_tekst(self.naam, "Naam van de lijst", 80)
        _eis_tekst(self.titel, "Titel van de lijst", 120)
        _eis_tekst(self.inleiding, "Inleiding", 600, leeg=True)
        _eis_tekst(self.geen_oordeel, "Geen oordeel", 80)
        _eis(type(self.versie) is int and self.versie >= 1, "De versie is een getal vanaf 1.")
        _eis(type(self.minuten) is int and 1 <= self.minuten <= 30, "De tijd is 1 tot 30 minuten.")  # noqa: PLR2004
        _eis(len(self.schaal) == STATIONS, f"De schaal heeft {STATIONS} woorden.")
        for woord in self.schaal:
            _eis_tekst(woord, "Woord van de schaal", 40)
        codes, groepen = [v.code for v in self.vragen], [g.code for g in self.groepen]
        _eis(1 <= len(codes) <= MEESTE_VRAGEN, f"Een lijst heeft 1 tot {MEESTE_VRAGEN} vragen.")
        _eis(len(set(codes)) == len(codes), "Een code van een vraag staat er twee keer.")
        _eis(len(set(groepen)) == len(groepen), "Een code van een groep staat er twee keer.")

    @cached_property
    def vragen(self) -> tuple[Vraag, ...]:
        return tuple(vraag for groep in self.groepen for vraag in groep.vragen)

    @cached_property
    def geteld(self) -> tuple[Vraag, ...]:
        """The questions that are counted."""
        return tuple(vraag for vraag in self.vragen if not vraag.is_open)

    @cached_property
    def bewaakt(self) -> tuple[Vraag, ...]:
        """The counted questions that ask about the same thing every time (``wacht``): all of a list that comes back,
        and in any other list what the netwerk added itself.
        """
        return tuple(vraag for vraag in self.geteld if self.herhaald or vraag.eigen)

    @cached_property
    def stellingen(self) -> tuple[Vraag, ...]:
        """The questions with a mean."""
        return tuple(vraag for vraag in self.vragen if vraag.is_schaal)

    @cached_property
    def open_vragen(self) -> tuple[Vraag, ...]:
        return tuple(vraag for vraag in self.vragen if vraag.is_open)

    @cached_property
    def dimensies(self) -> tuple[Groep, ...]:
        return tuple(groep for groep in self.groepen if groep.dimensie)

    @cached_property
    def per_code(self) -> dict[str, Vraag]:
        return {vraag.code: vraag for vraag in self.vragen}


def parse(inhoud: object) -> Document:
    """The document in this JSON. Raises OngeldigeVragenlijst with what is wrong, in Dutch."""
    velden = _lees(inhoud, Document, "De lijst")
    groepen = []
    for groep in _lees_rij(velden.pop("groepen", None), "De groepen"):
        van_groep = _lees(groep, Groep, "Een groep")
        vragen = tuple(
            _maak(Vraag, _lees(vraag, Vraag, "Een vraag"), "Een vraag")
            for vraag in _lees_rij(van_groep.pop("vragen", None), "De vragen van een groep")
        )
        groepen.append(_maak(Groep, van_groep | {"vragen": vragen}, "Een groep"))
    if "schaal" in velden:
        velden["schaal"] = tuple(_lees_rij(velden["schaal"], "De schaal"))
    _eis(velden.get("formaat") == FORMAAT, f"Dit bestand heeft niet het formaat {FORMAAT}.")
    return _maak(Document, velden | {"groepen": tuple(groepen)}, "De lijst")


def _lees(data, klasse, wat):
    _eis(isinstance(data, dict), f"{wat} is geen blok met velden.")
    bekend = {veld.name for veld in fields(klasse)}
    vreemd = sorted(str(naam) for naam in data if naam not in bekend)
    _eis(not vreemd, f"{wat}: het veld {', '.join(vreemd)} kennen we niet.")
    for naam in ("dimensie", "herhaald", "eigen"):
        _eis(isinstance(data.get(naam, False), bool), f"{wat}: {naam} is waar of niet waar.")
    _eis(isinstance(data.get("opties", []), list | tuple), f"{wat}: opties is geen rij.")
    return dict(data)


def _lees_rij(data, wat):
    _eis(isinstance(data, list | tuple), f"{wat}: hier hoort een rij.")
    return data


def _maak(klasse, velden, wat):
    try:
        return klasse(**velden)
    except TypeError as error:
        raise OngeldigeVragenlijst(f"{wat}: er ontbreekt een veld.") from error


def dump(document: Document) -> dict:
    """The JSON of a document, without what has its usual value: ``parse(dump(d)) == d``."""
    return {"formaat": document.formaat} | _dump(document)


def _dump(deel):
    gevuld = {}
    for veld in fields(deel):
        waarde = getattr(deel, veld.name)
        if waarde == veld.default:
            continue
        if isinstance(waarde, tuple):
            waarde = [_dump(rij) if hasattr(rij, "__dataclass_fields__") else rij for rij in waarde]
        gevuld[veld.name] = str(waarde) if isinstance(waarde, StrEnum) else waarde
    return gevuld


def fingerprint(document: Document, van: object = "") -> str:
    """The same for the same content; ``van``: whose it is, so that equal questions of two netwerken stay apart."""
    inhoud = json.dumps([dump(document), str(van or "")], sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(inhoud.encode()).hexdigest()
