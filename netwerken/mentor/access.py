"""The only door through which views get a question for a mentor: 404 hides, 403 refuses."""

from django.core.exceptions import PermissionDenied
from django.db.models import Q
from django.http import Http404
from django.shortcuts import get_object_or_404

from netwerken.access import check_perm
from netwerken.mentor.models import Mentoraanbod, Mentorvraag
from netwerken.mentor.services import LOPEND, guides

USE, LINK = "netwerken.use_begeleidershulp", "netwerken.link_mentoren"


def check_guides(user) -> None:
    if not guides(user):
        raise PermissionDenied


def get_own_vraag(user, pk: int) -> Mentorvraag:
    """For who asked and for the mentor."""
    return get_object_or_404(Mentorvraag, Q(persoon=user) | Q(mentor=user), pk=pk, status__in=LOPEND)


def get_vraag_to_take(user, pk: int) -> Mentorvraag:
    """For who offered to be a mentor; never one's own question."""
    if not Mentoraanbod.objects.filter(persoon=user).exists():
        raise Http404
    return get_object_or_404(Mentorvraag.objects.exclude(persoon=user), pk=pk)


def get_vraag_to_link(user, pk: int) -> Mentorvraag:
    check_perm(user, LINK)
    return get_object_or_404(Mentorvraag, pk=pk)
