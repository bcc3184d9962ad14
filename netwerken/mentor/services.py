"""Help for who guides: asking for a mentor, being one, and the netwerken where facilitators learn from each other."""

from django.db import IntegrityError, transaction

from kern.errors import DomainError
from kern.locks import lock_rows
from kern.log import log
from kern.tijd import nu
from netwerken.mentor import mails
from netwerken.mentor.models import Hulpgezien, Intervisienetwerk, Mentoraanbod, Mentorvraag
from netwerken.models import Deelname, Netwerk
from personen.models import Persoon

Status = Mentorvraag.Status
LOPEND = (Status.OPEN, Status.GEKOPPELD)


def guides(persoon: Persoon, netwerk: Netwerk | None = None) -> bool:
    """Does this person guide this netwerk now, or any?"""
    rows = Deelname.objects.actief().filter(persoon=persoon, rol=Deelname.Rol.FACILITATOR)
    return (rows.filter(netwerk=netwerk) if netwerk else rows).exists()


@transaction.atomic
def ask_mentor(persoon: Persoon, netwerk: Netwerk, vraag: str) -> Mentorvraag:
    """Ask for a mentor. Raises DomainError for who does not guide this netwerk, or has asked already.

    Source: 002, nieuwe kartrekkers (RT-20).
    """
    if not guides(persoon, netwerk):
        raise DomainError("Kies een netwerk dat je zelf begeleidt.")
    try:
        with transaction.atomic():
            rij = Mentorvraag.objects.create(persoon=persoon, netwerk=netwerk, vraag=vraag)
    except IntegrityError:
        raise DomainError("Je vroeg al om een mentor.") from None
    log(rij, "netwerken.mentor.asked", actor=persoon)
    return rij


@transaction.atomic
def withdraw(vraag: Mentorvraag, *, by: Persoon) -> Mentorvraag:
    """Who asked, or the mentor, ends it: an open question is withdrawn, a pair is done. Twice is quiet."""
    vraag = _lock(vraag)
    if vraag.status in LOPEND:
        vraag.status = Status.KLAAR if vraag.status == Status.GEKOPPELD else Status.INGETROKKEN
        vraag.save(update_fields=["status", "updated_at"])
        log(vraag, "netwerken.mentor.ended", actor=by)
    return vraag


@transaction.atomic
def pair(vraag: Mentorvraag, mentor: Persoon, *, by: Persoon) -> Mentorvraag:
    """``mentor`` helps: said so, or chosen by the academie from who offered. Both get a mail. Twice is quiet.

    Raises DomainError for who did not offer it, for oneself, or when somebody was first.
    """
    vraag = _lock(vraag)
    if vraag.status == Status.GEKOPPELD and vraag.mentor_id == mentor.pk:
        return vraag
    if vraag.status != Status.OPEN:
        raise DomainError("Deze vraag staat niet meer open. Iemand anders was eerder, of ze is ingetrokken.")
    if mentor.pk == vraag.persoon_id or not Mentoraanbod.objects.filter(persoon=mentor).exists():
        raise DomainError("Deze persoon biedt zich niet als mentor aan.")
    vraag.status, vraag.mentor = Status.GEKOPPELD, mentor
    vraag.save(update_fields=["status", "mentor", "updated_at"])
    log(vraag, "netwerken.mentor.paired", actor=by)
    mails.tell_paar(vraag)
    return vraag


def offer(persoon: Persoon, *, toelichting: str = "") -> Mentoraanbod:
    """New facilitators may ask this one. Again writes the words anew. Raises DomainError for who guides nothing."""
    if not guides(persoon):
        raise DomainError("Mentor word je als je zelf een netwerk begeleidt.")
    aanbod, _ = Mentoraanbod.objects.update_or_create(persoon=persoon, defaults={"toelichting": toelichting})
    log(aanbod, "netwerken.mentor.offered", actor=persoon)
    return aanbod


def stop_offer(persoon: Persoon) -> None:
    """No new questions; who is helped already keeps the mentor."""
    Mentoraanbod.objects.filter(persoon=persoon).delete()


def mark_intervisie(netwerk: Netwerk, *, aan: bool, by: Persoon) -> None:
    """The academie says whether this netwerk is for facilitators. Twice is quiet."""
    if aan:
        Intervisienetwerk.objects.get_or_create(netwerk=netwerk)
    else:
        Intervisienetwerk.objects.filter(netwerk=netwerk).delete()
    log(netwerk, "netwerken.intervisie.marked" if aan else "netwerken.intervisie.unmarked", actor=by)


def dismiss(persoon: Persoon) -> None:
    """The card with the help is not shown again."""
    Hulpgezien.objects.get_or_create(persoon=persoon, defaults={"op": nu()})


def _lock(vraag):
    vraag = lock_rows(Mentorvraag.objects).get(pk=vraag.pk)
    vraag.persoon = Persoon.objects.get(pk=vraag.persoon_id)
    return vraag
