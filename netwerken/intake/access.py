"""The only door through which views get an intake: 404 hides, 403 refuses.

Two kinds of people pass: who wrote it, and who has the role facilitator in this netwerk as long as that person takes
part or waits (``netwerken.view_intake``). No penvoerder, no academie, no beheer.
"""

from django.http import Http404
from django.shortcuts import get_object_or_404

from netwerken.access import check_perm, get_netwerk
from netwerken.intake.models import Intake


def get_own_intake(user, slug: str) -> Intake:
    """The intake of the user, also when it is decided long since."""
    netwerk = get_netwerk(user, slug)
    intakes = Intake.objects.with_deelname()
    return _with_netwerk(get_object_or_404(intakes, deelname__netwerk=netwerk, deelname__persoon=user), netwerk)


def get_intake(user, slug: str, pk: int) -> Intake:
    """The intake of the deelname ``pk``, for who leads the conversation: only what was sent."""
    netwerk = get_netwerk(user, slug, "netwerken.lead_intake")
    intakes = Intake.objects.with_deelname().filter(verstuurd_op__isnull=False)
    intake = _with_netwerk(get_object_or_404(intakes, deelname__netwerk=netwerk, deelname=pk), netwerk)
    check_perm(user, "netwerken.view_intake", intake)
    if not intake.deelname.is_betrokken or intake.deelname.persoon_id == user.pk:
        raise Http404  # who left keeps it for themselves; nobody decides about their own place
    return intake


def _with_netwerk(intake, netwerk):
    intake.deelname.netwerk = netwerk
    return intake
