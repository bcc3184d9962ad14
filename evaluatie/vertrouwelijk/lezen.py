"""What somebody told, as it is read: per person, in the order of the questions."""

from evaluatie.models import Meting, VertrouwelijkAntwoord
from evaluatie.vragenlijst.document import Vraag


def read_eigen(meting: Meting, persoon: int) -> dict[str, str]:
    """{question: text} of one person."""
    rows = VertrouwelijkAntwoord.objects.filter(meting=meting, persoon=persoon)
    return dict(rows.values_list("vraag", "tekst"))


def pair(meting: Meting, teksten: dict[str, str]) -> list[tuple[Vraag, str]]:
    return [(vraag, teksten[vraag.code]) for vraag in meting.document.open_vragen if vraag.code in teksten]


def list_verteld(meting: Meting) -> list[tuple[str, list[tuple[Vraag, str]]]]:
    """(name, [(question, text)]) of everybody who told something, by name. One query."""
    rows = VertrouwelijkAntwoord.objects.filter(meting=meting).select_related("persoon")
    per_persoon = {}
    for rij in rows.order_by("persoon__naam", "persoon_id"):
        per_persoon.setdefault(rij.persoon, {})[rij.vraag] = rij.tekst
    return [(persoon.naam, pair(meting, teksten)) for persoon, teksten in per_persoon.items()]
