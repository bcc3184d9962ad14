"""One row of a file as an organisation, cleaned and checked."""

import re
from sys import intern
from typing import NamedTuple

from kern.forms import clean_line
from personen.duo import regios
from personen.duo.bestand import Soort
from personen.duo.plaatsen import plaatsnaam
from personen.models import Organisatie

_CODES = {Soort.BESTUUR: r"\d{5}", Soort.SCHOOL: r"\d{2}[A-Z]{2}", Soort.VESTIGING: r"\d{2}[A-Z]{2}\d{2}"}
_KOLOM = {Soort.BESTUUR: "bestuur", Soort.SCHOOL: "brin", Soort.VESTIGING: "vestiging"}
_NAAM = {Soort.BESTUUR: "bestuursnaam", Soort.SCHOOL: "schoolnaam", Soort.VESTIGING: "vestigingsnaam"}
_FORMULE = re.compile(r"=|[+\-@].*[(|!]")  # what a spreadsheet would carry out
_BRIN = 4  # characters of a vestiging's code that are its school's


class Geweigerd(Exception):  # noqa: N818 - it is a decision about a row
    """A row that is not taken over, with why. ``code`` when at least that could be read."""

    def __init__(self, reden, code=""):
        super().__init__(reden)
        self.code = code


class Gegevens(NamedTuple):
    """What a row says. Empty: the row does not say, and what we have stays."""

    code: str
    naam: str
    ouder: str  # code of the bestuur of a school, of the school of a vestiging
    plaats: str
    gemeente: str
    provincie: str
    vakantieregio: str


def read_row(bestand, cells) -> Gegevens:
    """The organisation in one row. Raised: ``Geweigerd``."""

    def cell(field):
        at = bestand.index.get(field)
        return "" if at is None else clean_line(cells[at])

    code = _code(bestand.soort, cell)
    naam = cell(_NAAM[bestand.soort])
    if not naam:
        raise Geweigerd("de naam is leeg", code)
    if _FORMULE.match(naam):
        raise Geweigerd("de naam lijkt op een formule van een rekenblad", code)
    plaats, gemeente = plaatsnaam(cell("plaats")), plaatsnaam(cell("gemeente"))
    for what, text, field in [("naam", naam, "naam"), ("plaats", plaats, "plaats"), ("gemeente", gemeente, "gemeente")]:
        if len(text) > Organisatie._meta.get_field(field).max_length:
            raise Geweigerd(f"de {what} is te lang", code)
    provincie = regios.provincie(cell("provincie"))
    return Gegevens(
        code=code,
        naam=naam,
        ouder=intern(_ouder(bestand.soort, code, cell)),
        plaats=intern(plaats),
        gemeente=intern(gemeente),
        provincie=intern(provincie),
        vakantieregio=intern(regios.vakantieregio(cell("vakantieregio"), provincie, gemeente)),
    )


def _code(soort, cell):
    code, brin = cell(_KOLOM[soort]).upper(), cell("brin").upper()
    if soort == Soort.VESTIGING and re.fullmatch(r"\d{2}", code, re.ASCII):  # older files give the number alone
        code = brin + code
    if not re.fullmatch(_CODES[soort], code, re.ASCII):
        raise Geweigerd(f"«{code[:20]}» is geen code van een {soort}")
    if soort == Soort.VESTIGING and brin and not code.startswith(brin):
        raise Geweigerd(f"de vestiging {code} hoort niet bij de school {brin[:20]}", code)
    return code


def _ouder(soort, code, cell):
    if soort == Soort.VESTIGING:
        return code[:_BRIN]
    if soort == Soort.BESTUUR:
        return ""
    bestuur = cell("bestuur")
    return bestuur if re.fullmatch(_CODES[Soort.BESTUUR], bestuur, re.ASCII) else ""
