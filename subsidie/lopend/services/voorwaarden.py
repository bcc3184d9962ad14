"""A condition of the decision: the netwerk says it is done, the academie says whether that is enough."""

from django.db import transaction

from kern.errors import DomainError
from kern.locks import lock_rows
from kern.tijd import nu
from personen.models import Persoon
from subsidie.besluit.models import Voorwaarde
from subsidie.lopend import mails
from subsidie.lopend.bevoegd import find_rol
from subsidie.lopend.models import Nakoming
from subsidie.lopend.services.beginnen import start_when_ready
from subsidie.lopend.services.slot import lock_for_academie, lock_jaar
from subsidie.spoor.services import write
from subsidie.toestand import Rol

Uitkomst = Nakoming.Uitkomst


@transaction.atomic
def report_voorwaarde(voorwaarde: Voorwaarde, tekst: str, *, by: Persoon) -> Nakoming:
    """Say what was done. Raises DomainError when the academie still reads the last one, or accepted it."""
    aanvraag = lock_jaar(voorwaarde.besluit.aanvraag)
    if voorwaarde.nakomingen.exclude(uitkomst=Uitkomst.TERUG).exists():
        raise DomainError("Deze voorwaarde is al gemeld. Misschien deed iemand anders dat net.")
    nakoming = Nakoming.objects.create(voorwaarde=voorwaarde, tekst=tekst, door=by, op=nu())
    write(aanvraag, "voorwaarde gemeld", find_rol(by, aanvraag), by=by, voorwaarde=voorwaarde.pk)
    return nakoming


@transaction.atomic
def answer_nakoming(nakoming: Nakoming, uitkomst: str, reden: str = "", *, by: Persoon) -> Nakoming:
    """Accept it, or send it back with what is missing; who guides the netwerk gets a mail. With the last condition
    accepted a netwerk that is under way starts by itself. Raises DomainError when ``by`` may not, or it was done.
    """
    aanvraag = lock_for_academie(nakoming.voorwaarde.besluit.aanvraag, by)
    nakoming = lock_rows(Nakoming.objects.open()).filter(pk=nakoming.pk).first()
    if nakoming is None:
        raise DomainError("Hierop is al geantwoord. Misschien deed iemand anders dat net.")
    if uitkomst == Uitkomst.TERUG and not reden:
        raise DomainError("Schrijf op wat er nog mist.")
    nakoming.save(update_fields=nakoming.set_antwoord(uitkomst, reden, by=by, op=nu()))
    write(aanvraag, f"voorwaarde {uitkomst}", Rol.ACADEMIE, by=by, voorwaarde=nakoming.voorwaarde_id)
    mails.tell_nakoming(nakoming)
    start_when_ready(aanvraag)
    return nakoming
