"""How everything stands, of each organisation that takes part and of the netwerk as a whole."""

from dataclasses import dataclass

from django.db.models import Count, Exists, IntegerField, OuterRef, Q, Subquery
from django.db.models.functions import Coalesce

from netwerken.models import Deelname, Netwerk
from netwerken.randvoorwaarden.inhoud import VAN_NETWERK, VAN_ORGANISATIE
from netwerken.randvoorwaarden.models import Randvoorwaarde
from personen.models import Organisatie

Status = Randvoorwaarde.Status


@dataclass(frozen=True)
class Groep:
    """All points of one organisation, or of the netwerk (``organisatie`` is None), in the order of the list."""

    organisatie: Organisatie | None
    rijen: list[Randvoorwaarde]

    @property
    def nodig(self):
        return [rij for rij in self.rijen if rij.punt.nodig]

    @property
    def helpt(self):
        return [rij for rij in self.rijen if not rij.punt.nodig]

    def count(self, status, rijen=None):
        return sum(rij.status == status for rij in (self.rijen if rijen is None else rijen))

    @property
    def voldaan(self):
        return self.count(Status.VOLDAAN)

    @property
    def risico(self):
        return self.count(Status.RISICO)

    @property
    def open(self):
        return self.count(Status.OPEN)


@dataclass(frozen=True)
class Telling:
    """How many there are of each; the academie sees nothing else."""

    voldaan: int = 0
    risico: int = 0
    open: int = 0

    @property
    def rest(self):
        return self.risico + self.open

    @property
    def zin(self):
        """«3 randvoorwaarden staan nog open en 1 is een risico.»"""
        delen = []
        if self.open:
            wat = "randvoorwaarde staat" if self.open == 1 else "randvoorwaarden staan"
            delen.append(f"{self.open} {wat} nog open")
        if self.risico:
            delen.append(f"{self.risico} {'is een risico' if self.risico == 1 else 'zijn een risico'}")
        return f"{' en '.join(delen)}." if delen else "Alles is in orde."


def find_organisaties(netwerk: Netwerk):
    """The schools of who takes part as deelnemer now, also with a pause."""
    bezet = Deelname.objects.bezet().filter(netwerk=netwerk)
    return Organisatie.objects.filter(pk__in=bezet.values("persoon__organisatie")).order_by("naam", "pk")


def count_zonder_school(netwerk: Netwerk) -> int:
    """Deelnemers whose school we do not know: nothing can be checked for it."""
    return Deelname.objects.bezet().filter(netwerk=netwerk, persoon__organisatie__isnull=True).count()


def read_groepen(netwerk: Netwerk, organisaties) -> tuple[Groep, list[Groep]]:
    """That of the netwerk as a whole, and one for each of ``organisaties``. One query."""
    rows = Randvoorwaarde.objects.filter(netwerk=netwerk).select_related("eigenaar", "gewijzigd_door")
    by_key = {(row.organisatie_id, row.code): row for row in rows}
    scholen = [_make(netwerk, organisatie, VAN_ORGANISATIE, by_key) for organisatie in organisaties]
    return _make(netwerk, None, VAN_NETWERK, by_key), scholen


def _make(netwerk, organisatie, punten, by_key):
    pk = organisatie.pk if organisatie else None
    leeg = {"netwerk": netwerk, "organisatie": organisatie, "versie": 0}
    return Groep(
        organisatie, [by_key.get((pk, punt.code)) or Randvoorwaarde(code=punt.code, **leeg) for punt in punten]
    )


def find_rij(netwerk: Netwerk, organisatie: Organisatie | None, code: str) -> Randvoorwaarde:
    """As it is in the database, or as it is before anybody wrote anything: not saved, with version 0."""
    rij = (
        Randvoorwaarde.objects.select_related("eigenaar")
        .filter(netwerk=netwerk, organisatie=organisatie, code=code)
        .first()
    )
    return rij or Randvoorwaarde(netwerk=netwerk, organisatie=organisatie, code=code, versie=0)


def count_all(groepen) -> Telling:
    rijen = [rij for groep in groepen for rij in groep.rijen]
    return Telling(**{status.value: sum(rij.status == status for rij in rijen) for status in Status})


def _gedaan(netwerk):
    """The points to have in order before the start that are not open, of schools that take part.

    ``netwerk``: a key, or the place for one. Without a row a point is open.
    """
    codes = [punt.code for punt in (*VAN_ORGANISATIE, *VAN_NETWERK) if punt.nodig]
    doet_mee = Deelname.objects.bezet().filter(
        netwerk=OuterRef("netwerk"), persoon__organisatie=OuterRef("organisatie")
    )
    rows = Randvoorwaarde.objects.filter(netwerk=netwerk, code__in=codes).exclude(status=Status.OPEN)
    return rows.filter(Q(organisatie__isnull=True) | Exists(doet_mee)).order_by()


def gedaan_voor_start(netwerk):
    """(status, how many) of ``_gedaan``."""
    return _gedaan(netwerk).values_list("status").annotate(Count("pk"))


def annotate_gedaan(netwerken):
    """Adds ``rv_voldaan`` and ``rv_risico`` to every row: how many of ``_gedaan``."""
    return netwerken.annotate(**{f"rv_{status.value}": _count(status) for status in (Status.VOLDAAN, Status.RISICO)})


def _count(status):
    rows = _gedaan(OuterRef("pk")).filter(status=status).values("netwerk").annotate(n=Count("pk")).values("n")
    return Coalesce(Subquery(rows, output_field=IntegerField()), 0)


def make_telling(aantal_scholen: int, gedaan: dict[str, int]) -> Telling:
    """``gedaan``: status → how many, as ``gedaan_voor_start`` says."""
    alles = aantal_scholen * sum(p.nodig for p in VAN_ORGANISATIE) + sum(p.nodig for p in VAN_NETWERK)
    voldaan, risico = gedaan.get(Status.VOLDAAN, 0), gedaan.get(Status.RISICO, 0)
    return Telling(voldaan=voldaan, risico=risico, open=max(0, alles - voldaan - risico))


def count_voor_start(netwerk: Netwerk) -> Telling:
    """Of what has to be in order before the netwerk begins, as it is now. Two queries."""
    return make_telling(find_organisaties(netwerk).count(), dict(gedaan_voor_start(netwerk.pk)))


def find_bezwaar(netwerk: Netwerk) -> str:
    """What to say to who begins while not everything is in order; empty when it is."""
    telling = count_voor_start(netwerk)
    return f"{telling.zin} Schrijf waarom jullie toch beginnen." if telling.rest else ""
