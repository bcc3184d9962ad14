"""The first time with a schoolaccount: a name, an address, and the code that we mail there.

Until that code is typed nothing exists but this session. Would the account exist before, then somebody could make one
with another's address and wait until its owner comes and confirms it: two people with a key to one account.
"""

import time
from dataclasses import asdict, dataclass, field

from allauth.account.adapter import get_adapter as get_account_adapter
from allauth.account.internal.flows.login import record_authentication
from allauth.account.models import EmailAddress
from allauth.account.utils import perform_login
from allauth.core import ratelimit
from allauth.socialaccount.models import SocialAccount
from django.conf import settings
from django.utils.crypto import constant_time_compare, salted_hmac

from kern.errors import DomainError
from personen.models import Organisatie, Persoon
from personen.schoolaccount import services

SESSION_KEY = "schoolaccount_eerste_keer"
MAX_AGE = 1800  # seconds from the sign-in at the provider to the code
CODE_AGE = settings.ACCOUNT_LOGIN_BY_CODE_TIMEOUT
MAX_POGINGEN = 3


@dataclass
class EersteKeer:
    """Somebody whom a provider vouches for and whom we do not know yet. ``naam`` and ``email`` start as suggestions."""

    aanbieder: str
    issuer: str
    sub: str
    claims: dict
    naam: str
    email: str
    doel: str = ""
    next_url: str = ""
    organisatie: int | None = None
    begonnen: float = field(default_factory=time.time)
    code: str = ""  # what makes the code recognisable, never the code itself
    code_op: float = 0
    pogingen: int = 0

    @property
    def account(self):
        return SocialAccount(provider=self.issuer, uid=self.sub, extra_data=self.claims)


def begin(request, sociallogin) -> None:
    """Somebody new came back. The session that holds who it is ends soon, also when nobody finishes this."""
    request.session.set_expiry(MAX_AGE)
    identiteit, state = sociallogin.identiteit, sociallogin.state
    voorstel = services.find_organisatie(identiteit.brin)
    _keep(
        request,
        EersteKeer(
            aanbieder=sociallogin.provider.name,
            issuer=sociallogin.account.provider,
            sub=identiteit.sub,
            claims=identiteit.to_store,
            naam=identiteit.naam,
            email=identiteit.email,
            doel=(state.get("data") or {}).get("doel", ""),
            next_url=state.get("next") or "",
            organisatie=voorstel and voorstel.pk,
        ),
    )


def _keep(request, eerste):
    request.session[SESSION_KEY] = asdict(eerste)


def get(request) -> EersteKeer | None:
    """The first time that is going on in this browser; None when there is none, or it took too long."""
    found = request.session.get(SESSION_KEY)
    eerste = EersteKeer(**found) if found else None
    return eerste if eerste and time.time() - eerste.begonnen < MAX_AGE else None


def forget(request) -> None:
    """It is over: somebody signed in, this way or another. From here the session lasts as long as any."""
    if request.session.pop(SESSION_KEY, None):
        request.session.set_expiry(None)


def get_voorstel(eerste: EersteKeer) -> Organisatie | None:
    return Organisatie.objects.filter(pk=eerste.organisatie).first() if eerste.organisatie else None


def send_code(request, eerste: EersteKeer) -> None:
    """Mail a code to the address. Who has an account already gets a mail that says how to link instead.

    On screen both are the same. Raises DomainError when this address or this computer asked too often.
    """
    if not ratelimit.consume(request, action="request_login_code", key=eerste.email):
        raise DomainError("Er zijn te veel codes gevraagd. Wacht even en probeer het dan nog eens.")
    adapter = get_account_adapter(request)
    code = adapter.generate_email_verification_code()
    eerste.code, eerste.code_op, eerste.pogingen = _recognise(code), time.time(), 0
    if is_known(eerste.email):
        adapter.send_mail("socialaccount/email/bestaat_al", eerste.email, {"aanbieder": eerste.aanbieder})
    else:
        adapter.send_mail("account/email/email_confirmation_signup", eerste.email, {"code": code})
    _keep(request, eerste)


def is_known(email) -> bool:
    return (
        Persoon.objects.filter(email=email).exists() or EmailAddress.objects.filter(email=email, verified=True).exists()
    )


def _recognise(code):
    return salted_hmac("personen.schoolaccount", "".join(code.upper().replace("-", "").split())).hexdigest()


def check_code(request, eerste: EersteKeer, typed: str) -> bool:
    """Is this the code? After three wrong ones, or a quarter of an hour, no code is the right one any more."""
    eerste.pogingen += 1
    _keep(request, eerste)
    if not is_code_alive(eerste) or eerste.pogingen > MAX_POGINGEN:
        return False
    return constant_time_compare(_recognise(typed), eerste.code) and not is_known(eerste.email)


def is_code_alive(eerste: EersteKeer) -> bool:
    return bool(eerste.code) and eerste.pogingen <= MAX_POGINGEN and time.time() - eerste.code_op < CODE_AGE


def finish(request, eerste: EersteKeer):
    """Make the person and sign in; the response leads on. Raises DomainError when it can no longer be done."""
    persoon = services.create_persoon(
        eerste.account, naam=eerste.naam, email=eerste.email, organisatie=get_voorstel(eerste)
    )
    record_authentication(request, persoon, "socialaccount", provider=eerste.issuer)
    return perform_login(
        request, persoon, redirect_url=eerste.next_url or None, signal_kwargs={"doel": eerste.doel}, signup=True
    )
