"""Handing a netwerk over to another facilitator. Everything about one netwerk waits for each other on its row."""

from django.db import transaction

from kern.errors import DomainError
from kern.log import log
from kern.tijd import nu
from netwerken.models import Deelname, Netwerk, Overdracht
from netwerken.overdracht import mails
from netwerken.overdracht.inhoud import CODES
from netwerken.overdracht.models import GELDIG, SAMEN, Overdrachtvinkje
from netwerken.services.deelnames import transfer_facilitator
from netwerken.services.locks import lock_netwerk
from netwerken.taken.services import transfer_taken
from personen.models import Persoon

Antwoord = Overdracht.Antwoord
VOORBIJ = "Dit netwerk is voorbij. Er is niets meer over te dragen."
GELDT_NIET = "Deze vraag geldt niet meer. Je hoeft niets te doen."
LIJST_VOORBIJ = "Deze lijst is afgesloten. Er is niets veranderd."
GEEN_BEGELEIDER = "Je begeleidt dit netwerk niet meer."


@transaction.atomic
def propose(
    netwerk: Netwerk, *, van: Persoon, email: str, naam: str, notitie: str = "", blijft: bool = False
) -> Overdracht:
    """``van`` asks whoever has this address to take over; that person gets a mail. Nothing changes until a yes.

    ``blijft``: goes on as deelnemer afterwards, instead of leaving. Raises DomainError when the netwerk is over, for
    who does not guide it, while another question is open, and for a successor who guides it already.
    Source: 000 §4.3.
    """
    netwerk = _lock(netwerk)
    if not _guides(netwerk, van):
        raise DomainError(GEEN_BEGELEIDER)
    email = email.lower()
    naar = Persoon.objects.filter(email=email, is_active=True).first()
    if naar == van:
        raise DomainError("Dit ben je zelf. Kies iemand anders.")
    if naar and _guides(netwerk, naar):
        raise DomainError(f"{naar.naam} begeleidt dit netwerk al. Je kunt gewoon stoppen.")
    _close_old(netwerk, van)
    overdracht = Overdracht.objects.create(
        netwerk=netwerk, van=van, naar=naar, email=email, naam=naar.naam if naar else naam, notitie=notitie,
        blijft=blijft, verloopt_op=nu() + GELDIG,
    )  # fmt: skip
    mails.ask_opvolger(overdracht)
    log(overdracht, "netwerken.overdracht.asked", actor=van)
    return overdracht


def _close_old(netwerk, van):
    """An old question without an answer goes; one that is open stays, and is the only one."""
    eerder = netwerk.overdrachten.filter(van=van, antwoord=Antwoord.GEEN)
    if eerder.open().exists():
        raise DomainError("Je vroeg al iemand. Trek die vraag eerst in.")
    eerder.update(antwoord=Antwoord.INGETROKKEN, beantwoord_op=nu())


@transaction.atomic
def accept(overdracht: Overdracht, persoon: Persoon) -> Overdracht:
    """The successor says yes: in one go that person guides, the tasks go along, and ``van`` stops or becomes deelnemer.

    Everybody who takes part gets one mail. Twice is quiet. Raises DomainError when the question is not this person's,
    is answered, withdrawn or too old, when ``van`` guides no longer, or when the netwerk is over.
    """
    netwerk = _lock(overdracht.netwerk)
    overdracht = _read(overdracht, netwerk)
    if overdracht.antwoord == Antwoord.JA and overdracht.naar_id == persoon.pk:
        return overdracht
    _require_open(overdracht, persoon)
    if not _guides(netwerk, overdracht.van):
        raise DomainError(f"{overdracht.van.naam} begeleidt dit netwerk niet meer.")
    _answer(overdracht, Antwoord.JA, "accepted", persoon, naar=persoon, verloopt_op=nu() + SAMEN)
    transfer_taken(netwerk, overdracht.van, persoon, by=persoon)
    transfer_facilitator(netwerk, overdracht.van, persoon, blijft=overdracht.blijft)
    mails.tell_leden(overdracht)
    return overdracht


@transaction.atomic
def decline(overdracht: Overdracht, persoon: Persoon) -> Overdracht:
    """The successor says no; ``van`` gets a mail and goes on guiding. Twice is quiet."""
    overdracht = _read(overdracht, lock_netwerk(overdracht.netwerk))
    if overdracht.antwoord != Antwoord.NEE:
        _require_open(overdracht, persoon)
        _answer(overdracht, Antwoord.NEE, "declined", persoon)
        mails.tell_nee(overdracht)
    return overdracht


@transaction.atomic
def withdraw(overdracht: Overdracht, *, by: Persoon) -> Overdracht:
    """Who asked takes the question back. Twice is quiet; a yes stays a yes."""
    overdracht = _read(overdracht, lock_netwerk(overdracht.netwerk))
    if overdracht.antwoord == Antwoord.JA:
        raise DomainError(f"{overdracht.naam} heeft al ja gezegd en begeleidt het netwerk nu.")
    if overdracht.antwoord == Antwoord.GEEN:
        _answer(overdracht, Antwoord.INGETROKKEN, "withdrawn", by)
    return overdracht


def may_tick(overdracht: Overdracht, persoon: Persoon) -> bool:
    """Who asked, as long as the question is open; the two of them for thirty days after the yes."""
    netwerk = overdracht.netwerk
    if netwerk.is_beeindigd or overdracht.verloopt_op <= nu():
        return False
    if overdracht.antwoord == Antwoord.JA and persoon.pk == overdracht.van_id:
        return True
    wie = {Antwoord.GEEN: overdracht.van_id, Antwoord.JA: overdracht.naar_id}.get(overdracht.antwoord)
    return persoon.pk == wie and _guides(netwerk, persoon)


@transaction.atomic
def tick(overdracht: Overdracht, code: str, *, by: Persoon) -> None:
    """This point was told. Twice is quiet: who was first stays.

    Raises DomainError for a point that is not on the list, and when it is not for ``by`` to say (any more).
    """
    overdracht = _lock_lijst(overdracht, code, by)
    _, is_nieuw = Overdrachtvinkje.objects.get_or_create(
        overdracht=overdracht, code=code, defaults={"door": by, "op": nu()}
    )
    if is_nieuw:
        log(overdracht, "netwerken.overdracht.ticked", actor=by, code=code)


@transaction.atomic
def untick(overdracht: Overdracht, code: str, *, by: Persoon) -> None:
    """This point still has to be told; either of the two may say so. Twice is quiet. Raises DomainError as ``tick``."""
    overdracht = _lock_lijst(overdracht, code, by)
    weg, _ = Overdrachtvinkje.objects.filter(overdracht=overdracht, code=code).delete()
    if weg:
        log(overdracht, "netwerken.overdracht.unticked", actor=by, code=code)


def _lock_lijst(overdracht, code, by):
    overdracht = _read(overdracht, lock_netwerk(overdracht.netwerk))
    if not may_tick(overdracht, by) or code not in CODES:
        raise DomainError(LIJST_VOORBIJ)
    return overdracht


def forget_lid(netwerk: Netwerk, persoon: Persoon, by: Persoon | None) -> None:
    """Who left hands nothing over any more, and takes nothing over. The caller holds the lock."""
    for overdracht in netwerk.overdrachten.filter(van=persoon, antwoord=Antwoord.GEEN):
        _answer(overdracht, Antwoord.INGETROKKEN, "withdrawn", by)
    for overdracht in netwerk.overdrachten.filter(naar=persoon, antwoord=Antwoord.GEEN).select_related("van"):
        _answer(overdracht, Antwoord.NEE, "declined", by)
        mails.tell_nee(overdracht)


def _answer(overdracht, antwoord, action, by, **velden):
    for veld, waarde in (velden | {"antwoord": antwoord, "beantwoord_op": nu()}).items():
        setattr(overdracht, veld, waarde)
    overdracht.save(update_fields=["antwoord", "beantwoord_op", "naar", "verloopt_op", "updated_at"])
    log(overdracht, f"netwerken.overdracht.{action}", actor=by)


def _require_open(overdracht, persoon):
    if not overdracht.is_open or not overdracht.is_aan(persoon):
        raise DomainError(GELDT_NIET)


def _read(overdracht, netwerk):
    """The row as it is now; the caller holds the lock."""
    overdracht = Overdracht.objects.select_related("van", "naar").get(pk=overdracht.pk)
    overdracht.netwerk = netwerk
    return overdracht


def _guides(netwerk, persoon):
    return netwerk.deelnames.actief().filter(persoon=persoon, rol=Deelname.Rol.FACILITATOR).exists()


def _lock(netwerk):
    netwerk = lock_netwerk(netwerk)
    if netwerk.is_beeindigd:
        raise DomainError(VOORBIJ)
    return netwerk
