"""What the rest of the product hears of year plans; called once, from ``BijeenkomstenConfig.ready()``."""

from bijeenkomsten.jaarplan import mails, start
from netwerken.services import ON_JOIN
from netwerken.start import vooruit


def register() -> None:
    mails.register()
    if mails.tell_new_lid not in ON_JOIN:
        ON_JOIN.append(mails.tell_new_lid)
    for hooks, hook in (
        (vooruit.JAARPLAN, start.propose_dagen),
        (vooruit.PROEF, start.plan_proef),
        (vooruit.RITME, start.read_ritme),
    ):
        if hook not in hooks:
            hooks.append(hook)
