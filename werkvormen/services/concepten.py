"""What is not whole yet: kept for its maker, until it is a werkvorm or thrown away."""

from uuid import UUID

from django.db import transaction

from kern.errors import DomainError, EditConflict
from kern.locks import lock_rows
from kern.log import log
from personen.models import Persoon
from werkvormen.inhoud.soorten import Kaart
from werkvormen.models import Concept, Origineel, Werkvorm
from werkvormen.services.eigen import create_werkvorm

MEESTE_CONCEPTEN = 20
WEG = "Dit concept is er niet meer. Misschien maakte je het af of gooide je het weg in een ander venster."
BOTST = "Dit concept is intussen al bewaard, misschien in een ander venster."


def _lock(sleutel, by, seen):
    """The concept, or None when it is new. One thing at a time for one person: the form may be saving by itself.

    ``seen``: the ``versie`` the writer looked at, 0 when it was not saved yet.
    """
    lock_rows(Persoon.objects).get(pk=by.pk)
    concept = Concept.objects.filter(eigenaar=by, sleutel=sleutel).first()
    if concept is None and seen:
        raise EditConflict(WEG)
    if concept and concept.versie != seen:
        raise EditConflict(BOTST)
    return concept


@transaction.atomic
def save_concept(sleutel: UUID, gegevens: dict, *, by, seen: int, origineel: Origineel | None = None) -> Concept:
    """Keep what was typed so far, already within its limits.

    ``origineel`` counts the first time only. Raises EditConflict when another text was saved meanwhile or the concept
    is gone, and DomainError when somebody has too many of them.
    """
    concept = _lock(sleutel, by, seen)
    if concept is None:
        if Concept.objects.filter(eigenaar=by).count() >= MEESTE_CONCEPTEN:
            raise DomainError(f"Je hebt al {MEESTE_CONCEPTEN} concepten. Maak er eerst een af of gooi er een weg.")
        concept = Concept(eigenaar=by, sleutel=sleutel, versie=0, **(origineel.velden if origineel else {}))
    concept.naam, concept.gegevens = gegevens["velden"]["naam"], gegevens
    concept.versie += 1
    concept.save()
    if concept.versie == 1:
        log(concept, "werkvormen.concept.created", actor=by)
    return concept


@transaction.atomic
def finish_concept(sleutel: UUID, kaart: Kaart, *, by, seen: int, origineel: Origineel | None = None) -> Werkvorm:
    """Make it a werkvorm. Also when it was never kept in between; then ``origineel`` says what it was made from.

    Raises EditConflict when another text was saved meanwhile, or the concept is gone.
    """
    concept = _lock(sleutel, by, seen)
    werkvorm = create_werkvorm(kaart, by=by, origineel=concept.origineel if concept else origineel)
    if concept:
        concept.delete()
    return werkvorm


@transaction.atomic
def delete_concept(concept: Concept, *, by) -> None:
    """For good."""
    log(concept, "werkvormen.concept.deleted", actor=by)
    concept.delete()
