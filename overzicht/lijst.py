"""Which netwerken the public pages show, and what they know about each row."""

from django.db.models import F

from fasen.inhoud import find_fase
from fasen.models import FaseVerloop, prefetch_route
from fasen.route import get_route
from netwerken.models import Netwerk

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


def find_joinable(limit):
    """Public netwerken with a free place, the ones that begin soonest after now or began last first."""
    rows = Netwerk.objects.publiek().filter(status__in=[Netwerk.Status.WERVING, Netwerk.Status.GESTART]).for_list()
    return rows.filter(aantal_deelnemers__lt=F("max_deelnemers")).order_by("-start_datum", "naam")[:limit]


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
