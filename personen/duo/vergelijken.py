"""Lay the files of DUO beside what we have, and say of every organisation what would happen."""

from collections import Counter, defaultdict
from dataclasses import dataclass, field
from typing import NamedTuple

from django.db.models import Count

from personen.duo.bestand import Soort
from personen.duo.regels import Gegevens, Geweigerd, read_row
from personen.models import Organisatie, Persoon, Sector

NIEUW, GEWIJZIGD, GELIJK, HEROPEND = "nieuw", "gewijzigd", "gelijk", "heropend"
GESLOTEN, GEWEIGERD, OPMERKING = "gesloten", "geweigerd", "opmerking"
# A list in which more than this share is missing looks like half a download.
VEEL, VEEL_AANTAL = 0.10, 5
VOLGORDE = [Soort.BESTUUR, Soort.SCHOOL, Soort.VESTIGING]
VELDEN = ["naam", "ouder", "plaats", "gemeente", "provincie", "vakantieregio", "sector"]
_CHUNK = 1000


class Oordeel(NamedTuple):
    """One line of the report."""

    uitkomst: str
    soort: str
    code: str
    naam: str
    bestand: str = ""
    regel: int = 0
    velden: tuple = ()  # (field, old, new)
    toelichting: str = ""


class Heeft(NamedTuple):
    """A row as we have it."""

    pk: int
    code: str
    naam: str
    ouder_pk: int
    ouder: str
    plaats: str
    gemeente: str
    provincie: str
    vakantieregio: str
    sector: str
    lijsten: str
    is_active: bool


class Wordt(NamedTuple):
    """A row to write. ``ouder_pk`` is for a parent without a code, which we know only from ourselves."""

    pk: int | None
    gegevens: Gegevens
    ouder_pk: int | None
    sector: str
    lijsten: str
    is_active: bool = True


@dataclass
class Gevonden:
    gegevens: Gegevens
    bestand: str
    regel: int
    lijsten: set


@dataclass
class Stap:
    """What happens to one kind of organisation."""

    soort: str
    lijsten: set
    nieuw: list = field(default_factory=list)
    gewijzigd: list = field(default_factory=list)
    sluiten: list = field(default_factory=list)  # Heeft
    heropend: list = field(default_factory=list)  # pk
    was: Counter = field(default_factory=Counter)  # active rows of each list
    weg: Counter = field(default_factory=Counter)  # those that are not in the files


class Plan:
    def __init__(self):
        self.stappen = []
        self.oordelen = []
        self.aantallen = Counter()
        self.zonder_regio = Counter()  # by municipality
        self.bezwaren = []  # why this may not be saved just like that

    def add(self, uitkomst, *args, **kwargs):
        self.aantallen[uitkomst] += 1
        self.oordelen.append(Oordeel(uitkomst, *args, **kwargs))


def make_plan(bestanden) -> Plan:
    """Read the files, boards first, and compare. Reads everything, writes nothing.

    Raised: ``BestandError`` when a file as a whole cannot be trusted.
    """
    plan = Plan()
    codes = {}
    for soort in VOLGORDE:
        mine = sorted((b for b in bestanden if b.soort == soort), key=lambda b: (b.lijst, b.naam))
        if mine:
            if soort != Soort.BESTUUR:
                _load_codes(codes, VOLGORDE[VOLGORDE.index(soort) - 1])
            codes[soort] = _plan_soort(plan, soort, mine, codes)
    return plan


def _load_codes(codes, soort):
    known = Organisatie.objects.filter(soort=soort).exclude(code="").values_list("code", flat=True)
    codes[soort] = codes.get(soort, set()) | set(known)


def sector_of(lijsten: set) -> str:
    """Primary and special education are po; in several lists at once is both."""
    po, vo = bool(lijsten & {"bo", "so"}), "vo" in lijsten
    if po and vo:
        return Sector.PO_VO
    return Sector.PO if po else Sector.VO if vo else Sector.ANDERS


def _plan_soort(plan, soort, bestanden, codes):
    have = {row.code: row for row in _have(soort)}
    stap = Stap(soort, {bestand.lijst for bestand in bestanden})
    plan.stappen.append(stap)
    reader = _Reader(plan, soort, codes)
    for bestand in bestanden:
        reader.read(bestand)
    for code, gevonden in reader.found.items():
        _decide(plan, stap, have.get(code), gevonden)
    if reader.unreadable:
        plan.add(OPMERKING, soort, "", "", toelichting=reader.keep_open())
    else:
        _close(plan, stap, have, reader)
    return set(reader.found)


def _have(soort):
    rows = Organisatie.objects.filter(soort=soort).exclude(code="").order_by("code")
    names = ["pk", "code", "naam", "deel_van_id", "deel_van__code", "plaats", "gemeente", "provincie"]
    names += ["vakantieregio", "sector", "duo_lijsten", "is_active"]
    return map(Heeft._make, rows.values_list(*names).iterator(chunk_size=2000))


class _Reader:
    """Collects the rows of the files of one kind; what cannot be right is refused and remembered."""

    def __init__(self, plan, soort, codes):
        self.plan, self.soort = plan, soort
        self.found, self.refused, self.unreadable = {}, set(), 0
        self.parents = codes.get(VOLGORDE[VOLGORDE.index(soort) - 1], set()) if soort != Soort.BESTUUR else set()

    def read(self, bestand):
        for regel, cells, complaint in bestand.rows():
            try:
                if complaint:
                    raise Geweigerd(complaint)
                self._add(bestand, regel, read_row(bestand, cells))
            except Geweigerd as geweigerd:
                self._refuse(bestand.naam, regel, geweigerd.code, str(geweigerd))

    def _refuse(self, bestand, regel, code, reden):
        self.unreadable += not code
        self.refused.add(code)
        self.plan.add(GEWEIGERD, self.soort, code, "", bestand, regel, toelichting=reden)

    def _add(self, bestand, regel, gegevens):
        code = gegevens.code
        if code in self.refused:
            raise Geweigerd("deze code staat ook op een andere regel, met andere gegevens", code)
        gegevens = self._with_parent(bestand, regel, gegevens)
        first = self.found.get(code)
        if first is None:
            self.found[code] = Gevonden(gegevens, bestand.naam, regel, {bestand.lijst})
        elif first.gegevens == gegevens:
            first.lijsten.add(bestand.lijst)
        elif bestand.lijst in first.lijsten:  # which of the two is right, nobody can tell
            del self.found[code]
            self._refuse(first.bestand, first.regel, code, f"op regel {regel} staat deze code met andere gegevens")
            raise Geweigerd(f"op regel {first.regel} staat deze code met andere gegevens", code)
        else:  # one organisation in two lists of DUO, not quite the same
            first.lijsten.add(bestand.lijst)
            note = f"staat in {first.bestand} met andere gegevens; die gelden"
            self.plan.add(OPMERKING, self.soort, code, gegevens.naam, bestand.naam, regel, toelichting=note)

    def _with_parent(self, bestand, regel, gegevens):
        if not gegevens.ouder or gegevens.ouder in self.parents:
            return gegevens
        if self.soort == Soort.VESTIGING:
            raise Geweigerd(
                f"de school {gegevens.ouder} kennen we niet; lees ook de lijst met hoofdvestigingen in", gegevens.code
            )
        note = f"het bestuur {gegevens.ouder} kennen we niet; lees ook de lijst met besturen in"
        self.plan.add(OPMERKING, self.soort, gegevens.code, gegevens.naam, bestand.naam, regel, toelichting=note)
        return gegevens._replace(ouder="")

    def keep_open(self):
        lines = "1 regel is" if self.unreadable == 1 else f"{self.unreadable} regels zijn"
        return f"{lines} niet te lezen. Daarom sluit er geen {self.soort}."


def _decide(plan, stap, have, gevonden):
    gegevens = gevonden.gegevens
    lijsten = gevonden.lijsten | (set(have.lijsten.split()) - stap.lijsten if have else set())
    wordt = _merge(have, gegevens, lijsten)
    if stap.soort != Soort.BESTUUR and not wordt.gegevens.vakantieregio:
        plan.zonder_regio[gegevens.gemeente or "onbekend"] += 1
    where = (stap.soort, gegevens.code, gegevens.naam, gevonden.bestand, gevonden.regel)
    if have is None:
        stap.nieuw.append(wordt)
        plan.add(NIEUW, *where)
        return
    velden = _differences(have, wordt)
    if not have.is_active:
        stap.heropend.append(have.pk)
    if velden or not have.is_active or have.lijsten != wordt.lijsten:
        stap.gewijzigd.append(wordt)
    uitkomst = GEWIJZIGD if velden else GELIJK
    plan.add(uitkomst if have.is_active else HEROPEND, *where, velden)


def _merge(have, gegevens, lijsten):
    sector, lijsten = sector_of(lijsten), " ".join(sorted(lijsten))
    if have is None:
        return Wordt(None, gegevens, None, sector, lijsten)
    # What the file does not say stays as we have it.
    kept = (getattr(gegevens, name) or getattr(have, name) or "" for name in Gegevens._fields)
    return Wordt(have.pk, Gegevens(*kept), have.ouder_pk, sector, lijsten)


def _differences(have, wordt):
    new = wordt.gegevens._asdict() | {"sector": str(wordt.sector)}
    old = have._asdict() | {"ouder": have.ouder or ""}
    return tuple((name, old[name], new[name]) for name in VELDEN if old[name] != new[name])


def _close(plan, stap, have, reader):
    gone = []
    for row in have.values():
        lists = set(row.lijsten.split())
        if not row.is_active or not lists & stap.lijsten:
            continue
        stap.was.update(lists & stap.lijsten)
        found = reader.found.get(row.code)
        missing = set() if row.code in reader.refused else (lists & stap.lijsten) - (found.lijsten if found else set())
        stap.weg.update(missing)
        if missing and not found:
            gone.append((row, lists - missing))
    people = _count_people([row.pk for row, rest in gone if not rest])
    for row, rest in gone:
        _leave(plan, stap, row, rest, people[row.pk])
    for lijst in sorted(stap.lijsten):
        _object(plan, stap, lijst)


def _leave(plan, stap, row, rest, people):
    if not rest:
        stap.sluiten.append(row)
        note = f"{people} {'persoon' if people == 1 else 'personen'} hier" if people else ""
        plan.add(GESLOTEN, stap.soort, row.code, row.naam, toelichting=note)
        return
    # Another list of DUO still has it.
    gegevens = Gegevens(**{name: getattr(row, name) or "" for name in Gegevens._fields})
    wordt = Wordt(row.pk, gegevens, row.ouder_pk, sector_of(rest), " ".join(sorted(rest)))
    stap.gewijzigd.append(wordt)
    plan.add(GEWIJZIGD, stap.soort, row.code, row.naam, velden=_differences(row, wordt))


def _object(plan, stap, lijst):
    was, weg = stap.was[lijst], stap.weg[lijst]
    if weg > max(VEEL_AANTAL, VEEL * was):
        plan.bezwaren.append(
            f"In de lijst {lijst} ontbreken {weg} van de {was} organisaties van de soort {stap.soort} "
            f"({weg / was:.0%}). Dat lijkt een half bestand."
        )


def _count_people(pks):
    people = defaultdict(int)
    for start in range(0, len(pks), _CHUNK):
        rows = Persoon.objects.filter(organisatie_id__in=pks[start : start + _CHUNK]).order_by()
        people.update(rows.values_list("organisatie_id").annotate(n=Count("pk")))
    return people
