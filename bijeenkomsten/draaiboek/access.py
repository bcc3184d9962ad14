"""The only door through which views get a draaiboek or something of it: 404 hides, 403 refuses."""

from dataclasses import dataclass

from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import get_object_or_404

from bijeenkomsten.access import get_bijeenkomst
from bijeenkomsten.draaiboek.models import Bezig, Draaiboekstap, Programmaonderdeel, Sjabloon
from bijeenkomsten.models import Bijeenkomst
from kern.prepared import prepared
from netwerken.models import Deelname
from werkvormen.models import Werkvorm

MAAK = "bijeenkomsten.change_programma"
BRONNEN = 30  # earlier meetings that one may start from, newest first


def get_draaiboek(user, slug: str, pk: int) -> Bijeenkomst:
    """A meeting of which this person makes the draaiboek; every block with its werkvorm."""
    return get_bijeenkomst(user, slug, pk, MAAK, find_onderdelen=_find_onderdelen)


def get_onderdeel(user, slug: str, pk: int, onderdeel_pk: int) -> Programmaonderdeel:
    """A block of it."""
    bijeenkomst = get_draaiboek(user, slug, pk)
    for onderdeel in bijeenkomst.onderdelen.all():
        if onderdeel.pk == onderdeel_pk:
            onderdeel.bijeenkomst = bijeenkomst
            return onderdeel
    raise Http404


def get_werkvorm(user, slug: str) -> Werkvorm:
    """One that this person may put into a draaiboek: published, or their own and not withdrawn."""
    return get_object_or_404(find_werkvormen(user), slug=slug)


def find_werkvormen(user):
    return Werkvorm.objects.visible_to(user).werkvorm().exclude(status=Werkvorm.Status.INGETROKKEN)


def get_sjabloon(user, slug: str, pk: int, sjabloon_pk: int) -> tuple[Bijeenkomst, Sjabloon]:
    """A sjabloon that this person may throw away: their own, or as planner one that is shared here."""
    bijeenkomst = get_draaiboek(user, slug, pk)
    sjabloon = get_object_or_404(Sjabloon.objects.usable_in(bijeenkomst.netwerk, user), pk=sjabloon_pk)
    if sjabloon.maker_id != user.pk and not user.has_perm("bijeenkomsten.plan_bijeenkomst", bijeenkomst.netwerk):
        raise PermissionDenied
    return bijeenkomst, sjabloon


@dataclass(frozen=True)
class Bronnen:
    """What a draaiboek can start from."""

    sjablonen: list
    hier: list  # earlier and later meetings of this netwerk
    elders: list  # of the other networks this person guides

    def find(self, soort, pk):
        rijen = self.sjablonen if soort == "sjabloon" else [*self.hier, *self.elders]
        return next((rij for rij in rijen if rij.pk == pk), None)


def find_bronnen(user, bijeenkomst) -> Bronnen:
    """Sjablonen, and every meeting with a draaiboek that this person may read the makers' side of."""
    begeleidt = Deelname.objects.lid().filter(persoon=user, rol=Deelname.Rol.FACILITATOR).values("netwerk")
    rows = Bijeenkomst.objects.filter(onderdelen__isnull=False).exclude(pk=bijeenkomst.pk).distinct()
    rows = rows.select_related("netwerk").prefetch_related("onderdelen").order_by("-begint_op", "-pk")
    elders = rows.filter(netwerk__in=begeleidt).exclude(netwerk=bijeenkomst.netwerk_id)
    return Bronnen(
        list(Sjabloon.objects.usable_in(bijeenkomst.netwerk, user).select_related("maker")),
        list(rows.filter(netwerk=bijeenkomst.netwerk_id)[:BRONNEN]),
        list(elders[:BRONNEN]),
    )


@prepared
def _find_onderdelen(bijeenkomst):
    rows = Programmaonderdeel.objects.filter(bijeenkomst=bijeenkomst).select_related("werkvorm")
    return rows.defer("werkvorm__lijsten", "werkvorm__zoektekst")


@prepared
def find_stappen(bijeenkomst):
    """The steps that can still be undone, oldest first, without the blocks they remember."""
    rows = Draaiboekstap.objects.filter(bijeenkomst=bijeenkomst).select_related("door", "maakte_ongedaan__door")
    return rows.defer("voor", "maakte_ongedaan__voor").order_by("pk")


def find_bezig(bijeenkomst, *, behalve) -> list[Bezig]:
    """Who else works in which block now."""
    rows = Bezig.objects.nu().filter(bijeenkomst=bijeenkomst).exclude(persoon=behalve)
    return list(rows.select_related("persoon").order_by("persoon__naam"))


def find_newest_stap(bijeenkomst_pk) -> int:
    """The version of the draaiboek as a browser remembers it."""
    return next(iter(_find_newest(bijeenkomst_pk)), 0)


@prepared
def _find_newest(bijeenkomst):
    return Draaiboekstap.objects.filter(bijeenkomst=bijeenkomst).order_by("-pk").values_list("pk", flat=True)[:1]
