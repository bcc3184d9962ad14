"""Own questions and own lists. Everything about one netwerk waits for each other on its row.

Nothing here touches a round that is open: it keeps the Vragenlijst it opened with.
"""

from dataclasses import replace

from django.db import transaction

from evaluatie.lijsten.models import MEEST_EIGEN, Competentieblok, EigenLijst, EigenVraag, make_code
from evaluatie.lijsten.samenstelling import compose, get_samenstelling
from evaluatie.services import ensure_vragenlijst
from evaluatie.vragenlijst.bron import list_shipped
from evaluatie.vragenlijst.document import Document, OngeldigeVragenlijst
from kern.errors import DomainError, EditConflict
from kern.log import log
from netwerken.services.locks import lock_netwerk

MEESTE_LIJSTEN = 20
WEG = "Iemand anders heeft deze vraag net weggehaald of veranderd. Kijk nog eens."


class VraagFout(DomainError):  # noqa: N818 - what is the case
    """The question cannot be asked like this; ``veld`` says which part of it is wrong."""

    def __init__(self, veld, tekst):
        self.veld = veld
        super().__init__(tekst)


@transaction.atomic
def add_vraag(netwerk, lijst: str, *, soort: str, tekst: str, kort: str = "", opties=(), by) -> EigenVraag:
    """A question at the end of a list, for the rounds that still have to open.

    Raises VraagFout when the list asks this already or when it cannot be asked like this, DomainError when there are
    ``MEEST_EIGEN`` already, KeyError for a list that cannot be asked.
    """
    netwerk = lock_netwerk(netwerk)
    gekozen = get_samenstelling(netwerk, lijst)
    if not gekozen.is_gevraagd:
        raise KeyError(lijst)
    if len(gekozen.eigen) >= MEEST_EIGEN:
        raise DomainError(f"Deze lijst heeft al {MEEST_EIGEN} vragen van jullie zelf. Haal er eerst een weg.")
    volgorde = max((rij.volgorde for rij in gekozen.eigen), default=0) + 1
    rij = _fill(EigenVraag(netwerk=netwerk, lijst=lijst, volgorde=volgorde), soort, tekst, kort, opties)
    _check(rij, gekozen)
    rij.save()
    _check_whole(netwerk, lijst)
    log(rij, "evaluatie.eigen_vraag.added", actor=by, lijst=lijst)
    return rij


@transaction.atomic
def change_vraag(rij: EigenVraag, *, soort: str, tekst: str, kort: str = "", opties=(), was: str, by) -> EigenVraag:
    """Other words, from the next round on. ``was``: the code of the question the form began with.

    Raises EditConflict when somebody else changed or removed it since, VraagFout as ``add_vraag``.
    """
    netwerk = lock_netwerk(rij.netwerk)
    rij = _again(rij, was)
    gekozen = get_samenstelling(netwerk, rij.lijst)
    _fill(rij, soort, tekst, kort, opties)
    _check(rij, gekozen)
    rij.save()
    _check_whole(netwerk, rij.lijst)
    log(rij, "evaluatie.eigen_vraag.changed", actor=by, lijst=rij.lijst)
    return rij


@transaction.atomic
def move_vraag(rij: EigenVraag, omhoog: bool) -> None:
    """One place up or down; at the end nothing happens."""
    lock_netwerk(rij.netwerk)
    rijen = list(EigenVraag.objects.filter(netwerk=rij.netwerk_id, lijst=rij.lijst))
    nu = next((i for i, ander in enumerate(rijen) if ander.pk == rij.pk), None)
    straks = None if nu is None else nu + (-1 if omhoog else 1)
    if straks is None or not 0 <= straks < len(rijen):
        return
    rijen[nu], rijen[straks] = rijen[straks], rijen[nu]
    for volgorde, ander in enumerate(rijen, start=1):
        ander.volgorde = volgorde
    EigenVraag.objects.bulk_update(rijen, ["volgorde"])


@transaction.atomic
def remove_vraag(rij: EigenVraag, *, by) -> None:
    """Not asked any more from the next round on. Rounds that asked it keep it and its result. Twice is once."""
    lock_netwerk(rij.netwerk)
    if EigenVraag.objects.filter(pk=rij.pk).delete()[0]:
        log(rij, "evaluatie.eigen_vraag.removed", actor=by, lijst=rij.lijst)


@transaction.atomic
def choose_blok(netwerk, blok: str, *, by) -> None:
    """The questions about competenties in the first and the last round; «» is none."""
    netwerk = lock_netwerk(netwerk)
    if blok:
        Competentieblok.objects.update_or_create(netwerk=netwerk, defaults={"blok": blok})
    else:
        Competentieblok.objects.filter(netwerk=netwerk).delete()
    log(netwerk, "evaluatie.competentieblok.chosen", actor=by, blok=blok)


@transaction.atomic
def add_lijst(document: Document, *, netwerk=None, by) -> EigenLijst:
    """Offer a list that was read from a file (``uitwisseling.read_bestand``), to a netwerk or to everybody.

    One with the same code takes the place of the former. Always guarded as a list that comes back, whatever its file
    says, so that nobody can ask the same thing twice around somebody who comes or goes. Raises DomainError when there
    are ``MEESTE_LIJSTEN`` already.
    """
    if netwerk is not None:
        netwerk = lock_netwerk(netwerk)
    rijen = EigenLijst.objects.filter(netwerk=netwerk)
    if not rijen.filter(code=document.code).exists() and rijen.count() >= MEESTE_LIJSTEN:
        raise DomainError(f"Er zijn al {MEESTE_LIJSTEN} lijsten. Haal er eerst een weg.")
    document = _guard(document, netwerk)
    velden = {"naam": document.naam, "vragenlijst": ensure_vragenlijst(document, netwerk)}
    rij, _ = EigenLijst.objects.update_or_create(netwerk=netwerk, code=document.code, defaults=velden)
    log(rij, "evaluatie.eigen_lijst.added", actor=by, vragen=len(document.vragen))
    return rij


def _guard(document, netwerk):
    """With what makes the rules hold: a netwerk is its own author, so its questions show as little as own questions."""
    if netwerk is None:
        return replace(document, herhaald=True)
    bekend = {vraag.code for vast in list_shipped() for vraag in vast.vragen}
    groepen = tuple(
        replace(groep, vragen=tuple(replace(vraag, eigen=vraag.code not in bekend) for vraag in groep.vragen))
        for groep in document.groepen
    )
    return replace(document, herhaald=True, groepen=groepen)


@transaction.atomic
def remove_lijst(rij: EigenLijst, *, by) -> None:
    """Not offered any more. Rounds that were planned or held keep their questions. Twice is once."""
    if EigenLijst.objects.filter(pk=rij.pk).delete()[0]:
        if rij.netwerk_id:
            EigenVraag.objects.filter(netwerk=rij.netwerk_id, lijst=rij.code).delete()
        log(rij, "evaluatie.eigen_lijst.removed", actor=by)


def _again(rij, was):
    """The row as it is after waiting for the lock."""
    found = EigenVraag.objects.filter(pk=rij.pk, code=was).first()
    if found is None:
        raise EditConflict(WEG)
    return found


def _fill(rij, soort, tekst, kort, opties):
    met_opties = soort in {EigenVraag.Soort.KEUZE, EigenVraag.Soort.MEERKEUZE}
    rij.soort, rij.tekst, rij.kort, rij.opties = soort, tekst, kort, list(opties) if met_opties else []
    rij.code = make_code(rij.netwerk_id, soort, tekst, rij.opties)
    return rij


def _check(rij, gekozen):
    """No question that the list asks already, and one that the format allows."""
    for ander in gekozen.document.vragen:
        van_rij = any(eigen.pk == rij.pk and eigen.code == ander.code for eigen in gekozen.eigen)
        if not van_rij and make_code(0, "", ander.tekst) == make_code(0, "", rij.tekst):
            raise VraagFout("tekst", "Deze vraag staat al in de lijst.")
    try:
        rij.vraag  # noqa: B018 - making it is the check
    except OngeldigeVragenlijst as error:
        raise VraagFout("opties" if "optie" in str(error) else "tekst", str(error).partition(": ")[2]) from error


def _check_whole(netwerk, lijst):
    try:
        compose(netwerk, lijst)
    except OngeldigeVragenlijst as error:
        raise DomainError("Deze lijst wordt te lang met deze vraag erbij.") from error
