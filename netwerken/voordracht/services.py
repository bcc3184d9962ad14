"""Nominating somebody for a closed group: a member says why, the person agrees, a facilitator does the match."""

from django.db import transaction

from berichten.services import queue_bericht
from kern.errors import DomainError
from kern.log import log
from kern.tijd import nu
from netwerken.models import Deelname, Netwerk
from netwerken.services import sign_up
from netwerken.services.locks import lock_netwerk
from netwerken.services.uitnodigingen import get_or_create_persoon
from netwerken.toelating.stand import find_toelating
from netwerken.voordracht.models import GELDIG, Voordracht
from personen.models import Persoon

Antwoord = Voordracht.Antwoord
VOORBIJ = "Deze voordracht geldt niet meer."


@transaction.atomic
def nominate(netwerk: Netwerk, *, naam: str, email: str, reden: str, by: Persoon) -> Voordracht:
    """Nominate ``email``; the person gets a mail with a yes and a no. An old one that never was answered goes.

    Raises DomainError in an open group, after the end, and for who takes part, waits, was invited or was nominated.
    """
    netwerk = lock_netwerk(netwerk)
    if netwerk.is_beeindigd:
        raise DomainError("Dit netwerk is voorbij. Je kunt niemand meer voordragen.")
    if netwerk.is_open:
        raise DomainError("Dit is een open groep. Stuur gewoon de link door, dan kan diegene zich aanmelden.")
    if not find_toelating(netwerk).voordragen:
        raise DomainError("Voordragen staat uit in deze groep. Vraag de facilitator.")
    email = email.lower()
    _require_unknown(netwerk, email)
    netwerk.voordrachten.filter(email=email, antwoord=Antwoord.GEEN).update(antwoord=Antwoord.INGETROKKEN)
    voordracht = Voordracht.objects.create(netwerk=netwerk, naam=naam, email=email, reden=reden, door=by)
    queue_bericht(
        soort="netwerken.voordracht",
        sleutel=f"netwerken.voordracht:{voordracht.pk}",
        aan=Persoon.objects.filter(email=email).first(),
        adres=email,
        context=netwerk.context,
        aanleiding=netwerk.context,
        gegevens={"voordracht": voordracht.pk},
    )
    log(voordracht, "netwerken.voordracht.made", actor=by)
    return voordracht


def _require_unknown(netwerk, email):
    deelname = netwerk.deelnames.betrokken().filter(persoon__email=email).first()
    if deelname:
        raise DomainError("Deze persoon doet al mee." if deelname.is_lid else "Deze persoon heeft zich al aangemeld.")
    if netwerk.uitnodigingen.open().filter(email=email).exists():
        raise DomainError("Deze persoon is al uitgenodigd.")
    if netwerk.voordrachten.filter(email=email, antwoord=Antwoord.GEEN, created_at__gt=nu() - GELDIG).exists():
        raise DomainError("Deze persoon is al voorgedragen.")


@transaction.atomic
def agree(voordracht: Voordracht) -> Deelname:
    """The nominated person wants to take part: an application that a facilitator decides about. Twice is once.

    The account is that of the address, or a new one: the link was mailed there. Raises DomainError when it is too late.
    """
    netwerk = lock_netwerk(voordracht.netwerk)
    voordracht = Voordracht.objects.get(pk=voordracht.pk)
    if voordracht.antwoord == Antwoord.JA and voordracht.deelname:
        return voordracht.deelname
    _require_open(voordracht, netwerk)
    persoon, _ = get_or_create_persoon(voordracht.email, voordracht.naam)
    if not persoon.is_active:
        raise DomainError("Dit account is gesloten. Vraag de facilitator om hulp.")
    deelname = sign_up(netwerk, persoon, op_voordracht=True)
    Voordracht.objects.filter(deelname=deelname).update(deelname=None)  # one of an earlier time
    voordracht.antwoord, voordracht.deelname = Antwoord.JA, deelname
    voordracht.save(update_fields=["antwoord", "deelname", "updated_at"])
    log(voordracht, "netwerken.voordracht.agreed", actor=persoon)
    return deelname


@transaction.atomic
def refuse(voordracht: Voordracht) -> Voordracht:
    """The nominated person says no. Twice is once."""
    return _close(voordracht, Antwoord.NEE, "refused", None)


@transaction.atomic
def withdraw(voordracht: Voordracht, *, by: Persoon) -> Voordracht:
    """Who nominated takes it back; the link stops working."""
    return _close(voordracht, Antwoord.INGETROKKEN, "withdrawn", by)


def _close(voordracht, antwoord, action, by):
    netwerk = lock_netwerk(voordracht.netwerk)
    voordracht = Voordracht.objects.get(pk=voordracht.pk)
    if voordracht.antwoord != antwoord:
        _require_open(voordracht, netwerk)
        voordracht.antwoord = antwoord
        voordracht.save(update_fields=["antwoord", "updated_at"])
        log(voordracht, f"netwerken.voordracht.{action}", actor=by)
    return voordracht


def _require_open(voordracht, netwerk):
    if not voordracht.is_open or netwerk.is_beeindigd:
        raise DomainError(VOORBIJ)
