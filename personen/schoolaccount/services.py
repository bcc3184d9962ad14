"""Linking an identity at a provider to a person, and taking it away again."""

from allauth.account.adapter import get_adapter as get_account_adapter
from allauth.account.models import EmailAddress
from allauth.socialaccount.models import SocialAccount
from django.conf import settings
from django.db import IntegrityError, transaction

from kern.errors import DomainError
from kern.locks import lock_rows
from kern.log import log
from kern.tijd import nu
from personen.models import Organisatie, Persoon

VAN_EEN_ANDER = (
    "Dit schoolaccount hoort al bij een ander account op Leernetwerken. "
    "Is dat ook van jou? Log dan daarmee in en ontkoppel het daar."
)


def aanbieder_van(account: SocialAccount) -> str:
    """The name people know the provider by; "" when it is no longer configured."""
    for app in settings.SOCIALACCOUNT_PROVIDERS["openid_connect"]["APPS"]:
        if app["settings"]["server_url"].rstrip("/") == account.provider:
            return app["name"]
    return ""


def link(persoon: Persoon, account: SocialAccount) -> bool:
    """Let ``persoon`` sign in with the identity of ``account`` too. True when that is new.

    Raises DomainError when the identity belongs to somebody else: it is never taken over. The owner gets a mail.
    """
    try:
        with transaction.atomic():
            known = SocialAccount.objects.filter(provider=account.provider, uid=account.uid).first()
            if known is None:
                SocialAccount.objects.create(
                    user=persoon, provider=account.provider, uid=account.uid, extra_data=account.extra_data
                )
                log(persoon, "personen.schoolaccount.linked", actor=persoon)
                _tell_owner(persoon, "gekoppeld", account)
    except IntegrityError:  # in another window, in this very moment
        known = SocialAccount.objects.get(provider=account.provider, uid=account.uid)
    if known and known.user_id != persoon.pk:
        raise DomainError(VAN_EEN_ANDER)
    return known is None


@transaction.atomic
def unlink(persoon: Persoon, pk: int) -> bool:
    """Take one of the person's own identities away. False when it was gone already.

    Raises DomainError when nothing would be left to sign in with. The owner gets a mail.
    """
    lock_rows(Persoon.objects).get(pk=persoon.pk)  # two windows must not each take the last but one
    account = SocialAccount.objects.filter(user=persoon, pk=pk).first()
    if account is None:
        return False
    if not has_other_way_in(persoon, account):
        raise DomainError(
            "Dit is nu de enige manier waarop je kunt inloggen. Bevestig eerst je mailadres, dan kan het wel."
        )
    account.delete()
    log(persoon, "personen.schoolaccount.unlinked", actor=persoon)
    _tell_owner(persoon, "ontkoppeld", account)
    return True


def has_other_way_in(persoon: Persoon, account: SocialAccount) -> bool:
    """A confirmed address (a code by mail then works; a password is no use without), or another working identity."""
    if EmailAddress.objects.filter(user=persoon, verified=True).exists():
        return True
    others = SocialAccount.objects.filter(user=persoon).exclude(pk=account.pk)
    return any(aanbieder_van(other) for other in others)


def _tell_owner(persoon, wat, account):
    context = {"aanbieder": aanbieder_van(account), "timestamp": nu()}
    get_account_adapter().send_mail(f"socialaccount/email/{wat}", persoon.email, context)


def find_organisatie(brin: str) -> Organisatie | None:
    """The vestiging of a BRIN of six characters, else the school of its first four. None when we do not know it."""
    if not brin:
        return None
    found = Organisatie.objects.filter(code__in=[brin, brin[:4]], is_active=True, soort__in=["vestiging", "school"])
    return max(found, key=lambda organisatie: len(organisatie.code), default=None)


def create_persoon(account: SocialAccount, *, naam: str, email: str, organisatie: Organisatie | None) -> Persoon:
    """A new person, who just proved to own ``email``, with this identity to sign in.

    Raises DomainError when address or identity got an owner meanwhile.
    """
    try:
        with transaction.atomic():
            persoon = Persoon.objects.create_user(email, naam=naam, organisatie=organisatie)
            EmailAddress.objects.create(user=persoon, email=persoon.email, verified=True, primary=True)
            SocialAccount.objects.create(
                user=persoon, provider=account.provider, uid=account.uid, extra_data=account.extra_data
            )
            log(persoon, "personen.schoolaccount.person_created", actor=persoon)
    except IntegrityError:
        raise DomainError(
            "Er is intussen al een account met dit mailadres of dit schoolaccount. Log daarmee in."
        ) from None
    return persoon
