"""Rounds of questions to the whole netwerk: planned first, so that everybody can see them coming, and opened at their
hour. ``sluiten`` closes them, as every round.
"""

from datetime import datetime

from django.conf import settings
from django.db import transaction

from bijeenkomsten.models import Bijeenkomst
from evaluatie.models import Meting
from evaluatie.services import metingen
from evaluatie.services.rijen import create_rows, ensure_newest, ensure_vragenlijst
from evaluatie.services.sluiten import forget_reminders
from evaluatie.services.vertrouwelijk import OVER_BIJEENKOMST, find_reason_against, name_lezers
from evaluatie.vragenlijst.bron import get_shipped, list_shipped
from evaluatie.vragenlijst.document import Document
from kern.errors import DomainError
from kern.locks import lock_rows
from kern.log import log
from kern.tijd import maand_jaar, nu
from netwerken.models import Deelname
from netwerken.services.locks import lock_netwerk_of
from personen.models import Persoon

TE_KLEIN = "Er waren minder dan 5 deelnemers. Dan kan niemand anoniem antwoorden."
AFGELOPEN = "Het netwerk is afgelopen."


def who_is_in(netwerk) -> list:
    """The deelnemers who can be asked now: nobody who pauses, and no facilitators (see ``models``).

    Of a netwerk that is over: who took part until the end, or was ready before it.
    """
    begeleiders = Deelname.objects.lid().filter(netwerk=netwerk, rol=Deelname.Rol.FACILITATOR)
    deelnemers = netwerk.deelnemers()
    if netwerk.status in {netwerk.Status.AFGEROND, netwerk.Status.ZELFSTANDIG}:
        tot_het_eind = [Deelname.Status.ACTIEF, Deelname.Status.AFGEROND]
        rows = Deelname.objects.filter(netwerk=netwerk, rol=Deelname.Rol.DEELNEMER, status__in=tot_het_eind)
        deelnemers = Persoon.objects.filter(pk__in=rows.values("persoon"), is_active=True)
    return list(deelnemers.exclude(pk__in=begeleiders.values("persoon")))


def list_group(meting: Meting) -> list:
    """The group of this round: of one about a guest speaker who was at that meeting, else everybody who is in; of a
    vertrouwelijke ronde about a meeting those of them who were there."""
    if meting.soort == Meting.Soort.SPREKER and meting.moment:
        bijeenkomst = Bijeenkomst.objects.select_related("netwerk").get(pk=meting.moment.partition(":")[2])
        return metingen.who_is_asked(bijeenkomst)[0]
    groep = who_is_in(meting.netwerk)
    soort, _, pk = meting.moment.partition(":")
    if meting.is_vertrouwelijk and soort == OVER_BIJEENKOMST:
        waren_er = set(Bijeenkomst.objects.get(pk=pk).aanwezigen().values_list("pk", flat=True))
        return [persoon for persoon in groep if persoon.pk in waren_er]
    return groep


@transaction.atomic
def plan_ronde(
    netwerk, soort: str, *, opent_op: datetime, sluit_op: datetime, naam: str, document: Document | None = None,
    moment: str = "", met_de_hand: bool = False, by=None,
) -> Meting:  # fmt: skip
    """A planned round; for the same ``moment`` of a netwerk the one there is, as it is.

    ``document``: the questions, when they are not simply the shipped ones of this ``soort``; always for ``eigen``
    and ``vertrouwelijk``.
    Raises DomainError when it would close before it opens.
    """
    if moment and (bestaand := Meting.objects.filter(netwerk=netwerk, moment=moment).first()):
        return bestaand
    _check_times(opent_op, sluit_op)
    document = document or get_shipped(soort)
    vragenlijst = ensure_vragenlijst(document, netwerk if _is_van_hen(soort, document) else None)
    meting = Meting.objects.create(
        netwerk=netwerk, soort=soort, status=Meting.Status.GEPLAND, vragenlijst=vragenlijst, naam=naam, moment=moment,
        opent_op=opent_op, sluit_op=sluit_op, met_de_hand=met_de_hand,
    )  # fmt: skip
    log(meting, "evaluatie.ronde.planned", actor=by, soort=soort)
    return meting


def _is_van_hen(soort, document):
    """Are these questions of the netwerk itself, wholly or in part?"""
    if soort == Meting.Soort.VERTROUWELIJK and document.code not in {shipped.code for shipped in list_shipped()}:
        return True
    return soort == Meting.Soort.EIGEN or any(vraag.eigen for vraag in document.vragen)


def _check_times(opent_op, sluit_op):
    if sluit_op <= opent_op:
        raise DomainError("De vragen moeten later sluiten dan ze opengaan.")


@transaction.atomic
def move_ronde(meting: Meting, *, opent_op: datetime, sluit_op: datetime, by=None) -> Meting:
    """A planned round to another time, and the month in its name along; ``by`` somebody, it stays there.

    Raises DomainError when it is open or over.
    """
    _check_times(opent_op, sluit_op)
    meting = _lock(meting)
    if not meting.is_gepland:
        raise DomainError("Deze ronde is al begonnen of vervallen.")
    maand = maand_jaar(meting.opent_op)
    if meting.naam.endswith(f" {maand}"):
        meting.naam = meting.naam.removesuffix(maand) + maand_jaar(opent_op)
    meting.opent_op, meting.sluit_op = opent_op, sluit_op
    meting.met_de_hand = meting.met_de_hand or by is not None
    meting.save(update_fields=["naam", "opent_op", "sluit_op", "met_de_hand"])
    log(meting, "evaluatie.ronde.moved", actor=by)
    return meting


@transaction.atomic
def cancel_ronde(meting: Meting, reden: str, *, by=None) -> Meting:
    """Not held, or stopped while it was open: what was answered is erased. Raises DomainError when it is closed.

    A round that lapsed already keeps its reason.
    """
    meting = _lock(meting)
    if meting.is_gesloten:
        raise DomainError("Deze ronde is al gesloten.")
    if meting.status != Meting.Status.VERVALLEN:
        _lapse(meting, reden)
        log(meting, "evaluatie.ronde.cancelled", actor=by)
    return meting


def _lapse(meting, reden):
    forget_reminders(meting)
    rijen = (
        meting.genodigden,
        meting.tellers,
        meting.open_antwoorden,
        meting.gevraagden,
        meting.verteld,
        meting.lezers,
    )
    for rows in rijen:
        rows.all().delete()
    meting.status, meting.reden = Meting.Status.VERVALLEN, reden[:200]
    meting.save(update_fields=["status", "reden"])


@transaction.atomic
def open_ronde(meting: Meting, *, now: datetime | None = None) -> Meting:
    """gepland → open, once its hour has come, for as long as it was planned to last; twice is once.

    Asks the newest questions of its list (``register_samensteller``), and from now on only those. With fewer than five
    people to ask it lapses and says so, and when the netwerk ended meanwhile. A vertrouwelijke ronde is the other way
    round: it lapses when the group grew to five, for then anonymous is the only way. Its questions stay as planned.
    """
    now = now or nu()
    meting = _lock(meting)
    if not meting.is_gepland or now < meting.opent_op:
        return meting
    if _is_over(meting):
        _lapse(meting, AFGELOPEN)
        log(meting, "evaluatie.ronde.overtaken")
        return meting
    gevraagd = list_group(meting)
    if reden := _find_reason_against(meting, len(gevraagd)):
        _lapse(meting, reden)
        log(meting, "evaluatie.ronde.too_small" if reden == TE_KLEIN else "evaluatie.ronde.not_by_name")
        return meting
    if meting.is_vertrouwelijk:
        name_lezers(meting)
    else:
        meting.vragenlijst = ensure_newest(meting.netwerk, meting.document) or meting.vragenlijst
    meting.status, meting.opent_op, meting.sluit_op = Meting.Status.OPEN, now, now + (meting.sluit_op - meting.opent_op)
    meting.save(update_fields=["vragenlijst", "status", "opent_op", "sluit_op"])
    create_rows(meting, gevraagd)
    log(meting, "evaluatie.ronde.opened", genodigd=len(gevraagd))
    return meting


def _find_reason_against(meting, gevraagd):
    if meting.is_vertrouwelijk:
        return find_reason_against(len(who_is_in(meting.netwerk)), gevraagd)
    return TE_KLEIN if gevraagd < settings.EVALUATIE_MIN_ANTWOORDEN else ""


def _is_over(meting):
    """A nameting asks after the end, not of a netwerk that was stopped; everything else before it."""
    netwerk = meting.netwerk
    if meting.soort == Meting.Soort.NAMETING:
        return netwerk.status == netwerk.Status.GESTOPT
    return netwerk.is_beeindigd


def _lock(meting):
    netwerk = lock_netwerk_of(meting)
    meting = lock_rows(Meting.objects).get(pk=meting.pk)
    meting.netwerk = netwerk
    return meting
