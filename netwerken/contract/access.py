"""The only door through which views get a contract or something of it: 404 hides, 403 refuses.

Only who takes part reads any of it, whatever the state of the netwerk.
"""

from django.http import Http404
from django.shortcuts import get_object_or_404

from netwerken.access import check_perm, get_netwerk
from netwerken.contract.models import Contract, Contractreactie, Contractversie, Contractvraag

VIEW = "netwerken.view_contract"


def get_contract(user, slug: str, perm: str = VIEW) -> Contract:
    netwerk = get_netwerk(user, slug, perm)
    return _with(get_object_or_404(Contract, netwerk=netwerk), "netwerk", netwerk)


def get_vraag(user, slug: str, pk: int, perm: str = "netwerken.write_contract") -> Contractvraag:
    contract = get_contract(user, slug, perm)
    return _with(get_object_or_404(contract.vragen.select_related("gewijzigd_door"), pk=pk), "contract", contract)


def get_reactie(user, slug: str, pk: int) -> Contractreactie:
    """One's own; those of others are read on the page and changed by nobody."""
    contract = get_contract(user, slug, "netwerken.write_contract")
    rows = Contractreactie.objects.select_related("vraag").filter(vraag__contract=contract, persoon=user)
    reactie = get_object_or_404(rows, pk=pk)
    reactie.vraag.contract = contract
    return reactie


def get_versie(user, slug: str, nummer: int, perm: str = VIEW) -> Contractversie:
    netwerk = get_netwerk(user, slug)
    if not netwerk.is_lid(user):
        raise Http404
    check_perm(user, perm, netwerk)
    rows = Contractversie.objects.select_related("vastgelegd_door")
    return _with(get_object_or_404(rows, netwerk=netwerk, nummer=nummer), "netwerk", netwerk)


def _with(obj, name, value):
    setattr(obj, name, value)
    return obj
