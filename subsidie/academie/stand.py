"""What the academie sees of all aanvragen together: rounds, how far they are, money, and where. Only counts and sums.

What a netwerk still writes is not in any number, nor what is of a netwerk that the reader belongs to.
"""

from collections import Counter
from dataclasses import dataclass, field
from datetime import datetime

from django.db.models import Count, Q, Sum

from kern.forms import read_number
from kern.tijd import dag, lokale_dag
from netwerken.models import Netwerk
from personen.models import VAN_ACADEMIE
from subsidie.academie.kaart import Kaart, make_kaart
from subsidie.beoordeling.access import find_aanvragen
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
    rondes = list(
        Aanvraagronde.objects.of_academie(user).select_related("regelingversie").defer("regelingversie__inhoud")
    )
    rijen = {ronde.pk: Rondestand(ronde) for ronde in rondes if keuze.past(ronde)}
    _count_aanvragen(user, rijen)
    _count_besluiten(user, rijen)
    for rij in rijen.values():
        rij.volgende = rij.find_volgende(moment)
    return Stand(keuze, rondes, list(rijen.values()), make_kaart(_count_toegekend(user, rijen), _count_netwerken(user)))


def _count_aanvragen(user, rijen):
    rows = find_aanvragen(user).order_by().filter(ronde__in=rijen)
    for ronde, status, aantal, som in rows.values_list("ronde", "status").annotate(n=Count("pk"), som=Sum("gevraagd")):
        rijen[ronde].per_status[status] = aantal
        if status != Status.INGETROKKEN:
            rijen[ronde].gevraagd += som or 0


def _count_besluiten(user, rijen):
    """What was told is known to all; what was not, only of aanvragen this person may know of."""
    verteld = Q(verteld_op__isnull=False)
    rows = Besluit.objects.geldig().order_by().filter(aanvraag__ronde__in=rijen)
    klaar = Q(aanvraag__status=Status.BESLOTEN, aanvraag__in=find_aanvragen(user).order_by().values("pk"))
    rows = rows.values_list("aanvraag__ronde").annotate(
        verteld=Sum("bedrag", filter=verteld, default=0), klaar=Sum("bedrag", filter=klaar & ~verteld, default=0)
    )
    for ronde, som, klaargezet in rows:
        rijen[ronde].toegekend, rijen[ronde].klaargezet = som, klaargezet


def _count_toegekend(user, rijen):
    rows = find_aanvragen(user).order_by().filter(ronde__in=rijen, status__in=TOEGEKEND)
    return dict(rows.values_list("netwerk__regio").annotate(n=Count("netwerk", distinct=True)))


def _count_netwerken(user):
    """All netwerken of the sectors of this academie, also those that are over."""
    rows = Netwerk.objects.order_by().filter(sector__in=VAN_ACADEMIE.get(user.academie_sector, ()))
    return dict(rows.values_list("regio").annotate(n=Count("pk")))
