"""The clock notes since when a criterium asks attention, and the netwerk explains."""

from datetime import datetime

from django.db import transaction

from kern.errors import DomainError
from kern.locks import lock_rows
from kern.tijd import lokale_dag, nu
from netwerken.models import Netwerk
from personen.models import Persoon
from subsidie.aanvragen.models import Aanvraag
from subsidie.lopend.bevoegd import IN_JAAR
from subsidie.lopend.criteria import meet_lopend
from subsidie.lopend.models import Criteriumstand
from subsidie.lopend.services.slot import lock_jaar

PER_KEER = 500
LEEG = {"toelichting": "", "toegelicht_door": None, "toegelicht_op": None}


def find_te_meten():
    """Aanvragen in their year, of a netwerk that does not rest: of others nothing is kept."""
    netwerken = Netwerk.objects.niet_gepauzeerd().exclude(status__in=Netwerk.BEEINDIGD)
    return Aanvraag.objects.filter(status__in=IN_JAAR, netwerk__in=netwerken)


def store_standen(*, now: datetime | None = None) -> int:
    """Measure every aanvraag in its year and note what changed. Twice is once. Returns how many rows were written."""
    now = now or nu()
    ids = list(find_te_meten().order_by("pk").values_list("pk", flat=True))
    Criteriumstand.objects.exclude(aanvraag__in=find_te_meten()).delete()
    delen = [ids[begin : begin + PER_KEER] for begin in range(0, len(ids), PER_KEER)]
    return sum(_store(Aanvraag.objects.filter(pk__in=deel).with_ronde().order_by("pk"), now) for deel in delen)


@transaction.atomic
def _store(aanvragen, now):
    gemeten, vandaag = meet_lopend(aanvragen, now), lokale_dag(now)
    rows = lock_rows(Criteriumstand.objects).filter(aanvraag__in=list(gemeten)).order_by("pk")
    bekend = {(rij.aanvraag_id, rij.code): rij for rij in rows}
    nieuw, anders = [], []
    for pk, standen in gemeten.items():
        for stand in standen:
            code, rij = stand.criterium.code, bekend.get((pk, stand.criterium.code))
            if rij is None:
                nieuw.append(Criteriumstand(aanvraag_id=pk, code=code, staat=stand.staat, sinds=vandaag))
            elif rij.staat != stand.staat:
                anders.append(_change(rij, stand.staat, vandaag))
    # Two at once: who comes second finds the rows of the first and leaves them.
    Criteriumstand.objects.bulk_create(nieuw, ignore_conflicts=True)
    Criteriumstand.objects.bulk_update(anders, ["staat", "sinds", *LEEG, "updated_at"], batch_size=PER_KEER)
    return len(nieuw) + len(anders)


def _change(rij, staat, vandaag):
    """What was explained was about before."""
    rij.staat, rij.sinds, rij.updated_at = staat, vandaag, nu()
    for naam, leeg in LEEG.items():
        setattr(rij, naam, leeg)
    return rij


@transaction.atomic
def explain_criterium(aanvraag: Aanvraag, code: str, tekst: str, *, by: Persoon) -> Criteriumstand:
    """Say why a criterium asks attention; the academie reads it when it sees the aandacht, never before.

    Nothing of it goes on the track: the academie reads that. Raises DomainError when it asks no attention now.
    """
    aanvraag = lock_jaar(aanvraag)
    if find_te_meten().filter(pk=aanvraag.pk).exists():
        _store(Aanvraag.objects.filter(pk=aanvraag.pk).with_ronde(), nu())
    rij = lock_rows(aanvraag.criteriumstanden).filter(code=code, staat="aandacht").first()
    if rij is None:
        raise DomainError("Dit criterium vraagt nu geen aandacht meer. Je hoeft niets uit te leggen.")
    rij.toelichting, rij.toegelicht_door, rij.toegelicht_op = tekst, by, nu()
    rij.save(update_fields=[*LEEG, "updated_at"])
    return rij
