"""What judging hears from the rest of the product; called once, from ``ready()``."""

from netwerken.services.hooks import ON_DEELNAME, ON_JOIN
from personen.services import ON_ROLWISSEL
from subsidie.beoordeling import mails
from subsidie.beoordeling.services import follow_deelname, follow_rol


def register() -> None:
    mails.register()
    ON_JOIN.append(follow_deelname)
    ON_DEELNAME.append(follow_deelname)
    ON_ROLWISSEL.append(follow_rol)
