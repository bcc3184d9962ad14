"""Write what a plan says: all of it or nothing."""

import logging

from django.contrib.contenttypes.models import ContentType
from django.db import transaction
from django.db.models import Q

from kern.models import Logregel
from personen.duo.bestand import Soort
from personen.duo.vergelijken import VOLGORDE, Plan
from personen.models import Organisatie

logger = logging.getLogger(__name__)

BATCH = 1000
WRITTEN = ["naam", "deel_van", "plaats", "gemeente", "provincie", "vakantieregio", "sector", "duo_lijsten", "is_active"]


@transaction.atomic
def save(plan: Plan) -> None:
    """Create, change, close and reopen. People keep their organisation, also when it closes.

    Raised: ``IntegrityError`` when another import ran at the same time; then nothing is saved.
    """
    renamed = []
    for stap in plan.stappen:
        parents = _parents(stap.soort)
        _create(stap, parents)
        renamed += _change(stap, parents)
        _close(stap)
    refresh_zoektekst(renamed)
    logger.info("schools imported: %s", ", ".join(f"{n} {what}" for what, n in sorted(plan.aantallen.items())))


def _parents(soort):
    """The organisations that those of this kind may be part of, by code, with what searching needs of them."""
    if soort == Soort.BESTUUR:
        return {}
    rows = Organisatie.objects.filter(soort=VOLGORDE[VOLGORDE.index(soort) - 1]).exclude(code="")
    rows = rows.only("code", "naam", "deel_van__naam").select_related("deel_van")
    return {row.code: row for row in rows.iterator(chunk_size=2000)}


def _organisatie(soort, wordt, parents):
    gegevens = wordt.gegevens._asdict()
    parent = parents.get(gegevens.pop("ouder"))
    row = Organisatie(
        pk=wordt.pk,
        soort=soort,
        sector=wordt.sector,
        duo_lijsten=wordt.lijsten,
        is_active=wordt.is_active,
        **gegevens,
    )
    if parent:
        row.deel_van = parent
    else:
        row.deel_van_id = wordt.ouder_pk
    return row


def _create(stap, parents):
    for start in range(0, len(stap.nieuw), BATCH):
        Organisatie.objects.bulk_create(
            _organisatie(stap.soort, wordt, parents) for wordt in stap.nieuw[start : start + BATCH]
        )


def _change(stap, parents):
    """Changes by inserting over the existing row: one statement for a batch. Gives the keys."""
    for start in range(0, len(stap.gewijzigd), BATCH):
        Organisatie.objects.bulk_create(
            [_organisatie(stap.soort, wordt, parents) for wordt in stap.gewijzigd[start : start + BATCH]],
            update_conflicts=True,
            unique_fields=["pk"],
            update_fields=[*WRITTEN, "zoektekst", "updated_at"],
        )
    _log("personen.organisatie.reopened", stap.heropend)
    return [] if stap.soort == Soort.VESTIGING else [wordt.pk for wordt in stap.gewijzigd]


def _close(stap):
    pks = [row.pk for row in stap.sluiten]
    for start in range(0, len(pks), BATCH):
        Organisatie.objects.filter(pk__in=pks[start : start + BATCH]).update(is_active=False)
    _log("personen.organisatie.closed", pks)


def _log(actie, pks):
    content_type = ContentType.objects.get_for_model(Organisatie)
    Logregel.objects.bulk_create(
        (Logregel(actie=actie, content_type=content_type, object_id=str(pk)) for pk in pks), batch_size=BATCH
    )


def refresh_zoektekst(pks) -> None:
    """The parts of organisations that were renamed are found by the new name too."""
    for start in range(0, len(pks), BATCH):
        chunk = pks[start : start + BATCH]
        rows = list(
            Organisatie.objects.filter(Q(deel_van__in=chunk) | Q(deel_van__deel_van__in=chunk)).select_related(
                "deel_van__deel_van"
            )
        )
        for row in rows:
            row.zoektekst = row.make_zoektekst()
        Organisatie.objects.bulk_update(rows, ["zoektekst"], batch_size=BATCH)
