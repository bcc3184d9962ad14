"""The rounds of a netwerk side by side: what each dimensie was, and what may not be compared.

A line is drawn from one round to the next only when both figures are exact, come from the same questions, and at least
half of the larger group was there both times. The guard already saw to it that exact figures may be laid side by side.
Three queries, whatever the number of rounds.
"""

from dataclasses import dataclass
from datetime import datetime

from evaluatie.models import Meting
from evaluatie.uitslag.lezen import read_uitslagen
from evaluatie.uitslag.tabel import GroepUitslag, Uitslag
from evaluatie.vragenlijst.document import Groep
from evaluatie.wacht import Samenstelling, read_groepen

MEESTE = 6  # rounds in one picture
TE_WEINIG, NIET_GEVRAAGD, NIET_GETOOND = "< 5", "niet", "leeg"
UITLEG = {
    TE_WEINIG: "Er waren minder dan vijf antwoorden. Dan tonen we niets, zodat niemand te herkennen is.",
    NIET_GEVRAAGD: "Hier vroegen we deze keer niet naar, of met andere vragen.",
    NIET_GETOOND: "Over te veel vragen van dit onderwerp hadden minder dan vijf mensen een mening.",
}


@dataclass(frozen=True)
class Ronde:
    """One round; ``uitslag`` None: too few answers."""

    meting: Meting
    uitslag: Uitslag | None
    groep: Samenstelling
    zelfde: bool = False  # enough of the group was there the round before as well

    @property
    def op(self) -> datetime:
        return self.meting.opent_op

    @property
    def antwoorden(self) -> str:
        return f"{self.meting.ingevuld} van {self.meting.genodigd}" if self.uitslag else "minder dan 5"


@dataclass(frozen=True)
class Punt:
    """A dimensie in one round: its figure, or which ``gat``. ``lijn``: joined with the round before."""

    ronde: Ronde
    cijfer: GroepUitslag | None = None
    gat: str = ""
    lijn: bool = False


@dataclass(frozen=True)
class Verloop:
    """The rounds up to this one, oldest first, and each dimensie through them."""

    rondes: tuple[Ronde, ...]
    dimensies: tuple[tuple[Groep, tuple[Punt, ...]], ...]

    @property
    def nu(self) -> Ronde:
        return self.rondes[-1]

    @property
    def vorige(self) -> Ronde | None:
        """The round before that can be seen."""
        return next((ronde for ronde in self.rondes[-2::-1] if ronde.uitslag), None)

    @property
    def gaten(self) -> list[tuple[str, str]]:
        soorten = {punt.gat for _, punten in self.dimensies for punt in punten}
        return [(gat, uitleg) for gat, uitleg in UITLEG.items() if gat in soorten]

    @property
    def eerder(self) -> Ronde | None:
        """The last round with a dimensie that may be laid beside the same one of this round."""
        return next((ronde for ronde in self.rondes[-2::-1] if self.find_verschillen(ronde)), None)

    def find_verschillen(self, ronde: Ronde) -> dict[str, tuple[float, float]]:
        """{code of a dimensie: (then, now)} of what may be compared with that round."""
        if self.nu.uitslag is None or ronde.uitslag is None or not _is_zelfde_groep(self.nu.groep, ronde.groep):
            return {}
        toen = {dimensie.groep.code: dimensie for dimensie in ronde.uitslag.dimensies}
        return {
            dimensie.groep.code: (toen[dimensie.groep.code].gemiddelde, dimensie.gemiddelde)
            for dimensie in self.nu.uitslag.dimensies
            if _is_vergelijkbaar(dimensie, toen.get(dimensie.groep.code))
        }


def read_verloop(meting: Meting, uitslag: Uitslag) -> Verloop:
    """Of this round, and of those before it that asked about the same: the last six."""
    eerder = list(
        Meting.objects.filter(
            netwerk=meting.netwerk_id, bijeenkomst=None, status=Meting.Status.GESLOTEN, opent_op__lt=meting.opent_op
        )
    )
    metingen = pick_rondes(meting, eerder)
    uitslagen = read_uitslagen(m for m in metingen if m.pk != meting.pk) | {meting.pk: uitslag}
    return make_verloop(metingen, uitslagen, read_groepen(metingen))


def pick_rondes(meting: Meting, eerder) -> list[Meting]:
    """This round after the last of those before it that asked about the same."""
    eigen = {_codes(groep) for groep in meting.document.dimensies}
    passend = [m for m in eerder if m.document.herhaald and eigen & {_codes(groep) for groep in m.document.dimensies}]
    return [*sorted(passend, key=lambda m: (m.opent_op, m.pk)), meting][-MEESTE:]


def make_verloop(metingen: list[Meting], uitslagen, groepen) -> Verloop:
    """Of rounds that were read: their results and who was in the group, by the key of the round."""
    rondes = []
    for meting in metingen:
        groep = groepen[meting.pk]
        zelfde = bool(rondes) and _is_zelfde_groep(groep, rondes[-1].groep)
        rondes.append(Ronde(meting, uitslagen.get(meting.pk), groep, zelfde))
    return Verloop(tuple(rondes), tuple((d, _volg(d, rondes)) for d in metingen[-1].document.dimensies))


def _codes(groep):
    return frozenset(vraag.code for vraag in groep.vragen)


def _is_zelfde_groep(groep, eerder):
    """Was at least half of the larger group there both times?"""
    return 2 * len(groep.personen & eerder.personen) >= max(_omvang(groep), _omvang(eerder))


def _omvang(groep):
    return len(groep.personen) + groep.leeg


def _is_vergelijkbaar(nu, toen):
    if nu is None or toen is None or nu.gemiddelde is None or toen.gemiddelde is None:
        return False
    return nu.getoonde_codes == toen.getoonde_codes


def _volg(dimensie, rondes):
    punten = []
    for ronde in rondes:
        cijfer = _find(ronde, dimensie)
        if ronde.uitslag is None:
            punt = Punt(ronde, gat=TE_WEINIG)
        elif cijfer is None:
            punt = Punt(ronde, gat=NIET_GEVRAAGD)
        elif cijfer.waarde is None:
            punt = Punt(ronde, gat=NIET_GETOOND)
        else:
            vorige = punten[-1].cijfer if punten else None
            punt = Punt(ronde, cijfer, lijn=ronde.zelfde and _is_vergelijkbaar(cijfer, vorige))
        punten.append(punt)
    return tuple(punten)


def _find(ronde, dimensie):
    groepen = ronde.uitslag.dimensies if ronde.uitslag else ()
    return next((groep for groep in groepen if _codes(groep.groep) == _codes(dimensie)), None)
