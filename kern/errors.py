class DomainError(Exception):
    """Something the domain does not allow. The message is Dutch and shown to the user as it is."""


class EditConflict(DomainError):
    """Somebody else saved the same thing while the user was editing it."""
