"""A whole netwerk pauses, goes on again, or ends. Each locks the netwerk, so two who press at once make one of it."""

from datetime import date, timedelta

from django.db import transaction
from django.utils import timezone

from kern.errors import DomainError
from kern.log import log
from netwerken.einde import mails
from netwerken.einde.klok import start_clock
from netwerken.einde.wissen import run_clock
from netwerken.models import Netwerk
from netwerken.services.hooks import ON_REST, ON_RESUME
from netwerken.services.locks import lock_netwerk
from netwerken.services.netwerken import close_netwerk
from personen.models import Persoon

__all__ = ["LANGSTE_PAUZE", "end_netwerk", "pause_netwerk", "resume_due", "resume_netwerk", "run_clock"]
LANGSTE_PAUZE = timedelta(days=366)


@transaction.atomic
def pause_netwerk(netwerk: Netwerk, *, tot: date, reden: str, afgelasten: bool = False, by: Persoon) -> Netwerk:
    """Nothing automatic until ``tot``, the first day the netwerk goes on. Every member hears it once, with the reason.

    Pausing again moves the day. Meetings before ``tot`` are called off when ``afgelasten`` says so. Raises DomainError
    without a reason, for a day that is not ahead or more than a year ahead, for a netwerk that does not run, and while
    there are such meetings and nobody decided about them.
    """
    netwerk = lock_netwerk(netwerk)
    vandaag = timezone.localdate()
    if not netwerk.kan_pauzeren:
        raise DomainError(f"Pauzeren kan niet: het netwerk is nu “{netwerk.get_status_display()}”.")
    if not reden.strip():
        raise DomainError("Schrijf in een zin waarom jullie pauzeren.")
    if not vandaag < tot <= vandaag + LANGSTE_PAUZE:
        raise DomainError("Kies een dag na vandaag, hooguit een jaar vooruit.")
    if (netwerk.gepauzeerd_tot, netwerk.reden_pauze) == (tot, reden):
        return netwerk
    netwerk.gepauzeerd_tot, netwerk.reden_pauze = tot, reden
    for hook in ON_REST:
        hook(netwerk, afgelasten, by)
    netwerk.save(update_fields=["gepauzeerd_tot", "reden_pauze", "updated_at"])
    regel = log(netwerk, "netwerken.netwerk.rested", actor=by, tot=tot.isoformat())
    mails.tell(mails.GEPAUZEERD, netwerk, netwerk.leden().exclude(pk=by.pk), regel)
    return netwerk


@transaction.atomic
def resume_netwerk(netwerk: Netwerk, *, by: Persoon | None = None) -> Netwerk:
    """The pause is over: by hand, or because its day came. The facilitators hear it, but who did it. Twice is once."""
    netwerk = lock_netwerk(netwerk)
    if not netwerk.is_gepauzeerd:
        return netwerk
    netwerk.gepauzeerd_tot, netwerk.reden_pauze = None, ""
    netwerk.save(update_fields=["gepauzeerd_tot", "reden_pauze", "updated_at"])
    regel = log(netwerk, "netwerken.netwerk.resumed", actor=by)
    for hook in ON_RESUME:
        hook(netwerk, by)
    mails.tell(mails.HERVAT, netwerk, netwerk.facilitators().exclude(pk=by.pk if by else None), regel)
    return netwerk


def resume_due() -> int:
    """Every pause of which the day came. Returns how many."""
    klaar = Netwerk.objects.filter(gepauzeerd_tot__lte=timezone.localdate()).order_by("pk")
    return sum(_resume_when_due(netwerk) for netwerk in klaar)


@transaction.atomic
def _resume_when_due(netwerk):
    """Somebody may just have made it longer."""
    nu = lock_netwerk(netwerk)
    if not nu.is_gepauzeerd or nu.gepauzeerd_tot > timezone.localdate():
        return False
    resume_netwerk(nu)
    return True


@transaction.atomic
def end_netwerk(netwerk: Netwerk, uitkomst: str, *, reden: str = "", besloten_door: str = "", by: Persoon) -> Netwerk:
    """The netwerk is done, goes on by itself, or stops; every member hears it once, with ``reden`` and the clock.

    Two people at once: the second one finds the same end and changes nothing. Raises DomainError as ``close_netwerk``
    does, and when the netwerk already ended in another way.
    """
    netwerk = lock_netwerk(netwerk)
    if netwerk.is_beeindigd and netwerk.status == uitkomst:
        return netwerk
    leden = list(netwerk.leden().exclude(pk=by.pk).order_by("pk"))
    netwerk = close_netwerk(netwerk, uitkomst, reden=reden, by=by)
    start_clock(netwerk, by=by, besloten_door=besloten_door)
    regel = log(netwerk, "netwerken.netwerk.ended", actor=by, uitkomst=uitkomst, besloten_door=besloten_door)
    mails.tell(mails.AFGESLOTEN, netwerk, leden, regel)
    return netwerk
