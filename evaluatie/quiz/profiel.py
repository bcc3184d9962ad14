"""What twelve answers say to the person who gave them: a profile of six, what goes well, and what to try."""

from dataclasses import dataclass

from evaluatie.figuur import BREED, SMAL, Figuur, beschrijf, stip_gemiddelde, teken
from evaluatie.vragenlijst.document import GEEN_OORDEEL, Document, Groep
from kern.templatetags.kern import getal

MEESTE_ZINNEN = 2
GOED = 3.5  # above "regelmatig"
ER_KAN_NOG_BIJ = 4


@dataclass(frozen=True)
class Onderdeel:
    """One of the six with its mean, as the figures of a result want it."""

    groep: Groep
    waarde: float

    is_grof = False
    aantal = None

    @property
    def naam(self) -> str:
        return self.groep.naam

    @property
    def gemiddelde(self) -> float:
        return self.waarde

    @property
    def tekst(self) -> str:
        return getal(self.waarde)

    kort_tekst = tekst


@dataclass(frozen=True)
class Profiel:
    """``leeg``: names of what was answered with no opinion only."""

    figuur: Figuur | None
    goed: tuple[str, ...]
    proberen: tuple[str, ...]
    leeg: tuple[str, ...]


def make_profiel(document: Document, keuzes: dict[str, int]) -> Profiel:
    """From the answers of one person ({question code: value}); pure, so there is nothing that could be kept."""
    onderdelen, leeg = [], []
    for groep in document.dimensies:
        waarden = [keuzes[vraag.code] for vraag in groep.vragen if keuzes[vraag.code] != GEEN_OORDEEL]
        if waarden:
            onderdelen.append(Onderdeel(groep, sum(waarden) / len(waarden)))
        else:
            leeg.append(groep.naam)
    goed = _take(sorted(onderdelen, key=lambda o: -o.waarde), lambda o: o.waarde >= GOED)
    rest = [onderdeel for onderdeel in onderdelen if onderdeel not in goed]
    proberen = _take(sorted(rest, key=lambda o: o.waarde), lambda o: o.waarde < ER_KAN_NOG_BIJ)
    return Profiel(
        figuur=_teken(document, tuple(onderdelen)) if onderdelen else None,
        goed=tuple(onderdeel.groep.sterk for onderdeel in goed),
        proberen=tuple(onderdeel.groep.zwak for onderdeel in proberen),
        leeg=tuple(leeg),
    )


def _take(onderdelen, past):
    return [onderdeel for onderdeel in onderdelen if past(onderdeel)][:MEESTE_ZINNEN]


def _teken(document, onderdelen):
    return Figuur(
        titel="Jouw profiel als netwerkleerder",
        beschrijving=beschrijf(onderdelen),
        breed=teken("qb", BREED, onderdelen, stip_gemiddelde, document.schaal),
        smal=teken("qs", SMAL, onderdelen, stip_gemiddelde, document.schaal),
        vragen=onderdelen,
        schaal=document.schaal,
    )
