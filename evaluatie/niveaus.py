"""On which of the four levels of Kirkpatrick a netwerk has evidence, and what would give it where there is none.

A level is only as good as its own questions: that people liked a meeting says nothing about what they do with it.
"""

from dataclasses import dataclass

from evaluatie.models import Meting
from evaluatie.uitslag import Uitslag, read_uitslagen


@dataclass(frozen=True)
class Niveau:
    nummer: int
    naam: str
    vraag: str
    geeft: str  # what gives evidence


NIVEAUS = (
    Niveau(
        1, "Wat je ervan vindt", "Was het de tijd waard?",
        "met de korte vragen na een bijeenkomst. Die gaan vanzelf naar iedereen die er was.",
    ),
    Niveau(
        2, "Wat je leert", "Kijk je anders, weet of kun je iets nieuws?",
        "met de vragen na een bijeenkomst over wat het opleverde. Vul die met genoeg mensen in.",
    ),
    Niveau(
        3, "Wat je doet", "Doe je op je werk iets anders dan eerst?",
        "met een nameting, drie tot zes maanden na de laatste bijeenkomst. Eerder kun je het nog niet weten.",
    ),
    Niveau(
        4, "Wat het je school brengt", "Merken collega’s, leerlingen of studenten er iets van?",
        "met een eindmeting bij het einde van het netwerk. Die vraagt wat er in de scholen blijft.",
    ),
)  # fmt: skip


@dataclass(frozen=True)
class Bewijs:
    """What there is for one level: the rounds of which something may be shown, latest first."""

    niveau: Niveau
    rondes: tuple[Uitslag, ...]

    @property
    def laatste(self) -> Uitslag:
        return self.rondes[0]


def read_niveaus(netwerk) -> list[Bewijs]:
    """The four levels of one netwerk. Two queries."""
    metingen = Meting.objects.filter(netwerk=netwerk).toonbaar().select_related("bijeenkomst")
    uitslagen = list(read_uitslagen(metingen.order_by("-opent_op", "-pk")).values())
    return [Bewijs(niveau, tuple(u for u in uitslagen if _geeft(u, niveau.nummer))) for niveau in NIVEAUS]


def _geeft(uitslag, nummer):
    """Does this result hold at least one figure of a question about this level?"""
    groepen = [groep for groep in uitslag.groepen if groep.groep.niveau == nummer]
    return any(not vraag.is_leeg for groep in groepen for vraag in groep.vragen)
