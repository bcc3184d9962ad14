"""Who comes to a meeting, counted over who takes part now. Somebody without a row has not answered yet."""

from collections import Counter
from dataclasses import dataclass

from django.db.models import OuterRef, Subquery

from bijeenkomsten.models import Aanwezigheid
from kern.prepared import prepared
from netwerken.models import Deelname
from personen.models import Persoon

Antwoord = Aanwezigheid.Antwoord


@dataclass(frozen=True)
class Lid:
    """One member and what the row says; ``reden`` is only for the eyes of facilitators."""

    persoon: object
    antwoord: str
    reden: str
    aanwezig: bool | None


@dataclass(frozen=True)
class Opkomst:
    leden: tuple[Lid, ...]

    def _with(self, antwoord):
        return [lid for lid in self.leden if lid.antwoord == antwoord]

    @property
    def komt(self):
        return self._with(Antwoord.KOMT)

    @property
    def wacht(self):
        return self._with(Antwoord.ONBEKEND)

    @property
    def niet(self):
        return self._with(Antwoord.KOMT_NIET)

    @property
    def aanwezig(self):
        return [lid for lid in self.leden if lid.aanwezig]

    @property
    def afwezig(self):
        return [lid for lid in self.leden if lid.aanwezig is False]

    def antwoord_of(self, persoon):
        return next((lid.antwoord for lid in self.leden if lid.persoon.pk == persoon.pk), "")


@prepared
def _find_aanwezigheden(bijeenkomst):
    return Aanwezigheid.objects.filter(bijeenkomst=bijeenkomst)


def make_opkomst(bijeenkomst, personen) -> Opkomst:
    """``personen``: the members of now, or all who are on the attendance list. One query besides that one."""
    rijen = {rij.persoon_id: rij for rij in _find_aanwezigheden(bijeenkomst.pk)}
    return Opkomst(
        tuple(
            Lid(persoon, rij.antwoord, rij.reden, rij.aanwezig) if rij else Lid(persoon, Antwoord.ONBEKEND, "", None)
            for persoon in personen
            for rij in [rijen.get(persoon.pk)]
        )
    )


@prepared
def _find_antwoorden(netwerk, bijeenkomst):
    actief = Deelname.objects.actief().filter(netwerk=netwerk).values("persoon")
    rij = Aanwezigheid.objects.filter(bijeenkomst=bijeenkomst, persoon=OuterRef("pk")).values("antwoord")
    rows = Persoon.objects.filter(pk__in=actief, is_active=True).annotate(antwoord=Subquery(rij[:1]))
    return rows.values_list("antwoord", flat=True)


def count_opkomst(bijeenkomst) -> Counter:
    """How many of the members of now gave which answer, for a page that only needs the numbers. One query."""
    rows = _find_antwoorden(bijeenkomst.netwerk_id, bijeenkomst.pk)
    return Counter(antwoord or Antwoord.ONBEKEND for antwoord in rows)
