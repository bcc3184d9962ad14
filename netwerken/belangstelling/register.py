"""What the rest of the product hears of the themes; called once, from ``NetwerkenConfig.ready()``."""

from berichten.acties import register as register_acties
from netwerken.belangstelling import aandacht, handelingen, mails
from netwerken.belangstelling.services import connect_netwerk, forget_joined
from netwerken.services import ON_CREATE, ON_JOIN


def register() -> None:
    handelingen.register()
    mails.register()
    register_acties(aandacht.ask_themas)
    for hooks, hook in ((ON_CREATE, connect_netwerk), (ON_JOIN, forget_joined)):
        if hook not in hooks:
            hooks.append(hook)
