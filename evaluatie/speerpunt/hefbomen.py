"""Which werkvormen fit a subject a group wants to work on, and whether that subject moved since."""

from dataclasses import dataclass

from django.db.models import Count, Exists, OuterRef, Q

from evaluatie.models import Speerpunt
from evaluatie.uitslag.verloop import Verloop
from fasen.kompas.beeld import find_fase
from kern.tijd import maand_jaar
from netwerken.models import Netwerk
from werkvormen.models import Kenmerk, Werkvorm

HOEVEEL = 3
BEWOOG = 0.2  # points: less than this is about the same
DOELEN = {
    "barometer": {
        "a": ("richting", "vooruit"),
        "b": ("casus", "onderzoeken", "uitwisselen"),
        "c": ("vertrouwen", "kennismaken"),
        "d": ("richting", "vooruit", "reflecteren"),
        "e": ("meenemen", "vooruit"),
        "f": ("meenemen", "reflecteren", "maken"),
    },
    "zelfevaluatie": {
        "kenmerk-1": ("richting", "vooruit"),
        "kenmerk-2": ("onderzoeken", "reflecteren"),
        "kenmerk-3": ("oefenen", "maken"),
        "kenmerk-4": ("vertrouwen", "casus"),
        "kenmerk-5": ("verbinden", "uitwisselen"),
        "kenmerk-6": ("richting", "vooruit"),
        "kenmerk-7": ("meenemen", "verbinden"),
    },
}
DOELEN["eindmeting"] = DOELEN["barometer"]


def find_werkvormen(netwerk: Netwerk, lijst: str, dimensie: str) -> list[Werkvorm]:
    """At most three: those that serve most of what this subject asks, of the fase of the netwerk first."""
    doelen = DOELEN.get(lijst, {}).get(dimensie)
    if not doelen:
        return []
    fase = find_fase(netwerk)
    van_fase = Kenmerk.objects.filter(werkvorm=OuterRef("pk"), soort="fasen", waarde=fase.slug if fase else "")
    past = Count("kenmerken", filter=Q(kenmerken__soort="doelen", kenmerken__waarde__in=doelen))
    rows = Werkvorm.objects.gepubliceerd().werkvorm().annotate(in_fase=Exists(van_fase), past=past).filter(past__gt=0)
    return list(rows.order_by("-in_fase", "-past", "naam", "pk")[:HOEVEEL])


@dataclass(frozen=True)
class Beweging:
    """What the group worked on since an earlier round, and what the figures say about it."""

    speerpunt: Speerpunt
    zin: str
    bewoog: float | None = None  # points, None: cannot be said


def find_beweging(verloop: Verloop | None, speerpunten: dict[int, Speerpunt]) -> Beweging | None:
    """About the last lever before this round. ``speerpunten``: by the pk of their round."""
    if verloop is None or verloop.nu.uitslag is None:
        return None
    gekozen = [speerpunten[ronde.meting.pk] for ronde in verloop.rondes[:-1] if ronde.meting.pk in speerpunten]
    return _weigh(verloop, gekozen[-1]) if gekozen else None


def _weigh(verloop: Verloop, speerpunt: Speerpunt) -> Beweging:
    """Did the subject of this lever move since its round, as far as that may be compared?"""
    ronde = next(ronde for ronde in verloop.rondes if ronde.meting.pk == speerpunt.meting_id)
    speerpunt.meting = ronde.meting
    verschil = verloop.find_verschillen(ronde).get(speerpunt.dimensie)
    if verschil is None:
        return Beweging(
            speerpunt, f"Of dat veranderde, is niet te zeggen. {_waarom(verloop, ronde, speerpunt.dimensie)}"
        )
    toen, nu = verschil
    bewoog = round(nu - toen, 1)
    van_tot = f"van {toen:.1f} naar {nu:.1f}".replace(".", ",")
    if abs(bewoog) < BEWOOG:
        return Beweging(speerpunt, f"Dit bleef ongeveer gelijk: {van_tot}.", bewoog)
    return Beweging(speerpunt, f"Dit ging {'omhoog' if bewoog > 0 else 'omlaag'}: {van_tot}.", bewoog)


def _waarom(verloop, ronde, dimensie):
    nu = next((d for d in verloop.nu.uitslag.dimensies if d.groep.code == dimensie), None)
    if nu is None:
        return "Deze keer vroegen we er niet naar."
    if nu.is_grof:
        return "De groep veranderde een beetje, daarom tonen we nu alleen een balk."
    if nu.gemiddelde is None:
        return "Te weinig mensen hadden er een mening over."
    return f"De groep of de vragen van {maand_jaar(ronde.op)} zijn te anders."
