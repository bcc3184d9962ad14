"""What the rest of the product hears of guests; called once, from ``BijeenkomstenConfig.ready()``."""

from berichten.acties import register as register_acties
from bijeenkomsten.sprekers import aandacht, handelingen, mails, rules  # noqa: F401 - rules register on import


def register() -> None:
    handelingen.register()
    mails.register()
    register_acties(aandacht.ask_bedanken)
