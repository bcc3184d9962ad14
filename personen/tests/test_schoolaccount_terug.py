"""The way back from the provider: whatever does not belong to what was asked is refused, and changes nothing."""

import logging
from datetime import timedelta

import pytest
from allauth.account.models import EmailAddress
from django.urls import reverse
from django.utils import timezone

from personen.tests.aanbieder import come_back, start
from personen.tests.factories import PersoonFactory, SchoolaccountFactory
from personen.tests.test_schoolaccount_antwoorden import assert_refused, everything

pytestmark = [pytest.mark.django_db, pytest.mark.once]


@pytest.fixture(autouse=True)
def bestaand(aanbieder):
    """Somebody who does sign in with this identity when all is well: so a refusal is about the answer."""
    persoon = PersoonFactory(email="noor@school.test", naam="Noor")
    EmailAddress.objects.create(user=persoon, email=persoon.email, verified=True, primary=True)
    SchoolaccountFactory(user=persoon, provider=aanbieder.issuer, uid=aanbieder.sub)
    return persoon


@pytest.fixture(autouse=True)
def _log(caplog):
    caplog.set_level(logging.INFO)


def test_answer_of_another_issuer_in_the_address(client, aanbieder, caplog):
    before, asked = everything(), start(client)

    page = come_back(client, aanbieder, asked, iss="https://elders.test")

    assert assert_refused(client, page, before, caplog) == "antwoord: answer of another issuer"


def test_error_from_the_provider(client, aanbieder, caplog):
    before, asked = everything(), start(client)

    query = {"state": asked["state"], "error": "server_error", "error_description": "<b>noor</b>"}
    page = client.get(reverse("personen:schoolaccount_terug", args=["entree"]), query)

    assert assert_refused(client, page, before, caplog) == "antwoord: error at provider"


@pytest.mark.parametrize("state", [None, "", "verzonnen"])
def test_answer_nobody_asked_for(client, aanbieder, caplog, state):
    before = everything()
    query = {"code": "eenmalig"} | ({} if state is None else {"state": state})

    page = client.get(reverse("personen:schoolaccount_terug", args=["entree"]), query)

    assert assert_refused(client, page, before, caplog, title="Begin nog een keer") == "verlopen: state"
    assert aanbieder.asked == []


def test_answer_counts_once(client, aanbieder, bestaand, caplog):
    asked = start(client)
    come_back(client, aanbieder, asked)
    client.post(reverse("account_logout"))
    before = everything()

    page = come_back(client, aanbieder, asked)

    assert_refused(client, page, before, caplog, title="Begin nog een keer")


def test_answer_after_a_quarter_of_an_hour(client, aanbieder, caplog, time_machine):
    before, asked = everything(), start(client)

    time_machine.move_to(timezone.now() + timedelta(minutes=15))
    page = come_back(client, aanbieder, asked)

    assert_refused(client, page, before, caplog, title="Begin nog een keer")


def test_stolen_code_is_worth_nothing_without_the_verifier(client, aanbieder, caplog):
    """PKCE: the code of one sign-in cannot be used in another."""
    before, stolen, asked = everything(), start(client), start(client)

    aanbieder.nonce, aanbieder.challenge = stolen["nonce"], stolen["code_challenge"]
    query = {"code": "eenmalig", "state": asked["state"]}
    page = client.get(reverse("personen:schoolaccount_terug", args=["entree"]), query)

    reason = assert_refused(client, page, before, caplog, title="Entree geeft nu geen antwoord")
    assert reason == "onbereikbaar: status 400"
    assert asked["code_challenge_method"] == "S256"
