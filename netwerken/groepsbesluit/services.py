"""Asking the group about somebody new, answering, counting and deciding (R12).

Everything takes the lock on the netwerk first. What an observer of the database could use is dealt with as in
``evaluatie.services.antwoorden``: every answer writes the question, all Groepsstemmen and all texts again, in the order
they always stand in; nothing is logged, and no mail tells. After counting the Groepsstemmen go, and with too few
answers the texts and numbers go too. In a group of seven that is *vertrouwelijk*, not anonymous; the page says so.
"""

import logging
import random
import uuid
from datetime import date, datetime, time, timedelta

from django.db import DatabaseError, transaction
from django.db.models import Case, F, Value, When
from django.utils import timezone

from kern.errors import DomainError
from kern.log import log
from kern.tijd import nu
from netwerken.groepsbesluit import mails
from netwerken.groepsbesluit.models import Groepsbesluit, Groepsbezwaar, Groepsstem
from netwerken.groepsbesluit.nodig import find_stemmers, is_nodig
from netwerken.groepsbesluit.rules import Uitslag, judge, may_tell
from netwerken.models import Deelname, Intake, Netwerk
from netwerken.services.deelnames import decline, place
from netwerken.services.locks import lock_netwerk
from personen.models import Persoon

logger = logging.getLogger(__name__)
Status = Groepsbesluit.Status

STANDAARD = timedelta(days=7)
MINSTE, MEESTE = timedelta(days=3), timedelta(days=42)
AKKOORD, BEZWAAR = "akkoord", "bezwaar"
GESLOTEN = "De groep kan niet meer antwoorden: deze vraag is gesloten."
AL_GEANTWOORD = "Je antwoord is al binnen. We weten niet welk antwoord van jou is, dus veranderen kan niet."
NOG_OPEN = "De groep antwoordt nog."
AL_BESLOTEN = "Dit kan niet meer: er is intussen iets besloten."


class AlGeantwoordError(DomainError):
    """This person's answer is in; it cannot be found again, so it cannot be changed."""


@transaction.atomic
def ask_group(deelname: Deelname, *, tot: date | None = None, by: Persoon) -> Groepsbesluit:
    """Ask the deelnemers whether this person may join, up to and including the day ``tot`` (default a week).

    Asking while the question is open gives the same question. Raises DomainError for who no longer waits, when the
    group need not decide or the netwerk pauses, and for a day that is too near or too far.
    """
    netwerk, deelname = _lock_deelname(deelname)
    lopend = deelname.groepsbesluiten.lopend().first()
    if lopend:
        return lopend
    if deelname.status not in Deelname.WACHTEND:
        raise DomainError("Deze aanmelding is al afgehandeld.")
    if not is_nodig(deelname):
        raise DomainError("De groep hoeft hier niet over te besluiten. Je kunt deze persoon zelf toelaten.")
    if netwerk.is_gepauzeerd:
        raise DomainError("Het netwerk pauzeert. Vraag het de groep als jullie weer verdergaan.")
    now, tot = nu(), tot or timezone.localdate() + STANDAARD
    check_dag(tot)
    besluit = Groepsbesluit.objects.create(
        deelname=deelname, gesteld_door=by, opent_op=now, sluit_op=_end_of(tot)
    )  # fmt: skip
    stemmers = list(find_stemmers(netwerk).exclude(pk=deelname.persoon_id))
    random.shuffle(stemmers)
    Groepsstem.objects.bulk_create(Groepsstem(besluit=besluit, persoon=persoon) for persoon in stemmers)
    mails.ask(besluit, stemmers)
    mails.plan_herinnering(besluit)
    log(besluit, "netwerken.groepsbesluit.asked", actor=by, gevraagd=len(stemmers))
    return besluit


def check_dag(tot: date) -> None:
    """Raises DomainError when the group gets too little time, or the person waits too long."""
    dagen = tot - timezone.localdate()
    if dagen < MINSTE:
        raise DomainError(f"Geef de groep minstens {MINSTE.days} dagen.")
    if dagen > MEESTE:
        raise DomainError(f"Laat deze persoon niet langer dan {MEESTE.days // 7} weken wachten.")


def _end_of(dag):
    return timezone.make_aware(datetime.combine(dag + timedelta(days=1), time.min))


def answer(besluit: Groepsbesluit, persoon: Persoon, antwoord: str, *, tekst: str = "", now=None) -> None:
    """Count one deelnemer's answer. Nothing is returned and nothing is logged: there is nothing to point at.

    ``tekst`` only goes with a bezwaar, and only in a group that is large enough ever to show it. Raises
    AlGeantwoordError the second time, DomainError when the question is closed or was not asked of this person.
    """
    if antwoord not in (AKKOORD, BEZWAAR):
        raise DomainError("Kies een van de twee antwoorden.")
    try:
        _answer(besluit, persoon, antwoord, tekst, now)
    except DatabaseError as error:
        # The message of the database may quote the text, and the traceback would stand beside this person's address.
        logger.error("an answer to a groepsbesluit could not be saved: %s", type(error).__name__)
        raise DomainError("Er ging iets mis. Er is niets bewaard, probeer het nog eens.") from None


@transaction.atomic
def _answer(besluit, persoon, antwoord, tekst, now):
    besluit = _lock(besluit)
    check_can_answer(besluit, persoon, now=now)
    stemmen = besluit.stemmen.all()
    stem, ruim = stemmen.get(persoon=persoon), may_tell(stemmen.count())
    telt = {AKKOORD: int(antwoord == AKKOORD), BEZWAAR: int(antwoord == BEZWAAR)}
    Groepsbesluit.objects.filter(pk=besluit.pk).update(**{veld: F(veld) + n for veld, n in telt.items()})
    stemmen.update(geantwoord=Case(When(pk=stem.pk, then=Value(True)), default=F("geantwoord")))
    _rewrite_bezwaren(besluit, tekst if antwoord == BEZWAAR and ruim else "")


def check_can_answer(besluit: Groepsbesluit, persoon: Persoon, *, now=None) -> None:
    """Raises what ``answer`` would raise about this person."""
    if not besluit.can_answer(now):
        raise DomainError(GESLOTEN)
    stem = besluit.stemmen.filter(persoon=persoon).first()
    if stem is None:
        raise DomainError("Deze vraag is niet aan jou gesteld.")
    if stem.geantwoord:
        raise AlGeantwoordError(AL_GEANTWOORD)


def _rewrite_bezwaren(besluit, tekst):
    rows = list(besluit.bezwaren.all())
    if tekst:
        rows.append(Groepsbezwaar(uuid=uuid.uuid4(), besluit=besluit, tekst=tekst))
    if rows:
        besluit.bezwaren.all().delete()
        Groepsbezwaar.objects.bulk_create(sorted(rows, key=lambda row: row.uuid))


@transaction.atomic
def close(besluit: Groepsbesluit, *, by: Persoon | None = None, now: datetime | None = None) -> Groepsbesluit:
    """Count. Nobody has a bezwaar: the place. Too few answers: a facilitator prolongs or goes on. Else they decide.

    ``by``: a facilitator, who may close early once everybody answered; without, only when the hour has come. Twice
    is once. Raises DomainError for closing too early by hand.
    """
    besluit = _lock(besluit)
    is_om = (now or nu()) >= besluit.sluit_op
    if besluit.status != Status.LOOPT or (not is_om and by is None):
        return besluit
    if not is_om and besluit.stemmen.filter(geantwoord=False).exists():
        raise DomainError("Nog niet iedereen heeft geantwoord. Wacht tot de laatste dag.")
    gevraagd, uitslag = _judge(besluit)
    if uitslag == Uitslag.TE_WEINIG and gevraagd and not besluit.verlengd:
        besluit.status = Status.TE_WEINIG
        besluit.save(update_fields=["status"])
        log(besluit, "netwerken.groepsbesluit.too_few", actor=by)
        mails.tell_facilitators(besluit)
        return besluit
    return _count(besluit, by)


def _judge(besluit):
    gevraagd = besluit.stemmen.count()
    return gevraagd, judge(gevraagd=gevraagd, akkoord=besluit.akkoord, bezwaar=besluit.bezwaar)


def _count(besluit, by):
    """The numbers are final; who answered is forgotten, and so is what may never be shown."""
    besluit.gevraagd, besluit.uitslag = _judge(besluit)
    besluit.geantwoord = besluit.akkoord + besluit.bezwaar
    besluit.stemmen.all().delete()
    mails.forget_reminders(besluit)
    if not may_tell(besluit.geantwoord):
        besluit.akkoord = besluit.bezwaar = None
        besluit.bezwaren.all().delete()
    log(besluit, "netwerken.groepsbesluit.closed", actor=by, gevraagd=besluit.gevraagd)
    if besluit.uitslag == Uitslag.GEEN_BEZWAAR:
        return _admit(besluit, by)
    besluit.status = Status.BERAAD
    besluit.save()
    mails.tell_facilitators(besluit)
    return besluit


@transaction.atomic
def extend(besluit: Groepsbesluit, *, by: Persoon) -> Groepsbesluit:
    """Too few answers: a week more, once, and a mail to who did not answer. What came in stays, and stays unseen."""
    besluit = _lock(besluit)
    if besluit.status == Status.LOOPT and besluit.verlengd:
        return besluit
    _require(besluit, Status.TE_WEINIG)
    besluit.status, besluit.verlengd = Status.LOOPT, True
    besluit.sluit_op = _end_of(timezone.localdate() + STANDAARD)
    besluit.save(update_fields=["status", "verlengd", "sluit_op"])
    log(besluit, "netwerken.groepsbesluit.extended", actor=by)
    mails.plan_herinnering(besluit, op=nu())
    return besluit


@transaction.atomic
def stop_asking(besluit: Groepsbesluit, *, by: Persoon) -> Groepsbesluit:
    """Too few answers, and no more time: count what came in; a facilitator decides. Twice is once."""
    besluit = _lock(besluit)
    if besluit.status == Status.BERAAD:
        return besluit
    _require(besluit, Status.TE_WEINIG)
    return _count(besluit, by)


@transaction.atomic
def decide(besluit: Groepsbesluit, *, toelaten: bool, reden: str, bericht: str = "", by: Persoon) -> Groepsbesluit:
    """After talking with the group a facilitator decides. ``reden``: for the group; ``bericht``: kind words in a no.

    The same decision twice is quiet. Raises DomainError without a reden, before the group answered and after another
    decision.
    """
    besluit = _lock(besluit)
    wens = Status.TOEGELATEN if toelaten else Status.AFGEWEZEN
    if besluit.status == wens:
        return besluit
    _require(besluit, Status.BERAAD)
    if not reden.strip():
        raise DomainError("Schrijf voor de groep op waarom je dit besluit.")
    besluit.reden = reden
    if toelaten:
        return _admit(besluit, by)
    _finish(besluit, Status.AFGEWEZEN, by)
    decline(besluit.deelname, by=by, tekst=bericht)
    mails.tell_group(besluit)
    return besluit


def _admit(besluit, by):
    """The group agreed, or a facilitator decided so: a place, or one on the wachtlijst when all are taken."""
    _finish(besluit, Status.TOEGELATEN, by)
    deelname = besluit.deelname
    deelname.groep_akkoord = True
    deelname.save(update_fields=["groep_akkoord", "updated_at"])
    gesproken = Intake.objects.filter(deelname=deelname, uitkomst__in=["past", "verbreden"]).exists()
    besluit.deelname = place(deelname, by=by, mail="intake_uitkomst" if gesproken else "")
    mails.tell_group(besluit)
    return besluit


def _finish(besluit, status, by=None):
    """Who wrote what is of no use any more, nor how many."""
    besluit.status, besluit.besloten_op, besluit.besloten_door = status, nu(), by
    besluit.akkoord = besluit.bezwaar = None
    besluit.save()
    besluit.stemmen.all().delete()
    besluit.bezwaren.all().delete()
    mails.cancel(besluit)
    log(besluit, f"netwerken.groepsbesluit.{status}", actor=by)


# --- What happens meanwhile -----------------------------------------------------------------------------------------


def follow_deelname(deelname: Deelname, van: str) -> None:
    """The status of a deelname was written: the question about it may lapse, or one less has to answer.

    The caller holds the lock on the netwerk.
    """
    if deelname.rol != Deelname.Rol.DEELNEMER:
        return
    if van in Deelname.WACHTEND and deelname.status not in Deelname.WACHTEND:
        for besluit in deelname.groepsbesluiten.lopend():
            besluit.deelname = deelname
            _lapse(besluit, _why(deelname))
    if van == Deelname.Status.ACTIEF:
        wie = Groepsstem.objects.filter(persoon=deelname.persoon_id, geantwoord=False)
        wie.filter(besluit__deelname__netwerk=deelname.netwerk_id).delete()


def _why(deelname):
    if deelname.netwerk.is_beeindigd:
        return "Het netwerk is voorbij."
    if deelname.status == Deelname.Status.UITGESTAPT:
        return "De aanmelding is ingetrokken."
    return "De facilitator heeft de aanmelding afgehandeld."


def follow_netwerk(netwerk: Netwerk, velden: list[str]) -> None:
    """An opened netwerk needs no word of the group; who waits is let in by a facilitator. The caller holds the lock."""
    if "toegang" in velden and netwerk.is_open:
        for besluit in Groepsbesluit.objects.lopend().filter(deelname__netwerk=netwerk).with_persoon():
            _lapse(besluit, "De groep is nu open. Dan besluit de facilitator.")


def follow_rest(netwerk: Netwerk, afgelasten: bool, by: Persoon) -> None:
    """The whole netwerk pauses: nobody is asked; what is with a facilitator stays. The caller holds the lock."""
    vragen = Groepsbesluit.objects.filter(status__in=[Status.LOOPT, Status.TE_WEINIG], deelname__netwerk=netwerk)
    for besluit in vragen.with_persoon():
        _lapse(besluit, "Het netwerk pauzeert. De vraag kan opnieuw als jullie verdergaan.")


def _lapse(besluit, reden):
    besluit.reden = reden
    _finish(besluit, Status.VERVALLEN)


def close_due(*, now: datetime | None = None) -> int:
    """Count what is over, forget reminders that left. Late or twice is fine. Returns how many were counted."""
    now, closed = now or nu(), 0
    for besluit in Groepsbesluit.objects.due(now).with_persoon():
        try:
            closed += close(besluit, now=now).status != Status.LOOPT
        except Exception:
            logger.exception("groepsbesluit %s cannot be closed; the others go on", besluit.pk)
    mails.forget_reminders()
    return closed


def _require(besluit, status):
    if besluit.status != status:
        raise DomainError(NOG_OPEN if besluit.status == Status.LOOPT else AL_BESLOTEN)


def _lock_deelname(deelname):
    netwerk = lock_netwerk(deelname.netwerk)
    deelname = Deelname.objects.select_related("persoon").get(pk=deelname.pk)
    deelname.netwerk = netwerk
    return netwerk, deelname


def _lock(besluit):
    """The netwerk locked, the question and the deelname as they now are."""
    _, deelname = _lock_deelname(besluit.deelname)
    besluit = Groepsbesluit.objects.get(pk=besluit.pk)
    besluit.deelname = deelname
    return besluit
