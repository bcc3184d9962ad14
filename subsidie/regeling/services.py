"""The rounds of the academie."""

from django.db import transaction

from kern.errors import DomainError
from kern.locks import lock_rows
from kern.log import log
from kern.tijd import nu
from personen.models import Persoon
from subsidie.regeling.bron import get_shipped
from subsidie.regeling.document import Regeling
from subsidie.regeling.models import Aanvraagronde, Regelingversie
from subsidie.regeling.regels import Rondeplan, find_bezwaren

_VELDEN = ("opent_op", "sluit_op", "advies_voor", "besluit_voor", "budget")


def plan_of(ronde: Aanvraagronde) -> Rondeplan:
    """The days and the money of a round as they are."""
    return Rondeplan(**{veld: getattr(ronde, veld) for veld in _VELDEN})


@transaction.atomic
def create_ronde(regeling: Regeling, naam: str, plan: Rondeplan, *, by: Persoon) -> Aanvraagronde:
    """A new round with the newest version of a regeling. Raises DomainError when the days or the money do not fit."""
    _check(find_bezwaren(plan, moment=nu()))
    ronde = Aanvraagronde.objects.create(naam=naam, regelingversie=Regelingversie.of(regeling), **vars(plan))
    log(ronde, "subsidie.ronde.created", actor=by, regeling=regeling.code, versie=regeling.versie)
    return ronde


@transaction.atomic
def change_ronde(ronde: Aanvraagronde, naam: str, plan: Rondeplan, *, by: Persoon) -> Aanvraagronde:
    """Move the days, change the money or the name. The log keeps what each day was.

    Raises DomainError when netwerken count on what it was (``regels.find_bezwaren``). Changing nothing changes nothing.
    """
    ronde = _lock(ronde)
    oud, heeft_aanvragen = plan_of(ronde), ronde.aanvragen.exists()
    _check(find_bezwaren(plan, oud=oud, heeft_aanvragen=heeft_aanvragen, moment=nu()))
    anders = [veld for veld in _VELDEN if getattr(plan, veld) != getattr(oud, veld)]
    if naam == ronde.naam and not anders:
        return ronde
    ronde.naam = naam
    for veld in anders:
        setattr(ronde, veld, getattr(plan, veld))
    ronde.save(update_fields=["naam", *anders, "updated_at"])
    log(ronde, "subsidie.ronde.changed", actor=by, was={veld: str(getattr(oud, veld)) for veld in anders})
    return ronde


@transaction.atomic
def take_newest(ronde: Aanvraagronde, *, by: Persoon) -> Aanvraagronde:
    """Let a round use the newest version of its regeling. Raises DomainError once somebody began an aanvraag."""
    ronde = _lock(ronde)
    nieuwste = get_shipped(ronde.regelingversie.code)
    if nieuwste is None or nieuwste.versie <= ronde.regelingversie.versie:
        return ronde
    if ronde.aanvragen.exists():
        raise DomainError("Er zijn al aanvragen begonnen met deze versie. Een nieuwe versie is voor een nieuwe ronde.")
    was = ronde.regelingversie.versie
    ronde.regelingversie = Regelingversie.of(nieuwste)
    ronde.save(update_fields=["regelingversie", "updated_at"])
    log(ronde, "subsidie.ronde.renewed", actor=by, was=was, versie=nieuwste.versie)
    return ronde


def _lock(ronde):
    return lock_rows(Aanvraagronde.objects).select_related("regelingversie").get(pk=ronde.pk)


def _check(bezwaren):
    if bezwaren:
        raise DomainError(" ".join(bezwaren.values()))
