"""What every act begins with: the lock, and whether it can be done now, by this person."""

from kern.errors import DomainError
from subsidie.aanvragen.models import Aanvraag
from subsidie.aanvragen.services import lock_aanvraag
from subsidie.lopend.bevoegd import IN_JAAR, find_bezwaar


def lock_jaar(aanvraag: Aanvraag, statussen=IN_JAAR) -> Aanvraag:
    """The aanvraag, locked. Raises DomainError when it is not in its year."""
    aanvraag = lock_aanvraag(aanvraag)
    if aanvraag.status not in statussen:
        raise DomainError(f"Dit kan nu niet: de aanvraag is «{aanvraag.get_status_display()}».")
    return aanvraag


def lock_for_academie(aanvraag: Aanvraag, by, statussen=IN_JAAR) -> Aanvraag:
    """The same, for who acts for the academie. Raises DomainError, for the reader, for who may not."""
    aanvraag = lock_jaar(aanvraag, statussen)
    if bezwaar := find_bezwaar(by, aanvraag):
        raise DomainError(bezwaar)
    return aanvraag
