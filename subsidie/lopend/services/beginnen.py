"""The beginning of the year: the conversation of the academie with the netwerk, or the clock."""

from datetime import date

from django.db import transaction
from django.db.models import Exists, OuterRef

from fasen.signalen.mensen import VOOR_DE_START, is_gestart
from kern.errors import DomainError
from kern.tijd import lokale_dag, nu
from personen.models import Persoon
from subsidie.aanvragen.models import Aanvraag
from subsidie.aanvragen.services import lock_aanvraag, take_step
from subsidie.besluit.models import Voorwaarde
from subsidie.lopend.models import Nakoming, Startgesprek
from subsidie.lopend.services.slot import lock_for_academie
from subsidie.spoor.services import write
from subsidie.toestand import Rol, Stap, Status, kan

TE_BEGINNEN = (Status.TOEGEKEND, Status.VOORWAARDE)


@transaction.atomic
def record_startgesprek(aanvraag: Aanvraag, dag: date, notitie: str = "", *, by: Persoon) -> Startgesprek:
    """Note when they spoke. What did not run yet runs from now on, also when a condition is still open: it stays due.

    Raises DomainError when ``by`` may not, when there is one, and for a day that is not there yet.
    """
    aanvraag = lock_for_academie(aanvraag, by)
    if Startgesprek.objects.filter(aanvraag=aanvraag).exists():
        raise DomainError("Het startgesprek staat er al.")
    if dag > lokale_dag(nu()):
        raise DomainError("Schrijf het op als het gesprek is geweest: kies vandaag of een dag ervoor.")
    gesprek = Startgesprek.objects.create(aanvraag=aanvraag, dag=dag, notitie=notitie, door=by, op=nu())
    write(aanvraag, "startgesprek", Rol.ACADEMIE, by=by, dag=dag.isoformat())
    if kan(aanvraag.status, Stap.STARTEN, Rol.ACADEMIE):
        take_step(aanvraag, Stap.STARTEN, Rol.ACADEMIE, by=by)
    return gesprek


def _find_open():
    """Conditions that the academie did not accept."""
    akkoord = Nakoming.objects.filter(voorwaarde=OuterRef("pk"), uitkomst=Nakoming.Uitkomst.AKKOORD)
    return Voorwaarde.objects.exclude(Exists(akkoord))


def start_when_ready(aanvraag: Aanvraag) -> bool:
    """The netwerk is under way and no condition is open: then the year runs. The caller holds the lock."""
    if aanvraag.status not in TE_BEGINNEN or not is_gestart(aanvraag.netwerk) or aanvraag.netwerk.is_beeindigd:
        return False
    if _find_open().filter(besluit__in=aanvraag.besluiten.verteld()).exists():
        return False
    take_step(aanvraag, Stap.STARTEN, Rol.SYSTEEM)
    return True


def start_due() -> int:
    """By the clock: every granted aanvraag of which the year can run. Twice is once. Returns how many."""
    rows = Aanvraag.objects.filter(status__in=TE_BEGINNEN).exclude(netwerk__status__in=VOOR_DE_START).order_by("pk")
    return sum(_start(aanvraag) for aanvraag in rows.with_ronde())


@transaction.atomic
def _start(aanvraag):
    return start_when_ready(lock_aanvraag(aanvraag))
