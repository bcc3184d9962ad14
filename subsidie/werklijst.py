"""What waits for the academie of granted aanvragen: a registry, each topic enters its own list."""

from collections.abc import Callable
from dataclasses import dataclass

from subsidie.aanvragen.models import Aanvraag


@dataclass(frozen=True)
class Werkrij:
    """``wat``: in a few words what the netwerk wants; ``wanneer``: since or by when."""

    aanvraag: Aanvraag
    wat: str
    url: str
    wanneer: str = ""


Zoek = Callable[[object], list[Werkrij]]
_WERK: list[tuple[str, str, Zoek]] = []


def werk(kop: str, uitleg: str):
    """Register the function below: (person of the academie) → rows. One query, and none for who has nothing to do."""

    def register(function: Zoek) -> Zoek:
        _WERK.append((kop, uitleg, function))
        return function

    return register


def list_werk(user) -> list[tuple[str, str, list[Werkrij]]]:
    """(heading, what it is about, rows) of every list with something in it, in the order of registering."""
    lijsten = [(kop, uitleg, zoek(user)) for kop, uitleg, zoek in _WERK]
    return [lijst for lijst in lijsten if lijst[2]]
