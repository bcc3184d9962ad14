"""The round of questions after a meeting: it opens when its Verzending is carried out, however late, and its other
moments follow from that. ``sluiten`` closes it, as every round.
"""

from datetime import datetime, timedelta

from django.conf import settings
from django.db import transaction

from berichten import services as berichten
from berichten.models import Bericht, Verzending
from bijeenkomsten.models import Bijeenkomst
from bijeenkomsten.services.bijeenkomst import lock as lock_bijeenkomst
from evaluatie import planning
from evaluatie.models import Meting
from evaluatie.schema import make_schema
from evaluatie.services.hielp import create_tellers
from evaluatie.services.rijen import create_rows, ensure_newest, ensure_vragenlijst
from evaluatie.services.sluiten import withdraw_overtaken
from evaluatie.services.vertrouwelijk import is_asked_by_name
from evaluatie.vragenlijst.bron import BIJEENKOMST, get_shipped
from kern.errors import DomainError
from kern.log import log
from kern.prepared import prepared
from kern.tijd import nu
from netwerken.models import Deelname

MET_NAAM = "Over deze bijeenkomst vroegen jullie het al met naam. Dan vragen we het niet ook nog anoniem."
ALSNOG_BINNEN = timedelta(days=7)  # later than this nobody remembers the meeting well enough


def who_is_asked(bijeenkomst) -> tuple[list, list]:
    """(who was there, which deelnemers were not), both without the facilitators of the netwerk (see ``models``)."""
    begeleiders = Deelname.objects.lid().filter(netwerk=bijeenkomst.netwerk_id, rol=Deelname.Rol.FACILITATOR)
    deelnemers = bijeenkomst.netwerk.deelnemers()
    aanwezig, afwezig = bijeenkomst.aanwezigen(), bijeenkomst.afwezigen().filter(pk__in=deelnemers.values("pk"))
    return tuple(
        list(p.filter(is_active=True).exclude(pk__in=begeleiders.values("persoon"))) for p in (aanwezig, afwezig)
    )


def who_missed(bijeenkomst) -> list:
    """Which deelnemers were not there. Without an attendance list who answered in the meeting itself tells more than
    what people said beforehand; and who was in the room then, is never told that they were not."""
    afwezig = who_is_asked(bijeenkomst)[1]
    zaal = Meting.objects.filter(bijeenkomst=bijeenkomst, in_zaal=True, opent_op__gte=bijeenkomst.begint_op).first()
    if zaal is None:
        return afwezig
    if not bijeenkomst.is_gehouden:
        begeleiders = Deelname.objects.lid().filter(netwerk=bijeenkomst.netwerk_id, rol=Deelname.Rol.FACILITATOR)
        afwezig = bijeenkomst.netwerk.deelnemers().exclude(pk__in=begeleiders.values("persoon"))
    in_de_zaal = set(zaal.gevraagden.values_list("persoon", flat=True))
    return [persoon for persoon in afwezig if persoon.pk not in in_de_zaal]


@transaction.atomic
def open_meting(bijeenkomst, *, now: datetime | None = None) -> Meting | None:
    """The meting of this meeting, opened when needed; None when it is not over, cancelled, fewer than five came, or
    the group was asked about it by name.

    Opening twice gives the same meting. A round about a meeting that moved since is thrown away first.
    """
    now = now or nu()
    bijeenkomst = lock_bijeenkomst(bijeenkomst)
    withdraw_overtaken(Meting.objects.filter(bijeenkomst=bijeenkomst))
    meting = Meting.objects.filter(bijeenkomst=bijeenkomst).first()
    if meting or bijeenkomst.status == Bijeenkomst.Status.AFGELAST or bijeenkomst.eindigt_op > now:
        return meting
    aanwezig, afwezig = who_is_asked(bijeenkomst)
    if len(aanwezig) < settings.EVALUATIE_MIN_ANTWOORDEN or is_asked_by_name(bijeenkomst):
        return None
    lijst = get_shipped(BIJEENKOMST)
    meting = Meting.objects.create(
        netwerk_id=bijeenkomst.netwerk_id,
        bijeenkomst=bijeenkomst,
        vragenlijst=ensure_newest(bijeenkomst.netwerk, lijst) or ensure_vragenlijst(lijst),
        opent_op=now,
        sluit_op=make_schema(bijeenkomst.eindigt_op, now).sluit,
    )
    create_rows(meting, aanwezig, afwezig)
    create_tellers(meting)
    log(meting, "evaluatie.meting.opened", genodigd=len(aanwezig))
    return meting


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

    Raises DomainError when it is too late, when still too few people came, or when it was asked by name.
    """
    now = nu()
    if now > bijeenkomst.eindigt_op + ALSNOG_BINNEN:
        raise DomainError("De bijeenkomst is te lang geleden. Bespreek samen hoe het was.")
    meting = open_meting(bijeenkomst, now=now)
    if meting is None and is_asked_by_name(bijeenkomst):
        raise DomainError(MET_NAAM)
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
