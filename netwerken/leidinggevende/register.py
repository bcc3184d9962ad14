"""What the rest of the product hears of leidinggevenden; called once, from ``NetwerkenConfig.ready()``."""

from berichten.acties import register as register_acties
from netwerken.leidinggevende import handelingen, mails, planning, rules, services, stand  # noqa: F401 - rules register
from netwerken.services.hooks import ON_CHANGE, ON_CREATE, ON_JOIN, ON_LEAVE, ON_STOP


def register() -> None:
    handelingen.register()
    mails.register()
    register_acties(stand.ask_deelnemer)
    for hooks, hook in (
        (ON_CREATE, planning.plan_looptijd),
        (ON_CHANGE, planning.plan_looptijd),
        (ON_JOIN, planning.plan_start),
        (ON_LEAVE, services.lapse_of),
        (ON_STOP, services.lapse_all),
    ):
        if hook not in hooks:
            hooks.append(hook)
