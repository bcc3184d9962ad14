"""Asking the academie to a meeting, taking that back, and what the academie says. Each locks the meeting."""

from django.db import transaction

from bijeenkomsten.academie.models import Academieuitnodiging
from bijeenkomsten.models import Bijeenkomst
from bijeenkomsten.services.bijeenkomst import lock
from kern.errors import DomainError
from kern.log import log
from kern.tijd import nu
from personen.models import Persoon

Deel, Antwoord = Academieuitnodiging.Deel, Academieuitnodiging.Antwoord
GEEN_ANTWOORD = {"antwoord": "", "wie_komt": "", "antwoord_dag": None, "antwoord_door": None}


@transaction.atomic
def invite(bijeenkomst: Bijeenkomst, *, deel: str, welk_deel: str, by: Persoon) -> Academieuitnodiging:
    """The academie is welcome, at all of it or at a part. Again changes which part; after taking back it is new.

    Raises DomainError for a meeting that began or is off, or a part nobody can tell.
    """
    bijeenkomst = _lock_komend(bijeenkomst)
    if deel == Deel.DEEL and not welk_deel:
        raise DomainError("Schrijf bij welk deel de academie welkom is.")
    welk_deel = welk_deel if deel == Deel.DEEL else ""
    rij = Academieuitnodiging.objects.filter(bijeenkomst=bijeenkomst).first()
    if rij and not rij.is_ingetrokken and (rij.deel, rij.welk_deel) == (deel, welk_deel):
        return rij
    nieuw = rij is None or rij.is_ingetrokken
    rij = rij or Academieuitnodiging(bijeenkomst=bijeenkomst)
    rij.deel, rij.welk_deel, rij.ingetrokken_op = deel, welk_deel, None
    if nieuw:
        rij.gevraagd_op, rij.gevraagd_door = nu(), by
        _set(rij, GEEN_ANTWOORD)
    rij.save()
    log(rij, "bijeenkomsten.academie.invited" if nieuw else "bijeenkomsten.academie.changed", actor=by, deel=str(deel))
    return rij


@transaction.atomic
def withdraw(bijeenkomst: Bijeenkomst, *, by: Persoon) -> None:
    """The academie need not come. Twice is quiet. Raises DomainError once the meeting began or is off."""
    bijeenkomst = _lock_komend(bijeenkomst)
    rij = Academieuitnodiging.objects.filter(bijeenkomst=bijeenkomst, ingetrokken_op=None).first()
    if rij:
        rij.ingetrokken_op = nu()
        _set(rij, GEEN_ANTWOORD)
        rij.save()
        log(rij, "bijeenkomsten.academie.withdrawn", actor=by)


@transaction.atomic
def answer(uitnodiging: Academieuitnodiging, antwoord: str, *, wie_komt: str, by: Persoon) -> Academieuitnodiging:
    """What the academie says, with the name of who comes; the last answer counts.

    Raises DomainError when it was taken back meanwhile, when the meeting began or is off, or without a name.
    """
    bijeenkomst = _lock_komend(uitnodiging.bijeenkomst)
    rij = Academieuitnodiging.objects.get(pk=uitnodiging.pk)
    if rij.is_ingetrokken:
        raise DomainError("Het netwerk trok deze uitnodiging in.")
    komt = antwoord == Antwoord.KOMT
    if komt and not wie_komt:
        raise DomainError("Vul in wie er komt.")
    wie = wie_komt if komt else ""
    _set(rij, {"antwoord": antwoord, "wie_komt": wie, "antwoord_dag": bijeenkomst.datum, "antwoord_door": by})
    rij.save()
    log(rij, "bijeenkomsten.academie.answered", actor=by, antwoord=str(antwoord))
    return rij


def _set(rij, waarden):
    for veld, waarde in waarden.items():
        setattr(rij, veld, waarde)


def _lock_komend(bijeenkomst):
    bijeenkomst = lock(bijeenkomst)
    if not bijeenkomst.is_gepland or bijeenkomst.is_begonnen:
        raise DomainError("Deze bijeenkomst is al begonnen of gaat niet door.")
    return bijeenkomst
