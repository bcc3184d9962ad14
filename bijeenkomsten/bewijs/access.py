from django.http import Http404

from bijeenkomsten.bewijs.inhoud import Bewijs, find_bewijzen


def get_bewijs(user, slug: str) -> Bewijs:
    """The user's own, of a netwerk where the user was at a meeting. Nobody gets the bewijs of somebody else."""
    bewijzen = find_bewijzen(user, netwerk_slug=slug)
    if not bewijzen:
        raise Http404
    return bewijzen[0]
