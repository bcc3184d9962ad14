"""Who may do what with a poll."""

import pytest
from django.urls import reverse

from bijeenkomsten.prikker.tests.factories import PrikkerFactory
from bijeenkomsten.prikker.tests.test_views import LEDEN, create_url, url
from bijeenkomsten.tests.cast import make_persoon
from bijeenkomsten.tests.factories import BijeenkomstFactory

pytestmark = pytest.mark.django_db
PLANNERS = {"facilitator", "penvoerder"}
CAST = [*sorted(LEDEN), "wachtlijst", "buitenstaander", "academie", "beheer", "anoniem"]


@pytest.mark.parametrize("wie", CAST)
@pytest.mark.parametrize(
    ("naam", "mag"),
    [("detail", LEDEN), ("verleng", PLANNERS), ("intrekken", PLANNERS), ("create", PLANNERS | {"voorbereider"})],
)
def test_roles(client, cast, wie, naam, mag):
    prikker = PrikkerFactory(netwerk=cast.netwerk)
    if wie != "anoniem":
        client.force_login(make_persoon(cast, wie, BijeenkomstFactory(netwerk=cast.netwerk)))
    op_netwerk = naam == "create"

    status = client.get(create_url(cast) if op_netwerk else url(naam, prikker)).status_code

    verborgen = 403 if op_netwerk and wie in {"wachtlijst", "academie", "beheer"} else 404
    anders = 403 if wie in LEDEN else 302 if wie == "anoniem" else verborgen
    assert status == (200 if wie in mag else anders)


def test_voorbereider_of_a_past_meeting_may_not_open(client, cast):
    persoon = make_persoon(cast, "voorbereider", BijeenkomstFactory(netwerk=cast.netwerk, geweest=True))
    client.force_login(persoon)

    assert client.get(create_url(cast)).status_code == 403


def test_maker_may_take_back_and_not_choose(client, cast):
    prikker = PrikkerFactory(netwerk=cast.netwerk, gemaakt_door=cast.deelnemer)
    client.force_login(cast.deelnemer)

    assert client.post(url("kies", prikker), {"datum": prikker.datums.first().pk}).status_code == 403
    assert client.post(url("intrekken", prikker)).status_code == 302


def test_poll_of_another_netwerk_is_not_there(begeleider, cast):
    ander = PrikkerFactory()

    adres = reverse("bijeenkomsten:prikker_detail", args=[cast.netwerk.slug, ander.pk])
    assert begeleider.get(adres).status_code == 404
