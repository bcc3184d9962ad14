"""The only door to the running year of a granted aanvraag: 404 hides, 403 refuses."""

from django.http import Http404
from django.shortcuts import get_object_or_404

from netwerken.access import check_perm
from subsidie.aanvragen.access import get_aanvraag
from subsidie.aanvragen.models import Aanvraag
from subsidie.beoordeling import access as beoordeling
from subsidie.besluit.models import Voorwaarde
from subsidie.lopend.models import Nakoming, Tussenbericht, Wijziging
from subsidie.toestand import TOEGEKEND


def _check_toegekend(aanvraag):
    if aanvraag.status not in TOEGEKEND:
        raise Http404
    return aanvraag


def get_jaar(user, sleutel, perm: str = "subsidie.view_jaar") -> Aanvraag:
    """For who guides the netwerk. Other members know of the aanvraag, and not of its year."""
    return _check_toegekend(get_aanvraag(user, sleutel, perm))


def get_voorwaarde(user, sleutel, pk: int) -> Voorwaarde:
    """A condition of the decision that was told, for who guides the netwerk."""
    aanvraag = get_jaar(user, sleutel)
    rows = Voorwaarde.objects.filter(besluit__in=aanvraag.besluiten.verteld())
    return get_object_or_404(rows.select_related("besluit"), pk=pk)


def get_eigen_wijziging(user, sleutel, pk: int) -> Wijziging:
    """For who may ask one."""
    return get_object_or_404(Wijziging, aanvraag=get_jaar(user, sleutel, "subsidie.submit_aanvraag"), pk=pk)


def get_jaar_of_academie(user, sleutel) -> Aanvraag:
    """For everybody of the academie of the sector, to read."""
    return _check_toegekend(beoordeling.get_aanvraag(user, sleutel))


def get_te_volgen(user, sleutel) -> Aanvraag:
    """To act on. Who has an interest reads it and is refused here."""
    aanvraag = get_jaar_of_academie(user, sleutel)
    check_perm(user, "subsidie.follow_jaar", aanvraag)
    return aanvraag


def get_wijziging(user, sleutel, pk: int) -> Wijziging:
    return get_object_or_404(Wijziging, aanvraag=get_te_volgen(user, sleutel), pk=pk)


def get_nakoming(user, sleutel, pk: int) -> Nakoming:
    rows = Nakoming.objects.select_related("voorwaarde__besluit")
    return get_object_or_404(rows, voorwaarde__besluit__aanvraag=get_te_volgen(user, sleutel), pk=pk)


def get_tussenbericht(user, sleutel, pk: int) -> Tussenbericht:
    return get_object_or_404(Tussenbericht, aanvraag=get_te_volgen(user, sleutel), pk=pk)
