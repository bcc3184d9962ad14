"""The only door through which views get a meting: 404 hides, 403 refuses."""

from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404

from bijeenkomsten.models import Bijeenkomst
from evaluatie.models import Meting
from netwerken.access import get_netwerk
from netwerken.models import Netwerk


def get_netwerk_met_metingen(user, slug: str, perm: str = "evaluatie.view_meting") -> Netwerk:
    netwerk = get_netwerk(user, slug)
    if not user.has_perm(perm, netwerk):
        raise PermissionDenied
    return netwerk


def get_meting(user, slug: str, pk: int, perm: str = "evaluatie.view_uitslag") -> Meting:
    """The meting with its meeting, and the netwerk as its page head shows it."""
    rows = Meting.objects.visible_to(user).select_related("bijeenkomst").filter(netwerk__slug=slug)
    meting = get_object_or_404(rows, pk=pk)
    meting.netwerk = get_netwerk(user, slug)
    if not user.has_perm(perm, meting):
        raise PermissionDenied
    return meting


def get_bijeenkomst_zonder_meting(user, slug: str, pk: int) -> Bijeenkomst:
    """A meeting of which the facilitator may still start the evaluation."""
    netwerk = get_netwerk_met_metingen(user, slug, "evaluatie.send_now")
    bijeenkomst = get_object_or_404(Bijeenkomst.objects.geweest().filter(netwerk=netwerk), pk=pk)
    bijeenkomst.netwerk = netwerk
    return bijeenkomst
