from kern.models import Hartslag
from kern.sessies import SessionStore
from kern.tijd import nu


def register_hartslag(naam: str) -> None:
    """Note that ``naam`` ("worker" or "planner") is alive now."""
    Hartslag.objects.update_or_create(naam=naam, defaults={"op": nu()})


def clear_sessions() -> None:
    """Throw away expired sessions."""
    SessionStore.clear_expired()
