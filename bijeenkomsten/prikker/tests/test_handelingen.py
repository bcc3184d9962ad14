"""The page behind the button in the mail: no login, harmless to open, every day at once."""

import pytest
from django.utils.html import escape

from bijeenkomsten.models import Prikantwoord
from bijeenkomsten.prikker import services
from bijeenkomsten.prikker.mails import answer_link
from bijeenkomsten.prikker.tests.factories import PrikantwoordFactory, PrikdatumFactory, PrikkerFactory
from bijeenkomsten.tests.cast import text
from bijeenkomsten.tests.factories import BijeenkomstFactory
from kern.tijd import dag
from netwerken.models import Deelname
from personen.tests.factories import PersoonFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def prikker(cast):
    return PrikkerFactory(netwerk=cast.netwerk, dagen=3)


def link(prikker, persoon):
    return answer_link(prikker, persoon).removeprefix("http://localhost:8000")


def post(prikker, *waarden):
    return {f"datum_{d.pk}": w for d, w in zip(prikker.datums.all(), waarden, strict=True)}


def stored():
    return list(Prikantwoord.objects.order_by("datum__begint_op").values_list("waarde", flat=True))


def test_opening_shows_every_day_and_stores_nothing(client, cast, prikker):
    response = client.get(link(prikker, cast.deelnemer))

    page = text(response)
    assert response.status_code == 200
    for datum in prikker.datums.all():
        assert dag(datum.begint_op).capitalize() in page
    assert page.count('type="radio"') == 9
    assert escape(prikker.titel) in page
    assert stored() == []


def test_answering_and_answering_again(client, cast, prikker):
    eerst = client.post(link(prikker, cast.deelnemer), post(prikker, "kan", "misschien", "kan_niet"))
    assert stored() == ["kan", "misschien", "kan_niet"]
    assert "Je kunt op één dag." in text(eerst)

    daarna = client.get(link(prikker, cast.deelnemer))
    assert text(daarna).count("checked") == 3
    anders = client.post(link(prikker, cast.deelnemer), post(prikker, "kan_niet", "kan_niet", "kan_niet"))

    assert stored() == ["kan_niet"] * 3
    assert "Je kunt op geen van de dagen." in text(anders)


def test_two_days_are_counted_in_words(client, cast, prikker):
    response = client.post(link(prikker, cast.deelnemer), post(prikker, "kan", "kan", "kan_niet"))

    assert "Je kunt op 2 dagen." in text(response)


def test_forgotten_day_keeps_what_was_chosen(client, cast, prikker):
    data = post(prikker, "kan", "misschien", "")

    response = client.post(link(prikker, cast.deelnemer), data)

    page = text(response)
    assert response.status_code == 422
    assert f"<b>{dag(prikker.datums.last().begint_op).capitalize()}</b> Kies wat je dan kunt." in page
    assert page.count("checked") == 2
    assert stored() == []


def test_made_up_answer_is_refused(client, cast, prikker):
    assert client.post(link(prikker, cast.deelnemer), post(prikker, "kan", "graag", "kan")).status_code == 422
    assert stored() == []


def test_day_that_has_passed_is_not_asked(client, cast, prikker):
    voorbij = PrikdatumFactory(prikker=prikker, over=-3)

    page = text(client.get(link(prikker, cast.deelnemer)))

    assert f"datum_{voorbij.pk}" not in page


def test_poll_chosen_between_opening_and_answering(client, cast, prikker):
    """The page stood open on a phone. The voter hears which day it became, and can say at once whether they come."""
    antwoord = post(prikker, "kan", "kan", "kan")
    PrikantwoordFactory(datum=prikker.datums.first(), persoon=cast.deelnemer, waarde="misschien")
    bijeenkomst = services.choose_datum(prikker, prikker.datums.last().pk, by=cast.facilitator)

    response = client.post(link(prikker, cast.deelnemer), antwoord)

    page = text(response)
    assert response.status_code == 422
    assert "Je was net te laat" in page
    assert f"Het wordt {dag(bijeenkomst.begint_op)}" in page
    assert page.count("/d/aan.") == page.count("/d/af.") == 1
    assert stored() == ["misschien"]


@pytest.mark.parametrize(
    ("toestand", "titel"),
    [
        ({"gesloten": True}, "Deze datumprikker is gesloten"),
        ({"ingetrokken": True}, "Deze datumprikker is ingetrokken"),
    ],
)
@pytest.mark.parametrize("methode", ["get", "post"])
def test_link_of_a_poll_that_is_over(client, cast, toestand, titel, methode):
    prikker = PrikkerFactory(netwerk=cast.netwerk, **toestand)

    response = getattr(client, methode)(link(prikker, cast.deelnemer), post(prikker, "kan", "kan"))

    assert titel in text(response)
    assert response.status_code == (200 if methode == "get" else 422)
    assert ("Je was net te laat" in text(response)) == (methode == "post")
    assert stored() == []


def test_link_after_the_chosen_meeting(client, cast):
    voorbij = BijeenkomstFactory(netwerk=cast.netwerk, geweest=True)
    prikker = PrikkerFactory(netwerk=cast.netwerk, status="gekozen", bijeenkomst=voorbij)

    page = text(client.get(link(prikker, cast.deelnemer)))

    assert "De dag was al gekozen" in page
    assert "/d/aan." not in page


@pytest.mark.parametrize("status", ["pauze", "uitgestapt"])
def test_link_of_who_no_longer_takes_part(client, cast, prikker, status):
    velden = {"status": status} | ({"beeindigd_op": "2026-01-01"} if status == "uitgestapt" else {})
    Deelname.objects.filter(persoon=cast.deelnemer).update(**velden)

    assert client.get(link(prikker, cast.deelnemer)).status_code == 410
    assert client.post(link(prikker, cast.deelnemer), post(prikker, "kan", "kan", "kan")).status_code == 410
    assert stored() == []


def test_link_of_a_closed_account(client, cast, prikker):
    cast.deelnemer.is_active = False
    cast.deelnemer.save()

    assert client.get(link(prikker, cast.deelnemer)).status_code == 410
    assert client.get(link(prikker, PersoonFactory())).status_code == 410


@pytest.mark.parametrize(("dagen", "aantal"), [(2, 4), (12, 4)])
def test_query_count(client, cast, dagen, aantal, django_assert_num_queries):
    prikker = PrikkerFactory(netwerk=cast.netwerk, dagen=dagen)
    adres = link(prikker, cast.deelnemer)
    client.get(adres)

    with django_assert_num_queries(aantal):
        client.get(adres)
