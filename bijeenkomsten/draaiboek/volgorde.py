"""Moving a block in the order of a draaiboek. What runs beside a block stays with it.

A ``Plek`` is a block as far as the order cares. Every function gives the whole new order; nothing is changed in place.
"""

from dataclasses import dataclass, replace

from bijeenkomsten.draaiboek.tijden import make_groepen


@dataclass(frozen=True)
class Plek:
    pk: int
    tegelijk: bool = False


def move_step(plekken: list[Plek], pk: int, *, omhoog: bool) -> list[Plek]:
    """One step up or down. A block takes what runs beside it along, over the whole of the neighbour.

    A block that runs beside another moves among those first, and then out: it becomes a block of its own.
    At the edge nothing changes.
    """
    groepen = make_groepen(plekken)
    g, i = _find(groepen, pk)
    if i:
        return _flatten(_move_member(groepen, g, i, omhoog))
    doel = g + (-1 if omhoog else 1)
    if 0 <= doel < len(groepen):
        groepen[g], groepen[doel] = groepen[doel], groepen[g]
    return _flatten(groepen)


def move_after(plekken: list[Plek], pk: int, na: int | None) -> list[Plek]:
    """To just after the block ``na`` and all that runs beside that; to the very top when ``na`` is None.

    A block that ran beside another comes loose. One that others run beside takes those along.
    """
    groepen = make_groepen(plekken)
    g, i = _find(groepen, pk)
    if na is not None and _find(groepen, na) == (g, i):
        return _flatten(groepen)
    if i:
        los = [replace(groepen[g].pop(i), tegelijk=False)]
    else:
        los = groepen.pop(g)
        if na in {plek.pk for plek in los}:
            return plekken
    doel = 0 if na is None else _find(groepen, na)[0] + 1
    groepen.insert(doel, los)
    return _flatten(groepen)


def _move_member(groepen, g, i, omhoog):
    groep, lid = groepen[g], groepen[g][i]
    ander = i + (-1 if omhoog else 1)
    if 1 <= ander < len(groep):
        groep[i], groep[ander] = groep[ander], lid
        return groepen
    groep.pop(i)
    groepen.insert(g if omhoog else g + 1, [replace(lid, tegelijk=False)])
    return groepen


def _find(groepen, pk):
    return next((g, i) for g, groep in enumerate(groepen) for i, plek in enumerate(groep) if plek.pk == pk)


def _flatten(groepen):
    """The first of a group has nothing it runs beside; the others do."""
    return [replace(plek, tegelijk=i > 0) for groep in groepen for i, plek in enumerate(groep)]
