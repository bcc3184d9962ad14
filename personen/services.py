from collections.abc import Callable

from allauth.account.adapter import get_adapter
from allauth.mfa.models import Authenticator
from django.db import transaction
from django.db.models import F
from django.utils import timezone

from kern.locks import lock_rows
from kern.log import log
from personen.models import Persoon

ON_FUNCTIEWISSEL: list[Callable] = []  # (persoon): somebody got another functie or another school
ON_ROLWISSEL: list[
    Callable
] = []  # (persoon, by): what somebody may do on the platform was changed, or the account closed


@transaction.atomic
def save_profile(persoon: Persoon) -> Persoon:
    """Keep what somebody filled in about themselves, and tell who wants to know that it is other work.

    Filling in what was empty is no other work, nor is another way of writing the same.
    """
    oud = lock_rows(Persoon.objects).select_related("organisatie").get(pk=persoon.pk)
    persoon.save()
    if _is_other(oud.functie, persoon.functie) or _is_other(oud.werkplek, persoon.werkplek):
        log(persoon, "personen.profile.other_work", actor=persoon)
        for hook in ON_FUNCTIEWISSEL:
            hook(persoon)
    return persoon


def _is_other(oud, nieuw):
    return bool(oud) and " ".join(oud.split()).casefold() != " ".join(nieuw.split()).casefold()


@transaction.atomic
def tell_rolwissel(persoon: Persoon, *, by=None) -> None:
    """Log what somebody is on the platform from now on, and tell who has to act on it. Their sessions ended already."""
    log(
        persoon, "personen.platformrol.changed", actor=by, naar=persoon.platformrol,
        beoordelaar=persoon.is_beoordelaar, beslisser=persoon.is_beslisser,
    )  # fmt: skip
    for hook in ON_ROLWISSEL:
        hook(persoon, by)


@transaction.atomic
def end_sessions(persoon, *, by=None):
    """Sign somebody out everywhere. ``by=None``: whoever runs the server."""
    persoon.sessie_nummer = F("sessie_nummer") + 1
    persoon.save(update_fields=["sessie_nummer", "updated_at"])
    persoon.refresh_from_db(fields=["sessie_nummer"])
    log(persoon, "personen.sessions.ended", actor=by)


@transaction.atomic
def remove_second_factor(persoon):
    """Take away every passkey, app and recovery code of somebody who lost them, and sign them out everywhere.

    The way back in when nobody of beheer can get in any more; only for who runs the server. Logged and mailed, so
    that it never happens unseen. Returns the kinds that were taken away; without any nothing happens.
    """
    rows = lock_rows(Authenticator.objects).filter(user=persoon)
    kinds = sorted(rows.values_list("type", flat=True))
    if not kinds:
        return []
    rows.delete()
    log(persoon, "personen.second_factor.removed_by_operator", soorten=kinds)
    end_sessions(persoon)
    get_adapter().send_mail("mfa/email/second_factor_reset", persoon.email, {"timestamp": timezone.now()})
    return kinds
