"""Is all of it there? If not, the netwerk is asked."""

from datetime import datetime, timedelta

from django.db import transaction

from kern.errors import DomainError
from kern.tijd import nu
from personen.models import Persoon
from subsidie.aanvragen.models import Aanvraag
from subsidie.aanvragen.services import lock_aanvraag, take_step
from subsidie.beoordeling import mails
from subsidie.beoordeling.criteria import find_laatste, read_codes
from subsidie.beoordeling.models import Aanvulvraag
from subsidie.toestand import Rol, Stap

MINST = timedelta(days=2)


@transaction.atomic
def mark_complete(aanvraag: Aanvraag, *, by: Persoon) -> Aanvraag:
    """All of it is there: beoordelaars can begin. Raises DomainError when it is somewhere else by now."""
    return take_step(aanvraag, Stap.COMPLEET, Rol.ACADEMIE, by=by)


@transaction.atomic
def ask_more(
    aanvraag: Aanvraag, vragen: list[tuple[str, str]], voor: datetime, *, by: Persoon, rol: Rol = Rol.ACADEMIE
) -> Aanvraag:
    """Ask the netwerk to add something. ``vragen``: (code of a criterium, or "", text); ``voor``: until when.

    Who guides the netwerk gets a mail, without who asked. Raises DomainError when it cannot be asked now.
    """
    aanvraag = lock_aanvraag(aanvraag)
    vragen = [(code, tekst) for code, tekst in vragen if tekst]
    if not vragen:
        raise DomainError("Schrijf op wat je wilt weten.")
    if any(code and code not in read_codes(aanvraag) for code, _ in vragen):
        raise DomainError("Kies een criterium uit de lijst.")
    if voor < nu() + MINST:
        raise DomainError("Geef het netwerk minstens twee dagen.")
    gezet = take_step(aanvraag, Stap.VRAGEN, rol, by=by, vragen=len(vragen))
    gezet.aanvullen_voor = voor
    gezet.save(update_fields=["aanvullen_voor", "updated_at"])
    inzending, op = find_laatste(gezet), nu()
    Aanvulvraag.objects.bulk_create(
        Aanvulvraag(aanvraag=gezet, inzending=inzending, criterium=code, tekst=tekst, door=by, op=op)
        for code, tekst in vragen
    )
    mails.tell_vraag(gezet, inzending)
    return gezet
