"""What becomes of the data of a netwerk and when: choosing, the clock, and moving it."""

from datetime import date, timedelta

from django.db import transaction
from django.utils import timezone

from kern.errors import DomainError
from kern.locks import lock_rows
from kern.log import log
from kern.tijd import dag, nu
from netwerken.einde.models import Afsluiting, Gegevenskeuze
from netwerken.einde.soorten import BEWAREN, DELEN, alle_soorten, find_soort
from netwerken.models import Deelname, Netwerk
from netwerken.services.hooks import ON_KLOK
from netwerken.services.locks import lock_netwerk
from personen.models import Persoon

WEEK, MAAND = timedelta(days=7), timedelta(days=30)
MAANDEN = 6  # how long everything stays, unless somebody chooses another day
LANGST = timedelta(days=730)  # two years after the end, also for who wants to keep longer
BEGONNEN = "Het wissen is al begonnen. Er valt niets meer te kiezen."


def add_months(van: date, maanden: int) -> date:
    """The same day of a later month, or its last day: 31 August and six months is 28 February."""
    maand = van.month - 1 + maanden
    jaar, maand = van.year + maand // 12, maand % 12 + 1
    for dagnummer in range(van.day, 0, -1):
        try:
            return date(jaar, maand, dagnummer)
        except ValueError:
            continue
    raise AssertionError("a month has a first day")


def find_grenzen(afsluiting: Afsluiting) -> tuple[date, date]:
    """The first and the last day that can be chosen: the letter of a month ahead must still go."""
    gesloten = timezone.localdate(afsluiting.gesloten_op)
    return timezone.localdate() + MAAND + timedelta(days=1), gesloten + LANGST


def start_clock(netwerk: Netwerk, *, by: Persoon | None = None, besloten_door: str = "") -> Afsluiting:
    """The netwerk ended: what was not chosen gets its default, and the day is six months ahead.

    The caller holds the lock on the netwerk.
    """
    afsluiting, _ = Afsluiting.objects.get_or_create(netwerk=netwerk)
    afsluiting.besloten_door, afsluiting.gesloten_door = besloten_door or afsluiting.besloten_door, by
    afsluiting.gesloten_op, afsluiting.wist_op = nu(), add_months(timezone.localdate(), MAANDEN)
    afsluiting.save()
    _fill_keuzes(afsluiting, netwerk)
    if by is not None:
        _apply_delen(afsluiting, netwerk)
    log(netwerk, "netwerken.gegevens.clock_started", actor=by, wist_op=afsluiting.wist_op.isoformat())
    _tell(netwerk)
    return afsluiting


def _tell(netwerk):
    for hook in ON_KLOK:
        hook(netwerk)


def stop_clock(netwerk: Netwerk, by: Persoon) -> None:
    """It goes on after all: nothing (more) is erased. The choices stay, for the next end. The caller holds the lock."""
    rows = Afsluiting.objects.filter(netwerk=netwerk)
    Gegevenskeuze.objects.filter(afsluiting__in=rows).update(gewist_op=None, aantal_gewist=0)
    rows.update(
        gesloten_op=None, gesloten_door=None, wist_op=None, maand_bericht_op=None, week_bericht_op=None, gewist_op=None
    )


def default_of(soort, netwerk) -> str:
    return BEWAREN if soort.code == "netwerk" and not netwerk.is_openbaar else soort.mag[0]


def read_keuzes(netwerk) -> dict[str, str]:
    """What is chosen for each kind, or what would happen without a choice."""
    gekozen = dict(Gegevenskeuze.objects.filter(afsluiting__netwerk=netwerk).values_list("soort", "keuze"))
    return {soort.code: gekozen.get(soort.code) or default_of(soort, netwerk) for soort in alle_soorten()}


def _fill_keuzes(afsluiting, netwerk):
    """In the order of erasing; what was chosen stays."""
    gekozen = dict(afsluiting.keuzes.values_list("soort", "keuze"))
    afsluiting.keuzes.all().delete()
    Gegevenskeuze.objects.bulk_create(
        Gegevenskeuze(
            afsluiting=afsluiting, soort=soort.code, keuze=gekozen.get(soort.code) or default_of(soort, netwerk)
        )
        for soort in alle_soorten()
    )


@transaction.atomic
def choose(netwerk: Netwerk, keuzes: dict[str, str], *, by: Persoon) -> Afsluiting:
    """What becomes of each kind. Possible from the first thought of an end until the eraser begins.

    Raises DomainError for a choice that this kind does not have, for keeping what goes with something that is erased,
    and when the eraser began.
    """
    netwerk = lock_netwerk(netwerk)
    afsluiting, _ = Afsluiting.objects.get_or_create(netwerk=netwerk)
    _check_not_begun(afsluiting)
    for code, keuze in keuzes.items():
        soort = find_soort(code)
        if soort is None or keuze not in soort.mag:
            raise DomainError("Deze keuze kan niet bij deze gegevens.")
        if keuze == BEWAREN and soort.hangt_aan and keuzes.get(soort.hangt_aan) != BEWAREN:
            raise DomainError(f"Wil je “{soort.naam}” bewaren? {soort.waarom}")
    for code, keuze in keuzes.items():
        Gegevenskeuze.objects.update_or_create(afsluiting=afsluiting, soort=code, defaults={"keuze": keuze})
    _fill_keuzes(afsluiting, netwerk)
    _apply_delen(afsluiting, netwerk)
    log(netwerk, "netwerken.gegevens.chosen", actor=by, keuzes=keuzes)
    return afsluiting


def _apply_delen(afsluiting, netwerk):
    """The page of a netwerk that is over stands in the public list, or not. Without a description nobody reads it."""
    if not netwerk.is_beeindigd:
        return
    keuze = afsluiting.keuzes.filter(soort="netwerk").values_list("keuze", flat=True).first()
    netwerk.is_openbaar = keuze == DELEN and bool(netwerk.omschrijving.strip())
    netwerk.save(update_fields=["is_openbaar", "updated_at"])


@transaction.atomic
def move_clock(netwerk: Netwerk, wist_op: date, *, by: Persoon) -> Afsluiting:
    """Another day, within the bounds. Everybody is warned again before it comes.

    Raises DomainError outside the bounds, for a netwerk that goes on, and when the eraser began: who is first wins.
    """
    netwerk = lock_netwerk(netwerk)
    afsluiting = lock_rows(Afsluiting.objects).filter(netwerk=netwerk, gesloten_op__isnull=False).first()
    if afsluiting is None:
        raise DomainError("Dit netwerk is nog niet voorbij. Er loopt geen klok.")
    _check_not_begun(afsluiting)
    eerste, laatste = find_grenzen(afsluiting)
    if not eerste <= wist_op <= laatste:
        raise DomainError(f"Kies een dag van {dag(eerste, met_jaar=True)} tot en met {dag(laatste, met_jaar=True)}.")
    if wist_op == afsluiting.wist_op:
        return afsluiting
    afsluiting.wist_op, afsluiting.maand_bericht_op, afsluiting.week_bericht_op = wist_op, None, None
    afsluiting.save()
    log(netwerk, "netwerken.gegevens.clock_moved", actor=by, wist_op=wist_op.isoformat())
    _tell(netwerk)
    return afsluiting


def is_begonnen(afsluiting: Afsluiting) -> bool:
    """Something is gone already."""
    return bool(afsluiting.gewist_op) or afsluiting.keuzes.exclude(gewist_op=None, aantal_gewist=0).exists()


def _check_not_begun(afsluiting):
    if is_begonnen(afsluiting):
        raise DomainError(BEGONNEN)


@transaction.atomic
def erase_own(netwerk: Netwerk, persoon: Persoon, codes: set[str]) -> int:
    """Somebody's own wish goes before the clock: gone now, from these kinds. Returns how many rows.

    Raises DomainError for a kind that holds nothing of one person. Twice is harmless.
    """
    netwerk = lock_netwerk(netwerk)
    soorten = [find_soort(code) for code in codes]
    if not soorten or not all(soort and soort.toon for soort in soorten):
        raise DomainError("Kies wat je wilt wissen.")
    aantal = 0
    for soort in soorten:
        for rijen in soort.eigen(netwerk, persoon) if soort.eigen else ():
            aantal += rijen.count()
            rijen.delete()
        if soort.code == "deelnemers":
            mijn = Deelname.objects.filter(netwerk=netwerk, persoon=persoon)
            mijn.update(motivatie="", toelichting_einde="", toelichting_afwijzing="")
    log(netwerk, "netwerken.gegevens.own_erased", actor=persoon, soorten=sorted(codes), aantal=aantal)
    return aantal
