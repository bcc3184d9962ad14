"""What the rest of the product hears of date polls; called once, from ``BijeenkomstenConfig.ready()``."""

from berichten.acties import register as register_acties
from bijeenkomsten.prikker import aandacht, handelingen, mails, rules, services  # noqa: F401 - rules register on import
from netwerken.services import ON_JOIN, ON_STOP


def register() -> None:
    handelingen.register()
    mails.register()
    register_acties(aandacht.ask_antwoord)
    register_acties(aandacht.ask_keuze)
    if mails.tell_new_lid not in ON_JOIN:
        ON_JOIN.append(mails.tell_new_lid)
    if services.withdraw_all not in ON_STOP:
        ON_STOP.append(services.withdraw_all)
