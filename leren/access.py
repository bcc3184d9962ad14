"""The only door through which views get leervragen: 404 hides, 403 refuses."""

from leren.models import Leervraag
from netwerken.access import get_netwerk
from netwerken.models import Netwerk


def get_leervragen(
    user, slug: str, perm: str = "leren.view_leren"
) -> tuple[Netwerk, Leervraag | None, list[Leervraag]]:
    """The netwerk, the own leervraag if there is one, and those of others that this person may read."""
    netwerk = get_netwerk(user, slug, perm)
    rows = Leervraag.objects.visible_to(user, netwerk).with_versies().order_by("persoon__naam", "pk")
    eigen = next((rij for rij in rows if rij.persoon_id == user.pk), None)
    return netwerk, eigen, [rij for rij in rows if rij.persoon_id != user.pk]
