"""allauth's forms of the second step, where we are stricter: a code opens once, and a broken key is a clear no."""

import struct
from contextlib import contextmanager

from allauth.core.internal.cryptokit import compare_user_code
from allauth.mfa.adapter import get_adapter
from allauth.mfa.base import forms as base_forms
from allauth.mfa.models import Authenticator
from allauth.mfa.totp import forms as totp_forms
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value, yield_hotp_counters_from_time
from allauth.mfa.utils import decrypt
from allauth.mfa.webauthn import forms as webauthn_forms
from django import forms
from django.core.exceptions import ValidationError
from django.db import transaction

from kern.forms import PlainTextFormMixin, clean_line
from kern.locks import lock_rows

NAAM_MAX = 60
# What the library lets through when a browser, or somebody instead of one, sends nonsense.
NONSENSE = (TypeError, ValueError, LookupError, AttributeError, NotImplementedError, AssertionError, struct.error)


def _naam_field(*, required):
    hulp = "Hieraan herken je hem later, bijvoorbeeld: mijn telefoon."
    return forms.CharField(label="Naam", max_length=NAAM_MAX, required=required, help_text=hulp)


def _code_field(label):
    attrs = {"autocomplete": "one-time-code", "inputmode": "numeric"}
    return forms.CharField(label=label, max_length=20, widget=forms.TextInput(attrs=attrs))


# --- codes --------------------------------------------------------------------------------------


@transaction.atomic
def _use_up(authenticator, code):
    """Refuse a code of the app that was used before, or is older than one that was.

    allauth remembers for half a minute. We also accept the code before and after the current one: it lives longer.
    """
    row = lock_rows(Authenticator.objects).get(pk=authenticator.pk)
    if row.type != Authenticator.Type.TOTP:
        return
    secret = decrypt(row.data["secret"])
    counters = yield_hotp_counters_from_time()
    fits = [n for n in counters if compare_user_code(actual=code, expected=format_hotp_value(hotp_value(secret, n)))]
    if not fits or fits[-1] <= row.data.get("last_counter", -1):
        raise get_adapter().validation_error("incorrect_code")
    row.data["last_counter"] = fits[-1]
    row.save(update_fields=["data"])


class AuthenticateForm(base_forms.AuthenticateForm):
    code = _code_field("Code")

    def clean_code(self):
        code = super().clean_code()
        _use_up(self.authenticator, code)
        return code


class ReauthenticateForm(base_forms.ReauthenticateForm):
    code = _code_field("Code")

    def clean_code(self):
        code = super().clean_code()
        _use_up(self.authenticator, code)
        return code


class ActivateTOTPForm(totp_forms.ActivateTOTPForm):
    code = _code_field("De code uit je app")


# --- passkeys -----------------------------------------------------------------------------------


@contextmanager
def _clear_no():
    """One sentence for every key that is not right: unknown, another site's, tampered with, or not a key at all."""
    no = ValidationError("Deze passkey werkt hier niet. Probeer het nog eens, of kies een andere manier.")
    try:
        yield
    except ValidationError as error:
        raise (no if error.code == "incorrect_code" else error) from error
    except NONSENSE as error:
        raise no from error


class AddPasskeyForm(webauthn_forms.AddWebAuthnForm):
    passwordless = None  # always: MFA_WEBAUTHN_USER_VERIFICATION and the view ask for a key that can stand alone
    name = _naam_field(required=False)

    def clean_name(self):
        self.cleaned_data["name"] = clean_line(self.cleaned_data["name"])
        return super().clean_name()

    def clean(self):
        with _clear_no():
            return super().clean()


class EditPasskeyForm(PlainTextFormMixin, webauthn_forms.EditWebAuthnForm):
    name = _naam_field(required=True)


class AuthenticatePasskeyForm(webauthn_forms.AuthenticateWebAuthnForm):
    def clean_credential(self):
        with _clear_no():
            return super().clean_credential()


class LoginPasskeyForm(webauthn_forms.LoginWebAuthnForm):
    def clean_credential(self):
        with _clear_no():
            return super().clean_credential()


class ReauthenticatePasskeyForm(webauthn_forms.ReauthenticateWebAuthnForm):
    def clean_credential(self):
        with _clear_no():
            return super().clean_credential()
