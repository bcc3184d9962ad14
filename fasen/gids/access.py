"""The only door through which views get the gids of a fase: 404 hides, 403 refuses."""

from django.http import Http404

from fasen.access import get_fase, get_netwerk_with_route
from fasen.gids.inhoud import GIDSEN, Controlepunt, Fasegids
from netwerken.models import Netwerk


def get_gids(user, slug: str, fase: str, perm: str = "fasen.view_fasen") -> tuple[Netwerk, Fasegids]:
    netwerk = get_netwerk_with_route(user, slug, perm)
    return netwerk, GIDSEN[get_fase(fase).slug]


def get_punt(user, slug: str, fase: str, code: str) -> tuple[Netwerk, Fasegids, Controlepunt]:
    """A controlepunt of which this person may say something."""
    netwerk, gids = get_gids(user, slug, fase, "fasen.change_gids")
    punt = gids.find(code)
    if punt is None:
        raise Http404
    return netwerk, gids, punt
