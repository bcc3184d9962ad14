from django.shortcuts import get_object_or_404

from subsidie.aanvragen.access import get_aanvraag
from subsidie.opmerkingen.models import Opmerking


def get_opmerking(user, sleutel, pk: int) -> Opmerking:
    """For who writes this aanvraag; nobody else knows of what they say to each other."""
    aanvraag = get_aanvraag(user, sleutel, "subsidie.change_aanvraag")
    opmerking = get_object_or_404(aanvraag.opmerkingen, pk=pk)
    opmerking.aanvraag = aanvraag
    return opmerking
