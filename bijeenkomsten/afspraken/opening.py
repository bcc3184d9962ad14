"""A meeting begins with what is still open of the time before: the block for it in the draaiboek."""

from django.db import transaction
from django.db.models import F

from bijeenkomsten.draaiboek.services.stappen import record
from bijeenkomsten.draaiboek.stappen import make_voor
from bijeenkomsten.models import Bijeenkomst, Draaiboekstap, Programmaonderdeel
from bijeenkomsten.services.bijeenkomst import lock
from kern.errors import DomainError
from kern.log import log

TITEL = "Afspraken van de vorige keer"
MINUTEN = 10
_RUIM = 1000  # out of the way of every order there is, which is unique at every moment


def find_opening(onderdelen) -> Programmaonderdeel | None:
    """The block in which the group looks back, when somebody put it there and kept its name."""
    return next((o for o in onderdelen if o.titel == TITEL), None)


@transaction.atomic
def add_opening(bijeenkomst: Bijeenkomst, *, by) -> Programmaonderdeel:
    """Ten minutes for the open afspraken, before everything else. Twice is quiet.

    Raises DomainError for a meeting that was cancelled or has begun.
    """
    bijeenkomst = lock(bijeenkomst)
    if bijeenkomst.is_afgelast:
        raise DomainError("Deze bijeenkomst is afgelast. Het programma verandert niet meer.")
    if bijeenkomst.is_begonnen:
        raise DomainError("Deze bijeenkomst is al begonnen. Neem de afspraken door bij het onderdeel van nu.")
    rij = list(bijeenkomst.onderdelen.order_by("volgorde"))
    if bestaand := find_opening(rij):
        return bestaand
    bijeenkomst.onderdelen.update(volgorde=F("volgorde") + _RUIM)
    bijeenkomst.onderdelen.update(volgorde=F("volgorde") - _RUIM + 1)
    onderdeel = Programmaonderdeel.objects.create(
        bijeenkomst=bijeenkomst, volgorde=1, titel=TITEL, minuten=MINUTEN, gewijzigd_door=by,
        toelichting="Wat is gelukt, wat nemen we mee, wat laten we los?",
    )  # fmt: skip
    voor = make_voor(rij, nieuw=[onderdeel.pk])
    record(bijeenkomst, Draaiboekstap.Wat.TOEGEVOEGD, voor=voor, titel=TITEL, onderdeel_pk=onderdeel.pk, by=by)
    log(bijeenkomst, "bijeenkomsten.programma.added", actor=by, onderdeel=onderdeel.pk)
    return onderdeel
