"""The only door through which views get the question after other work: it is somebody's own."""

from django.shortcuts import get_object_or_404

from netwerken.access import get_netwerk
from netwerken.functie.models import Functievraag


def get_own_functievraag(user, slug: str) -> Functievraag:
    netwerk = get_netwerk(user, slug, "netwerken.view_binnenkant")
    rows = Functievraag.objects.select_related("deelname__persoon")
    vraag = get_object_or_404(rows, deelname__netwerk=netwerk, deelname__persoon=user)
    vraag.deelname.netwerk = netwerk
    return vraag
