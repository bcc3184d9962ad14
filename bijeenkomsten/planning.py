"""Which automatic messages belong to a meeting, and when they go.

Higher rooms add their own in ``AppConfig.ready()`` with ``register``: one of the places where a lower room
hears from higher ones (docs/architectuur.md). Due times depend only on the meeting itself, never on the
moment of asking, so ``reschedule`` may run as often as it likes.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from berichten.models import Bericht
from berichten.services import cancel_verzendingen, plan_verzending


@dataclass(frozen=True)
class Gepland:
    """One message that should go about a meeting. ``sleutel`` is stable, so that it moves along."""

    soort: str
    sleutel: str
    op: datetime
    titel: str
    omschrijving: str = ""


_PLANNERS: list[Callable[[object], list[Gepland]]] = []


def register(planner: Callable[[object], list[Gepland]]) -> None:
    """Add a function that tells which messages a meeting needs. Registering twice is once."""
    if planner not in _PLANNERS:
        _PLANNERS.append(planner)


@transaction.atomic
def reschedule(bijeenkomst) -> None:
    """Plan or move everything still to come about this meeting; what is no longer wanted lapses.

    About a cancelled meeting only this room has something to say: that it is off.
    """
    gepland = [g for planner in _PLANNERS for g in planner(bijeenkomst)]
    if bijeenkomst.is_afgelast:
        gepland = [g for g in gepland if g.soort.startswith("bijeenkomsten.")]
    sleutels = [g.sleutel for g in gepland]
    reden = "De bijeenkomst is afgelast." if bijeenkomst.is_afgelast else "Door een wijziging niet meer nodig."
    behalve = (*sleutels, *_single_mails(bijeenkomst, sleutels))
    cancel_verzendingen(bijeenkomst.aanleiding, reden, behalve=behalve, voorgoed=bijeenkomst.is_afgelast)
    for g in gepland:
        plan_verzending(
            soort=g.soort, sleutel=g.sleutel, op=g.op, titel=g.titel, omschrijving=g.omschrijving,
            context=bijeenkomst.netwerk.context, aanleiding=bijeenkomst.aanleiding,
        )  # fmt: skip


def _single_mails(bijeenkomst, sleutels):
    """Mails to one person that belong to a message that stays, such as to somebody who joined later."""
    wachtend = Bericht.objects.filter(
        aanleiding=bijeenkomst.aanleiding,
        status__in=[Bericht.Status.GEPLAND, Bericht.Status.GEBUNDELD],
        verzending__isnull=True,
    )
    return [s for s in wachtend.values_list("sleutel", flat=True) if s.startswith(tuple(f"{k}:" for k in sleutels))]
