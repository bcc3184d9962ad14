"""Everything about signing in. config/settings.py takes it all over."""

from datetime import timedelta

from config.env import env

AUTH_USER_MODEL = "personen.Persoon"
AUTHENTICATION_BACKENDS = ["personen.backend.Backend"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 10}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "overzicht:mijn"
ACCOUNT_ADAPTER = "berichten.account_adapter.AccountAdapter"
ACCOUNT_FORMS = {"signup": "personen.forms.SignupForm"}
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1"]  # without password1 the sign-in page has no password either
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_EMAIL_VERIFICATION = "mandatory"
ACCOUNT_EMAIL_VERIFICATION_BY_CODE_ENABLED = True
ACCOUNT_LOGIN_BY_CODE_ENABLED = True
ACCOUNT_LOGIN_BY_CODE_TIMEOUT = 900  # seconds: time to walk to another device and open the mail
ACCOUNT_LOGIN_BY_CODE_MAX_ATTEMPTS = 3
ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS = True  # same answer on screen; the owner of the address is told kindly
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_CHANGE_EMAIL = True
ACCOUNT_LOGOUT_REDIRECT_URL = "/"
ACCOUNT_SESSION_REMEMBER = True
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
ACCOUNT_EMAIL_NOTIFICATIONS = True  # a mail when the password or an address changes
USERSESSIONS_TRACK_ACTIVITY = False  # it would write a row on every GET
ALLAUTH_TRUSTED_PROXY_COUNT = env.int("LEERNETWERK_PROXY_COUNT", default=0)
SESSION_ENGINE = "kern.sessies"
SESSION_COOKIE_AGE = int(timedelta(days=60).total_seconds())

# --- Two steps (personen/tweede_stap.py) --------------------------------------------------------
# academie and beheer must; anybody may. Off only on a machine of your own.
SECOND_FACTOR_REQUIRED = env.bool("LEERNETWERK_TWEEDE_STAP", default=True)
# What who took one of two steps still reaches: taking the other, leaving, and help.
SECOND_FACTOR_OPEN = {
    "personen:second_factor",
    "personen:reauthenticate_by_code",
    "account_reauthenticate",
    "mfa_reauthenticate",
    "mfa_reauthenticate_webauthn",
    "mfa_activate_totp",
    "mfa_add_webauthn",
    "account_logout",
    "berichten:gezond",
    "overzicht:hulp",
    "overzicht:privacy",
    "overzicht:toegankelijkheid",
}
# Addresses that carry their own key, from a mail or an agenda: they work as for somebody who is not signed in.
SECOND_FACTOR_AS_ANYONE = {
    "berichten:handeling",
    "bijeenkomsten:feed",
    "bijeenkomsten:ics_mail",
    "netwerken:accept",
    "netwerken:opened",
}
MFA_ADAPTER = "personen.mfa_adapter.MFAAdapter"
MFA_SUPPORTED_TYPES = ["webauthn", "totp", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_WEBAUTHN_USER_VERIFICATION = "required"  # a finger, a face or a code: so that a passkey is two steps in one
MFA_TOTP_TOLERANCE = 1  # half a minute either way, for clocks and slow typing; personen/mfa_forms.py refuses replays
MFA_RECOVERY_CODES_SHOW_ONCE = True
# «Trust this browser» stays off (MFA_TRUST_ENABLED): people share computers at school, and a cookie that replaces the
# second step for two weeks is worth stealing. A passkey is one touch anyway.
MFA_RATE_LIMITS = {"webauthn_login": "120/m/ip"}  # config/limieten.py says why it is this wide
MFA_FORMS = {
    "authenticate": "personen.mfa_forms.AuthenticateForm",
    "reauthenticate": "personen.mfa_forms.ReauthenticateForm",
    "activate_totp": "personen.mfa_forms.ActivateTOTPForm",
    "add_webauthn": "personen.mfa_forms.AddPasskeyForm",
    "edit_webauthn": "personen.mfa_forms.EditPasskeyForm",
    "authenticate_webauthn": "personen.mfa_forms.AuthenticatePasskeyForm",
    "login_webauthn": "personen.mfa_forms.LoginPasskeyForm",
    "reauthenticate_webauthn": "personen.mfa_forms.ReauthenticatePasskeyForm",
}

# --- «Is it you?» before what matters (personen/herbevestigen.py) --------------------------------
ACCOUNT_REAUTHENTICATION_REQUIRED = True
ACCOUNT_REAUTHENTICATION_TIMEOUT = 900  # seconds after signing in, or after the last time somebody was asked
