"""The only door through which views get a handover: 404 hides, 403 refuses."""

from django.http import Http404
from django.shortcuts import get_object_or_404

from netwerken.access import get_netwerk
from netwerken.models import Netwerk, Overdracht
from netwerken.overdracht.inhoud import CODES
from netwerken.overdracht.services import may_tick

HAND_OVER = "netwerken.hand_over"


def get_own_overdracht(user, slug: str, pk: int) -> Overdracht:
    """A question this facilitator asked."""
    netwerk = get_netwerk(user, slug, HAND_OVER)
    overdracht = get_object_or_404(Overdracht.objects.select_related("van", "naar"), netwerk=netwerk, van=user, pk=pk)
    overdracht.netwerk = netwerk
    return overdracht


def get_overdracht_aan(user, slug: str, pk: int) -> Overdracht:
    """A question to this person, who need not take part and may not see the netwerk otherwise."""
    overdracht = _get(slug, pk)
    if not overdracht.is_aan(user):
        raise Http404
    return overdracht


def get_overdracht_between(user, slug: str, pk: int) -> Overdracht:
    """For who was asked, and for who asked as long as there is something to tell."""
    overdracht = _get(slug, pk)
    if not (may_tick(overdracht, user) or overdracht.is_aan(user)):
        raise Http404
    return overdracht


def get_overdracht_to_tick(user, slug: str, pk: int, code: str) -> Overdracht:
    """For the two who go through the list. ``code``: a point on it."""
    overdracht = _get(slug, pk)
    if user.pk not in {overdracht.van_id, overdracht.naar_id} or code not in CODES:
        raise Http404
    return overdracht


def _get(slug, pk):
    rows = Overdracht.objects.select_related("van", "naar").filter(netwerk__slug=slug)
    overdracht = get_object_or_404(rows, pk=pk)
    overdracht.netwerk = Netwerk.objects.for_list().get(pk=overdracht.netwerk_id)
    return overdracht
