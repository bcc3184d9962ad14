from django.http import Http404
from django.shortcuts import get_object_or_404

from subsidie.aanvragen.access import get_aanvraag
from subsidie.bijlagen.models import Bijlage


def get_bijlage(user, sleutel, pk: int, perm: str = "subsidie.view_aanvraag") -> Bijlage:
    """A file of this aanvraag. The academie knows only of what was handed in."""
    aanvraag = get_aanvraag(user, sleutel, perm)
    bijlage = get_object_or_404(aanvraag.bijlagen, pk=pk)
    if not bijlage.ingediend and not user.has_perm("subsidie.change_aanvraag", aanvraag):
        raise Http404
    bijlage.aanvraag = aanvraag
    return bijlage
