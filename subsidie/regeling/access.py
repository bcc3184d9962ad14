"""The only door to rounds and to what a regeling says: 404 hides, 403 refuses."""

from django.http import Http404
from django.shortcuts import get_object_or_404

from netwerken.access import check_perm
from personen.models import VAN_ACADEMIE
from subsidie.regeling.bron import get_regeling, get_shipped, list_shipped
from subsidie.regeling.document import Regeling
from subsidie.regeling.models import Aanvraagronde, Regelingversie

PERM = "subsidie.manage_rondes"


def list_regelingen(user) -> list[Regeling]:
    """The regelingen of which this academie may make a round, the newest version of each."""
    check_perm(user, PERM)
    return [regeling for regeling in list_shipped() if regeling.sector in VAN_ACADEMIE[user.academie_sector]]


def get_ronde(user, pk: int) -> Aanvraagronde:
    """A round of a sector this academie looks after."""
    check_perm(user, PERM)
    rows = Aanvraagronde.objects.of_academie(user).with_aantal().select_related("regelingversie")
    return get_object_or_404(rows, pk=pk)


def get_versie(code: str, versie: int) -> Regeling:
    """One version of a regeling. Everybody may read what ships, and what a round ever used."""
    regeling = get_shipped(code, versie)
    if regeling is not None:
        return regeling
    rij = Regelingversie.objects.filter(code=code, versie=versie).order_by("-created_at").first()
    if rij is None:
        raise Http404
    return get_regeling(rij.pk)
