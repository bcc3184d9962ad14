from django.db import transaction
from django.db.models import Max

from bijeenkomsten.models import Bijeenkomst, Programmaonderdeel
from bijeenkomsten.services.bijeenkomst import lock
from kern.errors import DomainError, EditConflict
from kern.log import log

MEESTE = 40


def _lock(bijeenkomst: Bijeenkomst) -> Bijeenkomst:
    bijeenkomst = lock(bijeenkomst)
    if bijeenkomst.is_afgelast:
        raise DomainError("Deze bijeenkomst is afgelast. Het programma verandert niet meer.")
    return bijeenkomst


@transaction.atomic
def add_onderdeel(
    bijeenkomst: Bijeenkomst, *, titel: str, minuten: int, toelichting: str = "", by
) -> Programmaonderdeel:
    """A new item at the end of the agenda. Raises DomainError when there are forty already."""
    bijeenkomst = _lock(bijeenkomst)
    if bijeenkomst.onderdelen.count() >= MEESTE:
        raise DomainError("Er staan al veertig onderdelen in het programma. Voeg er eerst een paar samen.")
    laatste = bijeenkomst.onderdelen.aggregate(n=Max("volgorde"))["n"] or 0
    onderdeel = Programmaonderdeel.objects.create(
        bijeenkomst=bijeenkomst, volgorde=laatste + 1, titel=titel, minuten=minuten, toelichting=toelichting,
        gewijzigd_door=by,
    )  # fmt: skip
    log(bijeenkomst, "bijeenkomsten.programma.added", actor=by, onderdeel=onderdeel.pk)
    return onderdeel


@transaction.atomic
def update_onderdeel(onderdeel: Programmaonderdeel, waarden: dict, *, versie: int, by) -> Programmaonderdeel:
    """Write ``waarden`` over the item as it was at ``versie``. Raises EditConflict when it has changed since."""
    bijeenkomst = _lock(onderdeel.bijeenkomst)
    onderdeel = _reread(onderdeel, versie)
    if all(getattr(onderdeel, veld) == waarde for veld, waarde in waarden.items()):
        return onderdeel
    for veld, waarde in waarden.items():
        setattr(onderdeel, veld, waarde)
    onderdeel.versie += 1
    onderdeel.gewijzigd_door = by
    onderdeel.save(update_fields=[*waarden, "versie", "gewijzigd_door", "updated_at"])
    log(bijeenkomst, "bijeenkomsten.programma.changed", actor=by, onderdeel=onderdeel.pk)
    return onderdeel


@transaction.atomic
def delete_onderdeel(onderdeel: Programmaonderdeel, *, versie: int, by) -> None:
    """Take the item off the agenda. Raises EditConflict when somebody changed it since ``versie``."""
    bijeenkomst = _lock(onderdeel.bijeenkomst)
    onderdeel = _reread(onderdeel, versie)
    log(bijeenkomst, "bijeenkomsten.programma.deleted", actor=by, onderdeel=onderdeel.pk)
    onderdeel.delete()


@transaction.atomic
def move_onderdeel(onderdeel: Programmaonderdeel, *, omhoog: bool, by) -> None:
    """One place up or down. At the edge nothing happens."""
    bijeenkomst = _lock(onderdeel.bijeenkomst)
    rij = list(bijeenkomst.onderdelen.order_by("volgorde"))
    plek = next((i for i, ander in enumerate(rij) if ander.pk == onderdeel.pk), None)
    doel = None if plek is None else plek + (-1 if omhoog else 1)
    if doel is None or not 0 <= doel < len(rij):
        return
    een, ander = rij[plek], rij[doel]
    een.volgorde, ander.volgorde = ander.volgorde, een.volgorde
    # Through 0, which no item has: the order is unique at every moment.
    Programmaonderdeel.objects.filter(pk=een.pk).update(volgorde=0)
    ander.save(update_fields=["volgorde", "updated_at"])
    een.save(update_fields=["volgorde", "updated_at"])
    log(bijeenkomst, "bijeenkomsten.programma.moved", actor=by, onderdeel=een.pk, omhoog=omhoog)


def _reread(onderdeel, versie):
    nu = Programmaonderdeel.objects.select_related("gewijzigd_door").filter(pk=onderdeel.pk).first()
    if nu is None:
        raise EditConflict("Iemand anders heeft dit onderdeel net verwijderd.")
    if nu.versie != versie:
        wie = nu.gewijzigd_door.naam if nu.gewijzigd_door else "Iemand anders"
        raise EditConflict(f"{wie} heeft dit onderdeel intussen veranderd. Kijk wat er nu staat en kies.")
    return nu
