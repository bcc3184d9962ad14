from allauth.account.adapter import get_adapter
from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.db import transaction
from django.utils import timezone

from kern.log import log


@transaction.atomic
def end_sessions(persoon, *, by=None):
    """Sign somebody out everywhere. ``by=None``: by the system.

    For whoever gets or loses a role or is closed: a session from before must not go on as if nothing happened.
    Returns how many sessions ended.
    """
    sessions = list(UserSession.objects.filter(user=persoon))
    for session in sessions:
        session.end()
    log(persoon, "personen.sessions.ended", actor=by, aantal=len(sessions))
    return len(sessions)


@transaction.atomic
def change_platformrol(persoon, *, van, by):
    """Write down that somebody's role changed from ``van`` and end the sessions that began with the old one."""
    log(persoon, "personen.platformrol.changed", actor=by, van=van, naar=persoon.platformrol)
    end_sessions(persoon, by=by)


@transaction.atomic
def remove_second_factor(persoon):
    """Take away every passkey, app and recovery code of somebody who lost them, and sign them out everywhere.

    The way back in when nobody of beheer can get in any more; only for who runs the server. Logged and mailed, so
    that it never happens unseen. Returns the kinds that were taken away; without any nothing happens.
    """
    rows = Authenticator.objects.select_for_update().filter(user=persoon)
    kinds = sorted(rows.values_list("type", flat=True))
    if not kinds:
        return []
    rows.delete()
    log(persoon, "personen.second_factor.removed_by_operator", soorten=kinds)
    end_sessions(persoon)
    get_adapter().send_mail("mfa/email/second_factor_reset", persoon.email, {"timestamp": timezone.now()})
    return kinds
