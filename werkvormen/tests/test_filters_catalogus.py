"""Every filter over the real catalogue, alone and together, beside what the kaarten themselves say."""

import random

import pytest
from django.contrib.auth.models import AnonymousUser

from werkvormen.filters import KEUZES, read_filters
from werkvormen.inhoud import read_kaarten
from werkvormen.lijst import Catalogus
from werkvormen.models import Werkvorm
from werkvormen.services import load_kaarten

pytestmark = [pytest.mark.django_db, pytest.mark.once]
FILTERS = {
    "fase": lambda kaart, fase: fase in kaart.fasen,
    "doel": lambda kaart, doel: doel in kaart.doelen,
    "moment": lambda kaart, moment: moment in kaart.momenten,
    "plek": lambda kaart, plek: plek in kaart.plek,
    "energie": lambda kaart, energie: kaart.energie == energie,
    "minuten": lambda kaart, minuten: kaart.duur.min <= minuten,
    "mensen": lambda kaart, mensen: kaart.groep.min <= mensen <= kaart.groep.max,
}
GETALLEN = {"minuten": (15, 20, 45, 90), "mensen": (3, 8, 12, 30)}
WAARDEN = {naam: GETALLEN.get(naam) or tuple(KEUZES[naam]) for naam in FILTERS}


@pytest.fixture
def kaarten(db):
    kaarten = [kaart for kaart in read_kaarten() if kaart.soort == "werkvorm"]
    load_kaarten(kaarten)
    return kaarten


def find(gekozen):
    filters = read_filters({naam: str(waarde) for naam, waarde in gekozen.items()} | {"soort": "werkvorm"})
    catalogus = Catalogus(AnonymousUser(), filters)
    return set(Werkvorm.objects.filter(pk__in=catalogus.keys).values_list("slug", flat=True))


def expect(kaarten, gekozen):
    return {k.slug for k in kaarten if all(FILTERS[naam](k, waarde) for naam, waarde in gekozen.items())}


def test_every_value_of_every_filter(kaarten):
    alleen = [{naam: waarde} for naam, waarden in WAARDEN.items() for waarde in waarden]

    assert [gekozen for gekozen in alleen if find(gekozen) != expect(kaarten, gekozen)] == []
    assert [gekozen for gekozen in alleen if not find(gekozen)] == []  # and nothing to choose leads nowhere


def test_filters_together(kaarten):
    rng = random.Random(4)  # noqa: S311 - the same choices every time, no secret
    samen = []
    for _ in range(120):
        namen = rng.sample(sorted(FILTERS), rng.randint(2, 7))
        samen.append({naam: rng.choice(WAARDEN[naam]) for naam in namen})

    assert [gekozen for gekozen in samen if find(gekozen) != expect(kaarten, gekozen)] == []
    assert sum(bool(find(gekozen)) for gekozen in samen) > 30
