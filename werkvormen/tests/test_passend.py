"""What the catalogue puts in the gids of a fase for one netwerk."""

import pytest

from fasen.inhoud import find_fase
from netwerken.tests.factories import NetwerkFactory
from werkvormen.passend import find_passend
from werkvormen.tests.factories import WerkvormFactory

pytestmark = pytest.mark.django_db
FASE = find_fase("verdieping")


@pytest.fixture
def netwerk():
    return NetwerkFactory()


def maak(naam, **kaart):
    return WerkvormFactory(kaart={"naam": naam} | kaart)


def namen(netwerk, mensen=9):
    return [w.naam for w in find_passend(netwerk, FASE, mensen).werkvormen]


def test_of_this_fase_for_so_many_people(netwerk):
    maak("Past")
    maak("Andere fase", fasen=["verkenning"])
    maak("Te groot", groep={"min": 10, "max": 40, "toelichting": ""})
    maak("Te klein", groep={"min": 2, "max": 8, "toelichting": ""})
    maak("Precies", groep={"min": 9, "max": 9, "toelichting": ""})
    maak("Instrument", soort="instrument")
    WerkvormFactory(status="eigen", kaart={"naam": "Eigen"})
    WerkvormFactory(status="ingetrokken", kaart={"naam": "Ingetrokken"})

    assert namen(netwerk) == ["Past", "Precies"]


def test_one_line_why_with_the_time_and_where_the_others_are(netwerk):
    maak("Past", doelen=["oefenen", "kennis"])

    keuze = find_passend(netwerk, FASE, 9)

    (passend,) = keuze.werkvormen
    assert passend.waarom == "Voor de kern van een bijeenkomst, om vaardigheden te oefenen."
    assert passend.maat == "20 tot 40 min"
    assert passend.url == f"/werkvormen/{passend.slug}/"
    assert keuze.meer == f"/werkvormen/?fase=verdieping&mensen=9&nieuw_in={netwerk.slug}"


def test_each_has_another_place_in_a_meeting_first(netwerk):
    for n in range(3):
        maak(f"A kern {n}")
    maak("B opening", momenten=["opening"])
    maak("C afsluiting", momenten=["afsluiting"])
    maak("D tussendoor", momenten=["tussendoor"])

    assert namen(netwerk) == ["B opening", "A kern 0", "C afsluiting", "A kern 1"]


def test_what_the_guide_names_comes_first(netwerk):
    maak("A gewoon")
    maak("Z genoemd", code=FASE.hints[1].id)
    maak("Y eerder genoemd", code=FASE.hints[0].id)

    assert namen(netwerk) == ["Y eerder genoemd", "Z genoemd", "A gewoon"]


def test_the_number_of_queries_does_not_depend_on_how_many(netwerk, django_assert_num_queries):
    for n in range(6):
        maak(f"Past {n}", doelen=["oefenen", "kennis"], momenten=["opening", "kern"])
    with django_assert_num_queries(1):
        assert len(namen(netwerk)) == 4


def test_nothing_suits(netwerk):
    assert find_passend(netwerk, FASE, 9).werkvormen == ()
