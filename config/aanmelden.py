"""Everything about signing in. config/settings.py takes it all over."""

from datetime import timedelta

from config.env import env

AUTH_USER_MODEL = "personen.Persoon"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
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
ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS = True  # same answer on screen; the owner of the address is told kindly
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_CHANGE_EMAIL = True
ACCOUNT_LOGOUT_REDIRECT_URL = "/"
ACCOUNT_SESSION_REMEMBER = True
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
ACCOUNT_EMAIL_NOTIFICATIONS = True  # a mail when the password or an address changes
USERSESSIONS_TRACK_ACTIVITY = False  # it would write a row on every GET
ALLAUTH_TRUSTED_PROXY_COUNT = env.int("LEERNETWERK_PROXY_COUNT", default=0)
SESSION_COOKIE_AGE = int(timedelta(days=60).total_seconds())
