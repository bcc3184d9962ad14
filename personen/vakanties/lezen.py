"""The official file with school holidays, opendata.rijksoverheid.nl, as rows that can be trusted.

It comes in two forms: a list of documents (all years) or a single document (one year). Moments are in UTC, the last
one a minute before Dutch midnight. Names carry stray line ends, and yes or no is a word.
"""

import json
import re
from dataclasses import dataclass, field
from datetime import date, datetime

from django.utils.text import Truncator

from kern.tijd import lokale_dag
from personen.models import Schoolvakantie, Vakantieregio

HEEL_NEDERLAND = "heel nederland"
LONGEST_TEXT = 1000  # nobody names a holiday in more
BRON = "opendata.rijksoverheid.nl, schoolholidays"


@dataclass(frozen=True)
class Rij:
    schooljaar: str
    naam: str
    regio: str
    begin: date
    eind: date
    is_advies: bool
    bron_datum: date

    @property
    def key(self):
        return self.schooljaar, self.naam, self.regio

    def __str__(self):
        return f"{self.naam} {self.schooljaar} {Vakantieregio(self.regio).label}"


@dataclass
class Gelezen:
    """What a file says: rows that hold, school years that are over, and what is wrong in plain Dutch."""

    rijen: dict = field(default_factory=dict)
    voorbij: list = field(default_factory=list)
    fouten: list = field(default_factory=list)

    def add(self, rij):
        known = self.rijen.setdefault(rij.key, rij)
        if (known.begin, known.eind) != (rij.begin, rij.eind):
            self.fouten.append(f"{rij} staat er twee keer in, met andere data.")


class _Wrong(Exception):  # noqa: N818 - never leaves this module
    """One thing in the file that cannot be right; the text is Dutch."""


def read(data: bytes, *, today: date) -> Gelezen:
    """Read the official JSON. School years that ended before ``today`` are left out; nothing here raises."""
    gelezen = Gelezen()
    try:
        # utf-8-sig: some programs save JSON with a byte order mark
        documents = json.loads(data.decode("utf-8-sig"))
    except (ValueError, RecursionError):
        gelezen.fouten.append("Dit is geen JSON. Download het bestand opnieuw.")
        return gelezen
    try:
        for document in documents if isinstance(documents, list) else [documents]:
            changed = _modified(document, today)
            for year in _list(document, "content"):
                _read_year(gelezen, year, changed, today)
    except _Wrong as error:
        gelezen.fouten.append(str(error))
    if not gelezen.fouten and not gelezen.rijen and not gelezen.voorbij:
        gelezen.fouten.append("Er staan geen vakanties in dit bestand.")
    return gelezen


def _read_year(gelezen, year, changed, today):
    schooljaar = _schooljaar(year)
    if date(int(schooljaar[5:]), 9, 30) < today:
        gelezen.voorbij.append(schooljaar)
        return
    for vacation in _list(year, "vacations"):
        try:
            naam = _naam(vacation)
            is_advies = _text(vacation, "compulsorydates").lower() == "false"
        except _Wrong as error:
            gelezen.fouten.append(f"{schooljaar}: {error}")
            continue
        for region in _list(vacation, "regions"):
            try:
                for regio in _regios(region):
                    begin, eind = _period(region, schooljaar)
                    gelezen.add(Rij(schooljaar, naam, regio, begin, eind, is_advies, changed))
            except _Wrong as error:
                gelezen.fouten.append(f"{naam} {schooljaar}: {error}")


def _list(thing, key):
    value = thing.get(key) if isinstance(thing, dict) else None
    if not isinstance(value, list):
        raise _Wrong(f"het bestand heeft niet de vorm die we kennen: «{key}» ontbreekt of is geen lijst.")
    return value


def _text(thing, key):
    value = thing.get(key) if isinstance(thing, dict) else None
    if not isinstance(value, str) or len(value) > LONGEST_TEXT:
        raise _Wrong(f"«{key}» ontbreekt of is geen tekst.")
    return " ".join(value.split())


def _schooljaar(year):
    schooljaar = _text(year, "schoolyear").replace(" ", "")
    match = re.fullmatch(r"(20\d\d)-(20\d\d)", schooljaar, re.ASCII)
    if not match or int(match[2]) != int(match[1]) + 1:
        raise _Wrong(f"«{_show(schooljaar)}» is geen schooljaar.")
    return schooljaar


def _naam(vacation):
    naam = _text(vacation, "type").lower()
    if not re.fullmatch(r"[a-zé -]{3,40}", naam):
        raise _Wrong(f"«{_show(naam)}» is geen naam van een vakantie.")
    return naam


def _regios(region):
    regio = _text(region, "region").lower()
    if regio == HEEL_NEDERLAND:
        return Vakantieregio.values
    if regio not in Vakantieregio.values:
        raise _Wrong(f"de regio «{_show(regio)}» kennen we niet.")
    return [regio]


def _period(region, schooljaar):
    begin, eind = _day(region, "startdate"), _day(region, "enddate")
    if eind < begin:
        raise _Wrong(f"het einde ({eind}) ligt voor het begin ({begin}).")
    if eind - begin > Schoolvakantie.LANGST:
        raise _Wrong(f"van {begin} tot en met {eind} is langer dan {Schoolvakantie.LANGST.days} dagen.")
    first, last = int(schooljaar[:4]), int(schooljaar[5:])
    if not date(first, 8, 1) <= begin <= date(last, 8, 31):
        raise _Wrong(f"{begin} valt niet in dat schooljaar.")
    return begin, eind


def _day(region, key):
    text = _text(region, key)
    try:
        # A bare date stays what it is; a moment becomes the Dutch day.
        moment = datetime.fromisoformat(text)
        return moment.date() if moment.tzinfo is None else lokale_dag(moment)
    except (ValueError, OverflowError):
        raise _Wrong(f"«{_show(text)}» is geen datum.") from None


def _modified(document, today):
    """When the source last changed; without that, the day we read it."""
    try:
        return _day(document, "lastmodified")
    except _Wrong:
        return today


def _show(text):
    return Truncator(text).chars(41)
