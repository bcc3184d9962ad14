"""A regeling as a document: what is in the JSON file, checked, and ready to be asked, tested and written in letters.

Nothing of a regeling stands in the code: its money, its questions, its criteria, its days and its letters are content.
A document never changes once a round used it; an aanvraag points at its fingerprint (``models.Regelingversie``).
"""

import hashlib
import json
from dataclasses import dataclass, field, fields, is_dataclass
from enum import StrEnum
from functools import cached_property
from string import Formatter
from typing import get_args, get_origin, get_type_hints

from personen.models import Sector
from subsidie.begroting.bedragen import HOOGST
from subsidie.begroting.rekenen import Jaar, Kader, Post

GERESERVEERD = {"begroting", "akkoord", "indienen", "intrekken", "bijlagen", "opmerkingen", "jaar", "verantwoording"}
FORMAAT = "leernetwerken-regeling/1"
_IN_CODE = frozenset("abcdefghijklmnopqrstuvwxyz0123456789-")
LANGSTE_CODE, LANGSTE_TEKST, LANGSTE_BRIEF = 40, 600, 2000
HEEL = 100  # percent
MEESTE_DAGEN = 730
MEESTE_BEOORDELAARS = MEESTE_JAREN = 4
IN_BRIEF = frozenset({"netwerk", "ronde", "regeling", "bedrag", "gevraagd"})


class OngeldigeRegeling(ValueError):  # noqa: N818 - what is the case
    """The document breaks a rule of the format; the message says which, in Dutch."""


def _eis(voorwaarde, bericht):
    if not voorwaarde:
        raise OngeldigeRegeling(bericht)


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


def _eis_getal(waarde, wat, hoogst, laagst=0):
    _eis(type(waarde) is int and laagst <= waarde <= hoogst, f"{wat}: een heel getal van {laagst} tot {hoogst}.")


def _eis_uniek(rijen, wat):
    codes = [rij.code for rij in rijen]
    _eis(len(set(codes)) == len(codes), f"{wat}: een code staat er twee keer.")


class Wie(StrEnum):
    """Who says whether a criterium is met."""

    AUTOMATISCH = "automatisch"  # the data
    OORDEEL = "oordeel"  # a person
    GEMENGD = "gemengd"  # the data, and a person who looks further


@dataclass(frozen=True)
class Criterium:
    """``toets``: the check on living facts, with ``grens`` as its number; ``vraag``: what a beoordelaar answers.

    ``groen``: what makes it good. ``knockout``: without it nothing is granted; ``uitzondering``: unless with a reason.
    """

    code: str
    naam: str
    tekst: str
    bron: str
    wie: Wie
    groen: str
    toets: str = ""
    grens: int = 0
    vraag: str = ""
    knockout: bool = False
    uitzondering: bool = False

    def __post_init__(self):
        wat = f"Criterium {self.code!r}"
        _eis_code(self.code, wat)
        _eis(self.wie in list(Wie), f"{wat}: {self.wie!r} kennen we niet.")
        object.__setattr__(self, "wie", Wie(self.wie))
        _eis_tekst(self.naam, f"{wat}, naam", 80)
        for naam in ("tekst", "bron", "groen"):
            _eis_tekst(getattr(self, naam), f"{wat}, {naam}")
        _eis_tekst(self.vraag, f"{wat}, vraag", leeg=self.wie == Wie.AUTOMATISCH)
        _eis_getal(self.grens, f"{wat}, grens", HOOGST)
        if self.toets or self.wie != Wie.OORDEEL:
            _eis_code(self.toets, f"{wat}, toets")

    @property
    def minstens(self) -> int:
        """What the toets asks at least; one when the regeling names no number."""
        return self.grens or 1


class Soort(StrEnum):
    TEKST = "tekst"
    LANG = "lang"
    KEUZE = "keuze"
    GETAL = "getal"
    DATUM = "datum"


@dataclass(frozen=True)
class Keuze:
    code: str
    naam: str

    def __post_init__(self):
        _eis_code(self.code, "Keuze")
        _eis_tekst(self.naam, f"Keuze {self.code!r}", 120)


@dataclass(frozen=True)
class Veld:
    """One question of the form. ``bron``: where the answer may be known from, such as «netwerk.doel»."""

    code: str
    soort: Soort
    label: str
    hulp: str = ""
    verplicht: bool = True
    langste: int = 2000
    bron: str = ""
    keuzes: tuple[Keuze, ...] = ()

    def __post_init__(self):
        wat = f"Veld {self.code!r}"
        _eis_code(self.code, wat)
        _eis(self.soort in list(Soort), f"{wat}: {self.soort!r} is geen soort veld.")
        object.__setattr__(self, "soort", Soort(self.soort))
        _eis_tekst(self.label, f"{wat}, label", 160)
        for naam in ("hulp", "bron"):
            _eis_tekst(getattr(self, naam), f"{wat}, {naam}", leeg=True)
        _eis_getal(self.langste, f"{wat}, langste", 6000, 1)
        _eis((self.soort == Soort.KEUZE) == bool(self.keuzes), f"{wat}: keuzes horen bij een keuze, en alleen daar.")
        _eis_uniek(self.keuzes, wat)


@dataclass(frozen=True)
class Onderdeel:
    """One screen of the form."""

    code: str
    naam: str
    uitleg: str
    velden: tuple[Veld, ...]

    def __post_init__(self):
        wat = f"Onderdeel {self.code!r}"
        _eis_code(self.code, wat)
        _eis(self.code not in GERESERVEERD, f"{wat}: deze naam is al van een vast onderdeel.")
        _eis_tekst(self.naam, f"{wat}, naam", 80)
        _eis_tekst(self.uitleg, f"{wat}, uitleg")
        _eis(self.velden, f"{wat}: er staan geen velden in.")
        _eis_uniek(self.velden, wat)


@dataclass(frozen=True)
class Kostenpost:
    """``hoogste_aandeel``: which percentage of the contribution may go to it; 0 is no limit."""

    code: str
    naam: str
    uitleg: str = ""
    bijdrage: bool = True
    hoogste_aandeel: int = 0

    def __post_init__(self):
        wat = f"Post {self.code!r}"
        _eis_code(self.code, wat)
        _eis_tekst(self.naam, f"{wat}, naam", 80)
        _eis_tekst(self.uitleg, f"{wat}, uitleg", leeg=True)
        _eis_getal(self.hoogste_aandeel, f"{wat}, hoogste aandeel", HEEL)


@dataclass(frozen=True)
class Geld:
    """Amounts in eurocents. ``jaren``: per year, is there a contribution?"""

    bijdrage_hoogst: int
    jaren: tuple[bool, ...]
    posten: tuple[Kostenpost, ...]
    uurtarief_hoogst: int
    eigen_bedrag: int = 0
    eigen_procent: int = 0

    def __post_init__(self):
        _eis_getal(self.bijdrage_hoogst, "De hoogste bijdrage", HOOGST, 1)
        _eis_getal(self.uurtarief_hoogst, "Het hoogste uurtarief", HOOGST)
        _eis_getal(self.eigen_bedrag, "De eigen inleg", HOOGST)
        _eis_getal(self.eigen_procent, "De eigen inleg in procenten", HEEL)
        _eis(
            1 <= len(self.jaren) <= MEESTE_JAREN and any(self.jaren),
            "Een regeling heeft 1 tot 4 jaren, waarvan een met bijdrage.",
        )
        _eis(self.posten and any(post.bijdrage for post in self.posten), "Er is een post nodig met bijdrage.")
        _eis_uniek(self.posten, "De posten")


@dataclass(frozen=True)
class Akkoord:
    """What a netwerk agrees to when it asks for money."""

    versie: str
    tekst: str

    def __post_init__(self):
        _eis_tekst(self.versie, "Versie van het akkoord", 20)
        _eis_tekst(self.tekst, "Tekst van het akkoord", LANGSTE_BRIEF)


@dataclass(frozen=True)
class Beoordeling:
    """``aanvullen_dagen``: how long a netwerk has to add something."""

    beoordelaars: int = 2
    aanvullen_dagen: int = 14
    toelichten_dagen: int = 14

    def __post_init__(self):
        _eis_getal(self.beoordelaars, "Het aantal beoordelaars", MEESTE_BEOORDELAARS, 1)
        for naam in ("aanvullen_dagen", "toelichten_dagen"):
            _eis_getal(getattr(self, naam), naam, MEESTE_DAGEN, 1)


@dataclass(frozen=True)
class Mijlpaal:
    """Something that is due after a grant: so many days after ``lopend.looptijd.find_begin``."""

    code: str
    naam: str
    na_dagen: int
    wie: str

    def __post_init__(self):
        _eis_code(self.code, "Mijlpaal")
        _eis_tekst(self.naam, f"Mijlpaal {self.code!r}", 120)
        _eis_getal(self.na_dagen, f"Mijlpaal {self.code!r}, dagen", MEESTE_DAGEN * 2)
        _eis(self.wie in {"netwerk", "academie"}, f"Mijlpaal {self.code!r}: is van het netwerk of van de academie.")


@dataclass(frozen=True)
class Betaling:
    wanneer: str
    procent: int

    def __post_init__(self):
        _eis_tekst(self.wanneer, "Betaling", 120)
        _eis_getal(self.procent, "Betaling, procent", HEEL, 1)


@dataclass(frozen=True)
class Brieftekst:
    """{netwerk}, {ronde}, {regeling}, {bedrag} and {gevraagd} are filled in."""

    opening: str
    slot: str

    def __post_init__(self):
        for naam in ("opening", "slot"):
            tekst = getattr(self, naam)
            _eis_tekst(tekst, f"Brief, {naam}", LANGSTE_BRIEF)
            try:
                woorden = [
                    (veld, vorm) for _, veld, opmaak, vorm in Formatter().parse(tekst) if veld is not None or opmaak
                ]
            except ValueError as error:
                raise OngeldigeRegeling(f"Brief, {naam}: een accolade is niet gesloten.") from error
            _eis({veld for veld, _ in woorden} <= IN_BRIEF, f"Brief, {naam}: dit kunnen we niet invullen.")


@dataclass(frozen=True)
class Brieven:
    toegekend: Brieftekst
    voorwaarde: Brieftekst
    afgewezen: Brieftekst


@dataclass(frozen=True)
class Regeling:
    """Everything about one kind of contribution."""

    code: str
    versie: int
    naam: str
    sector: str
    academie: str
    samenvatting: str
    criteria: tuple[Criterium, ...]
    onderdelen: tuple[Onderdeel, ...]
    geld: Geld
    akkoord: Akkoord
    beoordeling: Beoordeling
    betalingen: tuple[Betaling, ...]
    brieven: Brieven
    mijlpalen: tuple[Mijlpaal, ...] = ()
    formaat: str = field(default=FORMAAT)

    def __post_init__(self):
        _eis(self.formaat == FORMAAT, f"Dit bestand heeft niet het formaat {FORMAAT}.")
        _eis_code(self.code, "De regeling")
        _eis_getal(self.versie, "De versie", 999, 1)
        _eis_tekst(self.naam, "Naam van de regeling", 120)
        _eis(self.sector in Sector.values, "De sector kennen we niet.")
        _eis_tekst(self.academie, "Naam van de academie", 80)
        _eis_tekst(self.samenvatting, "Samenvatting")
        _eis(self.criteria, "Een regeling heeft criteria.")
        _eis(self.onderdelen, "Een regeling heeft onderdelen om in te vullen.")
        for rijen, wat in (
            (self.criteria, "De criteria"),
            (self.onderdelen, "De onderdelen"),
            (self.mijlpalen, "De mijlpalen"),
        ):
            _eis_uniek(rijen, wat)
        _eis(sum(betaling.procent for betaling in self.betalingen) == HEEL, "De betalingen zijn samen 100 procent.")

    @cached_property
    def per_code(self) -> dict[str, Criterium]:
        return {criterium.code: criterium for criterium in self.criteria}

    @cached_property
    def genummerd(self) -> tuple[tuple[int, Criterium], ...]:
        """The criteria with the number that people call them by."""
        return tuple(enumerate(self.criteria, start=1))

    @cached_property
    def kader(self) -> Kader:
        """What the arithmetic of a begroting has to know."""
        return Kader(
            tuple(Jaar(nummer, met) for nummer, met in enumerate(self.geld.jaren, start=1)),
            tuple(Post(p.code, p.naam, p.bijdrage, p.hoogste_aandeel, p.uitleg) for p in self.geld.posten),
            self.geld.bijdrage_hoogst, self.geld.uurtarief_hoogst, self.geld.eigen_bedrag, self.geld.eigen_procent,
        )  # fmt: skip


def parse(inhoud: object) -> Regeling:
    """The regeling in this JSON. Raises OngeldigeRegeling with what is wrong, in Dutch."""
    return _lees(Regeling, inhoud, "De regeling")


def _lees(klasse, data, wat):
    _eis(isinstance(data, dict), f"{wat} is geen blok met velden.")
    soorten = get_type_hints(klasse)
    vreemd = sorted(str(naam) for naam in data if naam not in soorten)
    _eis(not vreemd, f"{wat}: het veld {', '.join(vreemd)} kennen we niet.")
    velden = {naam: _lees_waarde(soorten[naam], waarde, f"{wat}, {naam}") for naam, waarde in data.items()}
    try:
        return klasse(**velden)
    except TypeError as error:
        raise OngeldigeRegeling(f"{wat}: er ontbreekt een veld.") from error


def _lees_waarde(soort, waarde, wat):
    if get_origin(soort) is tuple:
        _eis(isinstance(waarde, list | tuple), f"{wat}: hier hoort een rij.")
        return tuple(_lees_waarde(get_args(soort)[0], rij, wat) for rij in waarde)
    if is_dataclass(soort):
        return _lees(soort, waarde, wat)
    basis = str if issubclass(soort, StrEnum) else soort
    _eis(type(waarde) is basis, f"{wat}: hier hoort iets anders.")
    return waarde


def dump(regeling: Regeling) -> dict:
    """The JSON of a regeling, without what has its usual value: ``parse(dump(r)) == r``."""
    return {"formaat": regeling.formaat} | _dump(regeling)


def _dump(deel):
    if isinstance(deel, tuple):
        return [_dump(rij) for rij in deel]
    if not is_dataclass(deel):
        return str(deel) if isinstance(deel, StrEnum) else deel
    return {v.name: _dump(getattr(deel, v.name)) for v in fields(deel) if getattr(deel, v.name) != v.default}


def fingerprint(regeling: Regeling) -> str:
    """The same for the same content."""
    inhoud = json.dumps(dump(regeling), sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(inhoud.encode()).hexdigest()
