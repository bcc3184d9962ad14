"""The academie notes which parts it paid. The money itself goes another way."""

from datetime import date

from django.db import transaction

from kern.errors import DomainError
from kern.tijd import lokale_dag, nu
from personen.models import Persoon
from subsidie.aanvragen.models import Aanvraag
from subsidie.lopend.looptijd import find_besluit
from subsidie.lopend.models import Afrekening, Uitbetaling
from subsidie.lopend.services.slot import lock_for_academie
from subsidie.lopend.termijnen import read_betaalplan
from subsidie.spoor.services import write
from subsidie.toestand import TOEGEKEND, Rol


@transaction.atomic
def mark_paid(aanvraag: Aanvraag, nummer: int, betaald_op: date, *, by: Persoon) -> Uitbetaling:
    """``nummer``: which part, from one. Raises DomainError when ``by`` may not, when it was paid or nothing of it is
    left, and for a day that is not there yet or before the decision.
    """
    aanvraag = lock_for_academie(aanvraag, by, TOEGEKEND)
    besluit = find_besluit(aanvraag)
    termijnen = {termijn.nummer: termijn for termijn in read_betaalplan(aanvraag, besluit).termijnen}
    if nummer not in termijnen:
        raise DomainError("Deze termijn is er niet.")
    if termijnen[nummer].betaald:
        raise DomainError("Deze termijn staat al op betaald. Misschien deed iemand anders dat net.")
    if termijnen[nummer].vervalt:
        raise DomainError("Van deze termijn is niets over: de bijdrage is lager vastgesteld.")
    if not lokale_dag(besluit.verteld_op) <= betaald_op <= lokale_dag(nu()):
        raise DomainError("Kies de dag van de betaling: vandaag of ervoor, en niet voor het besluit.")
    rij = Uitbetaling.objects.create(
        aanvraag=aanvraag, nummer=nummer, bedrag=termijnen[nummer].bedrag, betaald_op=betaald_op, door=by
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


def keep_afrekening(aanvraag: Aanvraag, bedrag: int) -> Afrekening:
    """From now on the contribution is ``bedrag``, in eurocents; the parts that are not paid follow. The caller holds
    the lock and settled the account.
    """
    return Afrekening.objects.create(aanvraag=aanvraag, bedrag=bedrag)
