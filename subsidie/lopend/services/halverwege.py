"""How it goes, told by the netwerk half-way."""

from django.db import transaction

from kern.errors import DomainError
from kern.tijd import nu
from personen.models import Persoon
from subsidie.aanvragen.models import Aanvraag
from subsidie.lopend.bevoegd import find_rol
from subsidie.lopend.models import Tussenbericht
from subsidie.lopend.services.slot import lock_for_academie, lock_jaar
from subsidie.spoor.services import write
from subsidie.toestand import Rol


@transaction.atomic
def send_tussenbericht(aanvraag: Aanvraag, keuze: str, tekst: str = "", *, by: Persoon) -> Tussenbericht:
    """Tell the academie how it goes; the last one counts. Raises DomainError when the year is over."""
    aanvraag = lock_jaar(aanvraag)
    bericht = Tussenbericht.objects.create(aanvraag=aanvraag, keuze=keuze, tekst=tekst, door=by, op=nu())
    write(aanvraag, "tussenbericht", find_rol(by, aanvraag), by=by, bericht=bericht.pk)
    return bericht


@transaction.atomic
def pick_up(bericht: Tussenbericht, *, by: Persoon) -> None:
    """Somebody of the academie did something with it; nobody else has to. Raises DomainError when ``by`` may not."""
    aanvraag = lock_for_academie(bericht.aanvraag, by)
    if not aanvraag.tussenberichten.filter(pk=bericht.pk, gezien_op=None).update(gezien_door=by, gezien_op=nu()):
        raise DomainError("Iemand anders pakte dit net op.")
    write(aanvraag, "tussenbericht opgepakt", Rol.ACADEMIE, by=by, bericht=bericht.pk)
