"""The only door through which views get a meting: 404 hides, 403 refuses."""

from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import get_object_or_404

from bijeenkomsten.models import Bijeenkomst
from evaluatie.models import Meting
from kern.prepared import prepared
from netwerken.access import get_netwerk
from netwerken.models import Netwerk


def get_netwerk_met_metingen(user, slug: str, perm: str = "evaluatie.view_meting") -> Netwerk:
    netwerk = get_netwerk(user, slug)
    if not user.has_perm(perm, netwerk):
        raise PermissionDenied
    return netwerk


@prepared
def _find_meting(netwerk, pk):
    rows = Meting.objects.exclude(status=Meting.Status.VERZAMELT).select_related("bijeenkomst")
    return rows.filter(netwerk=netwerk, pk=pk)


MET_NAAM = frozenset({"evaluatie.plan_ronde", "evaluatie.view_meting"})  # what can be done with a vertrouwelijke ronde


def get_meting(user, slug: str, pk: int, perm: str = "evaluatie.view_uitslag") -> Meting:
    """The meting with its meeting, and the netwerk as its page head shows it.

    Of a vertrouwelijke ronde there is no result, so 404 for whatever is about one.
    """
    netwerk = get_netwerk(user, slug)
    # As Meting.objects.visible_to.
    found = _find_meting(netwerk.pk, pk) if user.has_perm("evaluatie.view_meting", netwerk) else []
    if not found:
        raise Http404
    meting = found[0]
    meting.netwerk = netwerk
    if meting.is_vertrouwelijk and perm not in MET_NAAM:
        raise Http404
    if not user.has_perm(perm, meting):
        raise PermissionDenied
    return meting


def get_verteld(user, slug: str, pk: int) -> Meting:
    """A vertrouwelijke ronde for who was named as its reader: 404 for any other round, 403 for everybody else."""
    meting = get_meting(user, slug, pk, "evaluatie.view_meting")
    if not meting.is_vertrouwelijk:
        raise Http404
    is_lezer = meting.lezers.filter(persoon=user).exists()
    if not is_lezer or not user.has_perm("evaluatie.read_verteld", meting):
        raise PermissionDenied
    return meting


def get_bijeenkomst_zonder_meting(user, slug: str, pk: int) -> Bijeenkomst:
    """A meeting of which the facilitator may still start the evaluation."""
    netwerk = get_netwerk_met_metingen(user, slug, "evaluatie.send_now")
    bijeenkomst = get_object_or_404(Bijeenkomst.objects.geweest().filter(netwerk=netwerk), pk=pk)
    bijeenkomst.netwerk = netwerk
    return bijeenkomst
