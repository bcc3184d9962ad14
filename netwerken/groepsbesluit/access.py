"""The only door through which views get a question to the group: 404 hides, 403 refuses.

Who it is about never reads it, also not later as a member; nor does who joined after it was asked.
"""

from django.http import Http404
from django.shortcuts import get_object_or_404

from netwerken.access import check_perm, get_netwerk
from netwerken.groepsbesluit.models import Groepsbesluit

VIEW, ASK = "netwerken.view_groepsbesluit", "netwerken.ask_groep"


def get_besluit(user, slug: str, pk: int, perm: str = VIEW) -> Groepsbesluit:
    netwerk = get_netwerk(user, slug, VIEW)
    rows = Groepsbesluit.objects.with_persoon().select_related("besloten_door")
    besluit = get_object_or_404(rows, deelname__netwerk=netwerk, pk=pk)
    besluit.deelname.netwerk = netwerk
    if not may_view(user, besluit):
        raise Http404
    check_perm(user, perm, netwerk)
    return besluit


def may_view(user, besluit) -> bool:
    """Who was in the group on the day it was asked; a facilitator also when they came later."""
    if user.pk == besluit.deelname.persoon_id:
        return False
    rijen = [rij for rij in besluit.netwerk.deelnames_of(user) if rij.is_lid]
    return any(rij.begonnen_op <= besluit.gevraagd_dag or rij.rol == "facilitator" for rij in rijen)
