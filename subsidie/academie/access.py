"""The only door to the numbers of the academie: 404 hides, 403 refuses."""

from django.db.models import Q
from django.shortcuts import get_object_or_404

from subsidie.aanvragen.models import Aanvraag
from subsidie.beoordeling.access import check_academie, find_aanvragen
from subsidie.toestand import TOEGEKEND, VOORBIJ, Status

LOPENDE = tuple(status for status in TOEGEKEND if status not in VOORBIJ)  # granted, and not settled yet


def find_te_bellen(user):
    """What was granted and is not settled, or settled while nobody told how it went on, of netwerken this person is no
    part of.
    """
    open_ = Q(status__in=LOPENDE) | Q(status=Status.VASTGESTELD, verantwoording__vervolg_op__isnull=True)
    return find_aanvragen(user).filter(open_)


def get_te_bellen(user, sleutel) -> Aanvraag:
    check_academie(user)
    return get_object_or_404(find_te_bellen(user), sleutel=sleutel)
