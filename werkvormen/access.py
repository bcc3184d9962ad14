"""The only door through which views get a werkvorm: 404 hides, 403 refuses."""

from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.http import Http404

from kern.prepared import fill_related, prepared
from werkvormen.models import Concept, Kenmerk, Werkvorm

VIEW = "werkvormen.view_werkvorm"


@prepared
def _find_by_slug(slug):
    return Werkvorm.objects.filter(slug=slug).select_related("eigenaar", "gebaseerd_op")


@prepared
def _find_kenmerken(werkvorm):
    return Kenmerk.objects.filter(werkvorm=werkvorm)


def get_werkvorm(user, slug: str, perm: str = VIEW) -> Werkvorm:
    """The werkvorm with its kenmerken. Who may not read it does not learn that it is there."""
    werkvorm = next(iter(_find_by_slug(slug)), None)
    if werkvorm is None or not may_view(user, werkvorm):
        raise Http404
    if perm != VIEW:
        check_perm(user, perm, werkvorm)
    fill_related(werkvorm, "kenmerken", _find_kenmerken(werkvorm.pk))
    return werkvorm


def find_concept(user, sleutel: UUID | str) -> Concept | None:
    """Of this person only; None too for a key that is none."""
    try:
        sleutel = UUID(str(sleutel))
    except ValueError:
        return None
    return Concept.objects.filter(eigenaar=user, sleutel=sleutel).select_related("gebaseerd_op").first()


def get_concept(user, sleutel: UUID) -> Concept:
    """One's own. Whether somebody else has one with this key, nobody learns."""
    concept = find_concept(user, sleutel)
    if concept is None:
        raise Http404
    check_perm(user, "werkvormen.create_werkvorm")
    return concept


def may_view(user, werkvorm) -> bool:
    """AnonymousUser.has_perm knows no rules."""
    return user.has_perm(VIEW, werkvorm) if user.is_authenticated else werkvorm.is_gepubliceerd


def check_perm(user, perm: str, obj=None) -> None:
    if not user.has_perm(perm, obj):
        raise PermissionDenied
