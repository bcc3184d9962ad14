"""The last edits of a draaiboek, and taking them back. Whoever may edit may undo, also what somebody else did."""

from datetime import timedelta

from django.db import transaction
from django.db.models import F, OuterRef, Subquery, Value
from django.db.models.functions import Greatest

from bijeenkomsten.draaiboek.banden import read_banden, restore_banden
from bijeenkomsten.draaiboek.models import Draaiboekstap, Programmaonderdeel
from bijeenkomsten.draaiboek.stappen import load, make_voor
from bijeenkomsten.models import Bijeenkomst
from bijeenkomsten.services.bijeenkomst import lock
from kern.errors import DomainError, EditConflict
from kern.log import log
from kern.tijd import nu
from werkvormen.models import Werkvorm

BEWAARD = 20  # so many steps back
SAMEN = timedelta(seconds=60)  # typing on in the same field is one step
OPZIJ = 1000  # while blocks change places they stand here: the order is unique at every moment
Wat = Draaiboekstap.Wat


def lock_draaiboek(bijeenkomst: Bijeenkomst) -> Bijeenkomst:
    """The meeting, for who is going to change its blocks. Raises DomainError for one that was cancelled."""
    bijeenkomst = lock(bijeenkomst)
    if bijeenkomst.is_afgelast:
        raise DomainError("Deze bijeenkomst is afgelast. Het draaiboek verandert niet meer.")
    return bijeenkomst


def read_rij(bijeenkomst) -> list[Programmaonderdeel]:
    """The blocks in order, as they are now in the database."""
    return list(Programmaonderdeel.objects.filter(bijeenkomst=bijeenkomst).order_by("volgorde"))


def record(bijeenkomst, wat, *, voor: dict, titel: str, by, velden=(), onderdeel_pk=None) -> Draaiboekstap:
    """Remember one edit. Typing on in the same field within a minute prolongs the step before."""
    stap = Draaiboekstap(
        bijeenkomst=bijeenkomst, wat=wat, titel=titel[:200], velden=list(velden), onderdeel_id_was=onderdeel_pk,
        door=by, voor=voor,
    )  # fmt: skip
    vorige = _find_vorige(bijeenkomst)
    if wat == Wat.GEWIJZIGD and vorige and _goes_on(vorige, stap):
        stap.voor = vorige.voor
        vorige.delete()
    elif vorige and vorige.grens:
        bijeenkomst.draaiboekstappen.filter(pk__lte=vorige.grens).delete()
    stap.save()
    return stap


def _find_vorige(bijeenkomst):
    """The newest step, with the one (``grens``) that falls off when another comes."""
    zelfde = Draaiboekstap.objects.filter(bijeenkomst=OuterRef("bijeenkomst")).order_by("-pk").values("pk")
    return bijeenkomst.draaiboekstappen.annotate(grens=Subquery(zelfde[BEWAARD - 1 : BEWAARD])).last()


def _goes_on(vorige, stap):
    zelfde = ("wat", "door_id", "onderdeel_id_was", "velden")
    return stap.op - vorige.op < SAMEN and all(getattr(vorige, v) == getattr(stap, v) for v in zelfde)


def find_undo(bijeenkomst) -> Draaiboekstap | None:
    """The step that «Ongedaan maken» takes back now: the newest that still stands."""
    staat = bijeenkomst.draaiboekstappen.exclude(wat=Wat.ONGEDAAN).filter(ongedaan_door__isnull=True)
    return staat.select_related("door").last()


@transaction.atomic
def undo_stap(bijeenkomst: Bijeenkomst, stap_pk: int, *, by) -> Draaiboekstap:
    """Take back the newest step that stands. Returns the step that says so.

    Raises EditConflict when ``stap_pk`` is not that step any more: somebody edited meanwhile, and sees that first.
    """
    bijeenkomst = lock_draaiboek(bijeenkomst)
    stap = find_undo(bijeenkomst)
    if stap is None or stap.pk != stap_pk:
        raise EditConflict("Het draaiboek is intussen veranderd. Kijk wat er nu staat, en maak dan ongedaan.")
    terug = Draaiboekstap(
        bijeenkomst=bijeenkomst, wat=Wat.ONGEDAAN, titel=stap.titel, door=by, maakte_ongedaan=stap,
        onderdeel_id_was=stap.onderdeel_id_was, voor=_restore(bijeenkomst, stap.voor, by),
    )  # fmt: skip
    terug.save()
    log(bijeenkomst, "bijeenkomsten.draaiboek.undone", actor=by, stap=stap.pk)
    return terug


@transaction.atomic
def redo_stap(bijeenkomst: Bijeenkomst, stap_pk: int, *, by) -> Draaiboekstap:
    """«Toch wel»: take back an undo, as long as nothing happened after it. Raises EditConflict otherwise."""
    bijeenkomst = lock_draaiboek(bijeenkomst)
    terug = bijeenkomst.draaiboekstappen.last()
    if terug is None or terug.pk != stap_pk or terug.wat != Wat.ONGEDAAN or terug.maakte_ongedaan is None:
        raise EditConflict("Het draaiboek is intussen veranderd. Kijk wat er nu staat.")
    stap = terug.maakte_ongedaan
    voor = _restore(bijeenkomst, terug.voor, by)
    terug.delete()
    stap.delete()  # and again as the newest, so that others see that something happened
    stap.pk, stap.door, stap.op, stap.voor = None, by, nu(), voor
    stap.save(force_insert=True)
    log(bijeenkomst, "bijeenkomsten.draaiboek.redone", actor=by, stap=stap.pk)
    return stap


def _restore(bijeenkomst, voor, by) -> dict:
    """Put the blocks back as ``voor`` has them. Returns what it replaced, so that this can be taken back too."""
    rij = read_rij(bijeenkomst)
    staat = {o.pk: o for o in rij}
    terug = {data["id"]: data for data in voor["blokken"]}
    geraakt = [o for o in rij if o.pk in terug or o.pk in voor["nieuw"]]
    nieuw = [pk for pk in terug if pk not in staat]
    hiervoor = make_voor(rij, geraakt=geraakt, nieuw=nieuw, banden=read_banden(voor["nieuw"]))
    Programmaonderdeel.objects.filter(bijeenkomst=bijeenkomst, pk__in=voor["nieuw"]).delete()
    plek = OPZIJ * 2
    bestaat = set(
        Werkvorm.objects.filter(pk__in=[d["werkvorm_id"] for d in terug.values()]).values_list("pk", flat=True)
    )
    for pk, data in terug.items():
        waarden = load(data) | {"gewijzigd_door": by}
        waarden["werkvorm_id"] = data["werkvorm_id"] if data["werkvorm_id"] in bestaat else None
        if pk in staat:
            versie = Greatest(F("versie"), Value(data["versie"])) + 1
            Programmaonderdeel.objects.filter(pk=pk).update(**waarden, versie=versie, updated_at=nu())
        else:
            plek += 1
            nieuw = Programmaonderdeel(pk=pk, bijeenkomst=bijeenkomst, volgorde=plek, **waarden)
            nieuw.versie = data["versie"] + 1
            nieuw.save(force_insert=True)
    restore_banden(bijeenkomst, voor.get("banden", {}))
    if voor["volgorde"] is not None:
        write_volgorde(bijeenkomst, voor["volgorde"])
    return hiervoor


def write_volgorde(bijeenkomst, pks: list[int]) -> None:
    """Number the blocks 1, 2, 3… in this order. Writes only where something changes."""
    rows = Programmaonderdeel.objects.filter(bijeenkomst=bijeenkomst).order_by("volgorde")
    staat = dict(rows.values_list("pk", "volgorde"))
    pks = [pk for pk in pks if pk in staat]
    wordt = {pk: plek for plek, pk in enumerate(pks + [pk for pk in staat if pk not in pks], 1)}
    schuift = [pk for pk, plek in wordt.items() if staat[pk] != plek]
    if not schuift:
        return
    rows = Programmaonderdeel.objects.filter(pk__in=schuift)
    rows.update(volgorde=F("volgorde") + OPZIJ * 3)
    for pk in schuift:
        Programmaonderdeel.objects.filter(pk=pk).update(volgorde=wordt[pk], updated_at=nu())
