"""The vertrouwelijke ronde: a group of fewer than five cannot stay anonymous, so it is asked by name, and told that.

Told before the first question is who will read it: the facilitators of the opening, by name. So those read it and
nobody else, as long as they guide the netwerk. They read when the round is closed: until then everybody can change
their own words, and after that still take them back. Eight weeks after the closing all of it is erased.
"""

from datetime import datetime, timedelta

from django.conf import settings
from django.db import transaction

from evaluatie.models import Lezer, Meting, VertrouwelijkAntwoord
from evaluatie.services.antwoorden import GESLOTEN, GeslotenError
from kern.errors import DomainError
from kern.locks import lock_rows
from kern.log import log

BEWAART = timedelta(weeks=8)  # time for the next meeting and a talk with each
TE_GROOT = "Jullie zijn nu met 5 of meer. Dan vragen we het alleen anoniem."
NIEMAND = "Er was niemand aan wie we het konden vragen."
NIETS = "Schrijf bij minstens één vraag iets."
NIET_VOOR_JOU = "Deze vragen zijn niet voor jou."
OVER_BIJEENKOMST = "met-naam"  # how the moment of a round about one meeting begins


def make_moment(bijeenkomst) -> str:
    return f"{OVER_BIJEENKOMST}:{bijeenkomst.pk}"


def is_asked_by_name(bijeenkomst) -> bool:
    """Was this meeting the subject of a vertrouwelijke ronde? Then it is never asked about anonymously any more."""
    rows = Meting.objects.filter(netwerk=bijeenkomst.netwerk_id, moment=make_moment(bijeenkomst))
    return rows.exclude(status=Meting.Status.VERVALLEN).exists()


def find_reason_against(groep: int, gevraagd: int) -> str:
    """Why a group of this size is not asked by name; «» when it can be. ``gevraagd``: how many of it are asked."""
    if groep >= settings.EVALUATIE_MIN_ANTWOORDEN:
        return TE_GROOT
    return "" if gevraagd else NIEMAND


def name_lezers(meting: Meting) -> None:
    """Once, at the opening: the facilitators of now."""
    Lezer.objects.bulk_create(Lezer(meting=meting, persoon=persoon) for persoon in find_guides(meting.netwerk))


def find_guides(netwerk):
    """The facilitators of now."""
    return netwerk.facilitators().order_by("naam", "pk")


def find_lezers(meting: Meting):
    """Who may read it: who was named at the opening and still guides the netwerk. Of a planned round: who guides it."""
    guides = find_guides(meting.netwerk)
    return guides if meting.is_gepland else guides.filter(pk__in=meting.lezers.values("persoon"))


@transaction.atomic
def tell(meting: Meting, persoon, teksten: dict[str, str], *, now: datetime | None = None) -> None:
    """Keep what this person tells, in the place of what was told before. Nothing is logged.

    ``teksten``: per open question; an empty one goes. Raises DomainError when all are empty, for a question of another
    list and for who is not asked; GeslotenError when the round is closed.
    """
    if not set(teksten) <= {vraag.code for vraag in meting.document.open_vragen}:
        raise DomainError("Deze vraag hoort er niet bij.")
    teksten = {code: tekst for code, tekst in teksten.items() if tekst}
    if not teksten:
        raise DomainError(NIETS)
    meting = _lock(meting)
    if meting is None or not meting.is_open(now):
        raise GeslotenError(GESLOTEN)
    if not meting.genodigden.filter(persoon=persoon).update(ingevuld=True):
        raise DomainError(NIET_VOOR_JOU)
    meting.verteld.filter(persoon=persoon).delete()
    VertrouwelijkAntwoord.objects.bulk_create(
        VertrouwelijkAntwoord(meting=meting, persoon=persoon, vraag=code, tekst=tekst)
        for code, tekst in teksten.items()
    )


@transaction.atomic
def take_back(meting: Meting, persoon) -> bool:
    """Erase what this person told, also after the closing. Was there anything?"""
    meting = _lock(meting)
    if meting is None:
        return False
    meting.genodigden.filter(persoon=persoon).update(ingevuld=False)
    return bool(meting.verteld.filter(persoon=persoon).delete()[0])


def _lock(meting):
    rows = lock_rows(Meting.objects).filter(soort=Meting.Soort.VERTROUWELIJK)
    return rows.filter(pk=meting.pk).first()


def get_wist_op(meting: Meting) -> datetime:
    """When what was told is erased."""
    return meting.sluit_op + BEWAART


def forget_verteld(now: datetime) -> None:
    """Erase what was told in rounds that closed eight weeks ago or more."""
    oud = Meting.objects.filter(soort=Meting.Soort.VERTROUWELIJK, sluit_op__lte=now - BEWAART)
    for meting in oud.filter(verteld__isnull=False).distinct():
        meting.verteld.all().delete()
        log(meting, "evaluatie.ronde.verteld_erased")
