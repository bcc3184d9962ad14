"""The academie notes which parts it paid. The money itself goes another way."""

from datetime import date

from django.db import transaction

from kern.errors import DomainError
from kern.tijd import lokale_dag, nu
from personen.models import Persoon
from subsidie.aanvragen.models import Aanvraag
from subsidie.besluit.termijnen import split_bedrag
from subsidie.lopend.models import Uitbetaling
from subsidie.lopend.services.slot import find_besluit, lock_for_academie
from subsidie.spoor.services import write
from subsidie.toestand import TOEGEKEND, Rol


@transaction.atomic
def mark_paid(aanvraag: Aanvraag, nummer: int, betaald_op: date, *, by: Persoon) -> Uitbetaling:
    """``nummer``: which part, from one. Raises DomainError when ``by`` may not, when it was paid, and for a day that is
    not there yet or before the decision.
    """
    aanvraag = lock_for_academie(aanvraag, by, TOEGEKEND)
    besluit = find_besluit(aanvraag)
    delen = split_bedrag(besluit.bedrag, aanvraag.regelingversie.regeling.betalingen)
    if not 1 <= nummer <= len(delen):
        raise DomainError("Deze termijn is er niet.")
    if aanvraag.uitbetalingen.filter(nummer=nummer).exists():
        raise DomainError("Deze termijn staat al op betaald. Misschien deed iemand anders dat net.")
    if not lokale_dag(besluit.verteld_op) <= betaald_op <= lokale_dag(nu()):
        raise DomainError("Kies de dag van de betaling: vandaag of ervoor, en niet voor het besluit.")
    rij = Uitbetaling.objects.create(
        aanvraag=aanvraag, nummer=nummer, bedrag=delen[nummer - 1], betaald_op=betaald_op, door=by
    )
    write(
        aanvraag, "betaald", Rol.ACADEMIE, by=by, termijn=nummer, bedrag=rij.bedrag, dag=betaald_op.isoformat()
    )  # fmt: skip
    return rij


@transaction.atomic
def take_back_paid(aanvraag: Aanvraag, nummer: int, *, by: Persoon) -> None:
    """It was marked by mistake. Twice is once; the track keeps both. Raises DomainError when ``by`` may not."""
    aanvraag = lock_for_academie(aanvraag, by, TOEGEKEND)
    if aanvraag.uitbetalingen.filter(nummer=nummer).delete()[0]:
        write(aanvraag, "betaling terug", Rol.ACADEMIE, by=by, termijn=nummer)
