"""What may be shown of one question, one group of questions and one round. Pure: counts in, publishable figures out.

Every figure is one of these: a ``gemiddelde`` (one decimal), a ``band`` of half points (grof), a ``verdeling``, or the
``hoogste`` options; else it is a gap and ``reden`` says in Dutch why. The mean of a dimensie is the mean of the means
that are shown, so it tells nothing that they do not tell.
"""

from dataclasses import dataclass
from fractions import Fraction
from math import floor

from django.conf import settings

from evaluatie.models import Meting
from evaluatie.vragenlijst.document import GEEN_OORDEEL, PUNTEN, STATIONS, Groep, Soort, Vraag
from kern.templatetags.kern import getal

MEESTE_HOOGSTE = 3
DEEL_VAN_DIMENSIE = Fraction(2, 3)
TE_WEINIG_MENINGEN = (
    "Minder dan {} mensen hadden hier een mening over. Dan tonen we niets, zodat niemand te herkennen is."
)
GROF = "De groep veranderde met een paar mensen. Dan zou je kunnen uitrekenen wat zij kozen."
TE_VER_UIT_ELKAAR = "De antwoorden lagen te ver uit elkaar om er een paar te noemen."
EIGEN = "Bij een vraag van jullie zelf noemen we alleen antwoorden die vijf of meer mensen kozen."
TE_WEINIG_VRAGEN = "Van te veel vragen van dit onderwerp is er niets te tonen."


class Cijfer:
    """A mean or a band of a question or of a dimensie."""

    gemiddelde: float | None
    band: tuple[float, float] | None

    @property
    def waarde(self) -> float | None:
        """Where a mark stands: the mean, or the middle of the band."""
        return self.gemiddelde if self.band is None else sum(self.band) / 2

    @property
    def is_grof(self) -> bool:
        return self.band is not None

    @property
    def tekst(self) -> str:
        """«3,7», «ongeveer 3,5», «3,5 tot 4,5», or nothing."""
        if self.band is None:
            return "" if self.gemiddelde is None else getal(self.gemiddelde)
        laagst, hoogst = self.band
        return f"ongeveer {getal(laagst)}" if laagst == hoogst else f"{getal(laagst)} tot {getal(hoogst)}"

    @property
    def kort_tekst(self) -> str:
        """The same where there is little room."""
        if self.band is None:
            return self.tekst
        return "–".join(getal(grens) for grens in sorted(set(self.band)))


@dataclass(frozen=True)
class VraagUitslag(Cijfer):
    """One question.

    gemiddelde: of a schaal, one decimal. aantal: how many had an opinion, from ten. verdeling: from ten, of a schaal
    the people per value from 1, of options the people (of a rangorde: the points) per option in their order. band:
    lowest and highest half point, instead of the mean. hoogste: options chosen most, below ten, in the list's order.
    """

    vraag: Vraag
    gemiddelde: float | None = None
    aantal: int | None = None
    verdeling: tuple[int, ...] | None = None
    reden: str = ""
    band: tuple[float, float] | None = None
    hoogste: tuple[str, ...] = ()

    @property
    def is_leeg(self) -> bool:
        return bool(self.reden)

    @property
    def op_vijf(self) -> float | None:
        """The figure on a scale of five, for what is said about it in words."""
        if self.waarde is None or self.vraag.hoogste == STATIONS:
            return self.waarde
        return 1 + (self.waarde - 1) * (STATIONS - 1) / (self.vraag.hoogste - 1)

    @property
    def naam(self) -> str:
        return self.vraag.kort or self.vraag.tekst

    @property
    def sterk(self) -> str:
        return self.vraag.sterk

    @property
    def zwak(self) -> str:
        return self.vraag.zwak

    @property
    def per_optie(self) -> tuple[tuple[str, int], ...]:
        """(option, people or points), the most chosen first."""
        paren = zip(self.vraag.opties, self.verdeling or (), strict=False)
        return tuple(sorted(paren, key=lambda paar: -paar[1]))


@dataclass(frozen=True)
class GroepUitslag(Cijfer):
    """The counted questions of one group. Only a dimensie has a figure of its own."""

    groep: Groep
    vragen: tuple[VraagUitslag, ...]
    gemiddelde: float | None = None
    band: tuple[float, float] | None = None
    reden: str = ""

    @property
    def op_vijf(self) -> float | None:
        return self.waarde

    @property
    def naam(self) -> str:
        return self.groep.naam

    @property
    def sterk(self) -> str:
        return self.groep.sterk

    @property
    def zwak(self) -> str:
        return self.groep.zwak

    @property
    def getoonde_codes(self) -> frozenset[str]:
        return frozenset(vraag.vraag.code for vraag in self.vragen if vraag.waarde is not None)


@dataclass(frozen=True)
class OpenUitslag:
    """What people wrote to one question: for everybody, for the facilitators, and how many of the latter."""

    vraag: Vraag
    teksten: tuple[str, ...]
    alleen_facilitator: tuple[str, ...]
    aantal_alleen: int


@dataclass(frozen=True)
class Uitslag:
    """What members may see. Without ``groepen`` there is nothing to see, and ``reden`` says why."""

    meting: Meting
    bevinding: str
    gevraagd: int | None = None
    ingevuld: int | None = None
    groepen: tuple[GroepUitslag, ...] = ()
    open_antwoorden: tuple[OpenUitslag, ...] = ()
    reden: str = ""

    @property
    def is_toonbaar(self):
        return self.meting.is_toonbaar

    @property
    def is_grof(self) -> bool:
        """Some figures are bands, or are left out, because the group changed a little."""
        return bool(self.groepen and self.meting.banden)

    @property
    def has_alleen_facilitator(self):
        return any(vraag.alleen_facilitator for vraag in self.open_antwoorden)

    @property
    def dimensies(self) -> tuple[GroepUitslag, ...]:
        return tuple(groep for groep in self.groepen if groep.groep.dimensie)

    @property
    def vragen(self) -> tuple[VraagUitslag, ...]:
        return tuple(vraag for groep in self.groepen for vraag in groep.vragen)

    @property
    def zonder_figuur(self) -> tuple[VraagUitslag, ...]:
        """What is told in words and numbers: options, and marks out of ten."""
        return tuple(vraag for vraag in self.vragen if vraag.vraag.soort != Soort.EENS)

    @property
    def met_verdeling(self) -> tuple[VraagUitslag, ...]:
        return tuple(vraag for vraag in self.vragen if vraag.verdeling)

    @property
    def gaten(self) -> tuple[VraagUitslag, ...]:
        return tuple(vraag for vraag in self.vragen if vraag.is_leeg)


def make_groep_uitslag(groep: Groep, vragen: tuple[VraagUitslag, ...]) -> GroepUitslag:
    """With the figure of the dimensie, when two thirds of its questions may be shown."""
    if not groep.dimensie:
        return GroepUitslag(groep, vragen)
    getoond = [vraag for vraag in vragen if vraag.waarde is not None]
    if len(getoond) < DEEL_VAN_DIMENSIE * len(vragen):
        return GroepUitslag(groep, vragen, reden=TE_WEINIG_VRAGEN)
    if not any(vraag.is_grof for vraag in getoond):
        return GroepUitslag(groep, vragen, rond_af(_middel(v.gemiddelde for v in getoond), 10))
    banden = [vraag.band or (vraag.gemiddelde, vraag.gemiddelde) for vraag in getoond]
    band = tuple(rond_af(_middel(grens), 2) for grens in zip(*banden, strict=True))
    return GroepUitslag(groep, vragen, band=band)


def _middel(waarden):
    rij = [Fraction(str(waarde)) for waarde in waarden]
    return sum(rij) / len(rij)


def rond_af(waarde, per_punt: int) -> float:
    """To so many steps per point, half up: 3,25 is 3,3."""
    return floor(Fraction(waarde) * per_punt + Fraction(1, 2)) / per_punt


def make_vraag_uitslag(
    vraag: Vraag, telling: dict[int, int], ingevuld: int | None = None, banden=(), *, verdelen: bool = True
) -> VraagUitslag:
    """What the number of opinions and the guard allow of one question. ``ingevuld``: of the whole round.

    ``verdelen``: whether ten opinions are ten people, so that a distribution may be shown.
    """
    scores = [aantal for waarde, aantal in sorted(telling.items()) if waarde != GEEN_OORDEEL]
    aantal = sum(scores)
    if vraag.soort in {Soort.MEERKEUZE, Soort.RANGORDE} and aantal:
        aantal = ingevuld - telling[GEEN_OORDEEL]
    if aantal < settings.EVALUATIE_MIN_ANTWOORDEN:
        return VraagUitslag(vraag, reden=TE_WEINIG_MENINGEN.format(settings.EVALUATIE_MIN_ANTWOORDEN))
    if vraag.code in banden:
        band = banden[vraag.code]
        return VraagUitslag(vraag, band=tuple(band)) if band else VraagUitslag(vraag, reden=GROF)
    genoeg = verdelen and aantal >= settings.EVALUATIE_MIN_VERDELING
    getoond = {"aantal": aantal, "verdeling": tuple(scores)} if genoeg else {}
    if vraag.eigen:
        getoond, scores_te_noemen = _guard_eigen(vraag, scores, getoond)
    else:
        scores_te_noemen = scores
    if vraag.is_schaal:
        som = sum(waarde * n for waarde, n in enumerate(scores, start=1))
        return VraagUitslag(vraag, rond_af(Fraction(som, aantal), 10), **getoond)
    if "verdeling" in getoond:
        return VraagUitslag(vraag, **getoond)
    if hoogste := _find_hoogste(vraag, scores_te_noemen):
        return VraagUitslag(vraag, hoogste=hoogste)
    return VraagUitslag(vraag, reden=EIGEN if vraag.eigen else TE_VER_UIT_ELKAAR)


def _guard_eigen(vraag, scores, getoond):
    """Of a question that a netwerk wrote itself less is shown: its answers may say who somebody is.

    «Ik ben Jan en het gaat slecht» is an answer one can offer. So an answer of one to four people is never told: not
    its number, not that it was chosen, and not by showing all the others.
    """
    minst = settings.EVALUATIE_MIN_ANTWOORDEN * (max(PUNTEN) if vraag.soort == Soort.RANGORDE else 1)
    if vraag.is_schaal or any(0 < n < minst for n in scores):
        getoond = {}
    return getoond, [n if n >= minst else 0 for n in scores]


def _find_hoogste(vraag, scores):
    """The options chosen most, as many as are clearly ahead of the rest and at most three; ties go together."""
    for grens in sorted(set(scores)):
        boven = tuple(optie for optie, n in zip(vraag.opties, scores, strict=True) if n > grens)
        if len(boven) <= MEESTE_HOOGSTE:
            return boven
    return ()
