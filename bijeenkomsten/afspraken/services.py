"""What happens to an afspraak. Every service locks the row (a new one: its meeting) and reads it again."""

import uuid

from django.db import transaction

from bijeenkomsten.models import Afspraak, Bijeenkomst
from bijeenkomsten.services.bijeenkomst import lock
from kern.errors import DomainError, EditConflict
from kern.locks import lock_rows
from kern.log import log
from kern.tijd import nu

Status = Afspraak.Status
MEESTE = 60  # of one meeting


@transaction.atomic
def make_afspraak(bijeenkomst: Bijeenkomst, waarden: dict, *, by, sleutel: uuid.UUID | None = None) -> Afspraak:
    """Write down what was agreed. ``waarden``: tekst, and if known wie, voor and onderdeel.

    The same ``sleutel`` again gives the row that is there: a phone may send twice. What somebody promised who no longer
    takes part becomes everybody's, with a note; a block of another meeting, or one taken away, is left out.
    Raises DomainError for a meeting that was cancelled, when there are sixty already, and for a key of another meeting.
    """
    bijeenkomst = lock(bijeenkomst)
    if sleutel and (bekend := Afspraak.objects.filter(sleutel=sleutel).first()):
        if bekend.bijeenkomst_id != bijeenkomst.pk:
            raise DomainError("Dit kunnen we niet lezen. Laad de bladzijde opnieuw.")
        return bekend
    if bijeenkomst.is_afgelast:
        raise DomainError("Deze bijeenkomst is afgelast. Je kunt er geen afspraak meer bij schrijven.")
    if bijeenkomst.afspraken.count() >= MEESTE:
        raise DomainError("Er staan al zestig afspraken bij deze bijeenkomst. Sluit er eerst een paar.")
    onderdeel = waarden.get("onderdeel")
    if onderdeel and not bijeenkomst.onderdelen.filter(pk=onderdeel.pk).exists():
        onderdeel = None
    afspraak = Afspraak(
        netwerk=bijeenkomst.netwerk, bijeenkomst=bijeenkomst, onderdeel=onderdeel, tekst=waarden["tekst"],
        voor=waarden.get("voor"), sleutel=sleutel or uuid.uuid4(), gewijzigd_door=by,
    )  # fmt: skip
    _promise(afspraak, waarden.get("wie"))
    afspraak.save()
    log(afspraak, "bijeenkomsten.afspraak.made", actor=by, bijeenkomst=bijeenkomst.pk)
    return afspraak


@transaction.atomic
def update_afspraak(afspraak: Afspraak, waarden: dict, *, versie: int, by) -> Afspraak:
    """Write ``waarden`` (tekst, wie, voor) over the afspraak as it was at ``versie``.

    Raises EditConflict when somebody changed or closed it since, DomainError when it is closed.
    """
    afspraak = _lock(afspraak)
    if afspraak.versie != versie:
        raise EditConflict(f"{_who(afspraak)} heeft deze afspraak intussen veranderd. Kijk wat er nu staat en kies.")
    _require_open(afspraak)
    if all(getattr(afspraak, veld) == waarden[veld] for veld in ("tekst", "wie", "voor")):
        return afspraak
    afspraak.tekst, afspraak.voor = waarden["tekst"], waarden["voor"]
    _promise(afspraak, waarden["wie"])
    return _save(afspraak, "changed", by)


@transaction.atomic
def finish_afspraak(afspraak: Afspraak, *, by) -> Afspraak:
    """open → gedaan. Twice, or two people at once, is quiet. Raises DomainError when it was let go meanwhile."""
    afspraak = _lock(afspraak)
    if afspraak.is_gedaan:
        return afspraak
    _require_open(afspraak)
    return _close(afspraak, Status.GEDAAN, by)


@transaction.atomic
def drop_afspraak(afspraak: Afspraak, *, reden: str, by) -> Afspraak:
    """open → vervallen, with a word why. Twice is quiet and keeps the first word. DomainError when it is done."""
    afspraak = _lock(afspraak)
    if afspraak.is_vervallen:
        return afspraak
    _require_open(afspraak)
    if not reden.strip():
        raise DomainError("Schrijf kort waarom jullie dit loslaten.")
    afspraak.reden_vervallen = reden
    return _close(afspraak, Status.VERVALLEN, by)


@transaction.atomic
def reopen_afspraak(afspraak: Afspraak, *, by) -> Afspraak:
    """gedaan or vervallen → open. What is open already stays so. Who promised it and left since has it no more."""
    afspraak = _lock(afspraak)
    if afspraak.is_open:
        return afspraak
    afspraak.status, afspraak.reden_vervallen = Status.OPEN, ""
    afspraak.gesloten_op = afspraak.gesloten_door = None
    _promise(afspraak, afspraak.wie)
    return _save(afspraak, "reopened", by)


@transaction.atomic
def release_afspraken(netwerk, persoon, by) -> None:
    """Somebody left: what they still promised is everybody's now, and the list says so."""
    open_ = lock_rows(Afspraak.objects).filter(netwerk=netwerk, wie=persoon).open()
    for afspraak in open_.order_by("pk"):
        afspraak.wie, afspraak.was_van = None, persoon
        _save(afspraak, "released", by)


def _lock(afspraak):
    # The people are read after the lock: joined to it, PostgreSQL gives who it was before the wait.
    return lock_rows(Afspraak.objects).select_related("netwerk").get(pk=afspraak.pk)


def _promise(afspraak, wie):
    """By a member, or by everybody together."""
    doet_mee = wie is None or afspraak.netwerk.leden().filter(pk=wie.pk).exists()
    if wie or not afspraak.was_van_id:
        afspraak.was_van = None if doet_mee else wie
    afspraak.wie = wie if doet_mee else None


def _require_open(afspraak):
    wie = afspraak.gesloten_door.naam if afspraak.gesloten_door else "Iemand anders"
    if afspraak.is_gedaan:
        raise DomainError(f"{wie} heeft deze afspraak al afgevinkt.")
    if afspraak.is_vervallen:
        raise DomainError(f"{wie} heeft deze afspraak al losgelaten.")


def _who(afspraak):
    return afspraak.gewijzigd_door.naam if afspraak.gewijzigd_door else "Iemand anders"


def _close(afspraak, status, by):
    afspraak.status, afspraak.gesloten_op, afspraak.gesloten_door = status, nu(), by
    return _save(afspraak, status.value, by)


def _save(afspraak, wat, by):
    afspraak.versie += 1
    afspraak.gewijzigd_door = by
    afspraak.save()
    log(afspraak, f"bijeenkomsten.afspraak.{wat}", actor=by)
    return afspraak
