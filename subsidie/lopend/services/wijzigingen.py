"""The netwerk asks to do something otherwise, and the academie says yes or no."""

from datetime import date

from django.db import transaction

from kern.errors import DomainError
from kern.log import log
from kern.tijd import dag, lokale_dag, nu
from personen.models import Persoon
from subsidie.aanvragen.models import Aanvraag
from subsidie.begroting.bedragen import show_bedrag
from subsidie.begroting.lezen import read_begroting
from subsidie.lopend import mails
from subsidie.lopend.geldend import read_antwoorden
from subsidie.lopend.looptijd import find_besluit, find_bezwaar_tegen, find_dicht, read_periode, read_ruimte
from subsidie.lopend.models import Wijziging
from subsidie.lopend.services.slot import lock_for_academie, lock_jaar
from subsidie.spoor.services import write
from subsidie.toestand import Rol

Soort, Uitkomst = Wijziging.Soort, Wijziging.Uitkomst


@transaction.atomic
def request_wijziging(
    aanvraag: Aanvraag, soort: str, *, wat: str, waarom: str, antwoorden: dict | None = None,
    laatste_dag: date | None = None, by: Persoon,
) -> Wijziging:  # fmt: skip
    """Ask for a change. ``antwoorden``: with soort begroting the whole new begroting. ``laatste_dag``: with soort
    looptijd the new last day. With another soort both are left out.

    Raises DomainError when another one waits, when the year is over, when the begroting is not allowed or the same,
    and when the day cannot be (``looptijd.find_bezwaar_tegen``).
    """
    aanvraag = lock_jaar(aanvraag)
    if aanvraag.wijzigingen.open().exists():
        raise DomainError("Er wacht al een wijziging op de academie. Vraag de volgende als die beantwoord is.")
    nieuw, dagen = {}, {}
    if soort == Soort.LOOPTIJD:
        dagen = {"laatste_dag": laatste_dag, "laatste_dag_was": _check_laatste_dag(aanvraag, laatste_dag)}
    if soort == Soort.BEGROTING:
        nieuw = {code: waarde for code, waarde in (antwoorden or {}).items() if waarde not in (None, "")}
        if bezwaren := find_bezwaren(aanvraag, nieuw):
            raise DomainError(" ".join(bezwaren))
        if nieuw == read_antwoorden(aanvraag):
            raise DomainError("In deze begroting is niets anders dan in de begroting die nu geldt.")
    wijziging = Wijziging.objects.create(
        aanvraag=aanvraag, soort=soort, wat=wat, waarom=waarom, antwoorden=nieuw, gevraagd_door=by, gevraagd_op=nu(),
        **dagen,
    )  # fmt: skip
    write(aanvraag, "wijziging gevraagd", Rol.INDIENER, by=by, wijziging=wijziging.pk, soort=str(soort))
    log(aanvraag, "subsidie.wijziging.requested", actor=by, soort=str(soort))
    return wijziging


def _check_laatste_dag(aanvraag, laatste_dag):
    """The last day that holds now. Raises DomainError when ``laatste_dag`` cannot take its place."""
    ruimte = read_ruimte(read_periode(aanvraag, find_besluit(aanvraag)), lokale_dag(nu()))
    if bezwaar := find_dicht(aanvraag, ruimte):
        raise DomainError(bezwaar)
    if laatste_dag is None:
        raise DomainError("Kies de nieuwe laatste dag.")
    if bezwaar := find_bezwaar_tegen(laatste_dag, ruimte):
        raise DomainError(bezwaar)
    return ruimte.nu


@transaction.atomic
def take_back_wijziging(wijziging: Wijziging, *, by: Persoon) -> None:
    """The netwerk does not want it any more; it goes, and the track keeps that it was asked. Raises DomainError when
    the academie just answered.
    """
    aanvraag = lock_jaar(wijziging.aanvraag)
    if not aanvraag.wijzigingen.open().filter(pk=wijziging.pk).delete()[0]:
        raise DomainError("De academie heeft net geantwoord. Lees wat er staat.")
    write(aanvraag, "wijziging terug", Rol.INDIENER, by=by, wijziging=wijziging.pk, soort=wijziging.soort)
    log(aanvraag, "subsidie.wijziging.taken_back", actor=by)


def find_bezwaren(aanvraag: Aanvraag, antwoorden: dict) -> list[str]:
    """What a new begroting may not be: what the regeling refuses, and more contribution than was granted."""
    begroting, hoogst = read_begroting(antwoorden), find_besluit(aanvraag).bedrag
    bezwaren = [bezwaar.tekst for bezwaar in begroting.bezwaren(aanvraag.regelingversie.regeling.kader)]
    if (bijdrage := begroting.som().bijdrage) > hoogst:
        bezwaren.append(
            f"De bijdrage in deze begroting is {show_bedrag(bijdrage)}. Jullie kregen {show_bedrag(hoogst)}: daar kan"
            " niets bij."
        )
    return bezwaren


@transaction.atomic
def decide_wijziging(wijziging: Wijziging, uitkomst: str, reden: str, *, by: Persoon) -> Wijziging:
    """Say yes or no, with the reason; a new begroting or last day holds from that moment, and with the last day every
    date that hangs on it. Who guides the netwerk gets a mail.

    Raises DomainError when ``by`` may not, when somebody else just did, and when the last day cannot change any more.
    """
    aanvraag = lock_for_academie(wijziging.aanvraag, by)
    wijziging = aanvraag.wijzigingen.open().filter(pk=wijziging.pk).first()
    if wijziging is None:
        raise DomainError("Op deze wijziging is al geantwoord. Misschien deed iemand anders dat net.")
    mag = uitkomst == Uitkomst.TOEGEKEND
    if mag and wijziging.laatste_dag:
        wijziging.laatste_dag_was = _check_nog_later(aanvraag, wijziging.laatste_dag)
    velden = wijziging.set_antwoord(uitkomst, reden, by=by, op=nu())
    wijziging.save(update_fields=[*velden, "laatste_dag_was"])
    stap = "wijziging toegekend" if mag else "wijziging afgewezen"
    write(aanvraag, stap, Rol.ACADEMIE, by=by, wijziging=wijziging.pk, soort=wijziging.soort)
    if mag and wijziging.laatste_dag:
        was, wordt = wijziging.laatste_dag_was.isoformat(), wijziging.laatste_dag.isoformat()
        write(aanvraag, "looptijd", Rol.ACADEMIE, by=by, wijziging=wijziging.pk, was=was, dag=wordt)
    log(aanvraag, "subsidie.wijziging.decided", actor=by, uitkomst=str(uitkomst))
    mails.tell_wijziging(wijziging)
    return wijziging


def _check_nog_later(aanvraag, laatste_dag):
    """The last day that holds now. What was asked in time may be granted when that day is over: who answers late does
    not take it away. Raises DomainError when the account was signed meanwhile, or when it is no longer later.
    """
    ruimte = read_ruimte(read_periode(aanvraag, find_besluit(aanvraag)), min(lokale_dag(nu()), laatste_dag))
    if bezwaar := find_dicht(aanvraag, ruimte):
        raise DomainError(bezwaar)
    if laatste_dag <= ruimte.nu:
        raise DomainError(
            f"De laatste dag is al {dag(ruimte.nu, met_jaar=True)}: niet eerder dan het netwerk vroeg. Zeg nee, en leg"
            " uit dat dit niet meer nodig is."
        )
    return ruimte.nu
