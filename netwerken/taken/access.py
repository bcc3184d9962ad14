"""The only door through which views get a task or an agreement about guiding: 404 hides, 403 refuses."""

from django.shortcuts import get_object_or_404

from netwerken.access import check_perm, get_netwerk
from netwerken.models import Deelname
from netwerken.taken.models import Taak

VIEW, TAKE, DIVIDE = "netwerken.view_taken", "netwerken.take_taak", "netwerken.divide_taken"


def get_taak(user, slug: str, pk: int) -> Taak:
    netwerk = get_netwerk(user, slug, TAKE)
    taak = get_object_or_404(Taak.objects.select_related("persoon", "gevraagd"), netwerk=netwerk, pk=pk)
    taak.netwerk = netwerk
    return taak


def get_begeleider(user, slug: str, pk: int) -> Deelname:
    """A facilitator of this netwerk: for that person, and for who owns the netwerk."""
    netwerk = get_netwerk(user, slug, VIEW)
    rows = Deelname.objects.actief().filter(netwerk=netwerk, rol=Deelname.Rol.FACILITATOR)
    deelname = get_object_or_404(rows.select_related("persoon__organisatie", "begeleiding"), pk=pk)
    deelname.netwerk = netwerk
    check_perm(user, "netwerken.change_begeleiding", deelname)
    return deelname
