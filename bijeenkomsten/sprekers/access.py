"""The only door through which views get a guest or a request: 404 hides, 403 refuses."""

from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404

from bijeenkomsten.access import get_bijeenkomst
from bijeenkomsten.models import Gastspreker, Spreekverzoek, Sprekersvraag
from netwerken.access import get_netwerk

CHANGE = "bijeenkomsten.change_gasten"


def get_verzoek(user, slug: str, pk: int, gast_pk: int, perm: str = CHANGE) -> Spreekverzoek:
    """A request of this meeting, for who may do ``perm`` with the meeting."""
    bijeenkomst = get_bijeenkomst(user, slug, pk, perm=perm, find_onderdelen=None)
    rows = Spreekverzoek.objects.select_related("spreker", "gevraagd_door")
    verzoek = get_object_or_404(rows, bijeenkomst=bijeenkomst, pk=gast_pk)
    verzoek.bijeenkomst, verzoek.spreker.netwerk = bijeenkomst, bijeenkomst.netwerk
    return verzoek


def get_vraag(user, slug: str, pk: int, gast_pk: int, vraag_pk: int) -> Sprekersvraag:
    """One's own, or any for who makes the meeting."""
    verzoek = get_verzoek(user, slug, pk, gast_pk, perm="bijeenkomsten.view_bijeenkomst")
    vraag = get_object_or_404(Sprekersvraag, verzoek=verzoek, pk=vraag_pk)
    vraag.verzoek = verzoek
    if vraag.persoon_id != user.pk and not user.has_perm(CHANGE, verzoek.bijeenkomst):
        raise PermissionDenied
    return vraag


def get_spreker(user, slug: str, pk: int) -> Gastspreker:
    netwerk = get_netwerk(user, slug, perm="bijeenkomsten.change_gastenlijst")
    spreker = get_object_or_404(Gastspreker, netwerk=netwerk, pk=pk)
    spreker.netwerk = netwerk
    return spreker
