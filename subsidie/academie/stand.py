"""What the academie sees of all aanvragen together: rounds, how far they are, money, and where. Only counts and sums.

What a netwerk still writes is not in any number, nor what is of a netwerk that the reader belongs to.
"""

from collections import Counter
from dataclasses import dataclass, field
from datetime import datetime
from urllib.parse import urlencode

from django.db.models import Count, Q, Sum

from kern.forms import read_number
from kern.prepared import prepared
from kern.tijd import dag, lokale_dag
from netwerken.models import Netwerk
from personen.models import VAN_ACADEMIE
from subsidie.aanvragen.models import Aanvraag
from subsidie.academie.kaart import Kaart, make_kaart
from subsidie.besluit.models import Besluit
from subsidie.regeling.models import Aanvraagronde
from subsidie.toestand import TOEGEKEND, Status

_NA_BESLUIT = (Status.BESLOTEN, Status.AFGEWEZEN, *TOEGEKEND)
_NA_ADVIES = (Status.ADVIES_KLAAR, *_NA_BESLUIT)
# Whoever comes to a step was at each step before it.
TRECHTER = (
    ("Ingediend", (Status.INGEDIEND, Status.AANVULLING, Status.IN_BEOORDELING, Status.INGETROKKEN, *_NA_ADVIES)),
    ("Compleet", (Status.IN_BEOORDELING, *_NA_ADVIES)),
    ("Adviezen binnen", _NA_ADVIES),
    ("Besloten", _NA_BESLUIT),
    ("Toegekend", TOEGEKEND),
)


@dataclass(frozen=True)
class Keuze:
    """Which rounds somebody looks at: one, those that close in one year, or all."""

    ronde: int | None = None
    jaar: int | None = None

    @classmethod
    def read(cls, data) -> "Keuze":
        """Nonsense is no choice."""
        return cls(read_number(data.get("ronde", "")), read_number(data.get("jaar", "")))

    @property
    def query(self) -> str:
        """As the end of an address."""
        gekozen = {naam: waarde for naam, waarde in (("ronde", self.ronde), ("jaar", self.jaar)) if waarde is not None}
        return f"?{urlencode(gekozen)}" if gekozen else ""

    def past(self, ronde: Aanvraagronde) -> bool:
        return self.ronde in (None, ronde.pk) and self.jaar in (None, jaar_of(ronde))


def jaar_of(ronde: Aanvraagronde) -> int:
    return lokale_dag(ronde.sluit_op).year


@dataclass
class Rondestand:
    """One round in numbers; money in eurocents. ``klaargezet``: decided, and not told yet."""

    ronde: Aanvraagronde
    per_status: Counter = field(default_factory=Counter)
    gevraagd: int = 0
    toegekend: int = 0
    klaargezet: int = 0
    volgende: str = ""

    @property
    def ingediend(self) -> int:
        return sum(self.per_status.values())

    @property
    def wacht(self) -> int:
        """What is handed in and has no decision that was told."""
        return self.ingediend - sum(self.per_status[s] for s in (*TOEGEKEND, Status.AFGEWEZEN, Status.INGETROKKEN))

    @property
    def budget(self) -> int:
        return self.ronde.budget

    @property
    def over(self) -> int:
        return self.budget - self.toegekend - self.klaargezet

    def find_volgende(self, moment: datetime) -> str:
        """What comes next, and when."""
        ronde, vandaag = self.ronde, lokale_dag(moment)
        if moment < ronde.opent_op:
            return f"Gaat open op {dag(ronde.opent_op)}"
        if moment < ronde.sluit_op:
            return f"Sluit op {dag(ronde.sluit_op)}"
        if not self.wacht:
            return "Klaar: alles is bekendgemaakt" if self.ingediend else "Klaar: er was niets ingediend"
        if vandaag <= ronde.advies_voor:
            return f"Adviezen klaar op {dag(ronde.advies_voor)}"
        if vandaag <= ronde.besluit_voor:
            return f"Besluit op {dag(ronde.besluit_voor)}"
        return f"Besluit had er moeten zijn op {dag(ronde.besluit_voor)}"


@dataclass(frozen=True)
class Trede:
    """One step of the funnel. ``procent``: of what was handed in."""

    naam: str
    aantal: int
    procent: int


@dataclass(frozen=True)
class Stand:
    """The whole page."""

    keuze: Keuze
    rondes: list[Aanvraagronde]
    rijen: list[Rondestand]
    kaart: Kaart

    @property
    def jaren(self) -> list[int]:
        return sorted({jaar_of(ronde) for ronde in self.rondes}, reverse=True)

    @property
    def geld(self) -> dict[str, int]:
        """Of all rounds together."""
        namen = ("budget", "gevraagd", "toegekend", "klaargezet", "over")
        return {naam: sum(getattr(rij, naam) for rij in self.rijen) for naam in namen}

    @property
    def per_status(self) -> Counter:
        return sum((rij.per_status for rij in self.rijen), Counter())

    @property
    def trechter(self) -> list[Trede]:
        tel = self.per_status
        aantallen = [(naam, sum(tel[status] for status in statussen)) for naam, statussen in TRECHTER]
        begin = aantallen[0][1]
        return [Trede(naam, n, round(100 * n / begin) if begin else 0) for naam, n in aantallen]

    @property
    def ernaast(self) -> list[tuple[str, int]]:
        """What left the funnel, or waits beside it."""
        tel = self.per_status
        namen = {
            "wacht op aanvulling": Status.AANVULLING,
            "afgewezen": Status.AFGEWEZEN,
            "ingetrokken": Status.INGETROKKEN,
        }
        return [(naam, tel[status]) for naam, status in namen.items() if tel[status]]


def read_stand(user, keuze: Keuze, moment: datetime) -> Stand:
    """In five queries, however many rounds and netwerken there are."""
    sectoren = VAN_ACADEMIE.get(user.academie_sector, ())
    rondes = _find_rondes(sectoren)
    rijen = {ronde.pk: Rondestand(ronde) for ronde in rondes if keuze.past(ronde)}
    for ronde, status, aantal, som in _count_aanvragen(sectoren, user.pk, list(rijen)):
        rijen[ronde].per_status[status] = aantal
        if status != Status.INGETROKKEN:
            rijen[ronde].gevraagd += som or 0
    for ronde, toegekend, klaargezet in _sum_besluiten(sectoren, user.pk, list(rijen)):
        rijen[ronde].toegekend, rijen[ronde].klaargezet = toegekend, klaargezet
    for rij in rijen.values():
        rij.volgende = rij.find_volgende(moment)
    kaart = make_kaart(
        dict(_count_toegekend(sectoren, user.pk, list(rijen))), dict(_count_netwerken(sectoren))
    )  # fmt: skip
    return Stand(keuze, rondes, list(rijen.values()), kaart)


@prepared(many=["sectoren"])
def _find_rondes(sectoren):
    rows = Aanvraagronde.objects.filter(regelingversie__sector__in=sectoren).select_related("regelingversie")
    return rows.defer("regelingversie__inhoud").order_by("-sluit_op", "-pk")


def _known(sectoren, persoon):
    return Aanvraag.objects.known_to(sectoren, persoon).order_by()


@prepared(many=["sectoren", "rondes"])
def _count_aanvragen(sectoren, persoon, rondes):
    rows = _known(sectoren, persoon).filter(ronde__in=rondes).values_list("ronde", "status")
    return rows.annotate(n=Count("pk"), som=Sum("gevraagd"))


@prepared(many=["sectoren", "rondes"])
def _sum_besluiten(sectoren, persoon, rondes):
    """What was told is known to all; what was not, only of aanvragen this person may know of."""
    verteld = Q(verteld_op__isnull=False)
    klaar = Q(aanvraag__status=Status.BESLOTEN, aanvraag__in=_known(sectoren, persoon).values("pk"))
    rows = Besluit.objects.geldig().order_by().filter(aanvraag__ronde__in=rondes).values_list("aanvraag__ronde")
    return rows.annotate(
        verteld=Sum("bedrag", filter=verteld, default=0), klaar=Sum("bedrag", filter=klaar & ~verteld, default=0)
    )


@prepared(many=["sectoren", "rondes"])
def _count_toegekend(sectoren, persoon, rondes):
    rows = _known(sectoren, persoon).filter(ronde__in=rondes, status__in=TOEGEKEND).values_list("netwerk__regio")
    return rows.annotate(n=Count("netwerk", distinct=True))


@prepared(many=["sectoren"])
def _count_netwerken(sectoren):
    """All netwerken of these sectors, also those that are over."""
    return Netwerk.objects.order_by().filter(sector__in=sectoren).values_list("regio").annotate(n=Count("pk"))
