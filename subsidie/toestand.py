"""Where an aanvraag can be, who may take it a step further, and what the netwerk reads of it.

Nothing here knows a database. ``aanvragen.services`` writes the status, and only through ``zet``.
"""

from dataclasses import dataclass
from enum import StrEnum

from django.db.models import TextChoices

from kern.errors import DomainError


class Status(TextChoices):
    CONCEPT = "concept", "in voorbereiding"
    INGEDIEND = "ingediend", "ingediend"
    AANVULLING = "aanvulling", "aanvulling gevraagd"
    IN_BEOORDELING = "in_beoordeling", "in beoordeling"
    ADVIES_KLAAR = "advies_klaar", "adviezen klaar"
    BESLOTEN = "besloten", "besloten, nog niet verteld"
    TOEGEKEND = "toegekend", "toegekend"
    VOORWAARDE = "voorwaarde", "toegekend onder voorwaarde"
    AFGEWEZEN = "afgewezen", "afgewezen"
    LOPEND = "lopend", "lopend"
    VERANTWOORD = "verantwoord", "verantwoord"
    VASTGESTELD = "vastgesteld", "vastgesteld"
    INGETROKKEN = "ingetrokken", "ingetrokken"
    VERLOPEN = "verlopen", "niet op tijd ingediend"


class Stap(StrEnum):
    INDIENEN = "indienen"
    INTREKKEN = "intrekken"
    VERLOPEN = "verlopen"
    VRAGEN = "vragen"  # aanvulling
    AANVULLEN = "aanvullen"
    COMPLEET = "compleet"
    ADVISEREN = "adviseren"  # the last advice came in
    HEROPENEN = "heropenen"  # an adviser fell away after that
    BESLUITEN = "besluiten"
    TERUGNEMEN = "terugnemen"  # a decision nobody outside heard of
    TOEKENNEN = "toekennen"  # the netwerk hears it
    VOORWAARDE = "voorwaarde"
    AFWIJZEN = "afwijzen"
    STARTEN = "starten"
    VERANTWOORDEN = "verantwoorden"
    TERUGGEVEN = "teruggeven"  # an account that is not right yet
    VASTSTELLEN = "vaststellen"


class Rol(StrEnum):
    """What somebody is to one aanvraag."""

    INDIENER = "indiener"  # penvoerder, or eigenaar where there is none
    SCHRIJVER = "schrijver"  # who else guides the netwerk
    ACADEMIE = "academie"  # of this sector
    BEOORDELAAR = "beoordelaar"  # assigned to this one
    BESLISSER = "beslisser"
    SYSTEEM = "systeem"  # the clock, or what follows by itself


@dataclass(frozen=True)
class Overgang:
    van: tuple[Status, ...]
    naar: Status
    door: tuple[Rol, ...]


NIET_VERTELD = (
    Status.INGEDIEND, Status.AANVULLING, Status.IN_BEOORDELING, Status.ADVIES_KLAAR, Status.BESLOTEN,
)  # fmt: skip
TOEGEKEND = (Status.TOEGEKEND, Status.VOORWAARDE, Status.LOPEND, Status.VERANTWOORD, Status.VASTGESTELD)
VOORBIJ = (Status.AFGEWEZEN, Status.VASTGESTELD, Status.INGETROKKEN, Status.VERLOPEN)
TE_BEWERKEN = (Status.CONCEPT, Status.AANVULLING)

OVERGANGEN: dict[Stap, Overgang] = {
    Stap.INDIENEN: Overgang((Status.CONCEPT,), Status.INGEDIEND, (Rol.INDIENER,)),
    Stap.INTREKKEN: Overgang((Status.CONCEPT, *NIET_VERTELD), Status.INGETROKKEN, (Rol.INDIENER, Rol.SYSTEEM)),
    Stap.VERLOPEN: Overgang((Status.CONCEPT,), Status.VERLOPEN, (Rol.SYSTEEM,)),
    Stap.VRAGEN: Overgang(
        (Status.INGEDIEND, Status.IN_BEOORDELING), Status.AANVULLING, (Rol.ACADEMIE, Rol.BEOORDELAAR)
    ),
    Stap.AANVULLEN: Overgang((Status.AANVULLING,), Status.INGEDIEND, (Rol.INDIENER,)),
    Stap.COMPLEET: Overgang((Status.INGEDIEND,), Status.IN_BEOORDELING, (Rol.ACADEMIE,)),
    Stap.ADVISEREN: Overgang((Status.IN_BEOORDELING,), Status.ADVIES_KLAAR, (Rol.SYSTEEM,)),
    Stap.HEROPENEN: Overgang((Status.ADVIES_KLAAR,), Status.IN_BEOORDELING, (Rol.SYSTEEM, Rol.ACADEMIE)),
    Stap.BESLUITEN: Overgang((Status.ADVIES_KLAAR,), Status.BESLOTEN, (Rol.BESLISSER,)),
    Stap.TERUGNEMEN: Overgang((Status.BESLOTEN,), Status.ADVIES_KLAAR, (Rol.BESLISSER,)),
    Stap.TOEKENNEN: Overgang((Status.BESLOTEN,), Status.TOEGEKEND, (Rol.BESLISSER,)),
    Stap.VOORWAARDE: Overgang((Status.BESLOTEN,), Status.VOORWAARDE, (Rol.BESLISSER,)),
    Stap.AFWIJZEN: Overgang((Status.BESLOTEN,), Status.AFGEWEZEN, (Rol.BESLISSER,)),
    Stap.STARTEN: Overgang((Status.TOEGEKEND, Status.VOORWAARDE), Status.LOPEND, (Rol.ACADEMIE, Rol.SYSTEEM)),
    Stap.VERANTWOORDEN: Overgang((Status.LOPEND,), Status.VERANTWOORD, (Rol.INDIENER,)),
    Stap.TERUGGEVEN: Overgang((Status.VERANTWOORD,), Status.LOPEND, (Rol.ACADEMIE,)),
    Stap.VASTSTELLEN: Overgang((Status.VERANTWOORD,), Status.VASTGESTELD, (Rol.ACADEMIE,)),
}


def kan(status: str, stap: Stap, rol: Rol) -> bool:
    """May somebody who is ``rol`` to an aanvraag with this status take this step?"""
    overgang = OVERGANGEN[stap]
    return status in overgang.van and rol in overgang.door


def zet(status: str, stap: Stap, rol: Rol) -> Status:
    """The status after the step. Raises DomainError, for the reader, when it is not possible (any more)."""
    if not kan(status, stap, rol):
        raise DomainError(
            f"Dit kan nu niet: de aanvraag is «{Status(status).label}». Misschien deed iemand anders net iets."
        )
    return OVERGANGEN[stap].naar


@dataclass(frozen=True)
class Zicht:
    """What the netwerk reads: where is it, who is next. ``kop`` is for lists."""

    kop: str
    uitleg: str
    wie: str


_JULLIE, _ACADEMIE, _NIEMAND = "jullie", "de academie", ""
ZICHT: dict[str, Zicht] = {
    Status.CONCEPT: Zicht("Jullie schrijven", "De aanvraag is nog van jullie. De academie ziet niets.", _JULLIE),
    Status.INGEDIEND: Zicht("Binnen", "De academie kijkt of alles erin staat.", _ACADEMIE),
    Status.AANVULLING: Zicht(
        "Er is een vraag", "De academie wil nog iets weten. Vul het aan en dien weer in.", _JULLIE
    ),
    Status.IN_BEOORDELING: Zicht("Wordt gelezen", "Beoordelaars lezen de aanvraag, los van elkaar.", _ACADEMIE),
    Status.ADVIES_KLAAR: Zicht("Bijna besloten", "De beoordelaars zijn klaar. Iemand anders beslist.", _ACADEMIE),
    Status.TOEGEKEND: Zicht("Toegekend", "Jullie krijgen de bijdrage.", _JULLIE),
    Status.VOORWAARDE: Zicht("Toegekend, met een voorwaarde", "Lees in de brief wat jullie nog regelen.", _JULLIE),
    Status.AFGEWEZEN: Zicht("Afgewezen", "Jullie krijgen deze keer geen bijdrage. In de brief staat waarom.", _NIEMAND),
    Status.LOPEND: Zicht("Loopt", "Het netwerk is bezig met de bijdrage.", _JULLIE),
    Status.VERANTWOORD: Zicht("Verantwoording binnen", "De academie leest wat jullie deden.", _ACADEMIE),
    Status.VASTGESTELD: Zicht("Afgerond", "De bijdrage staat vast.", _NIEMAND),
    Status.INGETROKKEN: Zicht("Ingetrokken", "Deze aanvraag doet niet meer mee.", _NIEMAND),
    Status.VERLOPEN: Zicht("Niet ingediend", "De ronde sloot voordat deze aanvraag was ingediend.", _NIEMAND),
}
ZICHT[Status.BESLOTEN] = ZICHT[Status.ADVIES_KLAAR]  # a decision is only there once it is told
