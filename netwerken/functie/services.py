"""Asking whether a netwerk still fits after somebody got other work."""

from django.db import transaction

from kern.errors import DomainError
from kern.locks import lock_rows
from kern.log import log
from kern.tijd import nu
from netwerken.functie.models import Functievraag
from netwerken.models import Deelname
from netwerken.services.mail import mail_facilitators
from personen.models import Persoon

Antwoord = Functievraag.Antwoord


def ask_after_change(persoon: Persoon) -> None:
    """Once for each netwerk in which this person takes part as deelnemer. Called inside the saving of the profile."""
    rows = Deelname.objects.lid().filter(persoon=persoon, rol=Deelname.Rol.DEELNEMER)
    for deelname in rows.exclude(netwerk__status__in=["afgerond", "zelfstandig", "gestopt"]).order_by("pk"):
        vraag, _ = Functievraag.objects.update_or_create(
            deelname=deelname, defaults={"gevraagd_op": nu(), "antwoord": ""}
        )
        log(vraag, "netwerken.functievraag.asked", actor=persoon)


@transaction.atomic
def answer(vraag: Functievraag, antwoord: str, *, by: Persoon) -> Functievraag:
    """«past» is the end of it, «praten» mails the facilitators. Twice the same is once.

    Stopping is no answer here: that is leaving. Raises DomainError for an unknown answer.
    """
    if antwoord not in Antwoord.values:
        raise DomainError("Kies een van de antwoorden.")
    vraag = lock_rows(Functievraag.objects).get(pk=vraag.pk)
    if vraag.antwoord == antwoord:
        return vraag
    vraag.antwoord = antwoord
    vraag.save(update_fields=["antwoord", "updated_at"])
    regel = log(vraag, "netwerken.functievraag.answered", actor=by, antwoord=antwoord)
    if antwoord == Antwoord.PRATEN:
        mail_facilitators("functie", vraag.deelname, regel)
    return vraag
