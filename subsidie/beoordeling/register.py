"""What judging hears from the rest of the product; called once, from ``ready()``."""

from netwerken.services.hooks import ON_DEELNAME, ON_JOIN
from personen.services import ON_ROLWISSEL
from subsidie.beoordeling import mails
from subsidie.beoordeling.services import follow_deelname, follow_rol


def register() -> None:
    mails.register()
    for lijst, hook in ((ON_JOIN, follow_deelname), (ON_DEELNAME, follow_deelname), (ON_ROLWISSEL, follow_rol)):
        if hook not in lijst:
            lijst.append(hook)
