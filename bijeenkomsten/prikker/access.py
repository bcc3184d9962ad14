"""The only door through which views get a date poll: 404 hides, 403 refuses."""

from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import get_object_or_404

from bijeenkomsten.prikker.models import Prikker
from netwerken.access import get_netwerk


def get_prikker(user, slug: str, pk: int, perm: str = "bijeenkomsten.view_prikker") -> Prikker:
    """A poll of this netwerk, with the netwerk as its page head shows it."""
    netwerk = get_netwerk(user, slug)
    if not netwerk.is_lid(user):  # as Prikker.objects.visible_to
        raise Http404
    prikker = get_object_or_404(Prikker.objects.select_related("bijeenkomst"), netwerk=netwerk.pk, pk=pk)
    prikker.netwerk = netwerk
    if not user.has_perm(perm, prikker):
        raise PermissionDenied
    return prikker
