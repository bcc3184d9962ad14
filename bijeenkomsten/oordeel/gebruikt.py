"""Which werkvormen a meeting held, and what its facilitators said of each."""

from dataclasses import dataclass

from django.db.models import Exists, OuterRef, Subquery, Value
from django.db.models.functions import Coalesce

from bijeenkomsten.models import Bijeenkomst
from bijeenkomsten.oordeel.models import Oordeel
from kern.prepared import prepared
from netwerken.models import Deelname
from werkvormen.models import Werkvorm


@dataclass(frozen=True)
class Gebruikt:
    """One werkvorm of one meeting; ``doel`` and ``nog_eens`` are "" as long as nobody tapped."""

    pk: int
    naam: str
    slug: str
    doel: str = ""
    nog_eens: str = ""

    @property
    def is_af(self):
        return bool(self.doel and self.nog_eens)


@prepared
def _find_gebruikt(bijeenkomst):
    """In the order of the draaiboek; one that is in it twice comes twice."""
    gezegd = Oordeel.objects.filter(bijeenkomst=bijeenkomst, werkvorm=OuterRef("pk"))
    rows = Werkvorm.objects.werkvorm().filter(onderdelen__bijeenkomst=bijeenkomst)
    rows = rows.annotate(gezegd_doel=_tap(gezegd, "doel"), gezegd_nog_eens=_tap(gezegd, "nog_eens"))
    return rows.order_by("onderdelen__volgorde").values_list("pk", "naam", "slug", "gezegd_doel", "gezegd_nog_eens")


def _tap(gezegd, veld):
    return Coalesce(Subquery(gezegd.values(veld)), Value(""))


def read_gebruikt(bijeenkomst: Bijeenkomst) -> list[Gebruikt]:
    """One query."""
    return [Gebruikt(*rij) for rij in dict.fromkeys(_find_gebruikt(bijeenkomst.pk))]


def unrated():
    """For a queryset of meetings: the werkvormen of the outer one that miss a tap."""
    gezegd = Oordeel.objects.af().filter(bijeenkomst=OuterRef(OuterRef("pk")), werkvorm=OuterRef("pk"))
    return Werkvorm.objects.werkvorm().filter(~Exists(gezegd), onderdelen__bijeenkomst=OuterRef("pk"))


def find_te_doen(persoon, sinds, now):
    """Meetings this person guided since then, of which a used werkvorm still misses a tap. Latest first."""
    begeleid = Deelname.objects.lid().filter(persoon=persoon, rol=Deelname.Rol.FACILITATOR)
    rows = Bijeenkomst.objects.geweest(now=now).filter(netwerk__in=begeleid.values("netwerk"), eindigt_op__gt=sinds)
    return rows.filter(Exists(unrated())).select_related("netwerk").order_by("-eindigt_op", "pk")
