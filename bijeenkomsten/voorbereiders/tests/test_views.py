"""The page of the turns, and the two buttons of the mail."""

import pytest
from django.urls import reverse

from berichten.handelingen import make_token
from bijeenkomsten.models import Beurt
from bijeenkomsten.tests.cast import make_persoon, text, url
from bijeenkomsten.tests.factories import BijeenkomstFactory
from bijeenkomsten.voorbereiders import services

pytestmark = pytest.mark.django_db


@pytest.fixture
def b(cast):
    cast.ander = cast.add()
    return BijeenkomstFactory(netwerk=cast.netwerk)


def touch(code, b, persoon):
    return reverse("berichten:handeling", args=[make_token(code, b.pk, persoon.pk)])


# --- the page ---------------------------------------------------------------------------------------


def test_proposal_is_ticked(begeleider, cast, b):
    cast.add()

    html = text(begeleider.get(url("voorbereiders", b)))

    assert html.count('name="persoon"') == 3
    assert html.count(" checked") == 2


def test_ask_and_take_back(begeleider, cast, b):
    response = begeleider.post(url("voorbereiders", b), {"persoon": [cast.deelnemer.pk]})

    assert response.url == url("voorbereiders", b)
    html = text(begeleider.get(response.url))
    assert "gevraagd, zei nog niets" in html
    begeleider.post(url("beurt_withdraw", b, cast.deelnemer.pk))
    assert not Beurt.objects.exists()


@pytest.mark.parametrize("personen", [[], ["x"], ["99999999999999999999"]])
def test_nobody_chosen(begeleider, b, personen):
    response = begeleider.post(url("voorbereiders", b), {"persoon": personen})

    assert response.status_code == 422
    assert "Kies wie je vraagt." in text(response)


def test_too_many_keeps_the_ticks(begeleider, cast, b):
    personen = [cast.deelnemer, cast.ander, cast.add(), cast.add()]

    response = begeleider.post(url("voorbereiders", b), {"persoon": [p.pk for p in personen]})

    assert response.status_code == 422
    assert "hooguit drie" in text(response)
    assert text(response).count(" checked") == 4
    assert not Beurt.objects.exists()


def test_member_sees_the_turns_and_not_who_was_asked_or_passed(lid, cast, b):
    derde = cast.add()
    b.voorbereiders.add(derde)
    for persoon, gepast in ((cast.ander, True), (cast.deelnemer, False)):
        Beurt.objects.create(bijeenkomst=b, persoon=persoon, gepast=gepast)

    html = text(lid.get(url("voorbereiders", b)))

    assert "bereidt voor" in html
    assert "deed het nog niet" in html or "net nieuw" in html
    for geheim in ("gevraagd, zei", "past deze keer", 'name="persoon"', "Trek de vraag in"):
        assert geheim not in html


@pytest.mark.parametrize(
    ("wie", "lezen", "vragen"),
    [
        ("facilitator", 200, 302), ("penvoerder", 200, 302), ("deelnemer", 200, 403), ("voorbereider", 200, 403),
        ("buitenstaander", 404, 404), ("wachtlijst", 404, 404),
    ],
)  # fmt: skip
def test_who_may(client, cast, b, wie, lezen, vragen):
    client.force_login(make_persoon(cast, wie, b))

    assert client.get(url("voorbereiders", b)).status_code == lezen
    assert client.post(url("voorbereiders", b), {"persoon": [cast.ander.pk]}).status_code == vragen


@pytest.mark.parametrize("leden", [1, 3])
def test_page_costs_as_much_for_more_people(begeleider, cast, b, leden, django_assert_max_num_queries):
    for _ in range(leden):
        b.voorbereiders.add(cast.add())

    with django_assert_max_num_queries(12):
        begeleider.get(url("voorbereiders", b))


# --- the mail ---------------------------------------------------------------------------------------


@pytest.fixture
def gevraagd(cast, b):
    services.ask_voorbereiders(b, {cast.deelnemer.pk}, by=cast.facilitator)
    return b


@pytest.mark.parametrize("code", ["beurt", "pas"])
def test_opening_the_link_does_nothing(client, cast, gevraagd, code):
    response = client.get(touch(code, gevraagd, cast.deelnemer))

    assert response.status_code == 200
    assert 'type="submit"' in text(response)
    assert Beurt.objects.filter(gepast=False).count() == 1
    assert not gevraagd.voorbereiders.exists()


def test_yes_in_one_touch(client, cast, gevraagd):
    response = client.post(touch("beurt", gevraagd, cast.deelnemer))

    assert "Fijn, je doet mee" in text(response)
    assert list(gevraagd.voorbereiders.all()) == [cast.deelnemer]
    assert "Je hebt al gezegd dat je meedoet." in text(client.get(touch("beurt", gevraagd, cast.deelnemer)))


def test_no_in_one_touch_asks_the_next(client, cast, gevraagd):
    response = client.post(touch("pas", gevraagd, cast.deelnemer))

    assert "Goed, deze keer niet" in text(response)
    assert [beurt.persoon for beurt in Beurt.objects.open()] == [cast.ander]
    assert "Je hebt gezegd dat je deze keer past." in text(client.get(touch("pas", gevraagd, cast.deelnemer)))


def test_withdrawn(client, cast, gevraagd):
    services.withdraw_beurt(gevraagd, cast.deelnemer.pk, by=cast.facilitator)

    assert "Deze vraag is ingetrokken" in text(client.get(touch("beurt", gevraagd, cast.deelnemer)))
    assert "ingetrokken" in text(client.post(touch("beurt", gevraagd, cast.deelnemer)))
    assert not gevraagd.voorbereiders.exists()


def test_full(client, cast, gevraagd):
    gevraagd.voorbereiders.set([cast.add() for _ in range(3)])

    assert "Er zijn al drie voorbereiders" in text(client.get(touch("beurt", gevraagd, cast.deelnemer)))
    assert client.post(touch("beurt", gevraagd, cast.deelnemer)).status_code == 422
    assert gevraagd.voorbereiders.count() == 3


@pytest.mark.parametrize("code", ["beurt", "pas"])
@pytest.mark.parametrize(
    ("velden", "zin"),
    [
        ({"status": "afgelast", "reden_afgelast": "Zaal weg."}, "gaat niet door"),
        ({"begint_op": "2026-01-05T09:00Z", "eindigt_op": "2026-01-05T10:00Z"}, "al begonnen"),
    ],
)
def test_off_or_begun(client, cast, gevraagd, code, velden, zin):
    type(gevraagd).objects.filter(pk=gevraagd.pk).update(**velden)

    assert zin in text(client.get(touch(code, gevraagd, cast.deelnemer)))
    assert client.post(touch(code, gevraagd, cast.deelnemer)).status_code == 422
    assert not gevraagd.voorbereiders.exists()


@pytest.mark.parametrize("code", ["beurt", "pas"])
def test_who_left_cannot_answer(client, cast, gevraagd, code):
    cast.netwerk.deelnames.filter(persoon=cast.deelnemer).delete()

    assert client.get(touch(code, gevraagd, cast.deelnemer)).status_code == 410
    assert client.post(touch(code, gevraagd, cast.deelnemer)).status_code == 410


def test_link_of_another_meeting_or_shape(client, cast, gevraagd):
    zonder = reverse("berichten:handeling", args=[make_token("beurt", gevraagd.pk)])

    assert client.get(zonder).status_code == 410
    assert client.get(touch("beurt", BijeenkomstFactory(), cast.deelnemer)).status_code == 410
