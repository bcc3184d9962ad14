"""What happens on the route. The order of the fasen is fixed; going back is always allowed and always explained."""

from collections.abc import Callable
from datetime import date, datetime

from django.db import transaction

from fasen.inhoud import FASEN, Fase, find_fase
from fasen.kompas.beeld import note_uitgang
from fasen.models import NUMMERS, REDEN_MAX, REDEN_MIN, Fasestap, FaseVerloop
from fasen.stand import count_stand
from kern.errors import DomainError, EditConflict
from kern.forms import clean_text
from kern.log import log
from kern.tijd import nu
from netwerken.models import Netwerk
from netwerken.services.locks import lock_netwerk
from personen.models import Persoon

Status = FaseVerloop.Status
BEGIN = "Het netwerk is begonnen."
ON_MOVE: list[Callable] = []  # (netwerk): it is in another fase; called inside the transaction


@transaction.atomic
def create_route(netwerk: Netwerk, begin: datetime | None = None, *, by: Persoon | None = None) -> FaseVerloop:
    """Give a new netwerk its five fasen; the first one runs from ``begin`` (now).

    Doing it again changes nothing. Returns the fase that runs.
    """
    netwerk, verlopen = _lock(netwerk)
    if current := _current(verlopen):
        return current
    first = verlopen[FASEN[0].slug]
    if first.status != Status.GEPLAND:
        raise DomainError("Dit netwerk is al begonnen.")
    op = begin or nu()
    first.status, first.begonnen_op = Status.LOPEND, op
    first.save(update_fields=["status", "begonnen_op", "updated_at"])
    _note(netwerk, van="", naar=first.fase, reden=BEGIN, door=by, op=op)
    log(netwerk, "fasen.route.created", actor=by)
    return first


@transaction.atomic
def move_to(
    netwerk: Netwerk,
    fase: Fase | str,
    *,
    reden: str,
    by: Persoon | None,
    seen: str = "",
    op: datetime | None = None,
) -> FaseVerloop:
    """Move to the next fase, or back to an earlier one: lopend → afgerond (forward) or onderbroken (back).

    Moving to where the netwerk already is, is not an error: the second of two facilitators wanted what is now the case.
    ``seen`` is the slug of the fase the user saw as current; if somebody else moved in between to yet another fase the
    user decides again (EditConflict). A fase that was left before runs again and says so (``heropend_op``). ``op`` is
    for demo data. Returns the fase that now runs.
    """
    fase = find_fase(fase) if isinstance(fase, str) else fase
    if fase is None:
        raise DomainError("Die fase kennen we niet.")
    netwerk, verlopen = _lock(netwerk)
    current = _current(verlopen)
    if current and current.fase == fase.slug:
        return current
    if current and seen and seen != current.fase:
        raise EditConflict(
            f"Intussen is het netwerk al verplaatst naar {current.inhoud.naam}. Kijk of je nog verder wilt."
        )
    check_move(netwerk, current and current.inhoud, fase)
    reden = _clean_reden(reden)
    # What the kompas says is about now; of a step that demo data puts in the past nobody knows.
    kompas = note_uitgang(netwerk, nu()) if op is None else []
    op = op or nu()
    _leave(current, op, done=fase.nummer > current.nummer)
    target = _enter(verlopen[fase.slug], op)
    _note(netwerk, van=current.fase, naar=target.fase, reden=reden, door=by, op=op, kompas=kompas)
    log(netwerk, "fasen.fase.moved", actor=by, van=current.fase, naar=target.fase)
    for hook in ON_MOVE:
        hook(netwerk)
    return target


def check_move(netwerk: Netwerk, current: Fase | None, fase: Fase) -> None:
    """Refuse a step that can not be taken from here; a page asks this before it shows a form."""
    if current is None:
        raise DomainError("Dit netwerk is nog niet aan zijn route begonnen.")
    if netwerk.is_beeindigd:
        raise DomainError("Dit netwerk is afgelopen. De route verandert niet meer.")
    if fase.nummer > current.nummer + 1:
        raise DomainError(f"Na {current.naam} komt {FASEN[current.nummer].naam}. Een fase overslaan kan niet.")


@transaction.atomic
def plan_fasen(netwerk: Netwerk, perioden: dict[str, tuple[date, date, int | None] | None], *, by: Persoon) -> None:
    """Set or clear in which months each fase is expected, and with how many meetings if somebody knows.

    A plan only: nothing starts by itself. Of a fase that meanwhile is over the plan stays as it was, to look back at.
    """
    netwerk, verlopen = _lock(netwerk)
    for slug, periode in perioden.items():
        verloop = verlopen[slug]
        if verloop.status == Status.AFGEROND:
            continue
        verloop.gepland_van, verloop.gepland_tot, verloop.gepland_keren = periode or (None, None, None)
        verloop.save(update_fields=["gepland_van", "gepland_tot", "gepland_keren", "updated_at"])
    log(netwerk, "fasen.route.planned", actor=by)


def _lock(netwerk):
    """The netwerk and its five fasen (made when missing), read afresh while others wait for the netwerk row."""
    netwerk = lock_netwerk(netwerk)
    found = {verloop.fase: verloop for verloop in FaseVerloop.objects.filter(netwerk=netwerk)}
    missing = [FaseVerloop(netwerk=netwerk, fase=slug) for slug in NUMMERS if slug not in found]
    if missing:
        found |= {verloop.fase: verloop for verloop in FaseVerloop.objects.bulk_create(missing)}
    return netwerk, found


def _current(verlopen):
    return next((verloop for verloop in verlopen.values() if verloop.is_lopend), None)


def _clean_reden(reden):
    reden = clean_text(reden)
    if len(reden) < REDEN_MIN:
        raise DomainError("Schrijf in een paar woorden waarom jullie deze stap zetten.")
    if len(reden) > REDEN_MAX:
        raise DomainError(f"Houd het kort: hooguit {REDEN_MAX} tekens.")
    return reden


def _leave(verloop, op, *, done):
    verloop.status = Status.AFGEROND if done else Status.ONDERBROKEN
    verloop.afgerond_op = op if done else None
    verloop.save(update_fields=["status", "afgerond_op", "updated_at"])


def _enter(verloop, op):
    if verloop.begonnen_op is None:
        verloop.begonnen_op = op
    else:
        verloop.heropend_op = op
    verloop.status, verloop.afgerond_op = Status.LOPEND, None
    verloop.save(update_fields=["status", "begonnen_op", "heropend_op", "afgerond_op", "updated_at"])
    return verloop


def _note(netwerk, **fields):
    Fasestap.objects.create(netwerk=netwerk, stand=count_stand(netwerk), **fields)
