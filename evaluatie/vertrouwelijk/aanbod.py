"""Which lists a small group can be asked by name: only their open questions, so only lists that have those."""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from bijeenkomsten.models import Bijeenkomst
from evaluatie.lijsten.samenstelling import LANGSTE_MINUTEN, list_samenstellingen
from evaluatie.models import Meting
from evaluatie.services.vertrouwelijk import make_moment
from evaluatie.vragenlijst.bron import BIJEENKOMST
from evaluatie.vragenlijst.document import Document
from kern.tijd import dag, nu

LIJSTEN = {
    BIJEENKOMST: "Kort na een bijeenkomst. Wie erbij was, krijgt de vragen.",
    "nulmeting": "Aan het begin: waar begint ieder?",
    "barometer": "Halverwege: hoe staat het netwerk ervoor?",
    "eindmeting": "Aan het einde: wat heeft het gebracht?",
}
EIGEN = "Een lijst die jullie zelf toevoegden."
BIJEENKOMST_TOT = timedelta(days=21)  # longer ago nobody remembers it well enough


@dataclass(frozen=True)
class MetNaam:
    """One list as it is asked by name. ``bijeenkomst``: the meeting it is about, when it is about one."""

    document: Document
    wanneer: str
    bijeenkomst: Bijeenkomst | None = None

    @property
    def code(self) -> str:
        return self.document.code

    @property
    def naam(self) -> str:
        if self.bijeenkomst:
            return f"Bijeenkomst van {dag(self.bijeenkomst.begint_op)}"
        return self.document.naam

    @property
    def moment(self) -> str:
        return make_moment(self.bijeenkomst) if self.bijeenkomst else ""


def keep_open(document: Document) -> Document | None:
    """The same list with its open questions only, as one page; None when it has none.

    Never ``herhaald``: there is nothing to count, so nothing to lay side by side.
    """
    vragen = ((groep, tuple(vraag for vraag in groep.vragen if vraag.is_open)) for groep in document.groepen)
    groepen = tuple(replace(g, vragen=v, dimensie=False, uitleg="", sterk="", zwak="") for g, v in vragen if v)
    if not groepen:
        return None
    minuten = min(LANGSTE_MINUTEN, sum(len(groep.vragen) for groep in groepen) * 2)
    return replace(document, groepen=groepen, herhaald=False, inleiding="", minuten=minuten)


def list_met_naam(netwerk, *, now: datetime | None = None) -> list[MetNaam]:
    """What a small group can be asked now, with the own questions of the netwerk. About a meeting: of the last one."""
    gevonden = []
    for gekozen in list_samenstellingen(netwerk):
        document, code = keep_open(gekozen.document), gekozen.document.code
        if document is None or gekozen.rij is None and code not in LIJSTEN:
            continue
        if gekozen.rij is not None:
            gevonden.append(MetNaam(document, EIGEN))
        elif code != BIJEENKOMST:
            gevonden.append(MetNaam(document, LIJSTEN[code]))
        elif bijeenkomst := find_last_meeting(netwerk, now or nu()):
            gevonden.append(MetNaam(document, LIJSTEN[code], bijeenkomst))
    return gevonden


def find_met_naam(netwerk, code: str, *, now: datetime | None = None) -> MetNaam | None:
    return next((keuze for keuze in list_met_naam(netwerk, now=now) if keuze.code == code), None)


def find_last_meeting(netwerk, now: datetime) -> Bijeenkomst | None:
    """The last meeting, when it was in the past weeks and nobody was asked about it, anonymously or by name."""
    rows = Bijeenkomst.objects.geweest(now=now).filter(netwerk=netwerk, eindigt_op__gte=now - BIJEENKOMST_TOT)
    laatste = rows.order_by("-begint_op", "-pk").first()
    if laatste is None or Meting.objects.filter(bijeenkomst=laatste).exists():
        return None
    if Meting.objects.filter(netwerk=netwerk, moment=make_moment(laatste)).exists():
        return None
    laatste.netwerk = netwerk
    return laatste
