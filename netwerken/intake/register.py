"""What the rest of the product hears of intakes; called once, from ``NetwerkenConfig.ready()``."""

from berichten.acties import register as register_acties
from netwerken.intake import aandacht, mails
from netwerken.intake.services import ask_on_join
from netwerken.services import ON_JOIN


def register() -> None:
    mails.register()
    register_acties(aandacht.ask_invullen)
    register_acties(aandacht.ask_gesprek)
    if ask_on_join not in ON_JOIN:
        ON_JOIN.append(ask_on_join)
