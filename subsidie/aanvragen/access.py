"""The only door to an aanvraag: 404 hides, 403 refuses."""

from django.http import Http404
from django.shortcuts import get_object_or_404

from netwerken.access import check_perm
from subsidie.aanvragen.models import Aanvraag
from subsidie.regeling.models import Aanvraagronde


def get_aanvraag(user, sleutel, perm: str = "subsidie.know_aanvraag") -> Aanvraag:
    """404 for who is not of the netwerk, and for the academie as long as it was never handed in. 403: a member who does
    not guide the netwerk knows where it is, and may not read or change it.
    """
    aanvraag = Aanvraag.objects.with_ronde().filter(sleutel=sleutel).first()
    if aanvraag is None or not user.has_perm("subsidie.know_aanvraag", aanvraag):
        raise Http404
    check_perm(user, perm, aanvraag)
    return aanvraag


def get_ronde(pk: int) -> Aanvraagronde:
    """Everybody may know of a round; whether a netwerk may begin in it, ``services.begin`` says."""
    return get_object_or_404(Aanvraagronde, pk=pk)
