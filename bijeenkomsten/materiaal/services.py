import logging
from datetime import timedelta
from uuid import uuid4

from django.core.files.storage import default_storage
from django.db import transaction

from bijeenkomsten.materiaal.keuring import keur
from bijeenkomsten.materiaal.models import MAP, Materiaal
from bijeenkomsten.models import Bijeenkomst
from bijeenkomsten.services.bijeenkomst import lock
from kern.errors import DomainError
from kern.log import log
from kern.tijd import nu

logger = logging.getLogger(__name__)
MEESTE = 30  # for one meeting
WEES_NA = timedelta(days=1)  # a younger file may belong to a row that is being saved


def add_bestand(bijeenkomst: Bijeenkomst, bestand, *, titel: str = "", by) -> Materiaal:
    """Keep an uploaded file (name and open content). Without ``titel`` it is called after its name.

    Raises Afgekeurd when it is not what its name says (see ``keuring``) and DomainError when there are thirty
    already or the meeting is off. Then no row and no file stays behind.
    """
    naam = keur(bestand, bestand.name)
    materiaal = Materiaal(titel=titel or naam.rpartition(".")[0], naam=naam, grootte=bestand.size)
    materiaal.bestand.save(uuid4().hex, bestand, save=False)  # a name of our own, that says nothing
    try:
        return _save(materiaal, bijeenkomst, by)
    except BaseException:
        materiaal.bestand.storage.delete(materiaal.bestand.name)
        raise


def add_link(bijeenkomst: Bijeenkomst, link: str, *, titel: str = "", by) -> Materiaal:
    """Keep an address elsewhere. Raises DomainError when there are thirty already or the meeting is off."""
    materiaal = Materiaal(link=link)
    materiaal.titel = titel or materiaal.waar
    return _save(materiaal, bijeenkomst, by)


@transaction.atomic
def _save(materiaal, bijeenkomst, by):
    bijeenkomst = lock(bijeenkomst)
    if bijeenkomst.is_afgelast:
        raise DomainError("Deze bijeenkomst is afgelast. Er komt niets meer bij.")
    if bijeenkomst.materialen.count() >= MEESTE:
        raise DomainError("Er staan al dertig dingen bij deze bijeenkomst. Haal er eerst iets weg.")
    materiaal.bijeenkomst, materiaal.toegevoegd_door = bijeenkomst, by
    materiaal.save()
    log(bijeenkomst, "bijeenkomsten.materiaal.added", actor=by, materiaal=materiaal.pk, bytes=materiaal.grootte)
    return materiaal


@transaction.atomic
def delete_materiaal(materiaal: Materiaal, *, by) -> None:
    """Take it away; its file goes after commit. Twice is quiet."""
    log(materiaal.bijeenkomst, "bijeenkomsten.materiaal.deleted", actor=by, materiaal=materiaal.pk)
    materiaal.delete()


def remove_wezen(*, now=None) -> int:
    """Throw away files without a row, a day old or older: left by a crash, or by putting a copy back. Returns how many.

    One that cannot be removed does not stop the others.
    """
    grens, weg = (now or nu()) - WEES_NA, 0
    if not default_storage.exists(MAP):
        return 0
    bekend = set(Materiaal.objects.exclude(bestand="").values_list("bestand", flat=True))
    for naam in default_storage.listdir(MAP)[1]:
        plek = f"{MAP}/{naam}"
        if plek in bekend:
            continue
        try:
            if default_storage.get_modified_time(plek) < grens:
                default_storage.delete(plek)
                weg += 1
        except OSError:
            logger.exception("a file without a row cannot be removed")
    return weg
