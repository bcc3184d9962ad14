"""The only door to a round that is answered in the meeting: 404 hides, 403 refuses."""

from django.http import Http404

from bijeenkomsten.access import get_bijeenkomst
from bijeenkomsten.models import Bijeenkomst
from evaluatie.access import get_meting
from evaluatie.models import Meting


def get_bijeenkomst_in_zaal(user, slug: str, pk: int) -> Bijeenkomst:
    """A meeting whose facilitator asks."""
    return get_bijeenkomst(user, slug, pk, perm="evaluatie.send_now", find_onderdelen=None)


def get_zaal(user, slug: str, pk: int) -> Meting:
    """The round of which the facilitator shows the screen."""
    meting = get_meting(user, slug, pk, perm="evaluatie.send_now")
    if not meting.in_zaal:
        raise Http404
    return meting
