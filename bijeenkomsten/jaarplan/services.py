"""Planning a year: all meetings, or none."""

from uuid import UUID

from django.db import transaction

from bijeenkomsten.jaarplan import mails
from bijeenkomsten.jaarplan.models import Jaarplan
from bijeenkomsten.services import plan_bijeenkomst
from kern.errors import DomainError
from kern.log import log
from netwerken.services.locks import lock_netwerk

MINST, MEEST = 3, 8


@transaction.atomic
def plan_jaar(netwerk, waarden: dict, bijeenkomsten: list[dict], *, sleutel: UUID, by) -> Jaarplan:
    """All meetings at once, with one mail to everybody after commit. When one cannot be planned, none is.

    ``waarden``: what they share (vorm, locatie …); ``bijeenkomsten``: of each ``titel``, ``begint_op`` and
    ``eindigt_op``. ``sleutel`` comes from the form: sent twice is one plan. Raises DomainError for fewer than 3 or more
    than 8, two at the same moment, a moment that has passed, or a netwerk that has ended.
    """
    netwerk = lock_netwerk(netwerk)
    if eerder := Jaarplan.objects.filter(sleutel=sleutel, netwerk=netwerk).first():
        return eerder
    if netwerk.is_beeindigd:
        raise DomainError("Dit netwerk is beëindigd. Er komen geen bijeenkomsten meer bij.")
    if len(bijeenkomsten) < MINST:
        raise DomainError("Een jaarplan heeft minstens drie bijeenkomsten. Plan er een of twee gewoon los.")
    if len(bijeenkomsten) > MEEST:
        raise DomainError("Een jaarplan heeft hooguit acht bijeenkomsten.")
    if len({b["begint_op"] for b in bijeenkomsten}) < len(bijeenkomsten):
        raise DomainError("Twee bijeenkomsten beginnen op hetzelfde moment. Kies een andere dag of een ander tijdstip.")
    jaarplan = Jaarplan.objects.create(netwerk=netwerk, sleutel=sleutel, gemaakt_door=by)
    for velden in sorted(bijeenkomsten, key=lambda b: b["begint_op"]):
        plan_bijeenkomst(netwerk, waarden | velden | {"jaarplan": jaarplan}, by=by)
    log(jaarplan, "bijeenkomsten.jaarplan.planned", actor=by, bijeenkomsten=len(bijeenkomsten))
    mails.plan_mail(jaarplan)
    return jaarplan
