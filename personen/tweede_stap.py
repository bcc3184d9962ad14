"""Signing in with two steps: who must, who can, and whether this session did.

A second step is a passkey or a code from an app. A passkey alone is two steps at once: having the device, and the
finger, face or code that opens it. Recovery codes are for when the other is lost; alone they are no second step.
"""

from collections import Counter

from allauth.account.authentication import get_authentication_records
from allauth.mfa.models import Authenticator
from django.conf import settings

STEPS = (Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN)
FEW_CODES = 3
_SET_UP = "tweede_stap_ingesteld"


def is_required_for(persoon) -> bool:
    """academie and beheer see facts of every network, so a stolen password must not be enough."""
    return settings.SECOND_FACTOR_REQUIRED and (persoon.is_academie or persoon.is_beheer)


def get_steps(persoon):
    """The passkeys and the app of somebody."""
    return Authenticator.objects.filter(user_id=persoon.pk, type__in=STEPS)


def note_set_up(request):
    """Somebody just showed in this session to have what they set up."""
    request.session[_SET_UP] = request.user.pk


def took_two_steps(request) -> bool:
    """Whether this session proved a second step: when signing in, when asked again, or by setting it up here."""
    if request.session.get(_SET_UP) == request.user.pk:
        return True
    return any(record["method"] == "mfa" for record in get_authentication_records(request, request.user))


def describe(persoon) -> dict:
    """What the pages about somebody's own account tell, in one query."""
    rows = list(Authenticator.objects.filter(user_id=persoon.pk))
    count = Counter(row.type for row in rows)
    left = next((count_codes(row) for row in rows if row.type == Authenticator.Type.RECOVERY_CODES), None)
    return {
        "passkeys": count[Authenticator.Type.WEBAUTHN],
        "app": bool(count[Authenticator.Type.TOTP]),
        "herstelcodes": left,
        "weinig_codes": left is not None and left <= FEW_CODES,
    }


def count_codes(authenticator) -> int:
    """How many recovery codes were not used yet."""
    return len(authenticator.wrap().get_unused_codes())
