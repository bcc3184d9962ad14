"""The only door through which views get something of a running meeting: 404 hides, 403 refuses."""

from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404

from bijeenkomsten.access import get_bijeenkomst
from bijeenkomsten.models import Aantekening

MAAK = "bijeenkomsten.change_programma"


def get_aantekening(user, slug: str, pk: int, aantekening_pk: int) -> Aantekening:
    """A note of this meeting that this person wrote; a planner takes away also what somebody else wrote."""
    bijeenkomst = get_bijeenkomst(user, slug, pk, perm=MAAK)
    aantekening = get_object_or_404(Aantekening, bijeenkomst=bijeenkomst, pk=aantekening_pk)
    aantekening.bijeenkomst = bijeenkomst
    if aantekening.door_id != user.pk and not user.has_perm("bijeenkomsten.change_bijeenkomst", bijeenkomst):
        raise PermissionDenied
    return aantekening
