"""What the page with pictures shows: per kind of round the newest picture and its course, of one's own sector."""

from dataclasses import dataclass
from datetime import date

from evaluatie.beelden.models import Beeld
from evaluatie.beelden.rekenen import MIN_ANTWOORDEN, MIN_NETWERKEN
from evaluatie.beelden.services import SECTOREN, SOORTEN
from evaluatie.models import Meting
from evaluatie.vragenlijst.bron import get_shipped
from personen.models import VAN_ACADEMIE, Sector

MEESTE_HALFJAREN = 6
TINTEN = 5
NAMEN = {"": "Alle netwerken samen", Sector.PO.value: "Netwerken in het po", Sector.VO.value: "Netwerken in het vo"}


@dataclass(frozen=True)
class Kaart:
    """One kind of round for one part of the netwerken: the newest picture first. ``verloop``: what was published."""

    soort: str
    deel: str
    beelden: tuple[Beeld, ...]

    @property
    def nieuwste(self) -> Beeld:
        return self.beelden[0]

    @property
    def verloop(self) -> list[tuple[str, list]]:
        """(group, its means from the oldest half year on), of what has a mean of its own; only from two pictures."""
        met = [beeld for beeld in reversed(self.beelden) if not beeld.reden]
        if len(met) < 2:  # noqa: PLR2004 - one is no course
            return []
        per_beeld = [{groep["naam"]: groep["gemiddelde"] for groep in beeld.inhoud} for beeld in met]
        namen = [naam for naam, waarde in per_beeld[-1].items() if waarde is not None]
        return [(naam, [groepen.get(naam) for groepen in per_beeld]) for naam in namen]

    @property
    def halfjaren(self) -> list[str]:
        return [name_of(beeld.vanaf) for beeld in reversed(self.beelden) if not beeld.reden]


def name_of(vanaf: date) -> str:
    """«augustus 2026 tot en met januari 2027»"""
    if vanaf.month == 2:  # noqa: PLR2004 - February
        return f"februari tot en met juli {vanaf.year}"
    return f"augustus {vanaf.year} tot en met januari {vanaf.year + 1}"


def _put_in_words(vraag: dict, schaal: tuple[str, ...]) -> dict:
    """``paren``: (answer, per cents) of what was chosen. Of a scale also ``balk``: (x, width, tint of 5) per answer."""
    delen = vraag["delen"] or ()
    woorden = vraag["opties"] or (schaal if len(delen) == len(schaal) else range(1, len(delen) + 1))
    balk, x = [], 0
    for nummer, deel in enumerate(delen):
        balk.append((x, deel, 1 + nummer * TINTEN // len(delen)))
        x += deel
    return {
        "paren": [(woord, deel) for woord, deel in zip(woorden, delen, strict=False) if deel],
        "balk": [] if vraag["opties"] else balk,
        "breed": x,  # rounded parts may be 99 or 101 together
        "tot": len(delen),
    }


def read_pagina(user) -> dict:
    """One query. beheer sees both sectors, an academie its own."""
    sectoren = SECTOREN if user.is_beheer else [s for s in SECTOREN if s in VAN_ACADEMIE[user.academie_sector]]
    per_kaart = {}
    for beeld in Beeld.objects.filter(sector__in=["", *sectoren]):
        beeld.halfjaar = name_of(beeld.vanaf)
        for vraag in (vraag for groep in beeld.inhoud for vraag in groep["vragen"]):
            vraag.update(_put_in_words(vraag, get_shipped(beeld.soort).schaal))
        per_kaart.setdefault((beeld.soort, beeld.sector), []).append(beeld)
    kaarten = [
        Kaart(Meting.Soort(soort).label, NAMEN[sector], tuple(rijen[:MEESTE_HALFJAREN]))
        for soort in SOORTEN
        for sector in ("", *sectoren)
        if (rijen := per_kaart.get((soort.value, sector)))
    ]
    met = [kaart for kaart in kaarten if not kaart.nieuwste.reden]
    zonder = [kaart for kaart in kaarten if kaart.nieuwste.reden]
    return {"kaarten": met, "zonder": zonder, "min_netwerken": MIN_NETWERKEN, "min_antwoorden": MIN_ANTWOORDEN}
