"""The only door through which views of the academie get an aanvraag: 404 hides, 403 refuses."""

from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404

from netwerken.access import check_perm
from personen.models import VAN_ACADEMIE
from subsidie.aanvragen.models import Aanvraag
from subsidie.beoordeling.models import Advies, Toewijzing


def check_academie(user) -> None:
    check_perm(user, "subsidie.review_aanvragen")


def find_aanvragen(user):
    """What was handed in, for the academie of this person; not of a netwerk they are part of."""
    sectoren = VAN_ACADEMIE.get(user.academie_sector, ())
    return Aanvraag.objects.known_to(sectoren, user.pk).with_ronde()


def get_aanvraag(user, sleutel) -> Aanvraag:
    check_academie(user)
    return get_object_or_404(find_aanvragen(user), sleutel=sleutel)


def get_toewijzing(user, sleutel) -> Toewijzing:
    """For who judges it now; other people of the academie know that it is there."""
    aanvraag = get_aanvraag(user, sleutel)
    toewijzing = Toewijzing.objects.open_for(user).filter(aanvraag=aanvraag).first()
    if toewijzing is None:
        raise PermissionDenied
    toewijzing.aanvraag = aanvraag
    return toewijzing


def get_van_ander(user, sleutel, pk: int) -> Toewijzing:
    """An assignment, to take away."""
    return get_object_or_404(Toewijzing.objects.geldig(), aanvraag=get_aanvraag(user, sleutel), pk=pk)


def may_discuss(user, aanvraag: Aanvraag) -> bool:
    """Who filed an advice, and the beslisser once all are in."""
    return Advies.objects.tellend().visible_to(user).filter(toewijzing__aanvraag=aanvraag).exists()


def get_bespreking(user, sleutel) -> Aanvraag:
    aanvraag = get_aanvraag(user, sleutel)
    if not may_discuss(user, aanvraag):
        raise PermissionDenied
    return aanvraag


def get_belang(user, sleutel) -> Aanvraag:
    """Saying that one has an interest is for a beoordelaar, assigned or not."""
    aanvraag = get_aanvraag(user, sleutel)
    if not user.is_beoordelaar:
        raise PermissionDenied
    return aanvraag
