"""How the tasks of a netwerk are divided: per group, who has many, and the numbers other pages show."""

from collections import Counter
from dataclasses import dataclass

from django.db.models import Count, IntegerField, OuterRef, Subquery
from django.db.models.functions import Coalesce

from netwerken.models import Deelname, Netwerk
from netwerken.taken.inhoud import GROEPEN
from netwerken.taken.models import Begeleiding, Taak
from personen.models import Persoon

VEEL = 4  # fewer tasks are never too many for one person


@dataclass(frozen=True)
class Blok:
    """The tasks of one group of the list, or the group's own."""

    naam: str
    uitleg: str
    taken: list[Taak]


@dataclass(frozen=True)
class Druk:
    """One person has at least half of the tasks that are divided."""

    persoon: Persoon
    aantal: int
    totaal: int


def read_taken(netwerk: Netwerk) -> list[Taak]:
    """In order; those the group does not need last. One query."""
    rows = Taak.objects.filter(netwerk=netwerk).select_related("persoon__organisatie", "gevraagd", "vorige")
    taken = sorted(rows, key=lambda taak: not taak.doet_mee)
    for taak in taken:
        taak.netwerk = netwerk
    return taken


def make_blokken(taken: list[Taak]) -> list[Blok]:
    """The tasks the group needs, as the list groups them; what it added itself is last."""
    blokken = [
        Blok(groep.naam, groep.uitleg, [taak for taak in taken if taak.punt and taak.punt.groep == groep.code])
        for groep in GROEPEN
    ]
    eigen = Blok("Van onszelf", "Wat jullie er zelf bij zetten.", [taak for taak in taken if not taak.punt])
    return [blok for blok in (*blokken, eigen) if blok.taken]


def find_druk(taken: list[Taak]) -> Druk | None:
    """Who has at least ``VEEL`` tasks, and half or more of all that are divided. Source: 000 §4.3."""
    verdeeld = [taak for taak in taken if taak.persoon_id]
    telling = Counter(taak.persoon_id for taak in verdeeld).most_common(1)
    if not telling or telling[0][1] < VEEL or telling[0][1] * 2 < len(verdeeld):
        return None
    [(pk, aantal)] = telling
    persoon = next(taak.persoon for taak in verdeeld if taak.persoon_id == pk)
    return Druk(persoon=persoon, aantal=aantal, totaal=len(verdeeld))


def read_begeleiders(netwerk: Netwerk) -> list[Deelname]:
    """Who guides, each with ``afspraak``: what was agreed about it, or None. One query."""
    rows = netwerk.deelnames.actief().filter(rol=Deelname.Rol.FACILITATOR)
    rows = list(rows.select_related("persoon__organisatie", "begeleiding").order_by("persoon__naam", "pk"))
    for deelname in rows:
        deelname.netwerk, deelname.afspraak = netwerk, get_begeleiding(deelname)
    return rows


def get_begeleiding(deelname: Deelname) -> Begeleiding | None:
    """What was written down about how this facilitator is paid."""
    return getattr(deelname, "begeleiding", None)


def mist_procesbewaker(begeleiders: list[Deelname]) -> bool:
    """Everybody who guides is there for the subject: who keeps an eye on the group? Source: 000 §4.2.2."""
    experts = [rij.variant == Deelname.Variant.INHOUDELIJK_EXPERT for rij in begeleiders]
    return bool(experts) and all(experts)


def count_taken(netwerk, **wat):
    """A counting subquery over the tasks of a netwerk. ``netwerk``: the place for its key."""
    return _count(Taak.objects.nodig().filter(netwerk=netwerk, **wat))


def count_losgekomen(netwerk):
    return _count(Taak.objects.losgekomen().filter(netwerk=netwerk))


def count_vrij(netwerk):
    return _count(Taak.objects.vrij().filter(netwerk=netwerk))


def _count(rows):
    aantal = rows.order_by().values("netwerk").annotate(n=Count("pk")).values("n")
    return Coalesce(Subquery(aantal, output_field=IntegerField()), 0)


def annotate_taken(netwerken, persoon):
    """Adds to a queryset of netwerken how many tasks wait for an answer of this person, are this person's, are free

    and came free again. ``persoon``: a key, or the place for one.
    """
    netwerk = OuterRef("pk")
    return netwerken.annotate(
        taken_gevraagd=count_taken(netwerk, gevraagd=persoon),
        mijn_taken=count_taken(netwerk, persoon=persoon),
        taken_vrij=count_vrij(netwerk),
        taken_los=count_losgekomen(netwerk),
    )
