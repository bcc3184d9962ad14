"""What the rest of the product hears of rounds, and what makes them planned anew; called once, from ``ready()``."""

from functools import partial

from django.db import transaction

from evaluatie.rondes import mails, vooruit
from evaluatie.tasks import plan_netwerk_task
from fasen.services import ON_MOVE
from fasen.vooruit import register as register_vooruit
from kern.wachtrij import hand_over
from netwerken.services.hooks import ON_CHANGE, ON_KLOK, ON_REST, ON_RESTART, ON_RESUME, ON_START, ON_STOP

DATUMS = frozenset({"start_datum", "eind_datum", "aantal_bijeenkomsten"})


def follow_netwerk(netwerk, *_) -> None:
    """After the commit, with the netwerk as it then is; what goes wrong here the night repairs."""
    transaction.on_commit(partial(hand_over, plan_netwerk_task, netwerk.pk), robust=True)


def follow_change(netwerk, velden) -> None:
    if DATUMS & set(velden):
        follow_netwerk(netwerk)


def register() -> None:
    mails.register()
    register_vooruit(vooruit.foresee_fase)
    hooks = (ON_START, ON_REST, ON_RESUME, ON_RESTART, ON_STOP, ON_KLOK, ON_MOVE)
    for lijst, hook in ((ON_CHANGE, follow_change), *((lijst, follow_netwerk) for lijst in hooks)):
        if hook not in lijst:
            lijst.append(hook)
