"""The group chooses one subject to work on, and what it does about it comes back on the agenda."""

from django.db import transaction

from bijeenkomsten.afspraken.services import make_afspraak
from bijeenkomsten.draaiboek.services import add_onderdeel
from bijeenkomsten.draaiboek.services.stappen import lock_draaiboek
from bijeenkomsten.models import Bijeenkomst
from evaluatie.models import Meting, Speerpunt
from evaluatie.speerpunt.gesprek import find_volgende
from kern.errors import DomainError, EditConflict
from kern.locks import lock_rows
from kern.log import log
from netwerken.services.locks import lock_netwerk_of

BESPREKEN, MINUTEN = "De uitslag bespreken", 15
VRAGEN = "Herken je dit? Wat verklaart het? Wat gaan we anders doen?"


class SpeerpuntConflict(EditConflict):
    """Somebody else chose or changed it meanwhile. ``speerpunt``: as it is now."""

    def __init__(self, speerpunt):
        self.speerpunt = speerpunt
        door = speerpunt.door.naam if speerpunt.door else "Iemand"
        super().__init__(f"{door} legde intussen iets anders vast: {speerpunt.wat}")


@transaction.atomic
def choose_speerpunt(meting: Meting, *, dimensie: str, wat: str, versie: int, afspraak: bool, by) -> Speerpunt:
    """Write down what the group works on, over what it was at ``versie`` (0: nothing yet).

    ``afspraak``: also as an afspraak of everybody, with the last meeting there was, so that it comes back at the next.
    Raises SpeerpuntConflict, and DomainError when nothing of this round may be shown or the subject is not in it.
    """
    lock_netwerk_of(meting)
    meting = lock_rows(Meting.objects).select_related("netwerk").get(pk=meting.pk)
    if not meting.is_toonbaar or dimensie not in {groep.code for groep in meting.document.dimensies}:
        raise DomainError("Van dit onderwerp is er in deze ronde geen uitslag.")
    bestaand = Speerpunt.objects.select_related("door").filter(meting=meting).first()
    if (bestaand.versie if bestaand else 0) != versie:
        if bestaand is None:
            raise DomainError("Dit is intussen weggehaald. Laad de bladzijde opnieuw.")
        raise SpeerpuntConflict(bestaand)
    speerpunt = bestaand or Speerpunt(meting=meting, versie=0)
    speerpunt.dimensie, speerpunt.wat, speerpunt.door, speerpunt.versie = dimensie, wat, by, versie + 1
    if afspraak and speerpunt.afspraak_id is None:
        speerpunt.afspraak = _agree(meting, wat, by)
    speerpunt.save()
    log(meting, "evaluatie.speerpunt.chosen", actor=by, dimensie=dimensie)
    return speerpunt


def _agree(meting, wat, by):
    bijeenkomst = Bijeenkomst.objects.geweest().filter(netwerk=meting.netwerk).order_by("-begint_op").first()
    bijeenkomst = bijeenkomst or find_volgende(meting.netwerk)
    if bijeenkomst is None:
        raise DomainError("Er is nog geen bijeenkomst om deze afspraak bij te zetten. Haal het vinkje weg.")
    return make_afspraak(bijeenkomst, {"tekst": wat}, by=by)


@transaction.atomic
def plan_gesprek(meting: Meting, bijeenkomst: Bijeenkomst, *, by) -> bool:
    """A quarter of an hour in the draaiboek to talk about this result; False when it is there already.

    Raises DomainError when the draaiboek is full.
    """
    bijeenkomst = lock_draaiboek(bijeenkomst)
    if bijeenkomst.onderdelen.filter(titel=BESPREKEN).exists():
        return False
    toelichting = f"{meting.titel}. {VRAGEN}"
    add_onderdeel(bijeenkomst, by=by, titel=BESPREKEN, minuten=MINUTEN, toelichting=toelichting)
    return True
