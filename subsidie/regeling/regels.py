"""What has to hold for the days and the money of a round. No database."""

from dataclasses import dataclass
from datetime import date, datetime

from kern.tijd import dag, klok, lokale_dag
from subsidie.begroting.bedragen import show_bedrag


@dataclass(frozen=True)
class Rondeplan:
    """The days and the money of a round."""

    opent_op: datetime
    sluit_op: datetime
    advies_voor: date
    besluit_voor: date
    budget: int


def find_bezwaren(plan: Rondeplan, *, oud: Rondeplan | None = None, heeft_aanvragen: bool = False, moment: datetime):
    """{field: what is wrong with it, for the reader}; empty when the round may be like this.

    ``oud``: how it is now. Netwerken count on what was said, so once somebody began an aanvraag the days only move
    on, and the money only grows. A round that closed stays closed.
    """
    bezwaren = _find_volgorde(plan, oud, moment)
    if oud is not None:
        bezwaren |= _find_vast(plan, oud, moment, heeft_aanvragen)
    return bezwaren


def _find_volgorde(plan, oud, moment):
    bezwaren, slot = {}, lokale_dag(plan.sluit_op)
    if plan.sluit_op <= plan.opent_op:
        bezwaren["sluit_op"] = "De ronde sluit na de opening. Kies een later moment."
    elif plan.sluit_op <= moment and (oud is None or oud.sluit_op != plan.sluit_op):
        bezwaren["sluit_op"] = "Dit moment is al voorbij. Kies een moment dat nog komt."
    if plan.advies_voor < slot:
        bezwaren["advies_voor"] = f"De ronde is dan nog open. Kies {dag(slot)} of later."
    if plan.besluit_voor < plan.advies_voor:
        bezwaren["besluit_voor"] = f"Het besluit komt na de adviezen. Kies {dag(plan.advies_voor)} of later."
    if plan.budget <= 0:
        bezwaren["budget"] = "Vul een bedrag boven nul in."
    return bezwaren


def _find_vast(plan, oud, moment, heeft_aanvragen):
    bezwaren = _find_gesloten(plan, oud) if oud.sluit_op <= moment else {}
    if not heeft_aanvragen:
        return bezwaren
    if plan.opent_op != oud.opent_op:
        bezwaren["opent_op"] = "Er zijn al aanvragen begonnen. De opening staat vast."
    for veld, was in (
        ("sluit_op", f"{dag(oud.sluit_op)} {klok(oud.sluit_op)} uur"),
        ("advies_voor", dag(oud.advies_voor)),
        ("besluit_voor", dag(oud.besluit_voor)),
    ):
        if getattr(plan, veld) < getattr(oud, veld):
            bezwaren[veld] = f"Er zijn al aanvragen begonnen. Het kan later dan {was}, niet eerder."
    if plan.budget < oud.budget:
        bezwaren["budget"] = f"Netwerken rekenen op {show_bedrag(oud.budget)}. Meer kan, minder niet."
    return bezwaren


def _find_gesloten(plan, oud):
    vast = {
        "opent_op": "De ronde is gesloten. De opening staat vast.",
        "sluit_op": "De ronde is gesloten, en gaat niet weer open. Maak een nieuwe ronde.",
    }
    return {veld: bericht for veld, bericht in vast.items() if getattr(plan, veld) != getattr(oud, veld)}
