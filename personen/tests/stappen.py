"""Second steps for tests: an app of which we know the secret, and signing in with it."""

import time

from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP, format_hotp_value, hotp_value
from django.urls import reverse

SECRET = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"


def give_app(persoon, secret=SECRET):
    """An app and recovery codes; returns the codes."""
    TOTP.activate(persoon, secret)
    return RecoveryCodes.activate(persoon).get_unused_codes()


def app_code(steps=0, secret=SECRET):
    """What the app shows, ``steps`` half minutes from now."""
    return format_hotp_value(hotp_value(secret, int(time.time()) // 30 + steps))


def by_password(client, persoon, **more):
    data = {"login": persoon.email, "password": "samen-leren", **more}
    return client.post(reverse("account_login"), data)


def second_step(client, code):
    return client.post(reverse("mfa_authenticate"), {"code": code})


def is_in(client):
    return "_auth_user_id" in client.session
