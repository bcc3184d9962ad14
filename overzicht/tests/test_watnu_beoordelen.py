"""What waits for a beoordelaar, on *Mijn overzicht*."""

import pytest
from django.urls import reverse

from personen.tests.factories import PersoonFactory
from subsidie.beoordeling.tests.factories import file, judge, make_aanvraag, make_toewijzing

pytestmark = pytest.mark.django_db
MIJN = "/mijn/"


def cards(client, persoon):
    client.force_login(persoon)
    return [kaart for kaart in client.get(MIJN).context["kaarten"] if "Beoordeel" in kaart.titel]


def test_a_beoordelaar_reads_what_to_judge_and_how_far_it_is(client):
    toewijzing = make_toewijzing(make_aanvraag(netwerk__naam="Lezen"))
    make_toewijzing(persoon=toewijzing.persoon)
    [kaart] = cards(client, toewijzing.persoon)
    assert kaart.titel == "Beoordeel de aanvraag van Lezen"
    assert kaart.tekst == "0 van 3 criteria gedaan. Daarna wacht er nog 1."
    assert kaart.acties[0].tekst == "Begin"
    assert kaart.acties[0].url == reverse("subsidie:beoordelen", args=[toewijzing.aanvraag.sleutel])

    judge(toewijzing)
    assert cards(client, toewijzing.persoon)[0].acties[0].tekst == "Ga verder"


def test_nothing_when_it_is_filed_elsewhere_or_not_theirs(client):
    klaar = make_toewijzing()
    file(klaar)
    assert not cards(client, klaar.persoon)
    assert not cards(client, make_toewijzing(make_aanvraag("aanvulling")).persoon)
    assert not cards(client, PersoonFactory(academie=True))


@pytest.mark.parametrize("hoeveel", [1, 3])
def test_the_same_number_of_questions_for_every_number(client, django_assert_num_queries, hoeveel):
    persoon = PersoonFactory(beoordelaar=True)
    for _ in range(hoeveel):
        make_toewijzing(persoon=persoon)
    client.force_login(persoon)
    client.get(MIJN)
    with django_assert_num_queries(10):
        assert client.get(MIJN).status_code == 200
