"""The only door through which views get a meeting or something of it: 404 hides, 403 refuses."""

from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import get_object_or_404

from bijeenkomsten.models import Agendalink, Bijeenkomst, Programmaonderdeel
from kern.prepared import fill_related, prepared
from netwerken.access import get_netwerk
from personen.models import Persoon


@prepared
def _find_onderdelen(bijeenkomst):
    return Programmaonderdeel.objects.filter(bijeenkomst=bijeenkomst)


def get_bijeenkomst(
    user, slug: str, pk: int, perm: str = "bijeenkomsten.view_bijeenkomst", *, find_onderdelen=_find_onderdelen
) -> Bijeenkomst:
    """A meeting of this netwerk, with the netwerk as its page head shows it.

    ``find_onderdelen``: reads the blocks of the meeting with that pk, for a page that shows more of them; None for a
    page that shows none.
    """
    netwerk = get_netwerk(user, slug)
    found = _find_bijeenkomst(netwerk.pk, pk) if netwerk.is_lid(user) else []  # as Bijeenkomst.objects.visible_to
    if not found:
        raise Http404
    bijeenkomst = found[0]
    bijeenkomst.netwerk = netwerk
    if find_onderdelen:
        fill_related(bijeenkomst, "onderdelen", find_onderdelen(pk))
    if not user.has_perm(perm, bijeenkomst):
        raise PermissionDenied
    return bijeenkomst


@prepared
def _find_bijeenkomst(netwerk, pk):
    rows = Bijeenkomst.objects.filter(netwerk=netwerk, pk=pk).select_related("academieuitnodiging")
    return rows.with_nummer().with_gasten()


def get_bijeenkomst_for(pk: int, persoon_pk: int) -> Bijeenkomst:
    """A meeting named by a signed address, as long as its person takes part."""
    persoon = get_object_or_404(Persoon, pk=persoon_pk, is_active=True)
    rows = Bijeenkomst.objects.for_persoon(persoon).select_related("netwerk").prefetch_related("onderdelen")
    return get_object_or_404(rows, pk=pk)


def get_agendalink(token: str) -> Agendalink:
    """The token is the whole authority; a revoked one is not found."""
    return get_object_or_404(Agendalink.objects.select_related("persoon"), token=token, persoon__is_active=True)
