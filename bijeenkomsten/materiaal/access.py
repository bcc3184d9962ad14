from django.shortcuts import get_object_or_404

from bijeenkomsten.access import get_bijeenkomst
from bijeenkomsten.materiaal.models import Materiaal


def get_materiaal(user, slug: str, pk: int, materiaal_pk: int, perm: str = "bijeenkomsten.view_bijeenkomst"):
    """Something of this meeting, for somebody who may see or change it."""
    bijeenkomst = get_bijeenkomst(user, slug, pk, perm=perm)
    materiaal = get_object_or_404(Materiaal, bijeenkomst=bijeenkomst, pk=materiaal_pk)
    materiaal.bijeenkomst = bijeenkomst
    return materiaal
