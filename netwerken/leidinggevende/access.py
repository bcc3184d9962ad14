"""The only door to cards for a leidinggevende: 404 hides, 403 refuses."""

from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import get_object_or_404

from netwerken.access import get_netwerk
from netwerken.models import Contactmoment, Deelname, Netwerk


def get_overzicht(user, slug: str) -> Netwerk:
    """The page with the three moments: the own ones for a deelnemer, states for a facilitator, counts for academie."""
    netwerk = get_netwerk(user, slug)
    if not any(user.has_perm(f"netwerken.{perm}", netwerk) for perm in ("ask_leidinggevende", "count_toezeggingen")):
        raise PermissionDenied
    return netwerk


def get_own_deelname(user, slug: str) -> Deelname:
    """The row as deelnemer of who looks; who guides only has none."""
    netwerk = get_netwerk(user, slug, "netwerken.ask_leidinggevende")
    deelname = Deelname.objects.get(netwerk=netwerk, persoon=user, rol=Deelname.Rol.DEELNEMER)
    deelname.netwerk, deelname.persoon = netwerk, user
    return deelname


def get_card(user, slug: str, soort: str) -> Contactmoment:
    """The own card; one that is not saved yet when nothing was written."""
    deelname = get_own_deelname(user, slug)
    contact = Contactmoment.objects.filter(deelname=deelname, soort=soort).first() or Contactmoment(soort=soort)
    contact.deelname = deelname
    return contact


def get_saved_card(user, slug: str, soort: str) -> Contactmoment:
    contact = get_card(user, slug, soort)
    if contact.pk is None:
        raise Http404
    return contact


def get_shared_card(user, slug: str, pk: int) -> Contactmoment:
    """A card of somebody who shares it with the facilitators."""
    netwerk = get_netwerk(user, slug, "netwerken.view_toezeggingen")
    rows = Contactmoment.objects.lid().with_all().filter(deelname__netwerk=netwerk, gedeeld=True)
    contact = get_object_or_404(rows, pk=pk)
    contact.deelname.netwerk = netwerk
    return contact
