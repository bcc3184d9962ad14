"""«Zo blijf je anoniem»: what everybody may know beforehand, with the numbers of this group.

The text of the page must be true to ``models``, ``services.antwoorden``, ``services.sluiten``, ``uitslag`` and the
rules for laying two rounds side by side; docs/veiligheid.md says more.
"""

from dataclasses import dataclass

from django.conf import settings

from evaluatie.models import Meting
from evaluatie.services.samen import MINSTE_ANTWOORDEN, MINSTE_RONDES
from kern.tijd import dag

STIP = 26  # the distance between two people in the drawing, in its own units
PER_RIJ = 10


@dataclass(frozen=True)
class Trede:
    """From so many answers on: what there is to see, and the people drawn who make that happen."""

    kop: str
    tekst: str
    stippen: tuple[tuple[int, int], ...]  # x and y
    hoogte: int
    soort: str
    haalbaar: bool  # with a group of this size


@dataclass(frozen=True)
class Uitleg:
    gevraagd: int
    genoeg: int
    verdeling: int
    treden: tuple[Trede, ...]
    over_bijeenkomst: bool = False
    is_herhaald: bool = True
    sluit: str = ""

    @property
    def wordt_iets(self) -> bool:
        """There are people enough for a result."""
        return self.gevraagd >= self.genoeg

    @property
    def kan_verdeling(self) -> bool:
        return self.gevraagd >= self.verdeling

    @property
    def over_bij_een(self) -> int:
        """How many answers somebody still sees in the smallest group after taking off their own."""
        return self.genoeg - 1


def _tell_te_weinig(meting):
    if meting is None:
        return "Niemand ziet iets. We gooien de antwoorden weg, of tellen ze mee met andere bijeenkomsten samen."
    if not meting.bijeenkomst_id:
        return "Niemand ziet iets. We gooien alle antwoorden weg."
    return (
        f"Niemand ziet iets van deze keer. De antwoorden tellen mee als er minstens {MINSTE_RONDES} van zulke "
        f"bijeenkomsten en {MINSTE_ANTWOORDEN} antwoorden bij elkaar zijn. Lukt dat niet in een jaar, dan gooien we "
        "ze weg."
    )


def make_uitleg(gevraagd: int, *, meting: Meting | None = None) -> Uitleg:
    """For the people of one round, or (without ``meting``) for the deelnemers a netwerk has now. No queries."""
    genoeg, verdeling = settings.EVALUATIE_MIN_ANTWOORDEN, settings.EVALUATIE_MIN_VERDELING
    return Uitleg(
        gevraagd=gevraagd,
        genoeg=genoeg,
        verdeling=verdeling,
        treden=(
            _trede(
                f"Tot en met {genoeg - 1} antwoorden", "weg", genoeg - 1, True,
                _tell_te_weinig(meting),
            ),
            _trede(
                f"Vanaf {genoeg} antwoorden", "half", genoeg, gevraagd >= genoeg,
                "De groep ziet per vraag het gemiddelde, en wat mensen schreven. Bij een keuze uit een lijst zie je "
                "alleen wat het meest gekozen is. Een vraag waar minder dan "
                f"{genoeg} mensen een mening over hadden, blijft leeg.",
            ),
            _trede(
                f"Vanaf {verdeling} antwoorden", "vol", verdeling, gevraagd >= verdeling,
                "De groep ziet ook hoeveel mensen wat kozen.",
            ),
        ),
        over_bijeenkomst=bool(meting and meting.bijeenkomst_id),
        is_herhaald=meting is None or bool(meting.document.bewaakt),
        sluit=dag(meting.sluit_op) if meting else "",
    )  # fmt: skip


def _trede(kop, soort, aantal, haalbaar, tekst):
    stippen = tuple((STIP // 2 + i % PER_RIJ * STIP, STIP // 2 + i // PER_RIJ * STIP) for i in range(aantal))
    return Trede(kop, tekst, stippen, -(-aantal // PER_RIJ) * STIP, soort, haalbaar)
