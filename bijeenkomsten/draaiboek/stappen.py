"""What a step of a draaiboek remembers: blocks as plain values, to put them back as they were."""

from datetime import time
from hashlib import sha256

from bijeenkomsten.draaiboek.models import Programmaonderdeel

VELDEN = (
    "titel", "minuten", "soort", "begint_vast", "tegelijk", "wie", "vraag", "toelichting", "doel", "materiaal",
    "notities", "werkvorm_id",
)  # fmt: skip
VELDNAMEN = {
    "titel": "de titel", "minuten": "de minuten", "soort": "de soort", "begint_vast": "de vaste tijd",
    "tegelijk": "wat tegelijk loopt", "wie": "wie het leidt", "vraag": "de vraag", "toelichting": "de toelichting",
    "doel": "het doel", "materiaal": "het materiaal", "notities": "de notities",
}  # fmt: skip


def dump(onderdeel) -> dict:
    """One block as JSON keeps it, without its place in the order."""
    return {veld: dump_value(getattr(onderdeel, veld)) for veld in VELDEN}


def dump_value(waarde):
    return waarde.strftime("%H:%M") if isinstance(waarde, time) else waarde


def load(data: dict) -> dict:
    """The fields of a block out of what ``dump`` made."""
    waarden = {veld: data[veld] for veld in VELDEN if veld in data}
    if waarden.get("begint_vast"):
        waarden["begint_vast"] = time.fromisoformat(waarden["begint_vast"])
    return waarden


def make_afdruk(rij: list[Programmaonderdeel]) -> str:
    """The blocks in order as they are, in a word: another block, another order or a changed block gives another."""
    return sha256(",".join(f"{o.pk}.{o.versie}" for o in rij).encode()).hexdigest()[:16]


def make_voor(rij: list[Programmaonderdeel] | None, *, geraakt=(), nieuw=(), banden=None) -> dict:
    """What to remember of ``rij`` (the blocks in order, before the edit; None when the order stays).

    ``geraakt``: the blocks that will change or go; ``nieuw``: the pks that did not exist yet;
    ``banden``: what hung on the blocks that go (``banden.read_banden``).
    """
    blokken = [{"id": o.pk, "versie": o.versie} | dump(o) for o in geraakt]
    volgorde = None if rij is None else [o.pk for o in rij]
    return {"blokken": blokken, "nieuw": list(nieuw), "volgorde": volgorde, "banden": banden or {}}
