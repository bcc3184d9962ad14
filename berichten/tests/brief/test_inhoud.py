"""What the letter says, and what is forgotten of it."""

from datetime import timedelta

import pytest
from django.core import mail

from berichten import services, tasks
from berichten.handelingen import read_token
from berichten.models import NETWERKBRIEF, Bericht, Voorkeur
from berichten.tests.brief.helpers import MAANDAG, STOND, WEEK, at, brief, een_actie, state
from berichten.tests.factories import VoorkeurFactory

pytestmark = pytest.mark.django_db


# --- what it says ---------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("titels", "onderwerp"),
    [
        (["Kom je donderdag?"], "Kom je donderdag?"),
        (["Bereid donderdag mee voor"], "Bereid donderdag mee voor"),
        (["Kom je donderdag?", "Nog iets"], "Kom je donderdag? En nog 1 ding"),
        (["Bereid donderdag mee voor", "Nog iets", "En nog wat"], "Bereid donderdag mee voor. En nog 2 dingen"),
    ],
)
def test_subject_tells_the_first_thing(wekelijks, doen, clock, titels, onderwerp):
    doen.extend(een_actie(titel) for titel in titels)

    at(clock, MAANDAG)

    assert (mail.outbox[0].subject, brief().onderwerp) == (onderwerp, "Netwerkbrief")


def test_actions_come_first_the_most_urgent_on_top_then_mail_per_netwerk(bundel, doen, clock, monkeypatch):
    bundel()
    doen.append(een_actie("Zonder haast"))
    doen.append(
        een_actie("Kan tot woensdag", voor=MAANDAG + timedelta(days=2), anders=("Nee", "http://localhost:8000/d/nee/"))
    )
    doen.append(
        een_actie("Kan tot dinsdag", voor=MAANDAG + timedelta(days=1), netwerk="Samen <b>'t</b> doen", tekst="Kort.")
    )
    doen.append(een_actie("Te laat", voor=MAANDAG))

    at(clock, MAANDAG)

    body, html = mail.outbox[0].body, mail.outbox[0].alternatives[0][0]
    delen = ["KAN TOT DINSDAG", "Samen <b>'t</b> doen", "Kort.", "KAN TOT WOENSDAG", "http://localhost:8000/d/nee/",
             "ZONDER HAAST", "LEERNETWERKEN", "Kom je <b>donderdag</b>?"]  # fmt: skip
    assert [body.index(deel) for deel in delen] == sorted(body.index(deel) for deel in delen)
    assert ("TE LAAT" in body, "Samen &lt;b&gt;" in html, "<b>'t" in html) == (False, True, False)


@pytest.mark.parametrize(
    ("acties_", "berichten", "preheader"),
    [(1, 0, "1 vraag aan jou"), (2, 1, "2 vragen aan jou en 1 bericht"), (0, 2, "2 berichten")],
)
def test_first_line_counts_what_is_in_it(bundel, wekelijks, doen, clock, acties_, berichten, preheader):
    for _ in range(berichten):
        bundel()
    doen.extend(een_actie() for _ in range(acties_))

    at(clock, MAANDAG)

    assert f"{preheader} uit je netwerken." in mail.outbox[0].alternatives[0][0]


def test_letter_says_why_it_comes(soort, persoon, clock, bundel):
    wekelijks = bundel()
    Voorkeur.objects.filter(persoon=wekelijks.aan).delete()

    at(clock, MAANDAG)

    assert "Je krijgt deze mail omdat er vorige week al veel mail naar je ging." in mail.outbox[0].body


def test_letter_links_to_the_preferences_and_stops_with_one_touch(bundel, wekelijks, doen, client, clock):
    """Stopping stops what is in it and what one chose to read in it; the rest stays as it was."""
    bundel()
    VoorkeurFactory(persoon=wekelijks, onderwerp="netwerk", keuze="wekelijks")
    at(clock, MAANDAG)
    [message] = mail.outbox
    url = message.extra_headers["List-Unsubscribe"].strip("<>")
    assert "http://localhost:8000/mijn/gegevens/mail/" in message.body
    assert "Geen mail meer over bijeenkomsten en nieuws van het netwerk" in message.body
    assert read_token(url.split("/")[-2])[1] == (wekelijks.pk, 0, 2)

    for _ in range(2):
        assert client.post(url.removeprefix("http://localhost:8000")).status_code == 200

    assert set(Voorkeur.objects.values_list("onderwerp", "keuze")) == {("bijeenkomsten", "niet"), ("netwerk", "niet")}


# --- forgetting -----------------------------------------------------------------------------------


def test_letters_of_past_weeks_are_forgotten_and_their_contents_stay(bundel, clock):
    bericht = bundel()
    at(clock, MAANDAG)

    clock.move_to(MAANDAG + timedelta(days=6))
    tasks.forget_letters_task()
    assert brief().status == "verstuurd"
    clock.move_to(MAANDAG + WEEK)
    tasks.forget_letters_task()
    tasks.forget_letters_task()

    assert not Bericht.objects.filter(soort=NETWERKBRIEF).exists()
    assert (state(bericht), bericht.bundel) == (STOND, None)


def test_letter_that_still_has_to_go_is_not_forgotten(bundel, clock):
    bericht = bundel()

    assert services.forget_letters(MAANDAG + WEEK) == 0
    assert state(bericht)[0] == "gebundeld"
