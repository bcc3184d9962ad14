"""A meeting begins with what is still open of the time before: the block for it in the draaiboek."""

from django.db import transaction

from bijeenkomsten.draaiboek.bloknamen import AFSPRAKEN, AFSPRAKEN_UIT_VOORSTEL
from bijeenkomsten.draaiboek.services import add_onderdeel
from bijeenkomsten.draaiboek.services.stappen import lock_draaiboek, read_rij, write_volgorde
from bijeenkomsten.models import Bijeenkomst, Programmaonderdeel
from kern.errors import DomainError

MINUTEN = 10


def find_opening(onderdelen) -> Programmaonderdeel | None:
    """The block in which the group looks back, when somebody put it there and kept its name."""
    return next((o for o in onderdelen if o.titel in {AFSPRAKEN, AFSPRAKEN_UIT_VOORSTEL}), None)


@transaction.atomic
def add_opening(bijeenkomst: Bijeenkomst, *, by) -> Programmaonderdeel:
    """Ten minutes for the open afspraken, before everything else; one step that can be undone. Twice is quiet.

    Raises DomainError for a meeting that was cancelled or has begun, or whose draaiboek is full.
    """
    bijeenkomst = lock_draaiboek(bijeenkomst)
    if bijeenkomst.is_begonnen:
        raise DomainError("Deze bijeenkomst is al begonnen. Neem de afspraken door bij het onderdeel van nu.")
    if bestaand := find_opening(bijeenkomst.onderdelen.all()):
        return bestaand
    wat_er_staat = [onderdeel.pk for onderdeel in read_rij(bijeenkomst)]
    toelichting = "Wat is gelukt, wat nemen we mee, wat laten we los?"
    onderdeel = add_onderdeel(bijeenkomst, by=by, titel=AFSPRAKEN, minuten=MINUTEN, toelichting=toelichting)
    write_volgorde(bijeenkomst, [onderdeel.pk, *wat_er_staat])
    onderdeel.refresh_from_db()
    return onderdeel
