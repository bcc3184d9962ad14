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
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.db.models import Case, F, Q, Value, When

from evaluatie.models import Gemist, Genodigde, Meting, OpenAntwoord
from evaluatie.vragenlijst.document import Document
from evaluatie.werkvormen import CODE, GETIKT, MEESTE
from kern.errors import DomainError
from kern.locks import lock_rows
from kern.tijd import nu

GESLOTEN = "Deze evaluatie is gesloten."
AL_INGEVULD = "Je antwoord is al binnen. We weten niet welk antwoord van jou is, dus wijzigen kan niet."


class AlIngevuldError(DomainError):
    """This person's answer is already in; it cannot be found again, so it cannot be changed."""


class GeslotenError(DomainError):
    """The round takes no answers any more."""


@dataclass(frozen=True)
class Tekst:
    """What somebody wrote, and for whom."""

    tekst: str
    alleen_facilitator: bool = False


@transaction.atomic
def answer(
    meting: Meting, persoon, *, keuzes: dict[str, object], teksten: dict[str, Tekst] | None = None,
    hielp: Iterable[str] = (), now: datetime | None = None,
) -> None:  # fmt: skip
    """Count one person's answer. Nothing is returned and nothing is logged: there is nothing to point at.

    ``keuzes``: for every counted question what ``Vraag.tel`` takes. ``teksten``: per open question, empty ones may be
    left out. ``hielp``: the codes of the werkvormen that were tapped, one without a counter is passed over. Raises
    AlIngevuldError the second time, DomainError when an answer is missing or wrong, when the meting is closed or when
    this person is not asked.
    """
    punten, teksten = _check(meting.document, keuzes, teksten, hielp)
    meting = _lock(meting, now or nu())
    _write(meting, punten, teksten, genodigde=_get_answerer(meting, persoon))


@transaction.atomic
def answer_in_zaal(
    meting: Meting, code: int, *, keuzes: dict[str, object], teksten: dict[str, Tekst] | None = None,
    hielp: Iterable[str] = (), now: datetime | None = None,
) -> None:  # fmt: skip
    """Count an answer that came with this Zaalcode; whose it is, nobody knows. As ``answer`` for the rest.

    Raises AlIngevuldError when the code was used, DomainError when it is no code of this meting.
    """
    punten, teksten = _check(meting.document, keuzes, teksten, hielp)
    meting = _lock(meting, now or nu())
    _write(meting, punten, teksten, zaalcode=get_zaalcode(meting, code))


def get_zaalcode(meting: Meting, code: int):
    """The code when it can still be used. Raises what ``answer_in_zaal`` raises about it."""
    zaalcode = meting.zaalcodes.filter(pk=code).first()
    if zaalcode is None:
        raise DomainError(GESLOTEN)
    if zaalcode.gebruikt:
        raise AlIngevuldError("Met deze code is al geantwoord. Elke code werkt één keer.")
    return zaalcode


def _check(document, keuzes, teksten, hielp):
    """(points per counter, the texts that say something)."""
    punten = _count_points(document, keuzes)
    teksten = {code: tekst for code, tekst in (teksten or {}).items() if tekst.tekst}
    if not set(teksten) <= {vraag.code for vraag in document.open_vragen}:
        raise DomainError("Deze vraag hoort er niet bij.")
    getikt = sorted({code for code in hielp if code.startswith(CODE)})
    if len(getikt) > MEESTE:
        raise DomainError("Kies uit wat er in de bijeenkomst zat.")
    return punten | {(code, GETIKT): 1 for code in getikt}, teksten


def _write(meting, punten=(), teksten=None, *, genodigde=None, zaalcode=None, soort=None):
    """All rows of the meting once more, whichever of them changes."""
    write_counters(meting, dict(punten))
    wie = When(pk=genodigde.pk, then=Value(soort or True)) if genodigde else None
    veld = "soort" if soort else "ingevuld"
    meting.genodigden.update(**{veld: Case(*([wie] if wie else []), default=F(veld))})
    if meting.in_zaal:
        welke = [When(pk=zaalcode.pk, then=Value(True))] if zaalcode else []
        meting.zaalcodes.update(gebruikt=Case(*welke, default=F("gebruikt")))
    write_texts(meting, teksten)


def _count_points(document: Document, keuzes) -> dict[tuple[str, int], int]:
    """{(question, value): points} of one person's choices."""
    if set(keuzes) != {vraag.code for vraag in document.geteld}:
        raise DomainError("Kies bij elke vraag een antwoord.")
    punten = {}
    for vraag in document.geteld:
        geteld = vraag.tel(keuzes[vraag.code])
        if geteld is None:
            raise DomainError("Kies bij elke vraag een antwoord.")
        punten |= {(vraag.code, waarde): aantal for waarde, aantal in geteld.items()}
    return punten


def write_counters(meting: Meting, punten: dict[tuple[str, int], int]) -> None:
    """Add to all counters at once: those that get nothing are written too, in one UPDATE."""
    per_aantal = {}
    for (code, waarde), aantal in punten.items():
        per_aantal.setdefault(aantal, []).append(Q(vraag=code, waarde=waarde))
    erbij = [When(Q(*wie, _connector=Q.OR), then=Value(aantal)) for aantal, wie in sorted(per_aantal.items())]
    meting.tellers.update(aantal=F("aantal") + Case(*erbij, default=Value(0)))


@transaction.atomic
def switch_soort(meting: Meting, persoon, soort: str, *, now: datetime | None = None) -> None:
    """«Ik was er niet», or the other way round: before answering only. Raises AlIngevuldError afterwards.

    Who answers in the meeting has a code and no link, so nothing to switch: DomainError. All rows are rewritten here
    too, so that a switch cannot be told from an answer.
    """
    meting = _lock(meting, now or nu())
    genodigde = _get_genodigde(meting, persoon)
    if genodigde.soort == Genodigde.Soort.ZAAL:
        raise DomainError("Deze keer antwoordt iedereen in de bijeenkomst zelf.")
    _write(meting, genodigde=genodigde, soort=soort)


def save_gemist(bijeenkomst, persoon, tekst: str) -> Gemist:
    """An absentee's line for the facilitators; a second one replaces the first."""
    gemist, _ = Gemist.objects.update_or_create(bijeenkomst=bijeenkomst, persoon=persoon, defaults={"tekst": tekst})
    return gemist


def _lock(meting, now):
    """One answer at a time, and none after closing, however late the clock of the worker is; none in a round with
    names (``vertrouwelijk``)."""
    meting = lock_rows(Meting.objects).select_related("bijeenkomst").filter(pk=meting.pk).first()
    if meting is None or meting.is_vertrouwelijk or not meting.is_open(now) or meting.is_overtaken:
        raise GeslotenError(GESLOTEN)
    return meting


def check_can_answer(meting: Meting, persoon) -> None:
    """Raises what ``answer`` would raise about this person, before judging the answers."""
    if not meting.is_open():
        raise GeslotenError(GESLOTEN)
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


def write_texts(meting: Meting, teksten: dict[str, Tekst] | None = None) -> None:
    """All texts of the round once more, the new ones among them, in the order of their random keys."""
    rows = list(meting.open_antwoorden.all())
    rows += [
        OpenAntwoord(
            uuid=uuid.uuid4(), meting=meting, vraag=code, tekst=tekst.tekst, alleen_facilitator=tekst.alleen_facilitator
        )
        for code, tekst in (teksten or {}).items()
    ]
    if rows:
        meting.open_antwoorden.all().delete()
        OpenAntwoord.objects.bulk_create(sorted(rows, key=lambda row: row.uuid))
