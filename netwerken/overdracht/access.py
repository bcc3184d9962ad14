"""The only door through which views get a handover: 404 hides, 403 refuses."""

from django.http import Http404
from django.shortcuts import get_object_or_404

from netwerken.access import get_netwerk
from netwerken.models import Netwerk, Overdracht

HAND_OVER = "netwerken.hand_over"


def get_own_overdracht(user, slug: str, pk: int) -> Overdracht:
    """A question this facilitator asked."""
    netwerk = get_netwerk(user, slug, HAND_OVER)
    overdracht = get_object_or_404(Overdracht.objects.select_related("van", "naar"), netwerk=netwerk, van=user, pk=pk)
    overdracht.netwerk = netwerk
    return overdracht


def get_overdracht_aan(user, slug: str, pk: int) -> Overdracht:
    """A question to this person, who need not take part and may not see the netwerk otherwise."""
    rows = Overdracht.objects.select_related("van", "naar").filter(netwerk__slug=slug)
    overdracht = get_object_or_404(rows, pk=pk)
    if not overdracht.is_aan(user):
        raise Http404
    overdracht.netwerk = Netwerk.objects.for_list().get(pk=overdracht.netwerk_id)
    return overdracht
