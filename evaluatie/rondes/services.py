"""What facilitators do with rounds: ask one, move it, skip it, start it now. The netwerk is locked: one at a time."""

from datetime import date, datetime, timedelta

from django.conf import settings
from django.db import transaction

from berichten import services as berichten
from bijeenkomsten.models import Bijeenkomst
from evaluatie import services
from evaluatie.models import Meting
from evaluatie.rondes.aanbod import Aanbod, get_questions
from evaluatie.rondes.agenda import find_clash, find_rondes
from evaluatie.rondes.planner import plan_all, plan_netwerk
from evaluatie.rondes.planning import plan_berichten
from evaluatie.rondes.schema import make_schema
from kern.errors import DomainError
from kern.forms import clean_text
from kern.tijd import dag, is_werkdag, lokale_dag, maand_jaar, nu, ochtend
from netwerken.services.locks import lock_netwerk, lock_netwerk_of

__all__ = ["ask_group", "check_group", "check_netwerk", "find_spreker_meetings", "move_by_hand", "plan_all"]
__all__ += ["check_free", "check_once", "choose_moment", "open_when_due", "plan_netwerk", "skip_by_hand"]
__all__ += ["start_by_hand"]

LANGSTE_NAAM = 60  # and then the month
VERST = timedelta(days=366)
SPREKER_TOT = timedelta(days=60)  # longer ago nobody remembers what the guest brought
REDEN_MAX = 200


def check_netwerk(netwerk) -> None:
    """Raises DomainError when nobody of this netwerk can be asked anything now."""
    if netwerk.status not in {netwerk.Status.GESTART, netwerk.Status.AFRONDEN}:
        raise DomainError("Vragen stellen kan als het netwerk loopt.")
    if netwerk.is_gepauzeerd:
        raise DomainError(f"Het netwerk pauzeert tot {dag(netwerk.gepauzeerd_tot)}. Vraag het daarna.")


def check_group(gevraagd: int) -> None:
    genoeg = settings.EVALUATIE_MIN_ANTWOORDEN
    if gevraagd < genoeg:
        wie = "Er doet 1 mens mee" if gevraagd == 1 else f"Er doen {gevraagd} mensen mee"
        raise DomainError(
            f"{wie} aan wie je dit kunt vragen. Bij minder dan {genoeg} kan niemand anoniem antwoorden. "
            "Vraag het in een rondje: wat geeft je energie, en wat kost je energie?"
        )


def check_small(groep: int, gevraagd: int) -> None:
    """Raises DomainError when a group of this size cannot be asked by name. ``gevraagd``: how many of it are asked."""
    genoeg = settings.EVALUATIE_MIN_ANTWOORDEN
    if groep >= genoeg:
        raise DomainError(f"Jullie zijn met {genoeg} of meer. Dan vragen we het alleen anoniem.")
    if not gevraagd:
        raise DomainError("Er is niemand aan wie je dit kunt vragen.")


def check_asked(meting: Meting) -> None:
    """Raises DomainError when the group of this planned round cannot be asked now."""
    gevraagd = len(services.list_group(meting))
    if meting.is_vertrouwelijk:
        check_small(len(services.who_is_in(meting.netwerk)), gevraagd)
    else:
        check_group(gevraagd)


def check_free(netwerk, soort, schema, *, behalve=None):
    rondes = find_rondes(netwerk, behalve=behalve)
    if soort == Meting.Soort.VERTROUWELIJK:  # the group is too small for any other round that is planned
        rondes = [ander for ander in rondes if not ander.is_gepland or ander.is_vertrouwelijk]
    ander = find_clash(rondes, soort, schema.opent, schema.sluit)
    if ander is None:
        return
    if ander.status == Meting.Status.OPEN:
        raise DomainError(f"{ander.titel} loopt nog, tot {dag(ander.sluit_op)}. Kies een dag daarna.")
    wanneer = "was op" if ander.is_gesloten else "gaat open op"
    raise DomainError(
        f"{ander.titel} {wanneer} {dag(ander.opent_op)}. Laat er drie weken tussen, dan blijven mensen antwoorden."
    )


def choose_moment(op: date | None, now) -> datetime:
    """The morning of that day; without a day: at once."""
    if op is None:
        return now
    if op <= lokale_dag(now):
        raise DomainError("Kies een dag na vandaag.")
    if op > lokale_dag(now) + VERST:
        raise DomainError("Kies een dag binnen een jaar.")
    if not is_werkdag(op):
        raise DomainError("Kies een werkdag. In het weekend en op feestdagen gaat er geen mail.")
    return ochtend(op)


@transaction.atomic
def ask_group(
    netwerk, aanbod: Aanbod, *, op: date | None = None, bijeenkomst: Bijeenkomst | None = None, by,
    now: datetime | None = None,
) -> Meting:  # fmt: skip
    """A round because a facilitator wants one, at once or on the morning of ``op``.

    About a guest speaker: of that meeting, and once. Raises DomainError when the netwerk does not run, fewer than five
    can be asked, the same is planned or open already, or another round stands in its way.
    """
    now = now or nu()
    netwerk = lock_netwerk(netwerk)
    check_netwerk(netwerk)
    schema = make_schema(choose_moment(op, now))
    check_group(len(services.who_is_asked(bijeenkomst)[0] if bijeenkomst else services.who_is_in(netwerk)))
    document = get_questions(netwerk, aanbod.code)
    if bijeenkomst:
        _check_once_per_gast(netwerk, bijeenkomst)
    else:
        check_once(netwerk, aanbod.soort, document)
    check_free(netwerk, aanbod.soort, schema)
    meting = services.plan_ronde(
        netwerk, aanbod.soort, opent_op=schema.opent, sluit_op=schema.sluit, by=by, met_de_hand=True,
        naam=_name(aanbod, schema.opent, bijeenkomst), document=document,
        moment=f"spreker:{bijeenkomst.pk}" if bijeenkomst else "",
    )  # fmt: skip
    return open_when_due(meting, now)


def _name(aanbod, opent, bijeenkomst):
    if bijeenkomst:
        return f"Gastspreker van {dag(bijeenkomst.begint_op, met_jaar=True)}"
    return f"{aanbod.naam[:LANGSTE_NAAM]} {maand_jaar(opent)}"


def _check_once_per_gast(netwerk, bijeenkomst):
    if Meting.objects.filter(netwerk=netwerk, moment=f"spreker:{bijeenkomst.pk}").exists():
        raise DomainError("Over deze gast is het al gevraagd.")


def check_once(netwerk, soort, document) -> None:
    """Raises DomainError when this list is planned or open already as this ``soort``."""
    lopend = Meting.objects.filter(netwerk=netwerk, bijeenkomst=None, soort=soort)
    lopend = lopend.filter(status__in=[Meting.Status.GEPLAND, Meting.Status.OPEN], vragenlijst__code=document.code)
    if ander := lopend.order_by("opent_op").first():
        hoe = "staat al klaar voor" if ander.is_gepland else "loopt al sinds"
        raise DomainError(f"{ander.titel} {hoe} {dag(ander.opent_op)}. Nog een keer hoeft niet.")


def open_when_due(meting, now):
    """The worker sends the mails; opening does not wait for it."""
    plan_berichten(meting, now=now)
    return services.open_ronde(meting, now=now) if meting.opent_op <= now else meting


def find_spreker_meetings(netwerk, *, now: datetime | None = None) -> list[Bijeenkomst]:
    """The meetings of the past weeks with a guest, about whom nobody was asked yet; latest first."""
    now = now or nu()
    gevraagd = Meting.objects.filter(netwerk=netwerk, moment__startswith="spreker:").values_list("moment", flat=True)
    al = [int(moment.partition(":")[2]) for moment in gevraagd]
    rows = Bijeenkomst.objects.geweest(now=now).filter(netwerk=netwerk, eindigt_op__gte=now - SPREKER_TOT)
    met_gast = rows.filter(gasten__status="bevestigd").exclude(pk__in=al).distinct()
    return list(met_gast.order_by("-begint_op", "pk"))


@transaction.atomic
def move_by_hand(meting: Meting, op: date, *, by, now: datetime | None = None) -> Meting:
    """A planned round to the morning of another day. Raises DomainError when that cannot be, or it began already."""
    now = now or nu()
    netwerk = lock_netwerk_of(meting)
    schema = make_schema(choose_moment(op, now))
    check_free(netwerk, meting.soort, schema, behalve=meting.pk)
    meting = services.move_ronde(meting, opent_op=schema.opent, sluit_op=schema.sluit, by=by)
    plan_berichten(meting, now=now)
    return meting


@transaction.atomic
def start_by_hand(meting: Meting, *, by, now: datetime | None = None) -> Meting:
    """A planned round opens now. Raises DomainError when it began already, or another one stands in its way."""
    now = now or nu()
    netwerk = lock_netwerk_of(meting)
    check_netwerk(netwerk)
    check_asked(meting)
    schema = make_schema(now)
    check_free(netwerk, meting.soort, schema, behalve=meting.pk)
    meting = services.move_ronde(meting, opent_op=schema.opent, sluit_op=schema.sluit, by=by)
    return open_when_due(meting, now)


@transaction.atomic
def skip_by_hand(meting: Meting, reden: str, *, by) -> Meting:
    """Not held, or stopped while it was open: everybody reads why, and what was answered is erased.

    Raises DomainError without a reason, or when it is closed.
    """
    reden = clean_text(reden)
    if not reden:
        raise DomainError("Schrijf in een paar woorden waarom. De groep leest dat.")
    if len(reden) > REDEN_MAX:
        raise DomainError(f"Houd het kort: hooguit {REDEN_MAX} tekens.")
    lock_netwerk_of(meting)
    meting = services.cancel_ronde(meting, reden, by=by)
    berichten.cancel_verzendingen(meting.aanleiding, "De ronde gaat niet door.", voorgoed=True)
    return meting
