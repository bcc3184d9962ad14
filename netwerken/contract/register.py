"""What the rest of the product hears of the contract; called once, from ``NetwerkenConfig.ready()``."""

from berichten.acties import register as register_acties
from netwerken.contract import aandacht, handelingen, mails
from netwerken.contract.services import forget_lid, greet_new_lid
from netwerken.services import ON_JOIN, ON_LEAVE, ON_PAUSE


def register() -> None:
    handelingen.register()
    mails.register()
    register_acties(aandacht.ask_contract)
    for hooks, hook in ((ON_JOIN, greet_new_lid), (ON_LEAVE, forget_lid), (ON_PAUSE, forget_lid)):
        if hook not in hooks:
            hooks.append(hook)
