"""The only door through which views get the randvoorwaarden of an organisation: 404 hides, 403 refuses."""

from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import get_object_or_404

from netwerken.access import get_netwerk
from netwerken.models import Netwerk
from netwerken.randvoorwaarden.inhoud import BY_CODE, NETWERK, ORGANISATIE, Punt
from netwerken.randvoorwaarden.stand import find_organisaties
from personen.models import Organisatie

CHANGE, READ = "netwerken.change_randvoorwaarden", "netwerken.read_randvoorwaarden"


def may_read(user, netwerk, organisatie: Organisatie | None) -> bool:
    """The texts: who guides all of them, a member those of the netwerk and of the own school."""
    if user.has_perm(READ, netwerk):
        return True
    if not user.has_perm("netwerken.view_binnenkant", netwerk):
        return False
    return organisatie is None or organisatie.pk == user.organisatie_id


def get_school(user, slug: str, pk: int) -> tuple[Netwerk, Organisatie]:
    """A school that takes part, for who may read how it stands there."""
    netwerk = get_netwerk(user, slug, "netwerken.view_binnenkant")
    organisatie = get_object_or_404(find_organisaties(netwerk), pk=pk)
    if not may_read(user, netwerk, organisatie):
        raise PermissionDenied
    return netwerk, organisatie


def get_punt(user, slug: str, code: str, pk: int | None) -> tuple[Netwerk, Organisatie | None, Punt]:
    """One point to change, of a school that takes part or (without ``pk``) of the netwerk as a whole."""
    netwerk = get_netwerk(user, slug, CHANGE)
    organisatie = get_object_or_404(find_organisaties(netwerk), pk=pk) if pk is not None else None
    punt = BY_CODE.get(code)
    if punt is None or punt.voor != (NETWERK if organisatie is None else ORGANISATIE):
        raise Http404
    return netwerk, organisatie, punt
