"""The only door to decisions: 404 hides, 403 refuses."""

from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import get_object_or_404

from netwerken.access import check_perm
from subsidie.aanvragen.models import Aanvraag
from subsidie.besluit.models import Besluit
from subsidie.regeling.models import Aanvraagronde
from subsidie.toestand import Status


def get_te_besluiten(user, sleutel) -> Aanvraag:
    """An aanvraag of which all advices are in. Who may not decide on it is refused, and reads nothing of it."""
    rows = Aanvraag.objects.of_academie(user) if user.is_academie else Aanvraag.objects.none()
    rows = rows.with_ronde().filter(status__in=[Status.ADVIES_KLAAR, Status.BESLOTEN])
    aanvraag = get_object_or_404(rows, sleutel=sleutel)
    check_perm(user, "subsidie.decide_aanvraag", aanvraag)
    return aanvraag


def get_besluiten_of_ronde(user, pk: int) -> Aanvraagronde:
    """A round of this academie, for who may make its decisions known."""
    if not user.is_academie:
        raise PermissionDenied
    ronde = get_object_or_404(Aanvraagronde.objects.of_academie(user).select_related("regelingversie"), pk=pk)
    check_perm(user, "subsidie.tell_besluiten")
    return ronde


def get_brief(user, sleutel) -> Besluit:
    """The decision that was told. Who does not guide the netwerk, nor is of the academie, does not know of it."""
    rows = Besluit.objects.verteld().select_related(
        "aanvraag__netwerk", "aanvraag__ronde", "aanvraag__regelingversie", "inzending"
    )
    besluit = get_object_or_404(rows, aanvraag__sleutel=sleutel)
    if not user.has_perm("subsidie.read_brief", besluit.aanvraag):
        raise Http404
    return besluit
