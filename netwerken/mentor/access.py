"""The only door through which views get a question for a mentor: 404 hides, 403 refuses."""

from django.core.exceptions import PermissionDenied
from django.db.models import Q
from django.http import Http404
from django.shortcuts import get_object_or_404

from netwerken.access import check_perm
from netwerken.mentor.models import Mentoraanbod, Mentorvraag
from netwerken.mentor.services import LOPEND, guides
from netwerken.models import Netwerk
from personen.models import VAN_ACADEMIE

USE, LINK = "netwerken.use_begeleidershulp", "netwerken.link_mentoren"


def check_hulp(user) -> None:
    """For who guides, for the academie, and for a mentor who guides nothing any more but still helps somebody."""
    if not user.has_perm(USE) and not Mentorvraag.objects.helped_by(user.pk).exists():
        raise PermissionDenied


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
    """For the academie, of its own sector."""
    check_perm(user, LINK)
    return get_object_or_404(Mentorvraag, pk=pk, netwerk__sector__in=VAN_ACADEMIE[user.academie_sector])


def get_netwerk_to_mark(user, pk: int) -> Netwerk:
    """A netwerk of the sector of this academie."""
    check_perm(user, LINK)
    return get_object_or_404(Netwerk, pk=pk, sector__in=VAN_ACADEMIE[user.academie_sector])
