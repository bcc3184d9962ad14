"""What Django and allauth tell about signing in, as log lines and as facts of the session. Connected in apps.py."""

from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import yield_hotp_counters_from_time
from django.contrib import messages

from kern.log import log
from personen import herbevestigen, tweede_stap


def on_signed_in(sender, request, user, **kwargs):
    herbevestigen.note_signed_in(request)


def on_added(sender, request, user, authenticator, **kwargs):
    log(user, "personen.factor.added", actor=user, soort=authenticator.type)
    if authenticator.type in tweede_stap.STEPS:
        tweede_stap.note_set_up(request)
    if authenticator.type == Authenticator.Type.TOTP:
        # The code that set the app up must not sign anybody in as well.
        counters = list(yield_hotp_counters_from_time())
        authenticator.data["last_counter"] = counters[len(counters) // 2]
        authenticator.save(update_fields=["data"])


def on_removed(sender, request, user, authenticator, **kwargs):
    log(user, "personen.factor.removed", actor=user, soort=authenticator.type)


def on_reset(sender, request, user, authenticator, **kwargs):
    log(user, "personen.factor.reset", actor=user, soort=authenticator.type)


def on_used(sender, request, user, authenticator, **kwargs):
    """A recovery code is a spare wheel: whoever uses one hears how many are left."""
    if authenticator.type != Authenticator.Type.RECOVERY_CODES:
        return
    left = tweede_stap.count_codes(Authenticator.objects.get(pk=authenticator.pk))
    log(user, "personen.recovery_code.used", actor=user, over=left)
    tekst = f"Je gebruikte een herstelcode. Je hebt er nog {left}."
    if left <= tweede_stap.FEW_CODES:
        tekst += " Maak nieuwe bij Mijn gegevens."
    messages.warning(request, tekst)
