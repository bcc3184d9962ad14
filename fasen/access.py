"""The only door through which views get the route of a netwerk: 404 hides, 403 refuses."""

from django.http import Http404

from fasen.inhoud import Fase, find_fase
from fasen.models import load_routes
from netwerken.access import get_netwerk
from netwerken.models import Netwerk


def get_netwerk_with_route(user, slug: str, perm: str = "fasen.view_fasen") -> Netwerk:
    """The netwerk with its five fasen read in the same go."""
    netwerk = get_netwerk(user, slug, perm)
    return load_routes([netwerk])[0]


def get_fase(slug: str) -> Fase:
    """The guide of one fase; everyone may read it."""
    fase = find_fase(slug)
    if fase is None:
        raise Http404
    return fase
