"""The netwerk asks to do something otherwise, and the academie says yes or no."""

from django.db import transaction

from kern.errors import DomainError
from kern.log import log
from kern.tijd import nu
from personen.models import Persoon
from subsidie.aanvragen.models import Aanvraag
from subsidie.begroting.bedragen import show_bedrag
from subsidie.begroting.lezen import read_begroting
from subsidie.lopend import mails
from subsidie.lopend.geldend import read_antwoorden
from subsidie.lopend.models import Wijziging
from subsidie.lopend.services.slot import find_besluit, lock_for_academie, lock_jaar
from subsidie.spoor.services import write
from subsidie.toestand import Rol

Soort, Uitkomst = Wijziging.Soort, Wijziging.Uitkomst


@transaction.atomic
def request_wijziging(
    aanvraag: Aanvraag, soort: str, *, wat: str, waarom: str, antwoorden: dict | None = None, by: Persoon
) -> Wijziging:
    """Ask for a change. ``antwoorden``: with soort begroting the whole new begroting; without it nothing.

    Raises DomainError when another one waits, when the year is over, and when the begroting is not allowed or the same.
    """
    aanvraag = lock_jaar(aanvraag)
    if aanvraag.wijzigingen.open().exists():
        raise DomainError("Er wacht al een wijziging op de academie. Vraag de volgende als die beantwoord is.")
    nieuw = {}
    if soort == Soort.BEGROTING:
        nieuw = {code: waarde for code, waarde in (antwoorden or {}).items() if waarde not in (None, "")}
        if bezwaren := find_bezwaren(aanvraag, nieuw):
            raise DomainError(" ".join(bezwaren))
        if nieuw == read_antwoorden(aanvraag):
            raise DomainError("In deze begroting is niets anders dan in de begroting die nu geldt.")
    wijziging = Wijziging.objects.create(
        aanvraag=aanvraag, soort=soort, wat=wat, waarom=waarom, antwoorden=nieuw, gevraagd_door=by, gevraagd_op=nu()
    )
    write(aanvraag, "wijziging gevraagd", Rol.INDIENER, by=by, wijziging=wijziging.pk, soort=str(soort))
    log(aanvraag, "subsidie.wijziging.requested", actor=by, soort=str(soort))
    return wijziging


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
    """Say yes or no, with the reason; a new begroting holds from that moment. Who guides the netwerk gets a mail.

    Raises DomainError when ``by`` may not, or when somebody else just did.
    """
    aanvraag = lock_for_academie(wijziging.aanvraag, by)
    wijziging = aanvraag.wijzigingen.open().filter(pk=wijziging.pk).first()
    if wijziging is None:
        raise DomainError("Op deze wijziging is al geantwoord. Misschien deed iemand anders dat net.")
    wijziging.uitkomst, wijziging.reden, wijziging.besloten_door, wijziging.besloten_op = uitkomst, reden, by, nu()
    wijziging.save(update_fields=["uitkomst", "reden", "besloten_door", "besloten_op"])
    stap = "wijziging toegekend" if uitkomst == Uitkomst.TOEGEKEND else "wijziging afgewezen"
    write(aanvraag, stap, Rol.ACADEMIE, by=by, wijziging=wijziging.pk, soort=wijziging.soort)
    log(aanvraag, "subsidie.wijziging.decided", actor=by, uitkomst=str(uitkomst))
    mails.tell_wijziging(wijziging)
    return wijziging
