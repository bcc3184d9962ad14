"""Compare a file of school holidays with what we have, and take it over. Nothing is ever deleted."""

from dataclasses import dataclass, field

from django.db import transaction

from kern.log import log
from personen.models import Schoolvakantie, Vakantieregio
from personen.vakanties import kalender
from personen.vakanties.lezen import BRON, Gelezen


@dataclass
class Verschil:
    """What taking over a file would do."""

    nieuw: list = field(default_factory=list)
    gewijzigd: list = field(default_factory=list)  # (row as we have it, row of the file)
    gelijk: int = 0
    niet_in_bestand: list = field(default_factory=list)
    fouten: list = field(default_factory=list)


def compare(gelezen: Gelezen) -> Verschil:
    """Lay the rows of a file beside ours. Two holidays of one region that overlap are a mistake somewhere."""
    verschil = Verschil(fouten=list(gelezen.fouten))
    have = {(row.schooljaar, row.naam, row.regio): row for row in Schoolvakantie.objects.all()}
    for key, rij in gelezen.rijen.items():
        row = have.get(key)
        if row is None:
            verschil.nieuw.append(rij)
        elif (row.begin, row.eind, row.is_advies) != (rij.begin, rij.eind, rij.is_advies):
            verschil.gewijzigd.append((row, rij))
        else:
            verschil.gelijk += 1
    years = {rij.schooljaar for rij in gelezen.rijen.values()}
    verschil.niet_in_bestand = [
        row for key, row in have.items() if row.schooljaar in years and key not in gelezen.rijen
    ]
    verschil.fouten += _overlaps(gelezen, [row for key, row in have.items() if key not in gelezen.rijen])
    return verschil


def _overlaps(gelezen, others):
    fouten = []
    for regio in Vakantieregio.values:
        rows = sorted(
            (row for row in [*gelezen.rijen.values(), *others] if row.regio == regio), key=lambda row: row.begin
        )
        for earlier, later in zip(rows, rows[1:], strict=False):
            if later.begin <= earlier.eind:
                fouten.append(f"{earlier} en {later} overlappen elkaar.")
    return fouten


@transaction.atomic
def save(gelezen: Gelezen) -> Verschil:
    """Take a file over: all of it, or nothing when something in it is wrong. Doing it twice changes nothing."""
    verschil = compare(gelezen)
    if verschil.fouten:
        return verschil
    for rij in [*verschil.nieuw, *(rij for _, rij in verschil.gewijzigd)]:
        values = {"begin": rij.begin, "eind": rij.eind, "is_advies": rij.is_advies}
        row, created = Schoolvakantie.objects.update_or_create(
            schooljaar=rij.schooljaar,
            naam=rij.naam,
            regio=rij.regio,
            defaults=values | {"bron": BRON, "bron_datum": rij.bron_datum},
        )
        action = "personen.schoolvakantie.created" if created else "personen.schoolvakantie.changed"
        log(row, action, begin=str(rij.begin), eind=str(rij.eind))
    transaction.on_commit(kalender.clear)
    return verschil
