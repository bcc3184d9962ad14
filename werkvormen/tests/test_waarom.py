import pytest

from werkvormen.filters import Filters
from werkvormen.inhoud.soorten import DOELEN, MOMENTEN
from werkvormen.models import Werkvorm
from werkvormen.waarom import DOEL, MOMENT, say_why
from werkvormen.woorden import say_duur, say_groep


def say(doelen=("ideeen",), momenten=("kern",), **filters):
    werkvorm = Werkvorm(
        naam="Worldcafé", samenvatting="Praat aan tafels.", doel="Ideeën delen.", wanneer="Als het stil is.",
        duur_min=20, duur_max=40,
    )  # fmt: skip
    return say_why(werkvorm, doelen, momenten, Filters(**filters))


@pytest.mark.parametrize(
    ("filters", "zin"),
    [
        ({}, "Voor de kern van een bijeenkomst, om ideeën op te halen."),
        ({"fase": "inbedding"}, "Past bij Inbedding."),
        ({"minuten": 45}, "Duurt hooguit 40 minuten."),
        ({"minuten": 30}, "Past in 30 minuten als je het kort houdt."),
        (
            {"fase": "inbedding", "mensen": 12, "nieuw_in": "het-netwerk"},
            "Past bij Inbedding, werkt met 12 mensen en is nieuw voor jullie.",
        ),
        ({"doel": "casus", "moment": "opening"}, "Helpt om een vraagstuk uit te diepen en opent een bijeenkomst."),
        ({"plek": "online", "energie": "rustig"}, "Kan online en is rustig."),
        ({"q": "worldcafe"}, "Voor de kern van een bijeenkomst, om ideeën op te halen."),
        ({"q": "tafel"}, "Voor de kern van een bijeenkomst, om ideeën op te halen."),
        ({"q": "idee"}, "Noemt “idee” bij het doel."),
        ({"q": "stil", "plek": "fysiek"}, "Noemt “stil” bij wanneer je dit kiest en doe je op een plek."),
        ({"q": "stiften"}, "Noemt “stiften” in de uitwerking."),
    ],
)
def test_why_follows_what_was_asked(filters, zin):
    assert say(**filters) == zin


def test_between_meetings_reads_as_a_sentence():
    assert say(momenten=("tussendoor",), doelen=("verbinden",)) == (
        "Tussen twee bijeenkomsten, om tussendoor contact te houden."
    )


def test_every_doel_and_moment_has_its_words():
    assert set(DOEL) == set(DOELEN)
    assert set(MOMENT) == set(MOMENTEN)


@pytest.mark.parametrize(
    ("laag", "hoog", "zin"),
    [
        (20, 40, "20 tot 40 min"),
        (30, 30, "30 min"),
        (90, 120, "90 tot 120 min"),
        (90, 180, "90 min tot 3 uur"),
        (150, 240, "2,5 tot 4 uur"),
        (1560, 1560, "26 uur"),
        (130, 200, "130 tot 200 min"),
    ],
)
def test_duration_in_words(laag, hoog, zin):
    assert say_duur(laag, hoog) == zin


@pytest.mark.parametrize(
    ("laag", "hoog", "zin"),
    [
        (6, 24, "6 tot 24 mensen"),
        (2, 2, "2 mensen"),
        (1, 1, "1 persoon"),
        (1, 300, "vanaf 1 persoon"),
        (5, 300, "vanaf 5 mensen"),
    ],
)
def test_group_in_words(laag, hoog, zin):
    assert say_groep(laag, hoog) == zin
