"""What happens to a date poll. Voting and choosing wait for each other on the row of the poll."""

from datetime import date
from uuid import UUID

from django.db import transaction

from bijeenkomsten.models import Bijeenkomst
from bijeenkomsten.prikker import mails
from bijeenkomsten.prikker.models import Prikantwoord, Prikdatum, Prikker
from bijeenkomsten.services import plan_bijeenkomst
from kern.errors import DomainError
from kern.locks import lock_rows
from kern.log import log
from kern.tijd import dag, lokale_dag, nu, tijdvak
from netwerken.services.locks import lock_netwerk, lock_netwerk_of

MINST, MEEST = 2, 12
LANGST_OPEN = 90  # days
VELDEN = ("titel", "doel", "vorm", "locatie", "adres", "plaats", "online_link")
Status = Prikker.Status


class GeslotenError(DomainError):
    """An answer came when the poll no longer took any; what was answered before still stands."""


@transaction.atomic
def open_prikker(netwerk, waarden: dict, momenten: list[tuple], *, sleutel: UUID, by) -> Prikker:
    """Ask the whole netwerk which of ``momenten`` (begin, end) suit. Everybody gets a mail after commit.

    ``waarden``: fields of Prikker with ``sluit_dag``. ``sleutel`` comes from the form: sent twice is one poll.
    Raises DomainError for fewer than 2 or more than 12 days, a day twice, a day that has passed, or a last day to
    answer that is not between today and the first of the days.
    """
    netwerk = lock_netwerk(netwerk)
    if eerder := Prikker.objects.filter(sleutel=sleutel, netwerk=netwerk).select_related("netwerk").first():
        return eerder
    _check_open(netwerk)
    _check_momenten(momenten)
    _check_sluit_dag(waarden["sluit_dag"], min(begin for begin, _ in momenten))
    prikker = Prikker.objects.create(netwerk=netwerk, sleutel=sleutel, gemaakt_door=by, **waarden)
    Prikdatum.objects.bulk_create(
        [Prikdatum(prikker=prikker, begint_op=begin, eindigt_op=eind) for begin, eind in sorted(momenten)]
    )
    log(prikker, "bijeenkomsten.prikker.opened", actor=by, dagen=len(momenten))
    mails.plan_mails(prikker)
    return prikker


@transaction.atomic
def save_antwoorden(prikker: Prikker, persoon, antwoorden: dict[int, str]) -> None:
    """What this person can on each day (datum → waarde). May be changed as long as the poll takes answers.

    Raises GeslotenError when the poll was closed, chosen or taken back meanwhile; earlier answers stay. Raises
    DomainError for who does not take part now, or a day that is not of this poll.
    """
    prikker = _lock(prikker)
    if not prikker.neemt_antwoorden:
        raise GeslotenError(why_closed(prikker))
    if not prikker.netwerk.leden().filter(pk=persoon.pk).exists():
        raise DomainError("Je doet op dit moment niet mee aan dit netwerk.")
    if set(antwoorden) - set(prikker.datums.values_list("pk", flat=True)):
        raise DomainError("Deze dagen horen niet bij deze datumprikker. Laad de bladzijde opnieuw.")
    moment = nu()
    Prikantwoord.objects.bulk_create(
        [
            Prikantwoord(datum_id=datum, persoon=persoon, waarde=waarde, updated_at=moment)
            for datum, waarde in sorted(antwoorden.items())
        ],
        update_conflicts=True,
        unique_fields=["datum", "persoon"],
        update_fields=["waarde", "updated_at"],
    )
    log(prikker, "bijeenkomsten.prikker.answered", actor=persoon)


def why_closed(prikker: Prikker) -> str:
    """What somebody reads who is too late."""
    if prikker.is_gekozen:
        b = prikker.bijeenkomst
        wanneer = f"{dag(b.begint_op)}, {tijdvak(b.begint_op, b.eindigt_op)}"
        return f"De dag is intussen gekozen: het wordt {wanneer}. Je keuzes van nu tellen niet meer mee."
    if prikker.is_ingetrokken:
        return "Deze datumprikker is intussen ingetrokken. Je hoeft niets meer te doen."
    return "Deze datumprikker is net gesloten. Wat je eerder antwoordde, telt mee. Wat je nu koos, is niet bewaard."


@transaction.atomic
def choose_datum(prikker: Prikker, datum_pk: int, *, by) -> Bijeenkomst:
    """open → gekozen: this day becomes a meeting and everybody gets the invitation, all or nothing.

    Choosing the same day again gives the meeting that is there. Raises DomainError when another day was chosen, the
    poll was taken back, the day has passed, or the netwerk has ended.
    """
    prikker = _lock(prikker)
    datum = prikker.datums.filter(pk=datum_pk).first()
    if datum is None:
        raise DomainError("Deze dag hoort niet bij deze datumprikker. Laad de bladzijde opnieuw.")
    if prikker.is_gekozen:
        return _chosen_before(prikker, datum)
    if prikker.is_ingetrokken:
        raise DomainError("Deze datumprikker is ingetrokken. Er is geen dag gekozen.")
    _check_open(prikker.netwerk)
    waarden = {veld: getattr(prikker, veld) for veld in VELDEN}
    waarden |= {"begint_op": datum.begint_op, "eindigt_op": datum.eindigt_op}
    prikker.bijeenkomst = plan_bijeenkomst(prikker.netwerk, waarden, by=by)
    datum.is_gekozen = True
    datum.save(update_fields=["is_gekozen"])
    prikker.status = Status.GEKOZEN
    prikker.save(update_fields=["status", "bijeenkomst", "updated_at"])
    log(prikker, "bijeenkomsten.prikker.chosen", actor=by, bijeenkomst=prikker.bijeenkomst_id)
    mails.stop_mails(prikker)
    return prikker.bijeenkomst


def _chosen_before(prikker, datum):
    if datum.is_gekozen:
        return prikker.bijeenkomst
    gekozen = prikker.datums.get(is_gekozen=True)
    raise DomainError(f"Er is intussen al een andere dag gekozen: {dag(gekozen.begint_op)}. De uitnodiging is al weg.")


@transaction.atomic
def extend_prikker(prikker: Prikker, sluit_dag: date, *, by) -> Prikker:
    """Let people answer until another day, also when it had closed. What still has to go moves along.

    The same day again is quiet. Raises DomainError when the poll is over, or for a day that does not suit.
    """
    prikker = _lock(prikker)
    if not prikker.is_lopend:
        raise DomainError(why_over(prikker))
    if prikker.sluit_dag == sluit_dag:
        return prikker
    komend = [datum.begint_op for datum in prikker.datums.all() if not datum.is_geweest]
    if not komend:
        raise DomainError("Alle dagen zijn al geweest. Trek deze datumprikker in en begin een nieuwe.")
    _check_sluit_dag(sluit_dag, min(komend))
    prikker.sluit_dag = sluit_dag
    prikker.save(update_fields=["sluit_dag", "updated_at"])
    log(prikker, "bijeenkomsten.prikker.extended", actor=by, sluit_dag=sluit_dag.isoformat())
    mails.plan_mails(prikker)
    return prikker


def why_over(prikker: Prikker) -> str:
    """What somebody reads who wants to change what is over."""
    return "Er is al een dag gekozen." if prikker.is_gekozen else "Deze datumprikker is al ingetrokken."


@transaction.atomic
def withdraw_prikker(prikker: Prikker, *, by) -> Prikker:
    """open → ingetrokken. Nothing leaves any more. Twice is quiet; a chosen one raises DomainError."""
    prikker = _lock(prikker)
    if prikker.is_ingetrokken:
        return prikker
    if prikker.is_gekozen:
        raise DomainError("Er is al een dag gekozen. Wil je die niet meer, gelast dan de bijeenkomst af.")
    prikker.status = Status.INGETROKKEN
    prikker.save(update_fields=["status", "updated_at"])
    log(prikker, "bijeenkomsten.prikker.withdrawn", actor=by)
    mails.stop_mails(prikker)
    return prikker


def withdraw_all(netwerk, by) -> None:
    """The netwerk stopped: nobody needs to find a day any more."""
    for prikker in Prikker.objects.lopend().filter(netwerk=netwerk).order_by("pk"):
        withdraw_prikker(prikker, by=by)


def _lock(prikker):
    netwerk = lock_netwerk_of(prikker)
    # The meeting is read after the lock: joined to it, PostgreSQL gives the meeting as it was before the wait.
    prikker = lock_rows(Prikker.objects).get(pk=prikker.pk)
    prikker.netwerk = netwerk
    return prikker


def _check_open(netwerk):
    if netwerk.is_beeindigd:
        raise DomainError("Dit netwerk is beëindigd. Er komen geen bijeenkomsten meer bij.")


def _check_momenten(momenten):
    if len(momenten) < MINST:
        raise DomainError("Stel minstens twee dagen voor. Weet je de dag al? Plan dan meteen de bijeenkomst.")
    if len(momenten) > MEEST:
        raise DomainError("Stel hooguit twaalf dagen voor. Meer kiezen wordt voor niemand leuker.")
    if len({begin for begin, _ in momenten}) < len(momenten):
        raise DomainError("Je stelt een dag twee keer voor. Kies een andere dag of een ander tijdstip.")
    if any(begin <= nu() for begin, _ in momenten):
        raise DomainError("Een van de dagen is al geweest. Kies een dag na vandaag.")
    if any(eind <= begin for begin, eind in momenten):
        raise DomainError("Het einde ligt niet na het begin. Kies een later tijdstip om te eindigen.")


def _check_sluit_dag(sluit_dag, eerste):
    vandaag = lokale_dag(nu())
    if sluit_dag <= vandaag:
        raise DomainError("Geef mensen minstens tot morgen om te antwoorden.")
    if sluit_dag >= lokale_dag(eerste):
        raise DomainError("Laat het antwoorden stoppen vóór de eerste dag die je voorstelt.")
    if (sluit_dag - vandaag).days > LANGST_OPEN:
        raise DomainError("Laat mensen hooguit drie maanden antwoorden. Daarna weet niemand het meer.")
