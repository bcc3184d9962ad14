"""Starting a draaiboek from another one, and keeping one to start from."""

from django.db import transaction

from bijeenkomsten.draaiboek.banden import read_banden
from bijeenkomsten.draaiboek.models import Draaiboekstap, Programmaonderdeel, Sjabloon
from bijeenkomsten.draaiboek.overnemen import VAN_DE_MAKERS, pack, unpack
from bijeenkomsten.draaiboek.services.onderdelen import MEESTE
from bijeenkomsten.draaiboek.services.stappen import lock_draaiboek, read_rij, record, write_volgorde
from bijeenkomsten.draaiboek.stappen import make_afdruk, make_voor
from bijeenkomsten.models import Bijeenkomst
from kern.errors import DomainError, EditConflict
from kern.log import log
from werkvormen.models import Werkvorm


@transaction.atomic
def save_sjabloon(bijeenkomst: Bijeenkomst, *, naam: str, gedeeld: bool, by) -> Sjabloon:
    """Keep the blocks of this meeting to start from. ``gedeeld``: also for others who prepare in this netwerk.

    Who leads what stays behind: it is about this day. Raises DomainError without blocks.
    """
    if not bijeenkomst.programma:
        raise DomainError("Er staat nog niets in het draaiboek.")
    sjabloon = Sjabloon.objects.create(
        naam=naam, maker=by, netwerk=bijeenkomst.netwerk if gedeeld else None, minuten=bijeenkomst.duur_minuten,
        blokken=pack(bijeenkomst, zonder=("wie",)),
    )  # fmt: skip
    log(sjabloon, "bijeenkomsten.sjabloon.saved", actor=by, gedeeld=gedeeld, blokken=sjabloon.aantal)
    return sjabloon


@transaction.atomic
def delete_sjabloon(sjabloon: Sjabloon, *, by) -> None:
    log(sjabloon, "bijeenkomsten.sjabloon.deleted", actor=by)
    sjabloon.delete()


def load_sjabloon(bijeenkomst: Bijeenkomst, sjabloon: Sjabloon, *, schaal: bool, vervang: bool, by) -> int:
    """Put the blocks of the sjabloon in this draaiboek. See ``_load``."""
    return _load(
        bijeenkomst, sjabloon.blokken, minuten=sjabloon.minuten, titel=sjabloon.naam, schaal=schaal, vervang=vervang,
        by=by,
    )  # fmt: skip


def load_eerdere(bijeenkomst: Bijeenkomst, eerdere: Bijeenkomst, *, schaal: bool, vervang: bool, by) -> int:
    """Put the blocks of another meeting in this draaiboek. Of another netwerk without names and notes."""
    zonder = () if eerdere.netwerk_id == bijeenkomst.netwerk_id else VAN_DE_MAKERS
    return _load(
        bijeenkomst, pack(eerdere, zonder=zonder), minuten=eerdere.duur_minuten, titel=eerdere.titel, schaal=schaal,
        vervang=vervang, by=by,
    )  # fmt: skip


@transaction.atomic
def _load(bijeenkomst, blokken, *, minuten, titel, schaal, vervang, by) -> int:
    """Add the blocks behind what is there, or in its place (``vervang``). One step: undoing gives everything back.

    ``schaal``: make the times fit the length of this meeting. Returns how many blocks came; raises DomainError when
    there is nothing, or when there would be more than forty.
    """
    bijeenkomst = lock_draaiboek(bijeenkomst)
    if not blokken:
        raise DomainError("Hier staan geen onderdelen in.")
    rijen = unpack(blokken, bijeenkomst, schaal=schaal, minuten=minuten)
    return load_blokken(bijeenkomst, rijen, titel=titel, vervang=vervang, by=by)


@transaction.atomic
def load_blokken(
    bijeenkomst: Bijeenkomst, blokken: list[dict], *, titel: str, vervang: bool, by, afdruk: str | None = None
) -> int:
    """Add blocks, each the fields of a Programmaonderdeel with ``werkvorm_id``, as ``_load`` says.

    ``titel``: where they come from. ``afdruk``: of the draaiboek as its maker saw it (``stappen.make_afdruk``). Raises
    EditConflict when it changed since, and DomainError when there would be more than forty.
    """
    bijeenkomst = lock_draaiboek(bijeenkomst)
    rij = read_rij(bijeenkomst)
    if afdruk is not None and make_afdruk(rij) != afdruk:
        raise EditConflict("Het draaiboek is intussen veranderd. Kijk wat er nu staat, en kies dan opnieuw.")
    blijft = [] if vervang else rij
    if len(blijft) + len(blokken) > MEESTE:
        raise DomainError(
            f"Samen worden dat {len(blijft) + len(blokken)} onderdelen, en er passen er veertig. "
            "Zet ze in plaats van wat er nu staat, of haal eerst iets weg."
        )
    nieuw = _make_rows(bijeenkomst, blokken, rij, by)
    gaat = rij if vervang else []
    weg = [o.pk for o in gaat]
    voor = make_voor(rij, geraakt=gaat, nieuw=[o.pk for o in nieuw], banden=read_banden(weg))
    Programmaonderdeel.objects.filter(pk__in=weg).delete()
    write_volgorde(bijeenkomst, [o.pk for o in blijft + nieuw])
    record(bijeenkomst, Draaiboekstap.Wat.GELADEN, voor=voor, titel=titel, by=by)
    log(bijeenkomst, "bijeenkomsten.draaiboek.loaded", actor=by, blokken=len(nieuw), vervang=vervang)
    return len(nieuw)


def _make_rows(bijeenkomst, rijen, rij, by):
    """Behind what is there. A werkvorm that is gone leaves its text."""
    plek = max((o.volgorde for o in rij), default=0)
    bestaat = set(Werkvorm.objects.filter(pk__in=[r["werkvorm_id"] for r in rijen]).values_list("pk", flat=True))
    nieuw = []
    for n, waarden in enumerate(rijen, 1):
        if waarden["werkvorm_id"] not in bestaat:
            waarden["werkvorm_id"] = None
        nieuw.append(
            Programmaonderdeel.objects.create(
                bijeenkomst=bijeenkomst, volgorde=plek + n, gewijzigd_door=by,
                **waarden | ({"tegelijk": False} if n == 1 else {}),
            )
        )  # fmt: skip
    return nieuw
