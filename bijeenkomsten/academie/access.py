"""The only door to invitations of the academie: 404 hides, 403 refuses."""

from django.shortcuts import get_object_or_404

from bijeenkomsten.academie.models import Academieuitnodiging
from netwerken.access import check_perm

ANSWER = "bijeenkomsten.answer_uitnodiging"


def list_uitnodigingen(user):
    """For the academie: of its own sector, those that count and are still to come."""
    check_perm(user, ANSWER)
    return Academieuitnodiging.objects.geldig().of_academie(user).komend().with_netwerk()


def get_uitnodiging(user, pk: int) -> Academieuitnodiging:
    """For the academie: one of its own sector that was not taken back."""
    check_perm(user, ANSWER)
    rows = Academieuitnodiging.objects.geldig().of_academie(user).with_netwerk()
    return get_object_or_404(rows, pk=pk)
