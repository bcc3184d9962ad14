"""What the rest of the product hears of handing over; called once, from ``NetwerkenConfig.ready()``."""

from berichten.acties import register as register_acties
from netwerken.overdracht import aandacht, lijst, mails
from netwerken.overdracht.services import forget_lid
from netwerken.services import ON_LEAVE


def register() -> None:
    mails.register()
    lijst.register_lijst(lijst.list_eigen)
    register_acties(aandacht.ask_opvolger)
    register_acties(aandacht.tell_verlopen)
    if forget_lid not in ON_LEAVE:
        ON_LEAVE.append(forget_lid)
