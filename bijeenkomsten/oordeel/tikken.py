"""The two taps, out of a form: the button that was pressed is ``tik``, written as «veld:waarde:pk of the werkvorm»."""

from dataclasses import dataclass

from bijeenkomsten.oordeel.gebruikt import Gebruikt
from bijeenkomsten.oordeel.models import Oordeel
from kern.errors import DomainError
from kern.forms import read_number

TIKKEN = {"doel": Oordeel.Doel, "nog_eens": Oordeel.NogEens}
VRAGEN = {"doel": "Bereikten jullie het doel?", "nog_eens": "Doe je het nog eens?"}


@dataclass(frozen=True)
class Tik:
    veld: str
    waarde: str
    werkvorm: int


def read_tik(post) -> Tik:
    """Raises DomainError for what no button sends; whether it can be chosen is for the service."""
    match post.get("tik", "").split(":"):
        case [veld, waarde, nummer] if (pk := read_number(nummer)) is not None:
            return Tik(veld, waarde, pk)
    raise DomainError("Kies een van de antwoorden.")


def make_rijen(gebruikt: list[Gebruikt]) -> list[dict]:
    """What the template shows: per werkvorm its questions, each with its buttons and which one was pressed."""
    return [{"werkvorm": g, "vragen": [_make_vraag(g, veld) for veld in TIKKEN]} for g in gebruikt]


def _make_vraag(gebruikt, veld):
    gekozen = getattr(gebruikt, veld)
    return {
        "id": f"{veld}-{gebruikt.pk}",
        "tekst": VRAGEN[veld],
        "knoppen": [
            {"waarde": f"{veld}:{waarde}:{gebruikt.pk}", "woord": woord, "is_gekozen": waarde == gekozen}
            for waarde, woord in TIKKEN[veld].choices
        ],
    }
