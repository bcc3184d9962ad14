"""Asking a small group by name. What happens with what people tell is in ``evaluatie.services.vertrouwelijk``."""

from datetime import date, datetime

from django.db import transaction

from evaluatie import services
from evaluatie.models import Meting
from evaluatie.rondes.schema import make_schema
from evaluatie.rondes.services import check_free, check_netwerk, check_once, check_small, choose_moment, open_when_due
from evaluatie.vertrouwelijk.aanbod import MetNaam, find_met_naam
from kern.errors import DomainError
from kern.tijd import dag, maand_jaar, nu
from netwerken.services.locks import lock_netwerk

LANGSTE_NAAM = 50  # and then the month, and that it is by name
NIET_MEER = "Deze vragen kun je nu niet met naam stellen."


def check_group(netwerk, keuze: MetNaam | None = None) -> None:
    """Raises DomainError when this netwerk is not small enough, or nobody is there to ask.

    ``keuze``: about a meeting only who was there is asked.
    """
    groep = services.who_is_in(netwerk)
    check_small(len(groep), len(groep) if keuze is None else len(list_asked(groep, keuze)))


def list_asked(groep, keuze: MetNaam) -> list:
    """Who of the group gets these questions."""
    if keuze.bijeenkomst is None:
        return groep
    waren_er = set(keuze.bijeenkomst.aanwezigen().values_list("pk", flat=True))
    return [persoon for persoon in groep if persoon.pk in waren_er]


@transaction.atomic
def ask_by_name(netwerk, code: str, *, op: date | None = None, by, now: datetime | None = None) -> Meting:
    """A vertrouwelijke ronde with the open questions of this list, at once or on the morning of ``op``.

    Raises DomainError when the netwerk does not run, when five or more can be asked (also when the fifth joined while
    this waited), when the list has no open questions, was asked about this meeting before, or another round is open.
    """
    now = now or nu()
    netwerk = lock_netwerk(netwerk)
    check_netwerk(netwerk)
    keuze = find_met_naam(netwerk, code, now=now)
    if keuze is None:
        raise DomainError(NIET_MEER)
    check_group(netwerk, keuze)
    schema = make_schema(choose_moment(op, now))
    check_once(netwerk, Meting.Soort.VERTROUWELIJK, keuze.document)
    check_free(netwerk, Meting.Soort.VERTROUWELIJK, schema)
    meting = services.plan_ronde(
        netwerk, Meting.Soort.VERTROUWELIJK, opent_op=schema.opent, sluit_op=schema.sluit, by=by, met_de_hand=True,
        naam=_name(keuze, schema.opent), document=keuze.document, moment=keuze.moment,
    )  # fmt: skip
    return open_when_due(meting, now)


def _name(keuze, opent):
    if keuze.bijeenkomst:
        return f"Bijeenkomst van {dag(keuze.bijeenkomst.begint_op, met_jaar=True)}, met naam"
    return f"{keuze.naam[:LANGSTE_NAAM]} {maand_jaar(opent)}, met naam"
