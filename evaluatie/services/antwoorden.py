"""Answering, so that nothing that stays behind tells who said what.

What an observer of the database could use, and what is done about it:

* *Row versions* (PostgreSQL ``xmin``, ``ctid``): the row that changed last would be the last answer, and a Genodigde
  and a Teller with the same transaction would belong together. So every answer rewrites **all** rows of the meting:
  all counters in one UPDATE, all Genodigden in one UPDATE, all texts deleted and inserted again in the order of their
  random keys. Afterwards all rows carry the same transaction and stand in the order they always stand in.
* *Insertion order* (``rowid``, serial keys): counters and Genodigden exist since the opening, in an order that has
  nothing to do with answering; texts get new rowids in the order of their keys.
* *Times*: there is no column for one; the meting itself is locked, not written. No Logregel, no Bericht, no log line.
* *Concurrency*: the lock on the meting makes answers queue, so no count is lost and no text is forgotten.
* *Two rows of one person*: choices are counted one by one, never as a set; a text stands apart from them.

What stays, because no schema can remove it: somebody who watches the live database all day, keeps its write-ahead log
or its backups, or reads the web server's access log next to them, sees that an answer came in. That is why access logs
leave out the token of a one-touch link and why rows are thrown away as soon as they have done their work
(``metingen.close_meting``).
"""

import uuid
from collections.abc import Iterable
from datetime import datetime

from django.db import transaction
from django.db.models import Case, F, Q, Value, When

from evaluatie.inhoud import VRAGENLIJST
from evaluatie.models import Gemist, Genodigde, Meting, OpenAntwoord
from evaluatie.werkvormen import CODE, GETIKT, MEESTE
from kern.errors import DomainError
from kern.tijd import nu

GESLOTEN = "Deze evaluatie is gesloten."
AL_INGEVULD = "Je antwoord is al binnen. We weten niet welk antwoord van jou is, dus wijzigen kan niet."


class AlIngevuldError(DomainError):
    """This person's answer is already in; it cannot be found again, so it cannot be changed."""


@transaction.atomic
def answer(
    meting: Meting, persoon, *, keuzes: dict[str, int], hielp: Iterable[str] = (), tekst: str = "",
    alleen_facilitator: bool = False, now: datetime | None = None,
) -> None:  # fmt: skip
    """Count one person's answer. Nothing is returned and nothing is logged: there is nothing to point at.

    ``keuzes`` holds a value for every question; ``hielp``: the codes of the werkvormen that were tapped, one without a
    counter is passed over. Raises AlIngevuldError the second time, DomainError when the meting is closed or this
    person was not there.
    """
    if set(keuzes) != set(VRAGENLIJST.codes) or not set(keuzes.values()) <= set(VRAGENLIJST.waarden):
        raise DomainError("Kies bij elke vraag één antwoord.")
    getikt = sorted({code for code in hielp if code.startswith(CODE)})
    if len(getikt) > MEESTE:
        raise DomainError("Kies uit wat er in de bijeenkomst zat.")
    meting = _lock(meting, now or nu())
    genodigde = _get_answerer(meting, persoon)
    gekozen = Q(*(Q(vraag=code, waarde=waarde) for code, waarde in keuzes.items()), _connector=Q.OR)
    if getikt:
        gekozen |= Q(vraag__in=getikt, waarde=GETIKT)
    meting.tellers.update(aantal=F("aantal") + Case(When(gekozen, then=Value(1)), default=Value(0)))
    meting.genodigden.update(ingevuld=Case(When(pk=genodigde.pk, then=Value(True)), default=F("ingevuld")))
    _rewrite_open_antwoorden(meting, tekst, alleen_facilitator)


@transaction.atomic
def switch_soort(meting: Meting, persoon, soort: str, *, now: datetime | None = None) -> None:
    """«Ik was er niet», or the other way round: before answering only. Raises AlIngevuldError afterwards.

    All rows are rewritten here too, so that a switch cannot be told from an answer.
    """
    meting = _lock(meting, now or nu())
    genodigde = _get_genodigde(meting, persoon)
    meting.genodigden.update(soort=Case(When(pk=genodigde.pk, then=Value(soort)), default=F("soort")))
    meting.tellers.update(aantal=F("aantal"))
    _rewrite_open_antwoorden(meting)


def save_gemist(bijeenkomst, persoon, tekst: str) -> Gemist:
    """An absentee's line for the facilitators; a second one replaces the first."""
    gemist, _ = Gemist.objects.update_or_create(bijeenkomst=bijeenkomst, persoon=persoon, defaults={"tekst": tekst})
    return gemist


def _lock(meting, now):
    """One answer at a time, and none after closing, however late the clock of the worker is."""
    meting = Meting.objects.select_for_update(of=("self",)).select_related("bijeenkomst").filter(pk=meting.pk).first()
    if meting is None or not meting.is_open(now) or meting.is_overtaken:
        raise DomainError(GESLOTEN)
    return meting


def check_can_answer(meting: Meting, persoon) -> None:
    """Raises what ``answer`` would raise about this person, before judging the answers."""
    if not meting.is_open():
        raise DomainError(GESLOTEN)
    _get_answerer(meting, persoon)


def _get_answerer(meting, persoon):
    genodigde = _get_genodigde(meting, persoon)
    if genodigde.soort != Genodigde.Soort.AANWEZIG:
        raise DomainError("De vragen zijn voor wie erbij was.")
    return genodigde


def _get_genodigde(meting, persoon):
    genodigde = meting.genodigden.filter(persoon=persoon).first()
    if genodigde is None:
        raise DomainError("Deze vragen zijn niet voor jou.")
    if genodigde.ingevuld:
        raise AlIngevuldError(AL_INGEVULD)
    return genodigde


def _rewrite_open_antwoorden(meting, tekst="", alleen_facilitator=False):
    rows = list(meting.open_antwoorden.all())
    if tekst:
        rows.append(
            OpenAntwoord(
                uuid=uuid.uuid4(), meting=meting, vraag=VRAGENLIJST.open.code, tekst=tekst,
                alleen_facilitator=alleen_facilitator,
            )
        )  # fmt: skip
    if rows:
        meting.open_antwoorden.all().delete()
        OpenAntwoord.objects.bulk_create(sorted(rows, key=lambda row: row.uuid))
