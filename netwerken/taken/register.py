"""What the rest of the product hears of the tasks; called once, from ``NetwerkenConfig.ready()``."""

from berichten.acties import register as register_acties
from netwerken.services import ON_LEAVE, ON_PAUSE
from netwerken.taken import aandacht, handelingen, mails
from netwerken.taken.services import release_pauze, release_vertrek


def register() -> None:
    handelingen.register()
    mails.register()
    register_acties(aandacht.ask_taak)
    register_acties(aandacht.ask_verdelen)
    for hooks, hook in ((ON_LEAVE, release_vertrek), (ON_PAUSE, release_pauze)):
        if hook not in hooks:
            hooks.append(hook)
