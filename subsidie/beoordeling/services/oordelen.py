"""What a beoordelaar says of an aanvraag, and the moment others may read it."""

from django.db import transaction

from kern.errors import DomainError
from kern.tijd import nu
from personen.models import Persoon
from subsidie.aanvragen.models import Aanvraag
from subsidie.aanvragen.services import lock_aanvraag, take_step
from subsidie.beoordeling.criteria import find_laatste, read_aantal, read_codes, read_criteria
from subsidie.beoordeling.models import Advies, Bespreekpunt, Oordeel, Toewijzing
from subsidie.spoor.services import write
from subsidie.toestand import Rol, Stap, Status

Waarde = Oordeel.Waarde
KORTST = 20  # characters: less explains nothing
TE_KORT = "Leg je oordeel uit in minstens één hele zin, dan snapt de aanvrager het ook."
WEG = "Je bent geen beoordelaar van deze aanvraag meer."
AL_INGEDIEND = "Je advies is al ingediend. Je oordelen liggen vast."


def _lock(toewijzing, by):
    """The aanvraag as it is now; DomainError when one cannot judge it (any more)."""
    aanvraag = lock_aanvraag(toewijzing.aanvraag)
    if not Toewijzing.objects.open_for(by).filter(pk=toewijzing.pk).exists():
        raise DomainError(WEG)
    if aanvraag.status != Status.IN_BEOORDELING:
        raise DomainError(f"Dit kan nu niet: de aanvraag is «{aanvraag.get_status_display()}».")
    if Advies.objects.tellend().filter(toewijzing=toewijzing).exists():
        raise DomainError(AL_INGEDIEND)
    return aanvraag


@transaction.atomic
def save_oordeel(toewijzing: Toewijzing, criterium: str, waarde: str, reden: str, *, by: Persoon) -> Oordeel:
    """Keep a verdict; again writes it anew. Raises DomainError without an explanation where that is needed.

    What the facts show needs none. On the track comes which criterium, never what was said.
    """
    aanvraag = _lock(toewijzing, by)
    inzending = find_laatste(aanvraag)
    wat = {rij.code: rij for rij in read_criteria(aanvraag, inzending)}.get(criterium)
    if wat is None or waarde not in Waarde.values:
        raise DomainError("Kies een van de antwoorden.")
    zonder_uitleg = waarde == Waarde.VOLDOENDE and wat.klopt
    if len(reden) < KORTST and (reden or not zonder_uitleg):
        raise DomainError(TE_KORT)
    oordeel, _ = Oordeel.objects.update_or_create(
        toewijzing=toewijzing, criterium=criterium,
        defaults={"inzending": inzending, "waarde": waarde, "reden": reden},
    )  # fmt: skip
    write(aanvraag, "oordeel", Rol.BEOORDELAAR, by=by, criterium=criterium)
    return oordeel


@transaction.atomic
def file_advies(toewijzing: Toewijzing, uitkomst: str, tekst: str, *, by: Persoon) -> Advies:
    """File the advice about what was handed in last: from now on it is fixed, and others who filed read it.

    With the last one the aanvraag is ready for a decision. Raises DomainError while a criterium has no verdict.
    """
    aanvraag = _lock(toewijzing, by)
    if uitkomst not in Advies.Uitkomst.values:
        raise DomainError("Kies wat je adviseert.")
    if len(tekst) < KORTST:
        raise DomainError("Schrijf in een paar zinnen waarom je dit adviseert.")
    oordelen = {rij.criterium: rij for rij in toewijzing.oordelen.all() if rij.is_af}
    codes = read_codes(aanvraag)
    if open_ := [code for code in codes if code not in oordelen]:
        hulp, woord = ("is", "criterium") if len(open_) == 1 else ("zijn", "criteria")
        raise DomainError(f"Er {hulp} nog {len(open_)} {woord} zonder oordeel.")
    advies = Advies.objects.create(
        toewijzing=toewijzing, inzending=find_laatste(aanvraag), uitkomst=uitkomst, tekst=tekst, op=nu(),
        oordelen={code: {"waarde": oordelen[code].waarde, "reden": oordelen[code].reden} for code in codes},
    )  # fmt: skip
    write(aanvraag, "advies", Rol.BEOORDELAAR, by=by, inzending=advies.inzending.nummer)
    tellend = Advies.objects.tellend().filter(toewijzing__aanvraag=aanvraag).count()
    if tellend >= read_aantal(aanvraag):
        take_step(aanvraag, Stap.ADVISEREN, Rol.SYSTEEM, adviezen=tellend)
    return advies


@transaction.atomic
def say(aanvraag: Aanvraag, tekst: str, *, by: Persoon) -> Bespreekpunt:
    """Say something in the discussion. Only who judged it, as long as nothing is decided."""
    aanvraag = lock_aanvraag(aanvraag)
    rows = Advies.objects.tellend().own(by).filter(toewijzing__aanvraag=aanvraag)
    if not rows.exists() or aanvraag.status not in (Status.IN_BEOORDELING, Status.ADVIES_KLAAR):
        raise DomainError("Bespreken kan na je advies, tot er besloten is.")
    if not tekst:
        raise DomainError("Schrijf op wat je wilt zeggen.")
    punt = Bespreekpunt.objects.create(aanvraag=aanvraag, persoon=by, tekst=tekst, op=nu())
    write(aanvraag, "besproken", Rol.BEOORDELAAR, by=by)
    return punt
