"""What there is to read or look at with a meeting, for its page and its mail."""

from bijeenkomsten.materiaal.models import Materiaal
from kern.prepared import prepared


def read_materialen(bijeenkomst) -> list[Materiaal]:
    """In the order in which they were added."""
    materialen = _find_materialen(bijeenkomst.pk)
    for materiaal in materialen:
        materiaal.bijeenkomst = bijeenkomst
    return materialen


@prepared
def _find_materialen(bijeenkomst):
    return Materiaal.objects.filter(bijeenkomst=bijeenkomst)
