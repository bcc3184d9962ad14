"""Who judges which aanvraag, and what ends that."""

from collections.abc import Sequence

from django.db import transaction
from django.db.models import Count, Q

from kern.errors import DomainError
from kern.locks import lock_rows
from kern.tijd import nu
from netwerken.models import Deelname
from netwerken.services.locks import lock_netwerk_of
from personen.models import VAN_ACADEMIE, Persoon
from subsidie.aanvragen.models import Aanvraag
from subsidie.aanvragen.services import lock_aanvraag, take_step
from subsidie.beoordeling import mails
from subsidie.beoordeling.belang import find_belang, find_beoordelaars
from subsidie.beoordeling.criteria import read_aantal
from subsidie.beoordeling.models import Advies, Belangverklaring, Toewijzing
from subsidie.spoor.services import write
from subsidie.toestand import Rol, Stap, Status

Vervallen = Toewijzing.Vervallen
TE_VERDELEN = (Status.INGEDIEND, Status.AANVULLING, Status.IN_BEOORDELING)
TE_VERVANGEN = (*TE_VERDELEN, Status.ADVIES_KLAAR)


def _lock_all(aanvraag):
    """The netwerk first: nobody joins it between looking for an interest and assigning."""
    lock_netwerk_of(aanvraag)
    return lock_aanvraag(aanvraag)


@transaction.atomic
def assign(aanvraag: Aanvraag, personen: Sequence[Persoon], *, by: Persoon) -> list[Toewijzing]:
    """Let these people judge it; they get a mail. Who does already, stays. All of them or nobody.

    Raises DomainError with the reason for who may not, when there would be too many, or when it is not the time.
    """
    aanvraag = _lock_all(aanvraag)
    if aanvraag.status not in TE_VERDELEN:
        raise DomainError(f"Toewijzen kan nu niet: de aanvraag is «{aanvraag.get_status_display()}».")
    rows = Toewijzing.objects.geldig().filter(aanvraag=aanvraag)
    heeft = set(rows.values_list("persoon", flat=True))
    nieuw = [persoon for persoon in dict.fromkeys(personen) if persoon.pk not in heeft]
    if not nieuw:
        raise DomainError("Kies wie de aanvraag beoordeelt.")
    for persoon in nieuw:
        if reden := find_belang(aanvraag, nieuw).get(persoon.pk):
            raise DomainError(f"{persoon.naam} kan deze aanvraag niet beoordelen: {reden}.")
    if len(heeft) + len(nieuw) > (aantal := read_aantal(aanvraag)):
        raise DomainError(
            f"Er kunnen {aantal} beoordelaars zijn, en er zijn er al {len(heeft)}. Misschien wees iemand net toe."
        )
    toewijzingen = [Toewijzing.objects.create(aanvraag=aanvraag, persoon=persoon, door=by) for persoon in nieuw]
    for toewijzing in toewijzingen:
        write(aanvraag, "toegewezen", Rol.ACADEMIE, by=by, persoon=toewijzing.persoon_id)
        mails.tell_toegewezen(toewijzing)
    return toewijzingen


def propose(aanvraag: Aanvraag) -> list[Persoon]:
    """Who could judge it, the least work first. ``reden`` says of each why not, and is empty for who can.

    As many of these as are still needed have ``voorgesteld``.
    """
    lopend = Q(toewijzingen__vervallen_op__isnull=True, toewijzingen__aanvraag__status__in=TE_VERDELEN)
    rows = find_beoordelaars(aanvraag).annotate(werk=Count("toewijzingen", filter=lopend))
    personen = list(rows.order_by("werk", "naam", "pk"))
    heeft = set(Toewijzing.objects.geldig().filter(aanvraag=aanvraag).values_list("persoon", flat=True))
    redenen, nodig = find_belang(aanvraag, personen), read_aantal(aanvraag) - len(heeft)
    for persoon in personen:
        persoon.reden, persoon.is_toegewezen = redenen.get(persoon.pk, ""), persoon.pk in heeft
        persoon.voorgesteld = nodig > 0 and not persoon.reden and not persoon.is_toegewezen
        nodig -= persoon.voorgesteld
    return personen


@transaction.atomic
def lapse_assignment(toewijzing: Toewijzing, reden: str, *, by: Persoon | None = None) -> Toewijzing:
    """This person judges it no more, and reads nothing more of it. What they filed does not count. Twice is once.

    Were all advices in, and not decided yet: the aanvraag is in beoordeling again. Raises DomainError when somebody is
    taken away after the decision.
    """
    aanvraag = lock_aanvraag(toewijzing.aanvraag)
    toewijzing = lock_rows(Toewijzing.objects).get(pk=toewijzing.pk)
    if not toewijzing.is_geldig:
        return toewijzing
    if reden == Vervallen.TERUGGENOMEN and aanvraag.status not in TE_VERVANGEN:
        raise DomainError("Er is al besloten. Wie adviseerde, blijft erbij staan.")
    toewijzing.vervallen_op, toewijzing.vervallen_reden = nu(), reden
    toewijzing.save(update_fields=["vervallen_op", "vervallen_reden", "updated_at"])
    rol = Rol.ACADEMIE if reden == Vervallen.TERUGGENOMEN else Rol.SYSTEEM
    write(aanvraag, "toewijzing_vervallen", rol, by=by, persoon=toewijzing.persoon_id, reden=str(reden))
    tellend = Advies.objects.tellend().filter(toewijzing__aanvraag=aanvraag).count()
    if aanvraag.status == Status.ADVIES_KLAAR and tellend < read_aantal(aanvraag):
        take_step(aanvraag, Stap.HEROPENEN, Rol.SYSTEEM, by=by, adviezen=tellend)
    return toewijzing


@transaction.atomic
def declare_conflict(aanvraag: Aanvraag, *, by: Persoon) -> None:
    """Say that one cannot judge this one. An assignment lapses, and there will not be another. Twice is once."""
    aanvraag = lock_aanvraag(aanvraag)
    _, is_nieuw = Belangverklaring.objects.get_or_create(aanvraag=aanvraag, persoon=by, defaults={"op": nu()})
    if is_nieuw:
        write(aanvraag, "belang", Rol.BEOORDELAAR, by=by)
    for toewijzing in Toewijzing.objects.geldig().filter(aanvraag=aanvraag, persoon=by):
        lapse_assignment(toewijzing, Vervallen.BELANG, by=by)


def follow_deelname(deelname: Deelname, van: str = "") -> None:
    """Who joins a netwerk, or asks to, judges it no more."""
    if deelname.is_betrokken:
        rows = Toewijzing.objects.geldig().filter(aanvraag__netwerk=deelname.netwerk_id, persoon=deelname.persoon_id)
        for toewijzing in rows.select_related("aanvraag").order_by("pk"):
            lapse_assignment(toewijzing, Vervallen.NETWERK)


def follow_rol(persoon: Persoon, by: Persoon | None = None) -> None:
    """Who is no beoordelaar of this academie any more, or lost the account, judges nothing more."""
    rows = Toewijzing.objects.geldig().filter(persoon=persoon).select_related("aanvraag__regelingversie")
    sectoren = VAN_ACADEMIE.get(persoon.academie_sector, ())
    blijft = persoon.is_active and persoon.is_academie and persoon.is_beoordelaar
    for toewijzing in rows.order_by("aanvraag", "pk"):
        if not blijft or toewijzing.aanvraag.regelingversie.sector not in sectoren:
            lapse_assignment(toewijzing, Vervallen.ROL, by=by)
