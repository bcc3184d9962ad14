"""The track of an aanvraag, to read: what happened, by whom, the newest first."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Q

from kern.export import Lijst
from personen.models import Persoon
from subsidie.beoordeling.models import read_by
from subsidie.models import Aanvraag, Spoorregel
from subsidie.spoor.services import find_break
from subsidie.toestand import Rol, Stap
from subsidie.verloop.zinnen import BLIND, VOOR_NETWERK, WEG, fill, find_zin

ROLLEN = {
    Rol.INDIENER: "dient in voor het netwerk", Rol.SCHRIJVER: "begeleidt het netwerk", Rol.ACADEMIE: "academie",
    Rol.BEOORDELAAR: "beoordelaar", Rol.BESLISSER: "beslisser", Rol.SYSTEEM: "vanzelf",
}  # fmt: skip
VAN_NETWERK = (Rol.INDIENER, Rol.SCHRIJVER)
VANZELF, ACADEMIE, LEZER = "Ging vanzelf", "De academie", "Een beoordelaar"
OORDEEL = "oordeel"


@dataclass(frozen=True)
class Regel:
    op: datetime
    zin: str
    wie: str
    rol: str = ""


def read_for_netwerk(aanvraag: Aanvraag) -> list[Regel]:
    """What the netwerk may know. Of the academie it reads that it was the academie, never who."""
    regels = list(aanvraag.spoor.filter(stap__in=VOOR_NETWERK).order_by("-nummer"))
    namen = _find_namen(regel.door_id for regel in regels if regel.rol in VAN_NETWERK)
    return [
        Regel(regel.op, fill(find_zin(regel.stap, regel.rol).netwerk, regel.feiten, {}), _say_netwerk(regel, namen))
        for regel in regels
    ]


def _say_netwerk(regel, namen):
    if regel.rol in VAN_NETWERK:
        return namen.get(regel.door_id, WEG.capitalize())
    return VANZELF if regel.rol == Rol.SYSTEEM else ACADEMIE


def read_for_academie(aanvraag: Aanvraag, lezer: Persoon) -> list[Regel]:
    """Every step, with the names. What another beoordelaar did, and when, only for who may read the advices.

    Verdicts that one person kept one after another are one line.
    """
    mag = ~Q(stap__in=BLIND) | Q(door_id=lezer.pk) | read_by(lezer, "aanvraag")
    rows = _fold(Spoorregel.objects.filter(mag, aanvraag=aanvraag).order_by("-nummer"))
    namen = _find_namen(pk for regel in rows for pk in (regel.door_id, regel.feiten.get("persoon")))
    return [
        Regel(
            regel.op, fill(find_zin(regel.stap, regel.rol).academie, regel.feiten, namen), _say(regel, namen, lezer),
            ROLLEN.get(regel.rol, "") if regel.door_id else "",
        )
        for regel in rows
    ]  # fmt: skip


def _fold(rows: Iterable[Spoorregel]) -> list[Spoorregel]:
    regels = []
    for regel in rows:
        eerder = regels[-1] if regels else None
        if not (eerder and regel.stap == OORDEEL and (eerder.stap, eerder.door_id) == (regel.stap, regel.door_id)):
            regels.append(regel)
    return regels


def _say(regel, namen, lezer):
    if regel.door_id is None:
        return VANZELF
    if regel.stap == Stap.VRAGEN and regel.rol == Rol.BEOORDELAAR and regel.door_id != lezer.pk:
        return LEZER  # who asked what is part of what they think
    return namen.get(regel.door_id, WEG.capitalize())


def _find_namen(pks) -> dict[int, str]:
    return dict(Persoon.objects.filter(pk__in={pk for pk in pks if pk}).values_list("pk", "naam"))


def read_academie(aanvraag: Aanvraag, lezer: Persoon) -> dict:
    """The page of the academie. ``breuk``: the line that is not as it was written."""
    return {"aanvraag": aanvraag, "regels": read_for_academie(aanvraag, lezer), "breuk": find_break(aanvraag)}


def make_lijst(aanvraag: Aanvraag, lezer: Persoon) -> Lijst:
    """For Excel, the oldest first. The same lines as on the page: numbers or hashes would tell of what is left out."""
    regels = reversed(read_for_academie(aanvraag, lezer))
    return Lijst(
        naam=f"verloop-aanvraag-{aanvraag.nummer}", titel="Verloop", koppen=("Wanneer", "Wat", "Wie", "Als"),
        rijen=[(regel.op, regel.zin, regel.wie, regel.rol) for regel in regels],
    )  # fmt: skip
