"""What happens to a verantwoording: writing, signing, giving back, settling, and telling how it went on."""

from django.db import transaction

from kern.errors import DomainError, EditConflict
from kern.log import log
from kern.tijd import lokale_dag, nu
from personen.models import Persoon
from subsidie.aanvragen.formulier import Mist, make_afdruk, merge
from subsidie.aanvragen.models import Aanvraag
from subsidie.aanvragen.services import Bewaard, lock_aanvraag, take_step
from subsidie.begroting.bedragen import show_bedrag
from subsidie.besluit.models import Besluit
from subsidie.lopend.geldend import read_geldend
from subsidie.lopend.looptijd import find_besluit
from subsidie.lopend.services import keep_afrekening
from subsidie.spoor.services import write
from subsidie.toestand import Rol, Stap, Status, zet
from subsidie.verantwoording import mails
from subsidie.verantwoording.bevoegd import find_bezwaar
from subsidie.verantwoording.inhoud import find_mist, make_inhoud
from subsidie.verantwoording.models import Ondertekening, Verantwoording
from subsidie.verantwoording.periode import read_periode
from subsidie.verantwoording.tellen import count_tellingen

KORTST = 20  # characters of a question or reason that somebody else has to understand
GaatDoor = Verantwoording.GaatDoor


class Onvolledig(DomainError):  # noqa: N818 - what it is, not what went wrong
    """It cannot be signed yet; ``mist`` says what is missing and where."""

    def __init__(self, mist: list[Mist]):
        self.mist = mist
        super().__init__("De verantwoording is nog niet compleet. Vul eerst aan wat hieronder staat.")


def read_besluit(aanvraag: Aanvraag) -> Besluit:
    """The decision that the netwerk heard."""
    return find_besluit(aanvraag)


def read_concept(aanvraag: Aanvraag) -> dict:
    """The verantwoording as it would be signed now (``inhoud.make_inhoud``)."""
    besluit, verantwoording = read_besluit(aanvraag), Verantwoording.objects.of(aanvraag)
    periode = read_periode(aanvraag, besluit)
    return make_inhoud(
        aanvraag, verantwoording.invoer, periode=periode, tellingen=count_tellingen(aanvraag.netwerk, periode),
        begroting=read_geldend(aanvraag), toegekend=besluit.bedrag,
    )  # fmt: skip


@transaction.atomic
def save_velden(aanvraag: Aanvraag, waarden: dict, *, gezien: dict[str, str], by: Persoon) -> Bewaard:
    """Keep what is written, per field, as ``aanvragen.services.save_velden`` does: what two people changed collides.

    Raises DomainError when the contribution does not run (any more): nothing is kept then.
    """
    aanvraag = lock_aanvraag(aanvraag)
    if aanvraag.status != Status.LOPEND:
        raise DomainError("De verantwoording is nu niet te veranderen. Wat je schreef, is niet bewaard.")
    verantwoording = Verantwoording.objects.of(aanvraag)
    nieuw, botst, anders = merge(verantwoording.invoer, waarden, gezien)
    if nieuw != verantwoording.invoer:
        begin = verantwoording.pk is None
        verantwoording.invoer = nieuw
        verantwoording.save()
        if begin:
            log(aanvraag, "subsidie.verantwoording.begun", actor=by)
    return Bewaard(aanvraag, botst, anders)


def find_mist_of(aanvraag: Aanvraag, inhoud: dict) -> list[Mist]:
    """What it cannot be signed without: the year must be over, or the netwerk."""
    periode = read_periode(aanvraag, read_besluit(aanvraag))
    te_vroeg = not periode.is_voorbij(lokale_dag(nu())) and not aanvraag.netwerk.is_beeindigd
    wachten = [Mist("periode", "Het jaar is nog niet om. Tekenen kan als het voorbij is.")] if te_vroeg else []
    return wachten + find_mist(inhoud)


@transaction.atomic
def sign(aanvraag: Aanvraag, *, gezien: str, by: Persoon) -> Ondertekening:
    """The netwerk stands for it: freezes the numbers and the words, and the academie reads them.

    ``gezien``: the print of what was read. Raises EditConflict when a number or a word is another one since,
    Onvolledig with what is missing, and DomainError when it was signed already.
    """
    aanvraag = lock_aanvraag(aanvraag)
    zet(aanvraag.status, Stap.VERANTWOORDEN, Rol.INDIENER)
    inhoud = read_concept(aanvraag)
    if make_afdruk(inhoud) != gezien:
        raise EditConflict("Er veranderde intussen iets. Lees na wat er nu staat, en teken dan.")
    if mist := find_mist_of(aanvraag, inhoud):
        raise Onvolledig(mist)
    verantwoording = Verantwoording.objects.get(aanvraag=aanvraag)
    rij = Ondertekening.objects.create(
        verantwoording=verantwoording, nummer=verantwoording.ondertekeningen.count() + 1, inhoud=inhoud, op=nu(),
        door=by,
    )  # fmt: skip
    take_step(aanvraag, Stap.VERANTWOORDEN, Rol.INDIENER, by=by, ondertekening=rij.nummer, afdruk=gezien)
    log(aanvraag, "subsidie.verantwoording.signed", actor=by, nummer=rij.nummer)
    mails.tell_getekend(rij)
    return rij


@transaction.atomic
def give_back(aanvraag: Aanvraag, vraag: str, *, by: Persoon) -> Ondertekening:
    """The academie wants to know more: the netwerk writes on, and signs again. Raises DomainError for who may not."""
    aanvraag = _lock_for(aanvraag, by)
    if len(vraag.strip()) < KORTST:
        raise DomainError("Schrijf op wat je wilt weten. Het netwerk leest dit.")
    rij = _read_laatste(take_step(aanvraag, Stap.TERUGGEVEN, Rol.ACADEMIE, by=by))
    rij.vraag, rij.teruggegeven_op, rij.teruggegeven_door = vraag.strip(), nu(), by
    Ondertekening.objects.filter(pk=rij.pk).update(
        vraag=rij.vraag, teruggegeven_op=rij.teruggegeven_op, teruggegeven_door=by
    )
    mails.tell_terug(rij)
    return rij


@transaction.atomic
def settle(aanvraag: Aanvraag, bedrag: int, reden: str, *, by: Persoon) -> Verantwoording:
    """The contribution is this, in eurocents: what was granted, or less with a reason. It is over then.

    Raises DomainError for who may not settle this one, for more than was granted, for less without a reason, and when
    somebody else just settled it or gave it back.
    """
    aanvraag = _lock_for(aanvraag, by)
    toegekend = read_besluit(aanvraag).bedrag
    if not 0 <= bedrag <= toegekend:
        raise DomainError(f"Kies een bedrag tot en met {show_bedrag(toegekend)}: dat is toegekend.")
    if bedrag < toegekend and len(reden.strip()) < KORTST:
        raise DomainError("Leg uit waarom het minder is dan toegekend. Het netwerk leest dit.")
    aanvraag = take_step(aanvraag, Stap.VASTSTELLEN, Rol.ACADEMIE, by=by, bedrag=bedrag)
    rij = _read_laatste(aanvraag)
    verantwoording = rij.verantwoording
    verantwoording.bedrag, verantwoording.reden = bedrag, reden.strip()
    verantwoording.vastgesteld_op, verantwoording.vastgesteld_door = nu(), by
    verantwoording.save()
    keep_afrekening(aanvraag, bedrag)
    log(aanvraag, "subsidie.verantwoording.settled", actor=by)
    mails.tell_vast(rij)
    return verantwoording


def _lock_for(aanvraag, by):
    aanvraag = lock_aanvraag(aanvraag)
    if bezwaar := find_bezwaar(by, aanvraag):
        raise DomainError(bezwaar)
    return aanvraag


def _read_laatste(aanvraag):
    """What was signed last; a verantwoording that is in was signed at least once."""
    rij = Ondertekening.objects.filter(verantwoording__aanvraag=aanvraag).select_related("verantwoording")[0]
    rij.verantwoording.aanvraag = aanvraag
    return rij


@transaction.atomic
def tell_vervolg(
    aanvraag: Aanvraag, gaat_door: str, *, betaalt: str, bijeenkomsten: int | None, by: Persoon
) -> Verantwoording:
    """How the netwerk went on without a contribution. Telling it again takes the place of what was told.

    Raises DomainError before the contribution is settled, and when it goes on and nobody says who pays.
    """
    aanvraag = lock_aanvraag(aanvraag)
    if aanvraag.status != Status.VASTGESTELD:
        raise DomainError("Over het vervolg vertel je als de bijdrage vaststaat.")
    if gaat_door not in GaatDoor.values:
        raise DomainError("Zeg of jullie doorgaan.")
    door = gaat_door != GaatDoor.NEE
    if door and not betaalt.strip():
        raise DomainError("Vertel wie het vervolg betaalt.")
    verantwoording = Verantwoording.objects.get(aanvraag=aanvraag)
    verantwoording.gaat_door, verantwoording.betaalt = gaat_door, betaalt.strip() if door else ""
    verantwoording.bijeenkomsten = bijeenkomsten if door else None
    verantwoording.vervolg_op, verantwoording.vervolg_door = nu(), by
    verantwoording.save()
    write(aanvraag, "vervolg", Rol.SCHRIJVER, by=by, gaat_door=str(gaat_door))
    log(aanvraag, "subsidie.verantwoording.continued", actor=by)
    return verantwoording
