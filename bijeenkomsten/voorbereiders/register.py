"""What the rest of the product hears of the turns; called once, from ``BijeenkomstenConfig.ready()``."""

from berichten.acties import register as register_acties
from bijeenkomsten.services import ON_AFMELDING
from bijeenkomsten.voorbereiders import aandacht, handelingen, mails
from bijeenkomsten.voorbereiders.services import pass_open_beurt


def register() -> None:
    handelingen.register()
    mails.register()
    register_acties(aandacht.ask_beurt)
    if pass_open_beurt not in ON_AFMELDING:
        ON_AFMELDING.append(pass_open_beurt)
