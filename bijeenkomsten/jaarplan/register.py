"""What the rest of the product hears of year plans; called once, from ``BijeenkomstenConfig.ready()``."""

from bijeenkomsten.jaarplan import mails
from netwerken.services import ON_JOIN


def register() -> None:
    mails.register()
    if mails.tell_new_lid not in ON_JOIN:
        ON_JOIN.append(mails.tell_new_lid)
