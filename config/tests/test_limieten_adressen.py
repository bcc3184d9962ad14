"""Every address with a form that works without signing in has a limit, and so does everything that sends mail."""

import re
from datetime import UTC, datetime

import pytest
from django.conf import settings as project
from django.test import Client
from django.urls import reverse

from config.tests.access_rows import ROWS
from config.tests.test_access_table import ADDRESSES

pytestmark = [pytest.mark.django_db, pytest.mark.once]
NEEDS_NO_ROW = {
    "account_logout": "does nothing for who is not signed in; what holds for everything is enough",
    "overzicht:stijlgids": "is not there for who is not of beheer",
}
SENDS_MAIL = {
    "account_email", "bijeenkomsten:cancel", "bijeenkomsten:create", "bijeenkomsten:move",
    "bijeenkomsten:prikker_create", "bijeenkomsten:prikker_kies", "bijeenkomsten:prikker_verleng", "evaluatie:send_now",
    "netwerken:contract_settle", "netwerken:groepsbesluit_ask", "netwerken:groepsbesluit_extend",
    "netwerken:invite", "netwerken:join", "netwerken:leiding_gesprek",
    "netwerken:leiding_versturen", "netwerken:message", "netwerken:message_action", "netwerken:resend",
    "netwerken:start_overzicht",
    "netwerken:mentor_link", "netwerken:mentor_take",
    "netwerken:overdracht", "netwerken:overdracht_accept", "netwerken:overdracht_decline",
    "netwerken:taken_verdelen",
    "netwerken:thema_join", "netwerken:thema_reject", "netwerken:voorstel_assign",
    "subsidie:academie_toewijzen", "subsidie:academie_vragen", "subsidie:beoordelen_vragen",
    "subsidie:besluiten", "subsidie:academie_teruggeven", "subsidie:academie_vaststellen",
    "subsidie:verantwoording_sign",
    "subsidie:academie_nakoming", "subsidie:academie_wijziging",
    "werkvormen:offer", "werkvormen:publish", "werkvormen:send_back", "werkvormen:withdraw",
}  # fmt: skip


@pytest.fixture(autouse=True)
def _one_moment(time_machine):
    """Counts start again every few minutes, and a slow machine may be just then halfway."""
    time_machine.move_to(datetime.now(UTC), tick=False)


def post(name, world, client, **options):
    return client.post(reverse(name, kwargs=ROWS[name].kwargs(world)), **options)


def works_without_signing_in(name, world):
    response = post(name, world, Client())
    sent_to_login = response.status_code == 302 and response.url.startswith(f"{reverse('account_login')}?next=")
    return response.status_code != 405 and not sent_to_login


def test_every_form_that_works_without_signing_in_has_a_row(world):
    public = {name for name in ROWS if works_without_signing_in(name, world)}

    assert len(public) >= 9
    assert sorted(public - set(project.LIMIETEN) - set(NEEDS_NO_ROW)) == []
    assert sorted(set(NEEDS_NO_ROW) - public) == []


def test_row_per_address_or_account_in_every_public_form(world):
    """Only per person would count nobody: nobody is signed in."""
    loose = [
        name
        for name in ROWS
        if name in project.LIMIETEN and works_without_signing_in(name, world)
        if "ip" not in {limiet.per for limiet in project.LIMIETEN[name]}
    ]

    assert loose == []


def test_rows_are_about_addresses_that_exist():
    assert sorted(set(project.LIMIETEN) - set(ADDRESSES)) == []


def test_what_sends_mail_has_a_row():
    assert sorted(SENDS_MAIL - set(project.LIMIETEN)) == []


@pytest.mark.parametrize("name", sorted({*project.LIMIETEN, "personen:profile", "account_logout"}))
def test_limit_is_reached_and_says_when_to_come_back(name, settings, world):
    """With the smallest of its limits made 2: whatever the number is, it is counted for this address."""
    small = [type(limiet)(2, 600, limiet.per) for limiet in settings.LIMIETEN.get(name, settings.LIMIETEN_OVERIG)]
    settings.LIMIETEN = {**settings.LIMIETEN, name: small}
    client = Client()
    if not works_without_signing_in(name, world):
        client.force_login(world.cast["facilitator"])
        settings.LIMIETEN[name] = small
    fields = {"email": "noor@school.test", "login": "noor@school.test"}

    answers = [post(name, world, client, data=fields) for _ in range(4)]

    assert answers[0].status_code != 429
    assert answers[-1].status_code == 429
    assert 1 <= int(answers[-1]["Retry-After"]) <= 601
    assert re.search(r"Probeer het over (een minuut|\d+ minuten) nog eens\.", answers[-1].content.decode())
