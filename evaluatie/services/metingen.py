"""Opening and closing of a round of questions.

A round opens when its Verzending is carried out, however late, and its other moments follow from that. Closing throws
away what no longer serves: who answered (all Genodigden), the reminders (they tell who had not answered yet), and
every answer that stays below the threshold and so will never be shown.
"""

import logging
import random
from datetime import datetime, timedelta

from django.conf import settings
from django.db import transaction

from berichten import services as berichten
from berichten.models import Bericht, Verzending
from bijeenkomsten.models import Bijeenkomst
from evaluatie import planning
from evaluatie.inhoud import GEEN_OORDEEL, VRAGENLIJST
from evaluatie.models import Genodigde, Meting, Teller
from evaluatie.schema import make_schema
from evaluatie.services.hielp import create_tellers, keep_hielp
from kern.errors import DomainError
from kern.log import log
from kern.prepared import prepared
from kern.tijd import nu
from netwerken.models import Deelname

logger = logging.getLogger(__name__)

ALSNOG_BINNEN = timedelta(days=7)  # later than this nobody remembers the meeting well enough


def who_is_asked(bijeenkomst) -> tuple[list, list]:
    """(who was there, which deelnemers were not), both without the facilitators of the netwerk (see ``models``)."""
    begeleiders = Deelname.objects.lid().filter(netwerk=bijeenkomst.netwerk_id, rol=Deelname.Rol.FACILITATOR)
    deelnemers = bijeenkomst.netwerk.deelnemers()
    aanwezig, afwezig = bijeenkomst.aanwezigen(), bijeenkomst.afwezigen().filter(pk__in=deelnemers.values("pk"))
    return tuple(
        list(p.filter(is_active=True).exclude(pk__in=begeleiders.values("persoon"))) for p in (aanwezig, afwezig)
    )


@transaction.atomic
def open_meting(bijeenkomst, *, now: datetime | None = None) -> Meting | None:
    """The meting of this meeting, opened when needed; None when it is not over, cancelled, or fewer than five came.

    Opening twice gives the same meting. A round about a meeting that moved since is thrown away first.
    """
    now = now or nu()
    bijeenkomst = Bijeenkomst.objects.select_for_update(of=("self",)).select_related("netwerk").get(pk=bijeenkomst.pk)
    _withdraw_overtaken(Meting.objects.filter(bijeenkomst=bijeenkomst))
    meting = Meting.objects.filter(bijeenkomst=bijeenkomst).first()
    if meting or bijeenkomst.status == Bijeenkomst.Status.AFGELAST or bijeenkomst.eindigt_op > now:
        return meting
    aanwezig, afwezig = who_is_asked(bijeenkomst)
    if len(aanwezig) < settings.EVALUATIE_MIN_ANTWOORDEN:
        return None
    meting = Meting.objects.create(
        netwerk_id=bijeenkomst.netwerk_id,
        bijeenkomst=bijeenkomst,
        opent_op=now,
        sluit_op=make_schema(bijeenkomst.eindigt_op, now).sluit,
    )
    _create_rows(meting, aanwezig, afwezig)
    log(meting, "evaluatie.meting.opened", genodigd=len(aanwezig))
    return meting


def _create_rows(meting, aanwezig, afwezig):
    genodigden = [Genodigde(meting=meting, persoon=p, soort=Genodigde.Soort.AANWEZIG) for p in aanwezig]
    genodigden += [Genodigde(meting=meting, persoon=p, soort=Genodigde.Soort.AFWEZIG) for p in afwezig]
    random.shuffle(genodigden)
    Genodigde.objects.bulk_create(genodigden)
    Teller.objects.bulk_create(
        Teller(meting=meting, vraag=code, waarde=waarde) for code in VRAGENLIJST.codes for waarde in VRAGENLIJST.waarden
    )
    create_tellers(meting)


@prepared
def _find_zonder_meting(netwerk, now, sinds):
    return Bijeenkomst.objects.geweest(now=now).filter(netwerk=netwerk, eindigt_op__gte=sinds, meting__isnull=True)


def list_niet_gevraagd(netwerk) -> list[tuple[Bijeenkomst, int]]:
    """Meetings of the past week that nobody was asked about and that no message waits for, with how many came."""
    now, gevonden = nu(), []
    for bijeenkomst in _find_zonder_meting(netwerk.pk, now, now - ALSNOG_BINNEN):
        if not Verzending.objects.waiting().filter(aanleiding=bijeenkomst.aanleiding, soort=planning.VRAAG).exists():
            bijeenkomst.netwerk = netwerk
            gevonden.append((bijeenkomst, len(who_is_asked(bijeenkomst)[0])))
    return gevonden


@transaction.atomic
def send_now(bijeenkomst, *, by) -> Meting:
    """The facilitator filled in who came after the question should have gone: ask after all.

    Raises DomainError when it is too late or still too few people came.
    """
    now = nu()
    if now > bijeenkomst.eindigt_op + ALSNOG_BINNEN:
        raise DomainError("De bijeenkomst is te lang geleden. Bespreek samen hoe het was.")
    meting = open_meting(bijeenkomst, now=now)
    if meting is None:
        raise DomainError("Er waren minder dan 5 deelnemers. Dan ziet niemand een uitslag, dus sturen we niets.")
    ronde = planning.get_ronde(bijeenkomst)
    verzending = berichten.plan_verzending(
        soort=planning.VRAAG, sleutel=planning.make_sleutel(planning.VRAAG, bijeenkomst, ronde, "alsnog"), op=now,
        context=bijeenkomst.netwerk.context, aanleiding=bijeenkomst.aanleiding, titel="Evaluatie, alsnog",
        omschrijving="Aan wie erbij was: acht korte vragen, anoniem.",
    )  # fmt: skip
    log(verzending, "evaluatie.vraag.sent_now", actor=by)
    plan_rest(meting)
    return meting


def plan_rest(meting: Meting) -> None:
    """Reminders and result at the moments that belong to the real opening."""
    bijeenkomst = meting.bijeenkomst
    schema = make_schema(bijeenkomst.eindigt_op, meting.opent_op)
    for g in planning.plan_rest(bijeenkomst, planning.get_ronde(bijeenkomst), schema):
        berichten.plan_verzending(
            soort=g.soort, sleutel=g.sleutel, op=g.op, titel=g.titel, omschrijving=g.omschrijving,
            context=bijeenkomst.netwerk.context, aanleiding=bijeenkomst.aanleiding,
        )  # fmt: skip


def cancel_rest(bijeenkomst, reden: str) -> None:
    """No round, so no reminders and no result; other mails about this meeting that still wait are left alone."""
    rest = [planning.HERINNERING, planning.UITSLAG]
    over = Verzending.objects.filter(aanleiding=bijeenkomst.aanleiding).exclude(soort__in=rest)
    los = Bericht.objects.filter(aanleiding=bijeenkomst.aanleiding, verzending=None).exclude(soort__in=rest)
    behalve = [*over.values_list("sleutel", flat=True), *los.values_list("sleutel", flat=True)]
    berichten.cancel_verzendingen(bijeenkomst.aanleiding, reden, behalve=tuple(behalve))


@transaction.atomic
def close_meting(meting: Meting, *, now: datetime | None = None) -> Meting:
    """open → gesloten, once its hour has come; before that and the second time nothing happens.

    From here on results may be shown. Who was asked and who answered is forgotten; below the threshold the answers
    are too.
    """
    meting = Meting.objects.select_for_update(of=("self",)).get(pk=meting.pk)
    if meting.is_gesloten or (now or nu()) < meting.sluit_op:
        return meting
    genodigd = meting.genodigden.aanwezig().count()
    ingevuld = meting.genodigden.filter(ingevuld=True).count()
    genoeg = ingevuld >= settings.EVALUATIE_MIN_ANTWOORDEN
    meting.status, meting.genodigd = Meting.Status.GESLOTEN, genodigd
    meting.ingevuld = ingevuld if genoeg else None
    meting.save(update_fields=["status", "genodigd", "ingevuld"])
    meting.genodigden.all().delete()
    if genoeg:
        keep_hielp(meting, ingevuld)
    _forget_answers(meting, alles=not genoeg)
    forget_reminders(meting.bijeenkomst)
    log(meting, "evaluatie.meting.closed", genodigd=genodigd, **({"ingevuld": ingevuld} if genoeg else {}))
    return meting


def _forget_answers(meting, *, alles):
    """Below the threshold nobody will ever see them, so they are not kept: all, or those of one question."""
    if alles:
        meting.open_antwoorden.all().delete()
        meting.tellers.all().delete()
        return
    cijfers = dict.fromkeys(VRAGENLIJST.codes, 0)
    for teller in meting.tellers.exclude(waarde=GEEN_OORDEEL):
        cijfers[teller.vraag] = cijfers.get(teller.vraag, 0) + teller.aantal
    te_weinig = [code for code, aantal in cijfers.items() if aantal < settings.EVALUATIE_MIN_ANTWOORDEN]
    meting.tellers.filter(vraag__in=te_weinig).delete()


def forget_reminders(bijeenkomst=None) -> None:
    """A reminder to somebody says that this person had not answered: its row goes as soon as it left.

    Without ``bijeenkomst``: all that left. With: also those that still wait, for after closing nobody needs one.
    """
    rows = Bericht.objects.filter(soort=planning.HERINNERING)
    if bijeenkomst is None:
        rows = rows.exclude(status=Bericht.Status.GEPLAND)
    else:
        rows = rows.filter(aanleiding=bijeenkomst.aanleiding)
    rows.delete()


def _withdraw_overtaken(metingen):
    """Answers about a meeting that did not take place like that are nobody's business."""
    for meting in metingen.overtaken():
        forget_reminders(meting.bijeenkomst)
        meting.delete()


def close_due(*, now: datetime | None = None) -> int:
    """Close what is over, withdraw what was overtaken, forget reminders that left. Late or twice is fine."""
    now, closed = now or nu(), 0
    for meting in Meting.objects.due(now).exclude(pk__in=Meting.objects.overtaken().values("pk")):
        try:
            closed += close_meting(meting, now=now).is_gesloten
        except Exception:
            logger.exception("meting %s cannot be closed; the others go on", meting.pk)
    with transaction.atomic():
        _withdraw_overtaken(Meting.objects.all())
    forget_reminders()
    return closed
