"""Making the pictures of a half year, once, when nothing of it can come in any more."""

from datetime import date, datetime, time

from django.db import transaction
from django.db.models import Count, Q, Sum
from django.utils import timezone

from evaluatie.beelden.models import Beeld
from evaluatie.beelden.rekenen import Deel, make_beelden
from evaluatie.models import Meting, Teller
from evaluatie.vragenlijst.bron import get_shipped
from evaluatie.vragenlijst.document import GEEN_OORDEEL
from kern.tijd import nu
from personen.models import Sector

SOORTEN = (
    Meting.Soort.BAROMETER, Meting.Soort.ZELFEVALUATIE, Meting.Soort.BIJEENKOMST, Meting.Soort.EINDMETING,
    Meting.Soort.NAMETING,
)  # fmt: skip
SECTOREN = (Sector.PO.value, Sector.VO.value)  # netwerken for both, and others, are the rest
FEBRUARI, AUGUSTUS = 2, 8
TERUG = 2  # so many half years: an older one was made in its time, or never can be


def begin_of(dag: date) -> date:
    """The first day of the half year of a school year in which this day lies: 1 August or 1 February."""
    if dag.month >= AUGUSTUS:
        return date(dag.year, AUGUSTUS, 1)
    return date(dag.year, FEBRUARI, 1) if dag.month >= FEBRUARI else date(dag.year - 1, AUGUSTUS, 1)


def volgende(vanaf: date) -> date:
    """The first day of the half year after this one."""
    return date(vanaf.year, AUGUSTUS, 1) if vanaf.month == FEBRUARI else date(vanaf.year + 1, FEBRUARI, 1)


def vorige(vanaf: date) -> date:
    """The first day of the half year before this one."""
    return date(vanaf.year - 1, AUGUSTUS, 1) if vanaf.month == FEBRUARI else date(vanaf.year, FEBRUARI, 1)


def make_due(*, now: datetime | None = None) -> int:
    """The pictures of the half years that are over and have none. Late or twice is fine. Returns how many were made."""
    now = now or nu()
    gemaakt, vanaf = 0, begin_of(timezone.localdate(now))
    for _ in range(TERUG):
        vanaf = vorige(vanaf)
        for soort in SOORTEN:
            gemaakt += make_soort(soort, vanaf)
    return gemaakt


@transaction.atomic
def make_soort(soort: str, vanaf: date) -> int:
    """All pictures of one kind in one half year; nothing when they are there, or while a round of it is open."""
    if Beeld.objects.filter(soort=soort, vanaf=vanaf).exists():
        return 0
    binnen = Q(soort=soort, sluit_op__gte=_moment(vanaf), sluit_op__lt=_moment(volgende(vanaf)))
    if Meting.objects.filter(binnen, status=Meting.Status.OPEN).exists():
        return 0
    beelden = make_beelden(get_shipped(soort), read_delen(binnen), SECTOREN)
    rijen = [Beeld(soort=soort, vanaf=vanaf, sector=sector, **velden) for sector, velden in beelden.items()]
    Beeld.objects.bulk_create(rijen, ignore_conflicts=True)
    return len(rijen)


def read_delen(binnen: Q) -> dict[str, Deel]:
    """The sums per sector. Counted by the database: three answers of a few hundred rows, whatever was answered."""
    metingen = Meting.objects.toonbaar().filter(binnen)
    per_netwerk, telling, netwerken = {}, {}, {}
    rijen = metingen.order_by().values("netwerk__sector", "netwerk").annotate(n=Sum("ingevuld"))
    for sector, aantal in rijen.values_list("netwerk__sector", "n"):
        per_netwerk.setdefault(sector, []).append(aantal)
    tellers = Teller.objects.filter(meting__in=metingen).order_by()
    sommen = tellers.values("meting__netwerk__sector", "vraag", "waarde").annotate(n=Sum("aantal"))
    for sector, vraag, waarde, aantal in sommen.values_list("meting__netwerk__sector", "vraag", "waarde", "n"):
        telling.setdefault(sector, {}).setdefault(vraag, {})[waarde] = aantal
    gekozen = tellers.filter(aantal__gt=0).exclude(waarde=GEEN_OORDEEL).values("meting__netwerk__sector", "vraag")
    geteld = gekozen.annotate(n=Count("meting__netwerk", distinct=True))
    for sector, vraag, aantal in geteld.values_list("meting__netwerk__sector", "vraag", "n"):
        netwerken.setdefault(sector, {})[vraag] = aantal
    return {
        sector: Deel(tuple(aantallen), telling.get(sector, {}), netwerken.get(sector, {}))
        for sector, aantallen in per_netwerk.items()
    }


def _moment(dag):
    return timezone.make_aware(datetime.combine(dag, time()))
