"""What happens to an aanvraag."""

from django.db import transaction

from kern.tijd import nu
from subsidie.aanvragen.models import Aanvraag
from subsidie.spoor.services import write
from subsidie.toestand import Rol, Stap, zet


def lock_aanvraag(aanvraag: Aanvraag) -> Aanvraag:
    """The row as it is now, locked: its steps follow each other. Who also locks the netwerk does that first."""
    return Aanvraag.objects.select_for_update(of=("self",)).with_ronde().get(pk=aanvraag.pk)


@transaction.atomic
def take_step(aanvraag: Aanvraag, stap: Stap, rol: Rol, *, by=None, **feiten) -> Aanvraag:
    """Move the aanvraag on as ``stap`` says, and put it on the track. ``by``: a Persoon, None for the clock.

    Other fields that were set on ``aanvraag`` are for the caller to save. Raises DomainError when the step is not
    possible any more, also when somebody else took one a moment ago.
    """
    nu_is = lock_aanvraag(aanvraag)
    nu_is.status, nu_is.status_sinds = zet(nu_is.status, stap, rol), nu()
    nu_is.save(update_fields=["status", "status_sinds", "updated_at"])
    write(nu_is, stap, rol, by=by, naar=nu_is.status, **feiten)
    return nu_is


def withdraw_open(netwerk, by=None) -> list[Aanvraag]:
    """A netwerk that stops asks for nothing more: what was not decided yet is withdrawn, and stays to be read."""
    rows = Aanvraag.objects.filter(netwerk=netwerk).niet_voorbij()
    return [
        take_step(aanvraag, Stap.INTREKKEN, Rol.SYSTEEM, by=by, reden="netwerk gestopt")
        for aanvraag in rows.order_by("pk")
        if aanvraag.is_in_te_trekken
    ]
