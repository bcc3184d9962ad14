"""What happens to an aanvraag."""

from dataclasses import dataclass
from datetime import timedelta

from django.db import transaction
from django.db.models import Max

from fasen.kompas.signaal import Peiling
from kern.errors import DomainError, EditConflict
from kern.locks import lock_rows
from kern.log import log
from kern.tijd import dag, klok, nu
from netwerken.models import Netwerk
from netwerken.services.locks import lock_netwerk, lock_netwerk_of
from subsidie.aanvragen.formulier import Mist, find_mist, make_afdruk, merge
from subsidie.aanvragen.models import Aanvraag, Inzending
from subsidie.aanvragen.regels import read_formulier
from subsidie.aanvragen.vooraf import make_vooraf
from subsidie.begroting.lezen import read_begroting
from subsidie.regeling.models import Aanvraagronde
from subsidie.spoor.services import write
from subsidie.toestand import Rol, Stap, Status, zet
from subsidie.toetsen.toets import dump, meet_criteria

RUIM = timedelta(minutes=10)  # what arrived in time may still be on its way to the database


class Onvolledig(DomainError):  # noqa: N818 - what it is, not what went wrong
    """It cannot be handed in yet; ``mist`` says what is missing and where."""

    def __init__(self, mist: list[Mist]):
        self.mist = mist
        super().__init__("De aanvraag is nog niet compleet. Vul eerst aan wat hieronder staat.")


@dataclass(frozen=True)
class Bewaard:
    """What became of one screen. ``botst``: the answers somebody else changed too, as they are kept now; those of this
    screen are not kept. ``anders``: codes that somebody else changed and this screen did not touch.
    """

    aanvraag: Aanvraag
    botst: dict
    anders: tuple[str, ...] = ()


def lock_aanvraag(aanvraag: Aanvraag) -> Aanvraag:
    """The row as it is now, locked: its steps follow each other. Who also locks the netwerk does that first."""
    return lock_rows(Aanvraag.objects).with_ronde().get(pk=aanvraag.pk)


@transaction.atomic
def take_step(aanvraag: Aanvraag, stap: Stap, rol: Rol, *, by=None, **feiten) -> Aanvraag:
    """Move the aanvraag on as ``stap`` says, and put it on the track. ``by``: a Persoon, None for the clock.

    Other fields that were set on ``aanvraag`` are for the caller to save. Raises DomainError when the step is not
    possible any more, also when somebody else took one a moment ago.
    """
    nu_is = lock_aanvraag(aanvraag)
    nu_is.status, nu_is.status_sinds = zet(nu_is.status, stap, rol), nu()
    nu_is.save(update_fields=["status", "status_sinds", "updated_at"])
    write(nu_is, stap, rol, by=by, naar=nu_is.status, **feiten)
    return nu_is


@transaction.atomic
def begin(netwerk: Netwerk, ronde: Aanvraagronde, *, by) -> Aanvraag:
    """The aanvraag of this netwerk in this round, with what is known of the netwerk filled in.

    Beginning twice gives the same one. Raises DomainError when the round is not open by the clock of the server, or
    when the netwerk is over or of another sector.
    """
    netwerk = lock_netwerk(netwerk)
    ronde = lock_rows(Aanvraagronde.objects).select_related("regelingversie").get(pk=ronde.pk)
    if er_is := ronde.aanvragen.filter(netwerk=netwerk).exclude(status__in=Aanvraag.OPNIEUW).first():
        return er_is
    if netwerk.is_beeindigd:
        raise DomainError("Dit netwerk is voorbij. Er kan geen aanvraag meer bij.")
    if not ronde.past_bij(netwerk):
        raise DomainError("Deze ronde is voor een andere sector.")
    if not ronde.is_open(nu()):
        raise DomainError(_say_gesloten(ronde, nu()))
    nummer = (ronde.aanvragen.aggregate(hoogste=Max("nummer"))["hoogste"] or 0) + 1
    formulier = read_formulier(ronde.regelingversie)
    aanvraag = Aanvraag.objects.create(
        ronde=ronde, regelingversie=ronde.regelingversie, netwerk=netwerk, nummer=nummer, begonnen_door=by,
        antwoorden=make_vooraf(netwerk, formulier), status_sinds=nu(),
    )  # fmt: skip
    write(aanvraag, "beginnen", Rol.SCHRIJVER, by=by, naar=aanvraag.status)
    log(aanvraag, "subsidie.aanvraag.begun", actor=by)
    return aanvraag


def _say_gesloten(ronde, moment):
    if moment < ronde.opent_op:
        return f"Deze ronde gaat open op {dag(ronde.opent_op)} om {klok(ronde.opent_op)} uur."
    return f"Deze ronde sloot op {dag(ronde.sluit_op)} om {klok(ronde.sluit_op)} uur."


@transaction.atomic
def save_velden(aanvraag: Aanvraag, waarden: dict, *, gezien: dict[str, str], by) -> Bewaard:
    """Keep the answers of one screen; None makes one empty. ``gezien``: per code the print the screen began with.

    Two people on different questions of one screen never collide. The same question to something else is a conflict:
    of that one nothing is kept, of the others everything. Raises DomainError when nobody may write in it any more.
    """
    aanvraag = lock_aanvraag(aanvraag)
    if not aanvraag.is_te_bewerken:
        raise DomainError("Deze aanvraag is niet meer te veranderen. Wat je nu schreef, is niet bewaard.")
    nieuw, botst, anders = merge(aanvraag.antwoorden, waarden, gezien)
    if nieuw != aanvraag.antwoorden:
        aanvraag.antwoorden = nieuw
        aanvraag.save(update_fields=["antwoorden", "updated_at"])
    return Bewaard(aanvraag, botst, anders)


@transaction.atomic
def set_akkoord(aanvraag: Aanvraag, versie: str, *, by) -> Aanvraag:
    """The netwerk agrees that the academie looks along, with this version of the text; an empty one takes it back.

    Raises DomainError for another version than the one that holds now, and when the aanvraag is handed in.
    """
    aanvraag = lock_aanvraag(aanvraag)
    if not aanvraag.is_te_bewerken:
        raise DomainError("Deze aanvraag is niet meer te veranderen.")
    if versie and versie != read_formulier(aanvraag.regelingversie).akkoord_versie:
        raise DomainError("De tekst is veranderd. Lees haar nog eens, en ga dan akkoord.")
    if versie != aanvraag.akkoord_versie:
        aanvraag.akkoord_versie, aanvraag.akkoord_door = versie, by if versie else None
        aanvraag.akkoord_op = nu() if versie else None
        aanvraag.save(update_fields=["akkoord_versie", "akkoord_door", "akkoord_op", "updated_at"])
        write(aanvraag, "akkoord" if versie else "akkoord terug", Rol.INDIENER, by=by, versie=versie)
    return aanvraag


@transaction.atomic
def submit(aanvraag: Aanvraag, *, gezien: str, aangekomen, by) -> Inzending:
    """Hand it in: freezes the answers with what the criteria say now. Handing in again after a question is the same.

    ``aangekomen``: when the request arrived; the round, or the time to add, closes at its second. ``gezien``: the print
    of the answers that were read. Raises Onvolledig with what is missing, EditConflict when somebody changed an answer
    since it was read, and DomainError when it is too late or handed in already.
    """
    netwerk = lock_netwerk_of(aanvraag)
    aanvraag = lock_aanvraag(aanvraag)
    stap = Stap.AANVULLEN if aanvraag.status == Status.AANVULLING else Stap.INDIENEN
    zet(aanvraag.status, stap, Rol.INDIENER)
    if netwerk.is_beeindigd:
        raise DomainError("Dit netwerk is voorbij. De aanvraag kan niet meer worden ingediend.")
    _check_op_tijd(aanvraag, aangekomen)
    if make_afdruk(aanvraag.antwoorden) != gezien:
        raise EditConflict("Iemand veranderde intussen een antwoord. Lees na wat er nu staat, en dien dan in.")
    if mist := find_mist_of(aanvraag):
        raise Onvolledig(mist)
    aanvraag.ingediend_op = aanvraag.ingediend_op or nu()
    aanvraag.gevraagd = read_begroting(aanvraag.antwoorden).som().bijdrage
    aanvraag.save(update_fields=["ingediend_op", "gevraagd", "updated_at"])
    inzending = Inzending.objects.create(
        aanvraag=aanvraag, nummer=aanvraag.inzendingen.count() + 1, op=nu(), door=by, antwoorden=aanvraag.antwoorden,
        criteria=_freeze_criteria(aanvraag),
    )  # fmt: skip
    aanvraag.bijlagen.update(ingediend=True)
    take_step(aanvraag, stap, Rol.INDIENER, by=by, inzending=inzending.nummer, afdruk=gezien)
    log(aanvraag, "subsidie.aanvraag.submitted", actor=by, nummer=inzending.nummer)
    return inzending


def _freeze_criteria(aanvraag):
    """What every criterium says at this moment, with the evidence."""
    netwerk, regeling = aanvraag.netwerk, aanvraag.regelingversie.regeling
    return dump(meet_criteria(Peiling([netwerk], nu()), regeling, {netwerk.pk: aanvraag})[netwerk.pk])


def _check_op_tijd(aanvraag, aangekomen):
    if aanvraag.status == Status.CONCEPT:
        if not aanvraag.ronde.is_open(aangekomen):
            raise DomainError(f"{_say_gesloten(aanvraag.ronde, aangekomen)} Indienen kan nu niet.")
    elif aanvraag.aanvullen_voor and aangekomen >= aanvraag.aanvullen_voor:
        voor = aanvraag.aanvullen_voor
        raise DomainError(f"Aanvullen kon tot {dag(voor)} {klok(voor)} uur. Neem contact op met de academie.")


def find_mist_of(aanvraag: Aanvraag) -> list[Mist]:
    """What it cannot be handed in without."""
    formulier = read_formulier(aanvraag.regelingversie)
    akkoord = aanvraag.akkoord_versie == formulier.akkoord_versie
    return find_mist(formulier, aanvraag.antwoorden, heeft_akkoord=akkoord)


@transaction.atomic
def withdraw(aanvraag: Aanvraag, reden: str, *, by) -> Aanvraag:
    """The netwerk asks for nothing any more; it stays to be read. Raises DomainError once the decision is told."""
    aanvraag = take_step(aanvraag, Stap.INTREKKEN, Rol.INDIENER, by=by)
    aanvraag.reden_intrekken = reden
    aanvraag.save(update_fields=["reden_intrekken", "updated_at"])
    log(aanvraag, "subsidie.aanvraag.withdrawn", actor=by)
    return aanvraag


def withdraw_open(netwerk, by=None) -> list[Aanvraag]:
    """A netwerk that stops asks for nothing more: what was not decided yet is withdrawn, and stays to be read."""
    rows = Aanvraag.objects.filter(netwerk=netwerk).niet_voorbij()
    return [
        take_step(aanvraag, Stap.INTREKKEN, Rol.SYSTEEM, by=by, reden="netwerk gestopt")
        for aanvraag in rows.order_by("pk")
        if aanvraag.is_in_te_trekken
    ]


def expire_concepten(*, now=None) -> int:
    """What was not handed in before its round closed, does not take part. Twice is quiet. Returns how many."""
    grens, aantal = (now or nu()) - RUIM, 0
    for aanvraag in Aanvraag.objects.filter(status=Status.CONCEPT, ronde__sluit_op__lte=grens).order_by("pk"):
        aantal += _expire(aanvraag, grens)
    return aantal


@transaction.atomic
def _expire(aanvraag, grens):
    aanvraag = lock_aanvraag(aanvraag)
    if aanvraag.status != Status.CONCEPT or aanvraag.ronde.sluit_op > grens:
        return False  # handed in, withdrawn, or the round got longer, a moment ago
    take_step(aanvraag, Stap.VERLOPEN, Rol.SYSTEEM)
    return True
