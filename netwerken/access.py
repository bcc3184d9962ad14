"""The only door through which views get a netwerk or something of it: 404 hides, 403 refuses."""

from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import get_object_or_404

from berichten.models import Verzending
from kern.prepared import prepared
from netwerken.models import Deelname, Netwerk, Uitnodiging


@prepared
def _find_by_slug(slug):
    return Netwerk.objects.filter(slug=slug).for_list().select_related("toelating")


def get_netwerk(user, slug: str, perm: str = "netwerken.view_netwerk") -> Netwerk:
    """The netwerk, with the numbers its page head shows."""
    netwerk = next(iter(_find_by_slug(slug)), None)
    if netwerk is None or not may_view(user, netwerk):
        raise Http404
    if perm != "netwerken.view_netwerk":
        check_perm(user, perm, netwerk)
    return netwerk


def may_view(user, netwerk) -> bool:
    """The same policy as ``Netwerk.objects.visible_to``, of one row. AnonymousUser.has_perm knows no rules."""
    return user.has_perm("netwerken.view_netwerk", netwerk) if user.is_authenticated else netwerk.is_openbaar


def check_perm(user, perm: str, obj=None) -> None:
    if not user.has_perm(perm, obj):
        raise PermissionDenied


def get_deelname(user, slug: str, pk: int, perm: str = "netwerken.manage_deelnames") -> Deelname:
    netwerk = get_netwerk(user, slug, perm)
    return _with_netwerk(get_object_or_404(Deelname.objects.with_persoon(), netwerk=netwerk, pk=pk), netwerk)


def get_uitnodiging(user, slug: str, pk: int) -> Uitnodiging:
    netwerk = get_netwerk(user, slug, "netwerken.manage_deelnames")
    return _with_netwerk(
        get_object_or_404(Uitnodiging.objects.select_related("bericht"), netwerk=netwerk, pk=pk), netwerk
    )


def get_own_deelname(user, slug: str) -> Deelname:
    """The user's own row as deelnemer."""
    netwerk = get_netwerk(user, slug, "netwerken.view_binnenkant")
    deelname = get_object_or_404(Deelname, netwerk=netwerk, persoon=user, rol=Deelname.Rol.DEELNEMER)
    return _with_netwerk(deelname, netwerk)


def get_verzending(user, slug: str, pk: int) -> tuple[Netwerk, Verzending]:
    netwerk = get_netwerk(user, slug, "netwerken.manage_berichten")
    return netwerk, get_object_or_404(Verzending.objects.in_context(netwerk.context), pk=pk)


def _with_netwerk(obj, netwerk):
    obj.netwerk = netwerk
    return obj
