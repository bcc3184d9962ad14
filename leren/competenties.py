"""What a leervraag can be about: the competences of a school leader, as the questions of evaluatie name them.

The words are our own and short; a test in evaluatie keeps both lists the same. A code that was ever chosen stays here.
"""

from dataclasses import dataclass

from personen.models import Sector


@dataclass(frozen=True)
class Competentie:
    code: str
    naam: str


PO = (
    Competentie("cpo-1", "Werken vanuit visie"),
    Competentie("cpo-2", "Omgeving van de school"),
    Competentie("cpo-3", "Organisatie"),
    Competentie("cpo-4", "Samen leren"),
    Competentie("cpo-5", "Van meer kanten kijken"),
)
VO = (
    Competentie("cvo-1", "Visie en richting"),
    Competentie("cvo-2", "Organisatie"),
    Competentie("cvo-3", "Samen leren"),
    Competentie("cvo-4", "Omgeving van de school"),
    Competentie("cvo-5", "Problemen onderzoeken"),
)
LIJSTEN = {Sector.PO: PO, Sector.VO: VO}
GEEN = "Dat laat ik open"


def list_keuzes(sector: str, gekozen: str = "") -> list[tuple]:
    """The choices of a form: those of the sector, or both lists under a heading for a netwerk of both.

    ``gekozen`` stays a choice when the netwerk went to another sector.
    """
    if sector in LIJSTEN and (not gekozen or gekozen in {competentie.code for competentie in LIJSTEN[sector]}):
        return [("", GEEN), *_as_keuzes(LIJSTEN[sector])]
    return [("", GEEN), *((Sector(s).label.capitalize(), _as_keuzes(lijst)) for s, lijst in LIJSTEN.items())]


def _as_keuzes(lijst):
    return [(competentie.code, competentie.naam) for competentie in lijst]
