"""Which of the four levels a netwerk knows something about."""

import pytest
from django.urls import reverse

from evaluatie.niveaus import read_niveaus
from evaluatie.tests.factories import make_gesloten, make_gesloten_ronde, make_keuzes, make_netwerk
from netwerken.tests.factories import DeelnameFactory

pytestmark = pytest.mark.django_db


def aantallen(netwerk):
    return [len(bewijs.rondes) for bewijs in read_niveaus(netwerk)]


def test_a_netwerk_without_rounds_knows_nothing():
    assert aantallen(make_netwerk()) == [0, 0, 0, 0]


def test_liking_a_meeting_is_no_evidence_of_learning():
    """Everybody answered how it was; too few had an opinion about what it brought."""
    meting = make_gesloten([make_keuzes(4, ev2_1=0, ev2_2=0)] * 6)

    assert aantallen(meting.netwerk) == [1, 0, 0, 0]


def test_each_level_has_its_own_questions():
    netwerk = make_netwerk(6)
    make_gesloten_ronde([4] * 6, netwerk=netwerk)  # a barometer is of no level
    make_gesloten_ronde([4] * 6, netwerk=netwerk, soort="nameting", naam="Nameting")
    make_gesloten_ronde([4] * 3, netwerk=netwerk, soort="eindmeting", naam="Te weinig")

    assert aantallen(netwerk) == [0, 0, 1, 0]
    make_gesloten_ronde([4] * 6, netwerk=netwerk, soort="eindmeting", naam="Eindmeting")
    assert aantallen(netwerk) == [0, 0, 1, 1]


@pytest.mark.parametrize("aantal", [1, 3])
def test_the_page_says_what_is_missing_with_as_many_queries(client, aantal, django_assert_max_num_queries):
    netwerk = make_netwerk(6)
    for _ in range(aantal):
        make_gesloten_ronde([4] * 6, netwerk=netwerk, soort="nameting", naam="Nameting")
    client.force_login(DeelnameFactory(netwerk=netwerk).persoon)

    with django_assert_max_num_queries(9):
        tekst = client.get(reverse("evaluatie:niveaus", args=[netwerk.slug])).content.decode()

    assert tekst.count("Hier weten jullie nog niets over.") == 3
    assert f"{aantal} ronde" in tekst
    assert "6 van de 6 mensen deden mee" in tekst
