"""One-touch links in mails: signed, expiring, for one purpose. A GET shows one button, only a POST acts.

Mail scanners open every link, so opening must be harmless. The token is the whole authority: it says who,
what and about which object, and it works without login.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import timedelta

from django.conf import settings
from django.core.signing import BadSignature, TimestampSigner
from django.urls import reverse

from personen.models import Persoon

_signer = TimestampSigner(sep="~", salt="berichten.handeling")


@dataclass(frozen=True)
class Pagina:
    """What somebody sees after opening the link: a title, a sentence and one button."""

    titel: str
    tekst: str = ""
    knop: str = ""
    kicker: str = ""
    wie_ziet: str = ""
    template: str = "berichten/handeling.html"
    context: dict = field(default_factory=dict)
    form: object = None


@dataclass(frozen=True)
class Resultaat:
    """What happened. ``links`` are (label, url) pairs for the next step."""

    titel: str
    tekst: str = ""
    links: tuple = ()
    redirect: str = ""
    template: str = "berichten/gedaan.html"
    context: dict = field(default_factory=dict)


@dataclass(frozen=True)
class Handeling:
    """One kind of one-touch action.

    ``toon(ref)`` describes it, or gives None when it can no longer be done. ``doe(ref, post)`` does it and
    gives a Resultaat, or a Pagina to ask again (shown with status 422); DomainError becomes such a page too.
    """

    code: str
    max_age: timedelta
    toon: Callable[[tuple[int, ...]], Pagina | None]
    doe: Callable[[tuple[int, ...], object], Resultaat | Pagina]


_HANDELINGEN: dict[str, Handeling] = {}


def register_handeling(handeling: Handeling) -> None:
    """Add an action; the code must be new and short, it is in every link."""
    if _HANDELINGEN.setdefault(handeling.code, handeling) is not handeling:
        raise ValueError(f"handeling {handeling.code} is registered twice")


def make_token(code: str, *ref: int) -> str:
    return _signer.sign(".".join([code, *map(str, ref)]))


def link(code: str, *ref: int) -> str:
    """Absolute address of a one-touch link about the objects ``ref``."""
    return settings.BASE_URL + reverse("berichten:handeling", args=[make_token(code, *ref)])


def find_person(ref: tuple[int, ...]) -> Persoon | None:
    """Whose link about (object, person) this is; None when the ref has another shape or the account is closed."""
    match ref:
        case (_, persoon):
            return Persoon.objects.filter(pk=persoon, is_active=True).first()
    return None


def read_token(token: str) -> tuple[Handeling, tuple[int, ...]] | None:
    """The action and the objects of a token; None when it is forged, unknown or too old."""
    try:
        code, *ref = _signer.unsign(token).split(".")
        handeling = _HANDELINGEN[code]
        _signer.unsign(token, max_age=handeling.max_age)
        return handeling, tuple(int(deel) for deel in ref)
    except (BadSignature, KeyError, ValueError):
        return None
