from collections.abc import Callable

from django.db import transaction

from bijeenkomsten.models import Aanwezigheid, Bijeenkomst
from bijeenkomsten.services.bijeenkomst import lock
from kern.errors import DomainError
from kern.log import log
from kern.tijd import nu

Antwoord = Aanwezigheid.Antwoord
# What a topic of its own does in the same transaction when somebody says not to come: (bijeenkomst, persoon).
ON_AFMELDING: list[Callable] = []


@transaction.atomic
def save_antwoord(bijeenkomst: Bijeenkomst, persoon, *, komt: bool, reden: str = "") -> Aanwezigheid:
    """What this person says about coming. May be changed until the meeting is over; the same again is quiet.

    ``reden`` belongs to staying away and is read by the facilitators only; an empty one keeps what was written.
    Raises DomainError when the meeting was cancelled or is over, or when the person does not take part now.
    """
    bijeenkomst = lock(bijeenkomst)
    if bijeenkomst.is_afgelast:
        raise DomainError("Deze bijeenkomst gaat niet door.")
    if not bijeenkomst.neemt_antwoorden:
        raise DomainError("Deze bijeenkomst is al geweest.")
    if not bijeenkomst.netwerk.leden().filter(pk=persoon.pk).exists():
        raise DomainError("Je doet op dit moment niet mee aan dit netwerk.")
    antwoord = Antwoord.KOMT if komt else Antwoord.KOMT_NIET
    rij, _ = Aanwezigheid.objects.get_or_create(bijeenkomst=bijeenkomst, persoon=persoon)
    oud = (rij.antwoord, rij.reden)
    rij.antwoord, rij.reden = antwoord, "" if komt else reden or rij.reden
    if rij.antwoord != oud[0]:
        rij.afgemeld_op = None if komt else nu()
    if (rij.antwoord, rij.reden) != oud:
        rij.save(update_fields=["antwoord", "reden", "afgemeld_op", "updated_at"])
    if rij.antwoord != oud[0]:
        log(bijeenkomst, "bijeenkomsten.antwoord.given", actor=persoon, antwoord=antwoord.value)
        for vervolg in [] if komt else ON_AFMELDING:
            vervolg(bijeenkomst, persoon)
    return rij


@transaction.atomic
def register_aanwezigheid(bijeenkomst: Bijeenkomst, aanwezig: set[int], *, by) -> Bijeenkomst:
    """The attendance list: ``aanwezig`` are the ids of who was there, every other member was not. → gehouden.

    May be done again; the last list counts. Who is not on the list (not a member, never was) is refused.
    Raises DomainError before the meeting has begun, after cancelling, and for an empty list.
    """
    bijeenkomst = lock(bijeenkomst)
    if bijeenkomst.is_afgelast:
        raise DomainError("Deze bijeenkomst is afgelast. Er is geen lijst.")
    if not bijeenkomst.is_begonnen:
        raise DomainError("Deze bijeenkomst is nog niet begonnen. Vul de lijst in als jullie bij elkaar zijn.")
    lijst = set(list_personen(bijeenkomst).values_list("pk", flat=True))
    if not aanwezig:
        raise DomainError("Kies wie er was. Was er niemand? Gelast de bijeenkomst dan af.")
    if aanwezig - lijst:
        raise DomainError("Er staat iemand op je lijst die niet meedoet. Laad de bladzijde opnieuw.")
    moment = nu()
    Aanwezigheid.objects.bulk_create(
        [
            Aanwezigheid(bijeenkomst=bijeenkomst, persoon_id=pk, aanwezig=pk in aanwezig, updated_at=moment)
            for pk in sorted(lijst)
        ],
        update_conflicts=True,
        unique_fields=["bijeenkomst", "persoon"],
        update_fields=["aanwezig", "updated_at"],
    )
    bijeenkomst.status = Bijeenkomst.Status.GEHOUDEN
    bijeenkomst.save(update_fields=["status", "updated_at"])
    log(bijeenkomst, "bijeenkomsten.aanwezigheid.registered", actor=by, aanwezig=len(aanwezig), van=len(lijst))
    return bijeenkomst


def list_personen(bijeenkomst: Bijeenkomst):
    """Who is on the attendance list: the members of now, and who was on it before."""
    leden = bijeenkomst.netwerk.leden()
    eerder = bijeenkomst.aanwezigheden.filter(aanwezig=True).values("persoon")
    return (leden | leden.model.objects.filter(pk__in=eerder)).distinct().order_by("naam", "pk")
