"""Files with an aanvraag."""

from datetime import timedelta
from uuid import uuid4

from django.core.files.storage import default_storage
from django.db import transaction

from bijeenkomsten.materiaal.keuring import keur
from kern.errors import DomainError
from kern.log import log
from kern.tijd import nu
from subsidie.aanvragen.models import Aanvraag
from subsidie.aanvragen.services import lock_aanvraag
from subsidie.bijlagen.models import MAP, Bijlage

MEESTE = 30
WEES_NA = timedelta(days=1)  # a younger file may belong to a row that is being saved


def add_bijlage(aanvraag: Aanvraag, onderdeel: str, bestand, *, by) -> Bijlage:
    """Keep an uploaded file (name and open content).

    Raises Afgekeurd when it is not what its name says and DomainError when there are thirty already or nobody may
    change the aanvraag any more. Then no row and no file stays behind.
    """
    naam = keur(bestand, bestand.name)
    bijlage = Bijlage(onderdeel=onderdeel, naam=naam, grootte=bestand.size, door=by)
    bijlage.bestand.save(uuid4().hex, bestand, save=False)  # a name of our own, that says nothing
    try:
        return _save(bijlage, aanvraag, by)
    except BaseException:
        bijlage.bestand.storage.delete(bijlage.bestand.name)
        raise


@transaction.atomic
def _save(bijlage, aanvraag, by):
    aanvraag = _lock(aanvraag)
    if aanvraag.bijlagen.count() >= MEESTE:
        raise DomainError("Er staan al dertig bijlagen. Haal er eerst een weg.")
    bijlage.aanvraag = aanvraag
    bijlage.save()
    log(aanvraag, "subsidie.bijlage.added", actor=by, bijlage=bijlage.pk, bytes=bijlage.grootte)
    return bijlage


@transaction.atomic
def delete_bijlage(bijlage: Bijlage, *, by) -> None:
    """Take it away; its file goes after commit. Twice is quiet. Raises DomainError when it was handed in."""
    aanvraag = _lock(bijlage.aanvraag)
    if rij := Bijlage.objects.filter(pk=bijlage.pk).first():
        if rij.ingediend:
            raise DomainError("Deze bijlage is al ingediend en blijft erbij. Zet een nieuwe ernaast.")
        log(aanvraag, "subsidie.bijlage.deleted", actor=by, bijlage=rij.pk)
        rij.delete()


def _lock(aanvraag):
    aanvraag = lock_aanvraag(aanvraag)
    if not aanvraag.is_te_bewerken:
        raise DomainError("Deze aanvraag is niet meer te veranderen.")
    return aanvraag


def remove_wezen(*, now=None) -> int:
    """Throw away files without a row, a day old or older: left by a crash. Returns how many."""
    grens, weg = (now or nu()) - WEES_NA, 0
    if not default_storage.exists(MAP):
        return 0
    bekend = set(Bijlage.objects.values_list("bestand", flat=True))
    for naam in default_storage.listdir(MAP)[1]:
        plek = f"{MAP}/{naam}"
        if plek not in bekend and default_storage.get_modified_time(plek) < grens:
            default_storage.delete(plek)
            weg += 1
    return weg
