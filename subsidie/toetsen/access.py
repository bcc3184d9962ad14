"""The only door to the criteria of a netwerk: 404 hides, 403 refuses."""

from netwerken.access import get_netwerk
from netwerken.models import Netwerk


def get_netwerk_with_criteria(user, slug: str) -> Netwerk:
    return get_netwerk(user, slug, "subsidie.view_criteria")
