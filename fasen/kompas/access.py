"""The only door through which views get the kompas of a netwerk: 404 hides, 403 refuses."""

from django.http import Http404

from fasen.access import get_netwerk_with_route
from fasen.kompas.beeld import Beeld, read_beeld
from fasen.kompas.signaal import Signaal, find_signaal
from netwerken.models import Netwerk


def get_beeld(user, slug: str) -> tuple[Netwerk, Beeld | None]:
    """The netwerk and its kompas as this user may see it. A netwerk that is over, or pauses, has none."""
    netwerk = get_netwerk_with_route(user, slug, "fasen.view_kompas")
    if netwerk.is_beeindigd or netwerk.is_gepauzeerd:
        return netwerk, None
    return netwerk, read_beeld(netwerk, begeleidt=user.has_perm("fasen.change_kompas", netwerk))


def get_signaal(user, slug: str, code: str) -> tuple[Netwerk, Signaal]:
    """A signaal of which somebody may say something in this netwerk."""
    netwerk = get_netwerk_with_route(user, slug, "fasen.change_kompas")
    signaal = find_signaal(code)
    if signaal is None:
        raise Http404
    return netwerk, signaal


def get_netwerk_to_move(user, slug: str) -> Netwerk:
    return get_netwerk_with_route(user, slug, "fasen.move_fase")
