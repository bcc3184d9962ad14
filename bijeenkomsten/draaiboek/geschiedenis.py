"""The last steps of a draaiboek, as people read them."""

from dataclasses import dataclass

from bijeenkomsten.draaiboek.models import Draaiboekstap
from bijeenkomsten.draaiboek.stappen import VELDNAMEN

Wat = Draaiboekstap.Wat


@dataclass(frozen=True)
class Geschiedenis:
    """``stand``: which version this is. ``terug``: the step that can be undone. ``opnieuw``: the undo of just now."""

    stand: int
    laatste: Draaiboekstap | None
    terug: Draaiboekstap | None
    opnieuw: Draaiboekstap | None


def make_geschiedenis(stappen: list[Draaiboekstap]) -> Geschiedenis:
    """``stappen``: the last ones, oldest first."""
    gedaan = {stap.maakte_ongedaan_id for stap in stappen}
    staat = [stap for stap in stappen if stap.wat != Wat.ONGEDAAN and stap.pk not in gedaan]
    laatste = stappen[-1] if stappen else None
    is_terug = laatste is not None and laatste.wat == Wat.ONGEDAAN and laatste.maakte_ongedaan_id is not None
    return Geschiedenis(
        stand=laatste.pk if laatste else 0,
        laatste=laatste,
        terug=staat[-1] if staat else None,
        opnieuw=laatste if is_terug else None,
    )


def tell(stap: Draaiboekstap, lezer) -> str:
    """«Noor veranderde de minuten van “Worldcafé”»"""
    wie = "Je" if stap.door_id == lezer.pk else stap.door.naam if stap.door else "Iemand anders"
    titel = f"“{stap.titel}”"
    if stap.wat == Wat.TOEGEVOEGD:
        return f"{wie} voegde {titel} toe"
    if stap.wat == Wat.VERWIJDERD:
        return f"{wie} haalde {titel} weg"
    if stap.wat == Wat.VERPLAATST:
        return f"{wie} verplaatste {titel}"
    if stap.wat == Wat.GELADEN:
        return f"{wie} begon met {titel}"
    if stap.wat == Wat.GEWIJZIGD:
        velden = [VELDNAMEN[veld] for veld in stap.velden if veld in VELDNAMEN]
        return f"{wie} veranderde {' en '.join(velden[:2]) if len(velden) in (1, 2) else 'een paar dingen'} van {titel}"
    return f"{wie} maakte {_of_whom(stap, lezer)} ongedaan bij {titel}"


def _of_whom(stap, lezer):
    eerder = stap.maakte_ongedaan
    if eerder is None or eerder.door_id == stap.door_id or eerder.door is None:
        return "een stap"
    return "een stap van jou" if eerder.door_id == lezer.pk else f"een stap van {eerder.door.naam}"
