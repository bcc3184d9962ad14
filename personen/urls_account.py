"""Addresses of allauth that we want otherwise. They stand before allauth's own, so these are the ones that answer."""

from allauth.account.decorators import reauthentication_required
from allauth.account.views import email, password_set
from allauth.mfa.recovery_codes.views import view_recovery_codes
from allauth.usersessions.views import list_usersessions
from django.urls import path
from django.views.decorators.cache import never_cache

from personen.views import inloggen, passkeys

# allauth asks "is it you?" on its second-step pages, and elsewhere only when something is saved, or not at all.
ask_first = reauthentication_required(app="allauth.account")

urlpatterns = [
    path("email/", ask_first(email), name="account_email"),
    path("password/set/", ask_first(password_set), name="account_set_password"),
    path("sessions/", ask_first(list_usersessions), name="usersessions_list"),
    path("2fa/recovery-codes/", never_cache(view_recovery_codes), name="mfa_view_recovery_codes"),
    # Switched off: the codes are a link on the page that shows them, once; the passkeys stand on the overview.
    path("2fa/recovery-codes/download/", inloggen.gone, name="mfa_download_recovery_codes"),
    path("2fa/webauthn/", inloggen.to_overview, name="mfa_list_webauthn"),
    path("2fa/webauthn/add/", passkeys.add, name="mfa_add_webauthn"),
    path("2fa/webauthn/login/", passkeys.login, name="mfa_login_webauthn"),
    path("2fa/webauthn/reauthenticate/", passkeys.reauthenticate, name="mfa_reauthenticate_webauthn"),
    path("2fa/webauthn/keys/<int:pk>/remove/", passkeys.remove, name="mfa_remove_webauthn"),
]
