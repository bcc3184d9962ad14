"""The only door through which views get a voordracht: members see what they nominated themselves."""

from django.shortcuts import get_object_or_404

from netwerken.access import get_netwerk
from netwerken.voordracht.models import Voordracht


def get_own_voordracht(user, slug: str, pk: int) -> Voordracht:
    netwerk = get_netwerk(user, slug, "netwerken.nominate")
    voordracht = get_object_or_404(Voordracht, netwerk=netwerk, door=user, pk=pk)
    voordracht.netwerk = netwerk
    return voordracht
