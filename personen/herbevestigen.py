"""Asking «is it you?» again before something that matters.

allauth does this for people with a password or a second step, and takes for granted that anybody else is who they
were. Here everyone can be asked: without both, by a code in their mail. Signing in a moment ago counts as an answer.
"""

import time
from urllib.parse import urlencode

from allauth.account.adapter import get_adapter
from allauth.account.authentication import get_authentication_records
from allauth.account.internal.flows.code_verification import AbstractCodeVerificationProcess
from allauth.account.internal.flows.login import record_authentication
from allauth.mfa.models import Authenticator
from django.conf import settings
from django.http import QueryDict
from django.urls import reverse

from personen import tweede_stap

_SIGNED_IN = "ingelogd_op"
_KEPT = "herbevestig_bewaard"
_CODE = "herbevestig_code"
KEEP_SECONDS = 3600
KEEP_CHARACTERS = 50_000


def note_signed_in(request):
    request.session[_SIGNED_IN] = time.time()


def is_fresh(request) -> bool:
    """Whether somebody proved not long ago to be who they are, with all they have."""
    records = get_authentication_records(request, request.user)
    moments = [record["at"] for record in records if record.get("reauthenticated")]
    if time.time() - max([request.session.get(_SIGNED_IN, 0), *moments]) > settings.ACCOUNT_REAUTHENTICATION_TIMEOUT:
        return False
    # A session from before somebody took a second step into use, on another device: it has yet to show it.
    return tweede_stap.took_two_steps(request) or not tweede_stap.get_steps(request.user).exists()


def get_methods(persoon) -> list[dict]:
    """The ways to answer, best first. Who has a second step uses that: anything less would be a way around it."""
    types = set(Authenticator.objects.filter(user_id=persoon.pk).values_list("type", flat=True))
    if types & set(tweede_stap.STEPS):
        ways = []
        if Authenticator.Type.WEBAUTHN in types:
            ways.append(("mfa_reauthenticate_webauthn", "Met je passkey"))
        if types - {Authenticator.Type.WEBAUTHN}:
            app = Authenticator.Type.TOTP in types
            ways.append(("mfa_reauthenticate", "Met een code uit je app" if app else "Met een herstelcode"))
    else:
        ways = [("personen:reauthenticate_by_code", "Met een code in je mail")]
        if persoon.has_usable_password():
            ways.insert(0, ("account_reauthenticate", "Met je wachtwoord"))
    return [{"id": name, "description": woorden, "url": reverse(name)} for name, woorden in ways]


def get_url(request, volgende) -> str:
    """Where somebody answers, on the way to ``volgende``."""
    return f"{get_methods(request.user)[0]['url']}?{urlencode({'next': volgende})}"


# --- what somebody was doing --------------------------------------------------------------------


def keep_post(request) -> bool:
    """Remember the form that was just sent, to offer it again. Never one with a password in it, and nothing huge."""
    data = request.POST.copy()
    data.pop("csrfmiddlewaretoken", None)
    sent = data.urlencode()
    if request.FILES or len(sent) > KEEP_CHARACTERS or any("password" in name for name in data):
        return False
    request.session[_KEPT] = {
        "persoon": request.user.pk, "pad": request.get_full_path(), "gegevens": sent, "op": time.time(),
    }  # fmt: skip
    return True


def take_post(request) -> tuple[str, list[tuple[str, str]]] | None:
    """The address and the fields of the form that was kept, once; nothing when it is an hour ago."""
    kept = request.session.pop(_KEPT, None)
    if not kept or kept["persoon"] != request.user.pk or time.time() - kept["op"] > KEEP_SECONDS:
        return None
    fields = QueryDict(kept["gegevens"])
    return kept["pad"], [(name, value) for name, values in fields.lists() for value in values]


# --- the code by mail ---------------------------------------------------------------------------


class MailedCode(AbstractCodeVerificationProcess):
    """A code to the address of somebody who is signed in, kept in the session: three tries, a quarter of an hour."""

    def __init__(self, request, state=None):
        self.request = request
        super().__init__(
            max_attempts=settings.ACCOUNT_LOGIN_BY_CODE_MAX_ATTEMPTS,
            timeout=settings.ACCOUNT_LOGIN_BY_CODE_TIMEOUT,
            state=state or self.initial_state(request.user, request.user.email),
            user=request.user,
        )

    @classmethod
    def resume(cls, request):
        """The code that was sent in this session to this person, or nothing."""
        state = request.session.get(_CODE)
        if not state or state["user_id"] != str(request.user.pk) or state["email"] != request.user.email:
            return None
        return cls(request, state).abort_if_invalid()

    def send(self):
        adapter = get_adapter()
        self.state["code"] = adapter.generate_login_code()
        adapter.send_mail("account/email/reauthentication_code", self.state["email"], {"code": self.code})
        self.persist()

    def persist(self):
        self.request.session[_CODE] = self.state

    def abort(self):
        self.request.session.pop(_CODE, None)

    def finish(self):
        self.abort()
        record_authentication(self.request, self.user, method="code", reauthenticated=True)
