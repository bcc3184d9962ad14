"""Everything the page of the contract shows."""

from netwerken.contract.models import Contract
from netwerken.contract.stand import find_reden, read_stand, read_vragen


def read_pagina(netwerk, user) -> dict:
    """The draft while the group writes, the newest version with who agreed, and the earlier ones."""
    contract = Contract.objects.filter(netwerk=netwerk).first()
    versies = list(netwerk.contractversies.select_related("vastgelegd_door"))
    for versie in versies:
        versie.netwerk = netwerk
    laatste = versies[0] if versies else None
    context = {"netwerk": netwerk, "contract": contract, "versies": versies, "laatste": laatste}
    if contract and contract.is_open:
        contract.netwerk = netwerk
        vragen = read_vragen(contract)
        context["vragen"] = [vraag for vraag in vragen if vraag.doet_mee]
        context["weg"] = [vraag for vraag in vragen if not vraag.doet_mee]
        context["met_tekst"] = sum(bool(vraag.tekst) for vraag in context["vragen"])
    if laatste:
        context["stand"] = stand = read_stand(laatste)
        context["mijn"] = stand.of(user)
        context["reden"] = find_reden(laatste)
        context["geldt"] = next((versie for versie in versies if versie.bekrachtigd_op), None)
    return context
