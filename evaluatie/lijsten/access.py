"""The only door through which views get a list or an own question: 404 hides, 403 refuses."""

from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import get_object_or_404

from evaluatie.access import get_netwerk_met_metingen
from evaluatie.lijsten.models import EigenLijst, EigenVraag
from evaluatie.lijsten.samenstelling import Samenstelling, get_samenstelling

VIEW, CHANGE, FOR_ALL = "evaluatie.view_vragen", "evaluatie.change_vragen", "evaluatie.manage_lijsten"


def get_lijst(user, slug: str, code: str, perm: str = VIEW) -> tuple[object, Samenstelling]:
    """The netwerk and one of the lists it can be asked."""
    netwerk = get_netwerk_met_metingen(user, slug, perm)
    try:
        return netwerk, get_samenstelling(netwerk, code)
    except KeyError as error:
        raise Http404 from error


def get_lijst_for_questions(user, slug: str, code: str) -> tuple[object, Samenstelling]:
    """A list to which own questions can be added."""
    netwerk, lijst = get_lijst(user, slug, code, CHANGE)
    if not lijst.is_gevraagd:
        raise Http404
    return netwerk, lijst


def get_vraag(user, slug: str, code: str, pk: int) -> EigenVraag:
    netwerk = get_netwerk_met_metingen(user, slug, CHANGE)
    rij = get_object_or_404(EigenVraag, netwerk=netwerk, lijst=code, pk=pk)
    rij.netwerk = netwerk
    return rij


def get_own_lijst(user, slug: str, code: str) -> EigenLijst:
    """A list from a file of this netwerk itself; those for everybody are the academie's."""
    netwerk = get_netwerk_met_metingen(user, slug, CHANGE)
    rij = get_object_or_404(EigenLijst, netwerk=netwerk, code=code)
    rij.netwerk = netwerk
    return rij


def check_for_all(user) -> None:
    if not user.has_perm(FOR_ALL):
        raise PermissionDenied


def get_lijst_for_all(user, pk: int) -> EigenLijst:
    check_for_all(user)
    return get_object_or_404(EigenLijst, netwerk=None, pk=pk)
