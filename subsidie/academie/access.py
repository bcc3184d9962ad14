"""The only door to the numbers of the academie: 404 hides, 403 refuses."""

from django.shortcuts import get_object_or_404

from subsidie.aanvragen.models import Aanvraag
from subsidie.beoordeling.access import check_academie, find_aanvragen
from subsidie.toestand import TOEGEKEND, VOORBIJ

LOPENDE = tuple(status for status in TOEGEKEND if status not in VOORBIJ)  # granted, and not settled yet


def find_lopende(user):
    """What was granted and is not settled, of netwerken this person is no part of."""
    return find_aanvragen(user).filter(status__in=LOPENDE)


def get_lopende(user, sleutel) -> Aanvraag:
    check_academie(user)
    return get_object_or_404(find_lopende(user), sleutel=sleutel)
