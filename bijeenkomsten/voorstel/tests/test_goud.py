"""What it proposes with the real catalogue: read by people who guide networks, and kept as it is."""

import pytest

from bijeenkomsten.voorstel.adviezen import make_adviezen
from bijeenkomsten.voorstel.kandidaten import Ervaring
from bijeenkomsten.voorstel.maken import make_voorstel
from bijeenkomsten.voorstel.redenen import say_let_op, say_reden
from bijeenkomsten.voorstel.tests.situaties import make_situatie, read_catalogus


def lees(**waarden):
    """The blocks as «sleutel minuten», the fixed ones by their own name."""
    voorstel = make_voorstel(read_catalogus(), make_situatie(**waarden))
    return [f"{blok.kandidaat.sleutel} {blok.minuten}" for blok in voorstel.blokken]


GOUD = [
    (
        {},
        ["_inchecken 10", "incidentmethode 65", "_pauze 15", "15-procent-stappen 20", "_afronden 10"],
    ),
    (
        {"afspraken": 3},
        ["_inchecken 10", "_afspraken 10", "eigen-beleid-laten-bevragen 55", "_pauze 15", "15-procent-stappen 20",
         "_afronden 10"],
    ),
    (
        {"fase": "verkenning", "doel": "kennismaken", "eerste": True, "mensen": 16},
        ["kennismaken-in-tweetallen 25", "context-in-beeld-brengen 55", "_pauze 15", "_naar-school 15", "_afronden 10"],
    ),
    (
        {"fase": "ontwikkeling", "doel": "vertrouwen", "minuten": 90, "mensen": 8, "vorm": "online"},
        ["_inchecken 10", "contract-maken 45", "_pauze 15", "_naar-school 15", "_afronden 5"],
    ),
    (
        {"minuten": 60, "mensen": 6, "vorm": "online"},
        ["_inchecken 10", "troika-consult 35", "_naar-school 10", "_afronden 5"],
    ),
    (
        {"fase": "inbedding", "doel": "reflecteren", "minuten": 90, "mensen": 7},
        ["_inchecken 10", "kritische-reflectieronde 55", "_naar-school 15", "_afronden 10"],
    ),
    (
        {"fase": "verankering", "doel": "vooruit"},
        ["_inchecken 10", "vooruitkijken 35", "_pauze 15", "triz 35", "15-procent-stappen 20", "_afronden 5"],
    ),
    (
        {"doel": "maken", "minuten": 180},
        ["_inchecken 10", "samen-materiaal-ontwikkelen 120", "_pauze 15", "15-procent-stappen 25", "_afronden 10"],
    ),
    (
        {"doel": "oefenen", "minuten": 150},
        ["_inchecken 10", "simulatie 95", "_pauze 15", "15-procent-stappen 20", "_afronden 10"],
    ),
    (
        {"fase": "ontwikkeling", "doel": "uitwisselen", "minuten": 45, "mensen": 6, "vorm": "online"},
        ["_inchecken 10", "leervraag-of-gebeurtenis-meebrengen 25", "_afronden 10"],
    ),
    (
        {"doel": "kennis"},
        ["_inchecken 10", "inspiratie-uit-een-ander-vakgebied 75", "_pauze 10", "15-procent-stappen 20", "_afronden 5"],
    ),
    (
        {"doel": "ideeen", "minuten": 180, "mensen": 24},
        ["een-twee-vier-allen 15", "creative-dialogue 75", "_pauze 15", "gezamenlijke-doelen-op-een-a4 45",
         "15-procent-stappen 20", "_afronden 10"],
    ),
]  # fmt: skip


@pytest.mark.parametrize(("waarden", "blokken"), GOUD)
def test_what_it_proposes(waarden, blokken):
    assert lees(**waarden) == blokken


def test_what_was_done_the_last_time_makes_room():
    assert "intervisie 65" in lees(eerder={"incidentmethode": 1})


def test_what_did_not_please_here_is_not_first_again():
    assert "intervisie 65" in lees(eerder={"incidentmethode": 5}, oordeel={"incidentmethode": "niet_meer"})


def test_what_pleases_everywhere_weighs_a_little():
    ervaring = {"intervisie": Ervaring(31, 38)}

    assert "intervisie 65" in lees(ervaring=ervaring)


def test_a_day_has_its_lunch():
    blokken = lees(minuten=360, mensen=14)

    assert any(blok.startswith("_lunch") for blok in blokken)


def _redenen(**waarden):
    s = make_situatie(**waarden)
    voorstel = make_voorstel(read_catalogus(), s)
    return {blok.naam: (say_reden(blok, s), say_let_op(blok, s)) for blok in voorstel.blokken}


def test_the_reasons_say_what_is_so():
    redenen = _redenen(eerder={"worldcafe": 2}, afspraken=1, mensen=13)

    assert redenen["afspraken"] == ("Er staat nog één afspraak open.", [])
    reden, let_op = redenen["kern"]
    assert reden == (
        "Gaat met 13 mensen in twee groepen van zes of zeven, hoort bij Verdieping, jullie deden het nog niet, "
        "en het helpt om een vraagstuk uit te diepen."
    )
    assert let_op == ["Werk in twee groepen van zes of zeven, elk met een eigen gespreksleider."]


def test_figures_and_favourites_are_told():
    s = {"favorieten": frozenset({"15-procent-stappen"}), "ervaring": {"15-procent-stappen": Ervaring(31, 38)}}

    assert _redenen(**s)["transfer"][0] == (
        "Past bij 12 mensen en bij Verdieping, het is een favoriet van jou, facilitators wilden het 31 van de 38 "
        "keer zo nog eens doen, en het helpt om iets mee te nemen naar je school."
    )


@pytest.mark.parametrize(
    ("waarden", "begin"),
    [
        ({"minuten": 20}, "Maak de bijeenkomst langer. Een voorstel kan vanaf 30 minuten."),
        ({"minuten": 1440}, "Zet een programma van meer dan tien uur zelf op"),
        ({"mensen": 2}, "Vul in met hoeveel mensen jullie zijn."),
        ({"minuten": 30, "mensen": 8}, "Maak de bijeenkomst langer: vanaf 45 minuten past er iets."),
    ],
)
def test_what_to_change_when_nothing_fits(waarden, begin):
    s = make_situatie(**waarden)
    assert make_voorstel(read_catalogus(), s) is None

    assert any(advies.tekst.startswith(begin) for advies in make_adviezen(read_catalogus(), s))


def test_without_a_catalogue_there_is_still_a_word():
    assert [advies.veld for advies in make_adviezen([], make_situatie())] == [""]
