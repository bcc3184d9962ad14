class DomainError(Exception):
    """Something the domain does not allow. The message is Dutch and shown to the user as it is."""


class EditConflict(DomainError):  # noqa: N818 - what happened, not what went wrong
    """Somebody else saved the same thing while the user was editing it."""
