"""What happens to the blocks of a draaiboek. Every edit is one step that can be undone (``stappen``)."""

from django.db import transaction

from bijeenkomsten.draaiboek.banden import read_banden
from bijeenkomsten.draaiboek.models import Draaiboekstap, Programmaonderdeel
from bijeenkomsten.draaiboek.services.stappen import lock_draaiboek, read_rij, record, write_volgorde
from bijeenkomsten.draaiboek.stappen import dump_value, make_voor
from bijeenkomsten.draaiboek.uit_werkvorm import make_waarden
from bijeenkomsten.draaiboek.volgorde import Plek, move_after, move_step
from bijeenkomsten.models import Bijeenkomst
from kern.errors import DomainError, EditConflict
from kern.log import log
from kern.tijd import nu

MEESTE = 40
Wat = Draaiboekstap.Wat


class OnderdeelConflict(EditConflict):
    """Somebody else changed the same field. ``onderdeel``: as it is now; ``velden``: the fields both changed."""

    def __init__(self, onderdeel, velden):
        self.onderdeel, self.velden = onderdeel, velden
        self.door = _find_editor(onderdeel, velden)
        super().__init__(f"{self.door} heeft dit onderdeel intussen veranderd. Kijk wat er nu staat en kies.")


class OnderdeelWeg(EditConflict):  # noqa: N818 - what is the case, not what went wrong
    """Somebody else took the block away."""


@transaction.atomic
def add_onderdeel(bijeenkomst: Bijeenkomst, *, na: int | None = None, by, **waarden) -> Programmaonderdeel:
    """A new block: after the block ``na`` and what runs beside it, otherwise at the end.

    ``waarden``: fields of Programmaonderdeel. Raises DomainError when there are forty already.
    """
    bijeenkomst = lock_draaiboek(bijeenkomst)
    rij = read_rij(bijeenkomst)
    if len(rij) >= MEESTE:
        raise DomainError("Er staan al veertig onderdelen in het draaiboek. Voeg er eerst een paar samen.")
    onderdeel = Programmaonderdeel(
        bijeenkomst=bijeenkomst, volgorde=max((o.volgorde for o in rij), default=0) + 1, gewijzigd_door=by, **waarden
    )
    _check(onderdeel)
    onderdeel.save()
    if na in {o.pk for o in rij}:
        straks = move_after(_plekken([*rij, onderdeel]), onderdeel.pk, na)
        write_volgorde(bijeenkomst, [plek.pk for plek in straks])
    voor = make_voor(rij, nieuw=[onderdeel.pk])
    record(bijeenkomst, Wat.TOEGEVOEGD, voor=voor, titel=onderdeel.titel, onderdeel_pk=onderdeel.pk, by=by)
    log(bijeenkomst, "bijeenkomsten.programma.added", actor=by, onderdeel=onderdeel.pk)
    return onderdeel


def add_werkvorm(bijeenkomst: Bijeenkomst, werkvorm, *, na: int | None = None, by) -> Programmaonderdeel:
    """A block out of a werkvorm: its name, minutes, steps, materials and kind. Raises DomainError, as above."""
    return add_onderdeel(bijeenkomst, na=na, by=by, **make_waarden(werkvorm))


@transaction.atomic
def update_onderdeel(
    onderdeel: Programmaonderdeel, waarden: dict, *, versie: int, oud: dict | None = None, by
) -> Programmaonderdeel:
    """Write ``waarden`` over the block as it was at ``versie``. Nothing changed leaves no trace.

    ``oud``: per field what the editor started from. With it two people may work in one block: only a field that both
    changed is a conflict. Returns the block; ``.stap`` is the step this became, when something changed. Raises
    OnderdeelConflict or OnderdeelWeg, and DomainError for what cannot be.
    """
    bijeenkomst = lock_draaiboek(onderdeel.bijeenkomst)
    nu_staat = _reread(onderdeel)
    waarden = {veld: waarde for veld, waarde in waarden.items() if getattr(nu_staat, veld) != waarde}
    if not waarden:
        return nu_staat
    if nu_staat.versie != versie and (botst := _clashes(nu_staat, waarden, oud)):
        raise OnderdeelConflict(nu_staat, botst)
    voor = make_voor(None, geraakt=[nu_staat])
    for veld, waarde in waarden.items():
        setattr(nu_staat, veld, waarde)
    _check(nu_staat)
    nu_staat.versie += 1
    nu_staat.gewijzigd_door = by
    nu_staat.save(update_fields=[*waarden, "versie", "gewijzigd_door", "updated_at"])
    titel = voor["blokken"][0]["titel"]
    stap = record(
        bijeenkomst, Wat.GEWIJZIGD, voor=voor, titel=titel, velden=sorted(waarden), onderdeel_pk=nu_staat.pk, by=by
    )
    log(bijeenkomst, "bijeenkomsten.programma.changed", actor=by, onderdeel=nu_staat.pk)
    nu_staat.stap = stap.pk
    return nu_staat


@transaction.atomic
def delete_onderdeel(onderdeel: Programmaonderdeel, *, versie: int, by) -> None:
    """Take the block out. Raises EditConflict when somebody changed it since ``versie``."""
    bijeenkomst = lock_draaiboek(onderdeel.bijeenkomst)
    onderdeel = _reread(onderdeel)
    if onderdeel.versie != versie:
        raise OnderdeelConflict(onderdeel, [])
    rij = read_rij(bijeenkomst)
    volgende = rij[[o.pk for o in rij].index(onderdeel.pk) + 1 :][:1]
    # What ran beside it stays where it is: the first of those becomes a block of its own.
    erft = [o for o in volgende if o.tegelijk and not onderdeel.tegelijk]
    voor = make_voor(rij, geraakt=[onderdeel, *erft], banden=read_banden([onderdeel.pk]))
    for ander in erft:
        Programmaonderdeel.objects.filter(pk=ander.pk).update(tegelijk=False, updated_at=nu())
    record(bijeenkomst, Wat.VERWIJDERD, voor=voor, titel=onderdeel.titel, onderdeel_pk=onderdeel.pk, by=by)
    log(bijeenkomst, "bijeenkomsten.programma.deleted", actor=by, onderdeel=onderdeel.pk)
    onderdeel.delete()


@transaction.atomic
def move_onderdeel(onderdeel: Programmaonderdeel, *, omhoog: bool, by) -> None:
    """One step up or down, with what runs beside it. At the edge nothing happens."""
    _move(onderdeel, lambda plekken: move_step(plekken, onderdeel.pk, omhoog=omhoog), by)


@transaction.atomic
def place_onderdeel(onderdeel: Programmaonderdeel, *, na: int | None, by) -> None:
    """To just after the block ``na``, or to the top. Raises OnderdeelWeg when ``na`` is not there any more."""

    def place(plekken):
        if na is not None and na not in {plek.pk for plek in plekken}:
            raise OnderdeelWeg("Het draaiboek is intussen veranderd. Er is niets verplaatst. Kijk wat er nu staat.")
        return move_after(plekken, onderdeel.pk, na)

    _move(onderdeel, place, by)


def _move(onderdeel, move, by):
    bijeenkomst = lock_draaiboek(onderdeel.bijeenkomst)
    onderdeel = _reread(onderdeel)
    if onderdeel.begint_vast is not None:
        raise DomainError(
            f"“{onderdeel.titel}” begint vast op een eigen tijd. Haal die weg als je het wilt verplaatsen."
        )
    rij = read_rij(bijeenkomst)
    straks = move(_plekken(rij))
    tegelijk = {plek.pk: plek.tegelijk for plek in straks}
    anders = [o for o in rij if tegelijk[o.pk] != o.tegelijk]
    volgorde = [plek.pk for plek in straks]
    if volgorde == [o.pk for o in rij]:
        anders = [o for o in anders if o.pk == onderdeel.pk]
        if not anders:
            return
    voor = make_voor(rij, geraakt=anders)
    write_volgorde(bijeenkomst, volgorde)
    for ander in anders:
        Programmaonderdeel.objects.filter(pk=ander.pk).update(tegelijk=tegelijk[ander.pk], updated_at=nu())
    record(bijeenkomst, Wat.VERPLAATST, voor=voor, titel=onderdeel.titel, onderdeel_pk=onderdeel.pk, by=by)
    log(bijeenkomst, "bijeenkomsten.programma.moved", actor=by, onderdeel=onderdeel.pk)


def _plekken(rij):
    return [Plek(o.pk, o.tegelijk) for o in rij]


def _reread(onderdeel):
    rows = Programmaonderdeel.objects.select_related("gewijzigd_door").filter(pk=onderdeel.pk)
    if (nu_staat := rows.first()) is None:
        raise OnderdeelWeg("Iemand anders heeft dit onderdeel net verwijderd.")
    return nu_staat


def _find_editor(onderdeel, velden):
    """The name of who changed one of these fields last; when that was too long ago, of who changed the block."""
    stappen = Draaiboekstap.objects.filter(onderdeel_id_was=onderdeel.pk, wat=Wat.GEWIJZIGD).select_related("door")
    editors = [stap.door for stap in stappen.order_by("-pk") if stap.door and set(velden) & set(stap.velden)]
    editor = next(iter(editors), onderdeel.gewijzigd_door)
    return editor.naam if editor else "Iemand anders"


def _clashes(nu_staat, waarden, oud):
    """The fields somebody else changed too. Who does not tell what they started from, changed them all."""
    if oud is None:
        return sorted(waarden)
    return sorted(v for v in waarden if v not in oud or dump_value(getattr(nu_staat, v)) != dump_value(oud[v]))


def _check(onderdeel):
    if onderdeel.tegelijk and onderdeel.begint_vast is not None:
        raise DomainError(
            "Een onderdeel dat tegelijk met het vorige loopt, heeft geen eigen vaste tijd. Haal een van de twee weg."
        )
