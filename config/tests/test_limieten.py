"""Every form that works without signing in has a limit; a room full of people never meets one."""

from datetime import UTC, datetime

import pytest
from allauth.account.models import EmailAddress
from django.conf import settings as project
from django.core import mail
from django.test import Client
from django.urls import reverse

from berichten.handelingen import link
from bijeenkomsten.models import Aanwezigheid
from bijeenkomsten.tests.factories import BijeenkomstFactory
from kern import cache as cache_module
from netwerken.tests.factories import DeelnameFactory, NetwerkFactory
from personen.tests.factories import PersoonFactory

pytestmark = [pytest.mark.django_db, pytest.mark.once]


@pytest.fixture(autouse=True)
def _one_moment(time_machine):
    """Counts start again every few minutes, and a slow machine may be just then halfway."""
    time_machine.move_to(datetime.now(UTC), tick=False)


def test_limit_of_one_form_is_not_that_of_another(client, settings):
    for _ in range(11):
        refused = client.post(reverse("account_login"), {"login": "noor@school.test", "password": "x"})

    assert refused.status_code == 429
    assert client.post(reverse("account_request_login_code"), {"email": "noor@school.test"}).status_code == 302
    assert client.post(reverse("account_login"), {"login": "an@school.test", "password": "x"}).status_code != 429


def test_reading_is_free_and_searching_is_not(client):
    assert {client.get("/netwerken/").status_code for _ in range(130)} == {200}
    found = [client.get("/netwerken/", {"q": "rekenen"}).status_code for _ in range(121)]

    assert (set(found[:120]), found[120]) == ({200}, 429)


def test_searching_a_school_at_sign_up_counts_as_searching(client):
    """Without JavaScript every search sends the form; that is not trying to sign up."""
    form = {"email": "nieuw@school.test", "naam": "Bo", "q": "wilgen", "gezocht": ""}
    searches = [client.post(reverse("account_signup"), form).status_code for _ in range(8)]
    tries = [client.post(reverse("account_signup"), form | {"q": ""}).status_code for _ in range(6)]

    assert searches == [422] * 8
    assert tries == [302] * 5 + [429]


@pytest.mark.parametrize("name", ["account_login", "account_request_login_code"])
def test_a_question_beside_it_opens_no_way_around_a_limit(client, name):
    form = {"login": "nieuw@school.test", "email": "nieuw@school.test", "password": "fout", "q": "wilgen"}
    codes = [client.post(reverse(name), form).status_code for _ in range(11)]

    assert codes[-1] == 429


# --- a school behind one address -------------------------------------------------------------------


def test_room_types_the_name_of_its_school_at_once(client):
    codes = {client.get(reverse("personen:school_search"), {"q": "wil"}).status_code for _ in range(30 * 12)}

    assert codes == {200}


ROOM = 30


@pytest.fixture
def room():
    """Thirty people, one after the other and from one address: the address of the school."""
    people = PersoonFactory.create_batch(ROOM)
    for persoon in people:
        EmailAddress.objects.create(user=persoon, email=persoon.email, verified=True, primary=True)
    return people


def test_room_answers_at_once(room):
    netwerk = NetwerkFactory(gestart=True)
    bijeenkomst = BijeenkomstFactory(netwerk=netwerk)
    for persoon in room:
        DeelnameFactory(netwerk=netwerk, persoon=persoon)

    statuses = [
        Client().post(link("aan", bijeenkomst.pk, persoon.pk).removeprefix(project.BASE_URL)).status_code
        for _ in range(3)
        for persoon in room
    ]

    assert set(statuses) == {200}
    assert Aanwezigheid.objects.filter(bijeenkomst=bijeenkomst).count() == ROOM


def test_room_signs_in_by_code_at_once_with_two_tries_each(room, django_capture_on_commit_callbacks):
    clients = [Client() for _ in room]
    statuses = []
    for client, persoon in zip(clients, room, strict=True):
        for _ in range(2):
            with django_capture_on_commit_callbacks(execute=True):
                statuses.append(client.post(reverse("account_request_login_code"), {"email": persoon.email}))
        client.post(reverse("account_confirm_login_code"), {"code": "AAAA-AAAA"})
        code = mail.outbox[-1].subject.split()[0]
        statuses.append(client.post(reverse("account_confirm_login_code"), {"code": code}))

    assert {response.status_code for response in statuses} == {302}
    assert ["_auth_user_id" in client.session for client in clients] == [True] * ROOM


def test_room_signs_in_by_password_at_once_with_a_mistake_each(room):
    for persoon in room:
        persoon.set_password("samen-leren")
        persoon.save()
    clients = [Client() for _ in room]

    for client, persoon in zip(clients, room, strict=True):
        for password in ("vergeten", "samen-leren"):
            client.post(reverse("account_login"), {"login": persoon.email, "password": password})

    assert ["_auth_user_id" in client.session for client in clients] == [True] * ROOM


def test_room_signs_up_at_once(django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        answers = [
            Client().post(reverse("account_signup"), {"email": f"nieuw{n}@school.test", "naam": f"Nieuw {n}"})
            for n in range(ROOM)
        ]

    assert {answer.status_code for answer in answers} == {302}
    assert len(mail.outbox) == ROOM


def test_robot_is_stopped_where_a_room_is_not(client):
    statuses = [client.post("/d/verzonnen~a~b/").status_code for _ in range(31)]
    others = [client.post(f"/d/verzonnen{n}~a~b/").status_code for n in range(600)]

    assert (set(statuses[:30]), statuses[30]) == ({410}, 429)
    assert others[-1] == 429


# --- without redis ---------------------------------------------------------------------------------


@pytest.mark.redis
@pytest.mark.parametrize("accident", ["kill", "freeze"])
def test_limit_holds_without_redis(client, settings, redis_server, accident):
    settings.CACHES = {"default": {"BACKEND": "kern.cache.ForgivingRedisCache", "LOCATION": redis_server.url}}
    getattr(redis_server, accident)()

    statuses = [client.post("/d/verzonnen~a~b/").status_code for _ in range(31)]
    cache_module._outages.clear()

    assert (set(statuses[:30]), statuses[30]) == ({410}, 429)
