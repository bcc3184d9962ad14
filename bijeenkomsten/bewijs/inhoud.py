"""What a bewijs van deelname says: the meetings where somebody was, by the attendance lists, and in which role.

Nothing else counts: who said «ik kom» but is not on the list, was not there as far as anybody wrote down.
"""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date

from django.utils.text import slugify

from bijeenkomsten.models import Aanwezigheid, Bijeenkomst
from kern.tijd import MAANDEN, lokale_dag, nu
from netwerken.models import Deelname


@dataclass(frozen=True)
class Regel:
    """One meeting where the person was. ``voorbereid``: helped to prepare it."""

    bijeenkomst: Bijeenkomst
    voorbereid: bool

    @property
    def datum(self):
        return datum_tekst(self.bijeenkomst.datum)

    @property
    def duur(self):
        return duur_tekst(self.bijeenkomst.duur_minuten)


@dataclass(frozen=True)
class Bewijs:
    persoon: object
    netwerk: object
    regels: tuple[Regel, ...]  # in order of time, at least one
    rollen: tuple[str, ...]
    gemaakt_op: date

    @property
    def minuten(self):
        return sum(regel.bijeenkomst.duur_minuten for regel in self.regels)

    @property
    def duur(self):
        return duur_tekst(self.minuten)

    @property
    def periode(self):
        """«van 3 september 2026 tot en met 12 maart 2027», or the one day."""
        eerste, laatste = self.regels[0].datum, self.regels[-1].datum
        return f"op {eerste}" if eerste == laatste else f"van {eerste} tot en met {laatste}"

    @property
    def voorbereid(self):
        return sum(regel.voorbereid for regel in self.regels)

    @property
    def gemaakt(self):
        return datum_tekst(self.gemaakt_op)

    @property
    def bestandsnaam(self):
        delen = ["bewijs-van-deelname", slugify(self.persoon.naam)[:60], self.netwerk.slug[:60]]
        return "-".join(filter(None, delen)) + ".pdf"


def datum_tekst(d: date) -> str:
    """«3 september 2026»: on paper the year is always there."""
    return f"{d.day} {MAANDEN[d.month - 1]} {d.year}"


def duur_tekst(minuten: int) -> str:
    """«3 uur en 30 minuten»"""
    uren, rest = divmod(minuten, 60)
    delen = [f"{uren} uur"] if uren else []
    if rest or not uren:
        delen.append("1 minuut" if rest == 1 else f"{rest} minuten")
    return " en ".join(delen)


def find_bewijzen(persoon, *, netwerk_slug: str = "") -> list[Bewijs]:
    """One per netwerk where this person was at a meeting, also of who has left since. By name of the netwerk."""
    rijen = Aanwezigheid.objects.filter(
        persoon=persoon, aanwezig=True, bijeenkomst__status=Bijeenkomst.Status.GEHOUDEN
    ).select_related("bijeenkomst__netwerk")
    if netwerk_slug:
        rijen = rijen.filter(bijeenkomst__netwerk__slug=netwerk_slug)
    per_netwerk = defaultdict(list)
    for rij in rijen.order_by("bijeenkomst__netwerk__naam", "bijeenkomst__begint_op", "bijeenkomst_id"):
        per_netwerk[rij.bijeenkomst.netwerk].append(rij.bijeenkomst)
    if not per_netwerk:
        return []
    voorbereid = set(persoon.voorbereidingen.values_list("pk", flat=True))
    rollen = _find_rollen(persoon, per_netwerk)
    vandaag = lokale_dag(nu())
    return [
        Bewijs(
            persoon, netwerk, tuple(Regel(b, b.pk in voorbereid) for b in bijeenkomsten), tuple(rollen[netwerk.pk]),
            vandaag,
        )
        for netwerk, bijeenkomsten in per_netwerk.items()
    ]  # fmt: skip


def _find_rollen(persoon, netwerken):
    """{netwerk: what the person was there, and when}; a role that never began is none."""
    rollen = defaultdict(list)
    rows = Deelname.objects.filter(persoon=persoon, netwerk__in=netwerken, begonnen_op__isnull=False)
    for deelname in rows.order_by("begonnen_op", "pk"):
        rollen[deelname.netwerk_id].append(_rol(deelname))
    return rollen


def _rol(deelname):
    wat = deelname.get_rol_display()
    if deelname.variant:
        wat += f" ({deelname.get_variant_display()})"
    sinds = datum_tekst(deelname.begonnen_op)
    tot = f"van {sinds} tot {datum_tekst(deelname.beeindigd_op)}" if deelname.beeindigd_op else f"sinds {sinds}"
    return f"{wat}, {tot}"
