"""The netwerkbrief: one mail a week with what may wait, and on top what somebody still has to do.

The letter is a Bericht of its own; what goes along points to it with ``bundel`` and has the status ``gebundeld``. Three
promises. Something goes along only while nobody is writing the letter: both sides lock the letter's row, and a letter
that was claimed takes nothing more. What stood in the letter is written down in the same transaction as the letter, so
a worker that dies in between sends letter and contents again, with the same Message-ID, and never half of it. And when
the letter ends in any other way, so does everything in it, with the reason.
"""

from datetime import datetime

from django.db import transaction
from django.db.models import Exists, OuterRef

from berichten import aandacht
from berichten.models import NETWERKBRIEF, Bericht, Voorkeur
from berichten.services.attention import brief_moment_van
from kern.locks import lock_rows
from kern.tijd import nu
from personen.models import Persoon

Status = Bericht.Status
VRAGEN = "vragen"  # of a letter: the onderwerpen of questions that were left to it


def make_sleutel(persoon, op: datetime) -> str:
    """One letter for a person and a week."""
    return f"netwerkbrief:{persoon.pk}:{aandacht.week_van(op).isoformat()}"


def _get_or_create(persoon, op):
    return Bericht.objects.get_or_create(
        sleutel=make_sleutel(persoon, op),
        defaults={"soort": NETWERKBRIEF, "aan": persoon, "op": op, "probeer_op": op},
    )[0]


def _lock_open(persoon, op) -> Bericht | None:
    """The letter of ``op``, locked and made when needed; None when somebody is writing it or it is gone."""
    brief = lock_rows(Bericht.objects).get(pk=_get_or_create(persoon, op).pk)
    return brief if brief.status == Status.GEPLAND and brief.claim is None else None


@transaction.atomic
def bundle(row: Bericht, claim_filter, op: datetime, reden: str) -> bool:
    """Let ``row`` go along in the letter of ``op``. False when that letter takes nothing more.

    ``claim_filter``: the row as far as it is still ours; somebody else may have taken it or called it off.
    """
    brief = _lock_open(row.aan, op)
    if brief is None:
        return False
    claim_filter.filter(status=Status.GEPLAND).update(
        status=Status.GEBUNDELD, bundel=brief, reden=reden, claim=None, claim_tot=None, updated_at=nu()
    )
    return True


@transaction.atomic
def make_sure(persoon, op: datetime, onderwerp: str) -> bool:
    """There will be a letter that asks what a skipped question would have asked. False when it already left."""
    brief = _lock_open(persoon, op)
    if brief is None:
        return False
    vragen = sorted({*brief.gegevens.get(VRAGEN, ()), onderwerp})
    Bericht.objects.filter(pk=brief.pk).update(gegevens=brief.gegevens | {VRAGEN: vragen}, updated_at=nu())
    return True


def ask_in_letter(persoon, now: datetime, onderwerp: str = "") -> bool:
    """The next letter of this person goes also when nothing else is in it, as long as what waits still waits then.

    ``onderwerp``: of the question; without one it must be asked and cannot be stopped.
    """
    return make_sure(persoon, brief_moment_van(persoon, now), onderwerp)


def plan_letters(now: datetime) -> int:
    """A letter for everybody who wants one a week and has none yet; late and twice are fine. Returns how many.

    Only for a week that had begun when they chose, so that choosing does not bring a letter at once.
    """
    sinds = aandacht.weekbegin(now)
    maandag = aandacht.brief_moment(sinds, rust=False)
    if now < maandag:
        return 0
    has_letter = Bericht.objects.filter(soort=NETWERKBRIEF, aan=OuterRef("pk"), op__gte=sinds)
    wekelijks = Voorkeur.objects.filter(keuze=aandacht.Keuze.WEKELIJKS, persoon=OuterRef("pk"), updated_at__lt=maandag)
    people = Persoon.objects.filter(Exists(wekelijks), ~Exists(has_letter), is_active=True)
    letters = [
        Bericht(sleutel=make_sleutel(persoon, op), soort=NETWERKBRIEF, aan=persoon, op=op, probeer_op=op)
        for persoon in people.select_related("organisatie__deel_van")[:1000]
        for op in [brief_moment_van(persoon, sinds)]
    ]
    Bericht.objects.bulk_create(letters, ignore_conflicts=True)
    return len(letters)


def close(brief: Bericht, status: str, reden: str) -> None:
    """Write down what became of everything that waited for this letter. In the transaction that closes the letter.

    ``brief.mee``: what stood in it, ``brief.afgevallen``: what no longer had to, with the reason. Anything else shares
    the fate of the letter; but what could not be written in it, or missed it because the letter was too late, gets a
    chance of its own.
    """
    now = nu()
    rows = Bericht.objects.filter(bundel=brief)
    list(lock_rows(rows).order_by("pk").values_list("pk"))  # in one order, so that nobody waits for ever
    if status == Status.VERSTUURD:
        # What left has left, also when it was called off while it was on its way.
        rows.filter(pk__in=brief.mee).update(
            status=Status.VERSTUURD, verstuurd_op=now, reden=aandacht.STOND_IN_BRIEF, updated_at=now
        )
    open_ = rows.filter(status=Status.GEBUNDELD)
    for pk, waarom in (brief.afgevallen or {}).items():
        open_.filter(pk=pk).update(status=Status.OVERGESLAGEN, reden=waarom[:300], updated_at=now)
    if status not in {Status.VERVALLEN, Status.VERSTUURD}:
        open_.update(status=status, reden=reden[:300], updated_at=now)
        return
    if status == Status.VERVALLEN:
        for onderwerp in brief.gegevens.get(VRAGEN, ()):
            make_sure(brief.aan, brief_moment_van(brief.aan, now), onderwerp)
    # What missed a letter that was too late may try the next one; what could not be written in it goes by itself.
    bundel = None if status == Status.VERVALLEN else brief
    for row in open_:
        uitstel = max(row.uitstel, now - row.op)  # waiting for a letter is not being late
        fields = {"bundel": bundel, "uitstel": uitstel, "probeer_op": now, "updated_at": now}
        open_.filter(pk=row.pk).update(status=Status.GEPLAND, reden="", **fields)


def forget_letters(now: datetime | None = None) -> int:
    """Letters of past weeks go: that somebody got one may tell that an answer of theirs was still open."""
    rows = Bericht.objects.filter(soort=NETWERKBRIEF, op__lt=aandacht.weekbegin(now or nu()))
    deleted, _ = rows.exclude(status=Status.GEPLAND).delete()
    return deleted
