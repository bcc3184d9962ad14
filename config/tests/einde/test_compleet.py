"""Every table of a netwerk or of a deelname has a kind, or a reason why it stays: a new one cannot be forgotten."""

from django.apps import apps

from netwerken.einde.soorten import alle_soorten
from netwerken.models import Deelname, Netwerk

STAYS = {
    "Afsluiting": "the clock itself",
    "FaseVerloop": "which fase when: no words, no people",
    "Belangstelling": "of somebody who waits for a theme; erased after a year",
    "Themavoorstel": "of the academie; loses its netwerk",
    "Toelating": "how it let people in: no people; what was written at the door",
    "Intervisienetwerk": "a mark of the academie: no words, no people",
    "Aanvraag": "public money: kept for seven years, by the academie",
    "Sjabloon": "belongs to who made it; loses its netwerk",
}


def _pieces():
    for model in apps.get_models():
        for veld in model._meta.concrete_fields:
            if veld.related_model in (Netwerk, Deelname):
                yield model


def test_nothing_is_forgotten():
    netwerk = Netwerk(pk=0)
    in_a_kind = {rijen.model for soort in alle_soorten() for rijen in soort.rijen(netwerk)}

    assert {model.__name__ for model in _pieces()} - {model.__name__ for model in in_a_kind} - STAYS.keys() == set()


def test_what_is_of_one_person_can_be_seen_and_erased_by_that_person():
    netwerk, persoon = Netwerk(pk=0), None
    for soort in alle_soorten():
        if soort.eigen and soort.toon:
            assert {rijen.model for rijen in soort.eigen(netwerk, persoon)}
    assert {soort.code for soort in alle_soorten() if soort.eigen} == {
        "intakes", "leidinggevenden", "contract", "leervragen", "aanwezigheid", "gemist",
        "verteld",
    }  # fmt: skip
