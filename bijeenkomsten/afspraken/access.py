"""The only door through which views get an afspraak: 404 hides, 403 refuses."""

from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import get_object_or_404

from bijeenkomsten.models import Afspraak
from netwerken.access import get_netwerk


def get_afspraak(user, slug: str, pk: int, perm: str = "bijeenkomsten.close_afspraak") -> Afspraak:
    """An afspraak of a netwerk this person takes part in."""
    netwerk = get_netwerk(user, slug)
    if not netwerk.is_lid(user):
        raise Http404
    afspraak = get_object_or_404(Afspraak.objects.met_wie(), netwerk=netwerk, pk=pk)
    afspraak.netwerk = netwerk
    if not user.has_perm(perm, afspraak):
        raise PermissionDenied
    return afspraak
