"""Which netwerken the public pages show, and what they know about each row."""

from fasen.inhoud import find_fase
from fasen.models import FaseVerloop, prefetch_route
from fasen.route import get_route
from netwerken.models import Netwerk

STAP, BEKIJK_HOOGSTENS = 20, 100
PARAMETERS = ("q", "sector", "type", "regio", "toegang", "fase")


def find_netwerken(user, filters: dict[str, str]):
    """The netwerken this visitor may know of that match all filters; a value nobody knows filters nothing."""
    rows = Netwerk.objects.visible_to(user).search(filters["q"]).in_sector(filters["sector"]).of_type(filters["type"])
    rows = rows.in_regio(filters["regio"]).with_toegang(filters["toegang"])
    if fase := find_fase(filters["fase"]):
        lopend = FaseVerloop.objects.lopend().filter(fase=fase.slug)
        rows = rows.filter(pk__in=lopend.values("netwerk"))
    rows = rows.for_list().prefetch_related(prefetch_route())
    return rows.with_rollen_of(user) if user.is_authenticated else rows


def find_joinable(limit) -> list[Netwerk]:
    """Public netwerken with a free place, the ones that begin or began last first.

    Places are counted for a handful at a time: counting them for all, to drop the full ones, is slow with thousands.
    """
    rows = Netwerk.objects.publiek().filter(status__in=[Netwerk.Status.WERVING, Netwerk.Status.GESTART])
    rows, gevonden = rows.for_list().order_by("-start_datum", "naam", "pk"), []
    for begin in range(0, BEKIJK_HOOGSTENS, STAP):
        stap = list(rows[begin : begin + STAP])
        gevonden += [netwerk for netwerk in stap if not netwerk.is_vol]
        if len(gevonden) >= limit or len(stap) < STAP:
            break
    return gevonden[:limit]


def read_filters(parameters) -> dict[str, str]:
    """The filters of a query string; control characters out, absurd lengths cut."""
    return {naam: parameters.get(naam, "").replace("\x00", "").strip()[:100] for naam in PARAMETERS}


def with_routes(netwerken, user):
    """Pairs for a template: each netwerk with its route and whether this visitor takes part."""
    return [
        {
            "netwerk": netwerk,
            "route": get_route(netwerk, publiek=True),
            "is_lid": user.is_authenticated and netwerk.is_lid(user),
        }
        for netwerk in netwerken
    ]
