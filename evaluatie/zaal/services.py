"""Filling in together, at the end of a meeting: two minutes, on one's own phone, without a name.

Everybody in the room gets a code; who is not there gets the mail as always, or nothing. Each person has one way only,
decided before the first answer: later it would tell who answered already.
"""

from collections.abc import Iterable
from datetime import datetime, timedelta

from django.conf import settings
from django.db import transaction

from bijeenkomsten.models import Bijeenkomst
from bijeenkomsten.planning import reschedule
from bijeenkomsten.services.bijeenkomst import lock as lock_bijeenkomst
from evaluatie.models import Meting, Zaalcode
from evaluatie.schema import make_schema
from evaluatie.services.hielp import create_tellers
from evaluatie.services.metingen import MET_NAAM
from evaluatie.services.rijen import create_rows, ensure_newest, ensure_vragenlijst
from evaluatie.services.rondes import who_is_in
from evaluatie.services.sluiten import close_meting
from evaluatie.services.vertrouwelijk import is_asked_by_name
from evaluatie.vragenlijst.bron import BIJEENKOMST, get_shipped
from kern.errors import DomainError
from kern.locks import lock_rows
from kern.log import log
from kern.prepared import prepared
from kern.tijd import nu
from netwerken.services.locks import lock_netwerk_of

NA_AFLOOP = timedelta(hours=2)  # so long after the end people may still be in the room
TE_WEINIG = "Met minder dan 5 mensen ziet niemand een uitslag. Vraag elkaar liever hoe het was."
NIET_NU = "Dit kan tijdens de bijeenkomst en tot twee uur erna."
NOG_TE_WEINIG = "Er zijn nog minder dan 5 antwoorden. Wacht nog even, of laat de vragen openstaan."
LOOPT_AL = "De evaluatie van deze bijeenkomst is al begonnen."


def is_now(bijeenkomst, now: datetime) -> bool:
    """People may be in the room: from the begin until a while after the end."""
    return not bijeenkomst.is_afgelast and bijeenkomst.begint_op <= now <= bijeenkomst.eindigt_op + NA_AFLOOP


def may_open(bijeenkomst, now: datetime | None = None) -> bool:
    """The room can be asked: it is now, and nobody was asked yet."""
    return is_now(bijeenkomst, now or nu()) and not Meting.objects.filter(bijeenkomst=bijeenkomst).exists()


def find_open_in_zaal(bijeenkomst) -> Meting | None:
    """The round that this room is answering now."""
    meting = Meting.objects.filter(bijeenkomst=bijeenkomst, in_zaal=True).first()
    return meting if meting and meting.is_open() else None


@prepared
def _find_bezig(netwerk, van, tot):
    rows = Bijeenkomst.objects.filter(netwerk=netwerk, begint_op__lte=tot, eindigt_op__gte=van, meting__isnull=True)
    return rows.exclude(status=Bijeenkomst.Status.AFGELAST).order_by("begint_op")


def find_nu_samen(netwerk) -> Bijeenkomst | None:
    """The meeting that is now, when its room can still be asked and the group is large enough for a result."""
    now = nu()
    bijeenkomst = next(iter(_find_bezig(netwerk.pk, now - NA_AFLOOP, now)), None)
    if bijeenkomst and len(who_is_in(netwerk)) < settings.EVALUATIE_MIN_ANTWOORDEN:
        return None
    return bijeenkomst


@transaction.atomic
def open_in_zaal(bijeenkomst, in_de_zaal: Iterable, *, by, now: datetime | None = None) -> Meting:
    """The evaluation of this meeting, answered in the room by the deelnemers ``in_de_zaal``.

    Facilitators among them are passed over (see ``models``). Who else is a deelnemer counts as absent. It closes as
    every evaluation. Raises DomainError when it is not the time, when it runs already, or with fewer than five people.
    """
    now = now or nu()
    bijeenkomst = lock_bijeenkomst(bijeenkomst)
    if Meting.objects.filter(bijeenkomst=bijeenkomst).exists():
        raise DomainError(LOOPT_AL)
    if not may_open(bijeenkomst, now):
        raise DomainError(NIET_NU)
    gekozen = {persoon.pk for persoon in in_de_zaal}
    deelnemers = who_is_in(bijeenkomst.netwerk)
    zaal = [persoon for persoon in deelnemers if persoon.pk in gekozen]
    if len(zaal) < settings.EVALUATIE_MIN_ANTWOORDEN:
        raise DomainError(TE_WEINIG)
    if is_asked_by_name(bijeenkomst):
        raise DomainError(MET_NAAM)
    lijst = get_shipped(BIJEENKOMST)
    meting = Meting.objects.create(
        netwerk_id=bijeenkomst.netwerk_id, bijeenkomst=bijeenkomst, in_zaal=True, opent_op=now,
        vragenlijst=ensure_newest(bijeenkomst.netwerk, lijst) or ensure_vragenlijst(lijst),
        sluit_op=make_schema(bijeenkomst.eindigt_op).sluit,
    )  # fmt: skip
    create_rows(meting, (), [persoon for persoon in deelnemers if persoon.pk not in gekozen], zaal)
    create_tellers(meting)
    log(meting, "evaluatie.meting.opened_in_zaal", actor=by, genodigd=len(zaal))
    reschedule(bijeenkomst)
    return meting


@transaction.atomic
def close_in_zaal(meting: Meting, *, by, now: datetime | None = None) -> Meting:
    """The room is ready: close now, so that everybody sees the result together. Once closed nothing happens.

    Raises DomainError with fewer than five answers: then it stays open until its hour.
    """
    now = now or nu()
    lock_netwerk_of(meting)
    meting = lock_rows(Meting.objects).get(pk=meting.pk, in_zaal=True)
    if not meting.is_open(now):
        return meting
    if meting.count_ingevuld() < settings.EVALUATIE_MIN_ANTWOORDEN:
        raise DomainError(NOG_TE_WEINIG)
    meting.sluit_op = now
    meting.save(update_fields=["sluit_op"])
    log(meting, "evaluatie.meting.closed_in_zaal", actor=by)
    meting = close_meting(meting, now=now)
    reschedule(meting.bijeenkomst)
    return meting


@transaction.atomic
def hand_out(meting: Meting, eerder: int | None = None) -> Zaalcode | None:
    """A code for this phone: the one it got before (``eerder``), else a free one; None when all are given away."""
    # The lock that answers take too: whoever takes rows one by one may wait for somebody who waits for them.
    meting = lock_rows(Meting.objects).get(pk=meting.pk)
    if not meting.is_open():
        return None
    codes = Zaalcode.objects.filter(meting=meting)
    if eerder and (code := codes.filter(pk=eerder, uitgedeeld=True).first()):
        return code
    code = codes.filter(uitgedeeld=False).order_by("?").first()
    if code is not None:
        code.uitgedeeld = True
        code.save(update_fields=["uitgedeeld"])
    return code
