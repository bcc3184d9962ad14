"""What those who write an aanvraag together say to each other."""

from django.db import transaction

from kern.errors import DomainError
from kern.log import log
from kern.tijd import nu
from subsidie.aanvragen.models import Aanvraag
from subsidie.aanvragen.services import lock_aanvraag
from subsidie.opmerkingen.models import Opmerking

MEESTE = 200


@transaction.atomic
def add_opmerking(aanvraag: Aanvraag, onderdeel: str, tekst: str, *, by) -> Opmerking:
    """Raises DomainError when it is over, or when there are two hundred already."""
    aanvraag = lock_aanvraag(aanvraag)
    if aanvraag.is_voorbij:
        raise DomainError("Deze aanvraag is voorbij. Er komt niets meer bij.")
    if aanvraag.opmerkingen.count() >= MEESTE:
        raise DomainError("Er staan al tweehonderd opmerkingen. Praat er liever samen over.")
    opmerking = Opmerking.objects.create(aanvraag=aanvraag, onderdeel=onderdeel, tekst=tekst, door=by)
    log(aanvraag, "subsidie.opmerking.added", actor=by, opmerking=opmerking.pk)
    return opmerking


def settle_opmerking(opmerking: Opmerking, *, by) -> None:
    """It is done with. Twice is quiet."""
    if Opmerking.objects.open().filter(pk=opmerking.pk).update(opgelost_op=nu()):
        log(opmerking.aanvraag, "subsidie.opmerking.settled", actor=by, opmerking=opmerking.pk)
