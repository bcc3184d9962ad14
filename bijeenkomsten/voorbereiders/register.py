"""What the rest of the product hears of the turns; called once, from ``BijeenkomstenConfig.ready()``."""

from berichten.acties import register as register_acties
from bijeenkomsten.voorbereiders import aandacht, handelingen, mails


def register() -> None:
    handelingen.register()
    mails.register()
    register_acties(aandacht.ask_beurt)
