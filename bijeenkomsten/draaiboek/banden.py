"""What hangs on a block and would be lost when it goes: rows that point at it, and the row that is part of it.

Afspraken, notes and the run of a meeting belong to rooms above this one, so they are found by the relations of the
model and not by name. A relation that is SET_NULL points; a one-to-one that is CASCADE is part of the block.
"""

from django.apps import apps
from django.core import serializers
from django.db.models import CASCADE, SET_NULL, Q

from bijeenkomsten.draaiboek.models import Programmaonderdeel


def read_banden(pks: list[int]) -> dict:
    """Of blocks that are about to go, as JSON keeps it: what ``restore_banden`` needs."""
    wijst = [
        [rel.related_model._meta.label, rel.field.name, blok, rij]
        for rel in _find_relations(SET_NULL)
        for blok, rij in rel.related_model._default_manager.filter(**{f"{rel.field.name}__in": pks})
        .order_by("pk")
        .values_list(rel.field.name, "pk")
    ]
    delen = [
        deel
        for rel in _find_relations(CASCADE)
        if rel.one_to_one
        for deel in rel.related_model._default_manager.filter(**{f"{rel.field.name}__in": pks}).order_by("pk")
    ]
    return {"wijst": wijst, "delen": serializers.serialize("json", delen)}


def restore_banden(bijeenkomst, banden: dict) -> None:
    """After the blocks came back. A row that is gone, went to another meeting or points elsewhere by now is left alone.

    A model may say with ``KRIJGT_BLOK_TERUG`` (a Q) which of its rows still want the block.
    """
    for deel in serializers.deserialize("json", banden.get("delen", "[]")):
        deel.save()
    for label, veld, blok, rij in banden.get("wijst", ()):
        model = apps.get_model(label)
        rows = model._default_manager.filter(pk=rij, bijeenkomst=bijeenkomst, **{f"{veld}__isnull": True})
        rows.filter(getattr(model, "KRIJGT_BLOK_TERUG", Q())).update(**{veld: blok})


def _find_relations(on_delete):
    fields = Programmaonderdeel._meta.get_fields(include_hidden=True)
    return [rel for rel in fields if rel.auto_created and not rel.concrete and rel.on_delete is on_delete]
