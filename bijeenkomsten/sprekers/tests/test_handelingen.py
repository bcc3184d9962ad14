"""The link of a guest, and of a member with a question: no login, harmless to open, nothing that is not theirs."""

import logging
from datetime import timedelta

import pytest
from django.utils import timezone
from django.utils.html import escape

from berichten.handelingen import make_token
from bijeenkomsten.models import Spreekverzoek
from bijeenkomsten.sprekers.mails import CODE, gast_link, vraag_link
from bijeenkomsten.sprekers.tests.factories import SpreekverzoekFactory, SprekersvraagFactory
from bijeenkomsten.tests.cast import text
from bijeenkomsten.tests.factories import AanwezigheidFactory, BijeenkomstFactory, ProgrammaonderdeelFactory

pytestmark = pytest.mark.django_db
JA = {"komt": "ja", "antwoord": "Graag", "mag_bewaren": "on"}


@pytest.fixture
def b(cast):
    sinds = timezone.now() - timedelta(days=10)
    return BijeenkomstFactory(netwerk=cast.netwerk, vast_sinds=sinds, dag_sinds=sinds)


@pytest.fixture
def verzoek(b, cast):
    return SpreekverzoekFactory(bijeenkomst=b, gevraagd_door=cast.facilitator)


def path(url):
    return url.removeprefix("http://localhost:8000")


def look(client, verzoek):
    verzoek.refresh_from_db()
    return client.get(path(gast_link(verzoek)))


def test_the_question_and_nothing_else(client, verzoek, cast):
    ProgrammaonderdeelFactory(bijeenkomst=verzoek.bijeenkomst, titel="Geheim onderdeel")
    SprekersvraagFactory(verzoek=verzoek, tekst="Nog niet voor de gast")

    response = look(client, verzoek)

    inhoud = text(response)
    assert "Wil je gastspreker zijn?" in inhoud
    assert escape(verzoek.onderwerp) in inhoud
    assert escape(verzoek.bericht) in inhoud
    assert escape(cast.facilitator.naam) in inhoud
    assert "Geheim onderdeel" not in inhoud
    assert "Nog niet voor de gast" not in inhoud
    assert "<b>een uur</b>" not in inhoud
    assert "noindex" in response["X-Robots-Tag"]
    assert response["Referrer-Policy"] in {"no-referrer", "strict-origin"}
    assert Spreekverzoek.objects.get().status == "gevraagd"


def test_yes_gives_the_briefing(client, verzoek, cast):
    SprekersvraagFactory(verzoek=verzoek, persoon=cast.deelnemer, tekst="Hoe <b>dan</b>?")
    SprekersvraagFactory(verzoek=verzoek, persoon=cast.deelnemer, soort="leervraag", tekst="Ik wil loslaten")
    AanwezigheidFactory(bijeenkomst=verzoek.bijeenkomst, persoon=cast.deelnemer, komt=True)
    BijeenkomstFactory(netwerk=cast.netwerk, gehouden=True, titel="Kijken in de klas", terugblik="Vertrouwelijk")
    ProgrammaonderdeelFactory(bijeenkomst=verzoek.bijeenkomst, titel="Geheim onderdeel")

    response = client.post(path(gast_link(verzoek)), JA)

    assert "Fijn dat je komt" in text(response)
    inhoud = text(look(client, verzoek))
    for regel in (
        "Hoe &lt;b&gt;dan&lt;/b&gt;?",
        "Ik wil loslaten",
        "Kijken in de klas",
        "Kastanjelaan 8",
        "De groep telt 2 mensen. 1 van hen zei al te komen.",
    ):
        assert regel in inhoud
    assert escape(verzoek.praktisch) in inhoud
    for verborgen in (
        escape(cast.deelnemer.naam),
        cast.deelnemer.email,
        "Vertrouwelijk",
        "Geheim onderdeel",
        "M&#x27;n",
    ):
        assert verborgen not in inhoud
    verzoek.refresh_from_db()
    assert (verzoek.status, verzoek.antwoord, verzoek.spreker.mag_bewaren) == ("bevestigd", "Graag", True)


def test_no_and_then_yes(client, verzoek):
    assert "Dank je, we weten het" in text(client.post(path(gast_link(verzoek)), {"komt": "nee"}))
    assert "Je zei dat je niet kunt" in text(look(client, verzoek))
    client.post(path(gast_link(verzoek)), JA)
    assert "Je briefing" in text(look(client, verzoek))


@pytest.mark.parametrize(
    ("post", "fout"),
    [
        ({}, "Kies ja of nee."),
        ({"komt": "misschien"}, "misschien"),
        ({"komt": "ja", "antwoord": "x" * 5000}, "1000"),
    ],
)
def test_a_bad_answer_is_asked_again_and_nothing_is_saved(client, verzoek, post, fout):
    response = client.post(path(gast_link(verzoek)), post)

    assert response.status_code == 422
    assert fout in text(response)
    assert Spreekverzoek.objects.get().status == "gevraagd"


@pytest.mark.parametrize("link_nr", [1, 2])
def test_withdrawn_says_so_and_does_nothing(client, b, link_nr):
    verzoek = SpreekverzoekFactory(bijeenkomst=b, ingetrokken=link_nr == 1, link_nr=2)
    oud = f"/d/{make_token(CODE, verzoek.pk, link_nr)}/"
    if link_nr == 2:
        Spreekverzoek.objects.update(status="ingetrokken")

    for response in (client.get(oud), client.post(oud, JA)):
        assert "Dit verzoek is ingetrokken" in text(response)
        assert escape(verzoek.onderwerp) not in text(response)
    verzoek.refresh_from_db()
    assert verzoek.beantwoord_op is None


def test_another_day_asks_again(client, verzoek):
    client.post(path(gast_link(verzoek)), JA)
    type(verzoek.bijeenkomst).objects.update(dag_sinds=timezone.now() + timedelta(seconds=1))

    inhoud = text(look(client, verzoek))

    assert "Kun je dan ook?" in inhoud
    assert escape(verzoek.praktisch) not in inhoud


def test_cancelled_and_over(client, cast):
    af = SpreekverzoekFactory(bijeenkomst=BijeenkomstFactory(netwerk=cast.netwerk, afgelast=True))
    voorbij = SpreekverzoekFactory(bijeenkomst=BijeenkomstFactory(netwerk=cast.netwerk, gehouden=True), komt=True)
    lang = SpreekverzoekFactory(bijeenkomst=BijeenkomstFactory(netwerk=cast.netwerk, dagen=-90), komt=True)

    assert "gaat niet door" in text(look(client, af))
    assert "De bijeenkomst is geweest" in text(look(client, voorbij))
    assert look(client, lang).status_code == 410


def test_a_link_is_for_one_request_and_one_thing(client, verzoek, cast):
    ander = SpreekverzoekFactory(bijeenkomst=BijeenkomstFactory(netwerk=cast.netwerk))
    goed = path(gast_link(verzoek))
    token = goed.split("/")[2]
    for kapot in (
        token[:-1],
        token.replace(f"{CODE}.{verzoek.pk}", f"{CODE}.{ander.pk}"),
        make_token(CODE, verzoek.pk),
    ):
        assert client.get(f"/d/{kapot}/").status_code == 410
    assert client.get(f"/d/{make_token(CODE, 999999, 1)}/").status_code == 410
    weg = path(gast_link(verzoek))
    verzoek.spreker.delete()
    assert client.get(weg).status_code == 410


def test_a_link_ends(client, verzoek, time_machine):
    url = path(gast_link(verzoek))
    type(verzoek.bijeenkomst).objects.update(
        begint_op=timezone.now() + timedelta(days=450), eindigt_op=timezone.now() + timedelta(days=450, hours=2)
    )
    time_machine.move_to(timezone.now() + timedelta(days=401))

    assert client.get(url).status_code == 410


def test_the_link_is_in_no_log_line(client, verzoek, caplog):
    caplog.set_level(logging.DEBUG)
    url = path(gast_link(verzoek))

    for stap in (
        client.get,
        lambda u: client.post(u, JA),
        lambda u: client.post(u, {}),
        lambda u: client.get(u + "x/"),
    ):
        stap(url)

    assert url.split("/")[2] not in caplog.text
    assert verzoek.spreker.email not in caplog.text


# --- A question of a member ---------------------------------------------------------------------


def test_a_member_puts_in_a_question_from_the_mail(client, verzoek, cast):
    client.post(path(gast_link(verzoek)), JA)
    url = path(vraag_link(verzoek, cast.deelnemer))

    assert "Wat wil je" in text(client.get(url))
    assert not verzoek.vragen.exists()
    response = client.post(url, {"vraag": "Hoe dan?", "leervraag": "Loslaten"})

    assert "het gaat mee" in text(response)
    assert sorted(verzoek.vragen.values_list("tekst", flat=True)) == ["Hoe dan?", "Loslaten"]
    assert "Loslaten" in text(client.get(url))


@pytest.mark.parametrize(
    ("post", "fout"),
    [({}, "Schrijf een vraag"), ({"vraag": "x" * 5000}, "500"), ({"leervraag": "x" * 501}, "500")],
)
def test_a_bad_question_is_asked_again(client, b, cast, post, fout):
    verzoek = SpreekverzoekFactory(bijeenkomst=b, komt=True)

    response = client.post(path(vraag_link(verzoek, cast.deelnemer)), post)

    assert response.status_code == 422
    assert fout in text(response)
    assert not verzoek.vragen.exists()


def test_who_left_or_came_too_late(client, b, cast):
    verzoek = SpreekverzoekFactory(bijeenkomst=b, kan_niet=True)

    for post in (client.get(path(vraag_link(verzoek, cast.deelnemer))),
                 client.post(path(vraag_link(verzoek, cast.deelnemer)), {"vraag": "Hoe?"})):  # fmt: skip
        assert "kan niet meer" in text(post)
    assert client.get(path(vraag_link(verzoek, cast.buitenstaander))).status_code == 410
