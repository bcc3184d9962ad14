"""Redis dies, freezes or comes back empty, and people sign in, work and are held back by limits as before."""

import time

import pytest
from allauth.account.models import EmailAddress
from django.core import mail
from django.test import Client
from django.urls import reverse

from kern import cache as cache_module
from personen.tests.factories import PersoonFactory

pytestmark = [pytest.mark.redis, pytest.mark.django_db]
STATES = ["kill", "freeze"]


REDIS = {"BACKEND": "kern.cache.ForgivingRedisCache", "KEY_PREFIX": "cache"}


@pytest.fixture
def server(redis_server, settings):
    settings.CACHES = {"default": REDIS | {"LOCATION": redis_server.url}}
    yield redis_server
    cache_module._outages.clear()


@pytest.fixture
def noor():
    noor = PersoonFactory(email="noor@school.test", naam="Noor")
    EmailAddress.objects.create(user=noor, email=noor.email, verified=True, primary=True)
    noor.set_password("samen-leren")
    noor.save()
    return noor


def sign_in(client, persoon, capture):
    with capture(execute=True):
        client.post(reverse("account_request_login_code"), {"email": persoon.email})
    code = mail.outbox.pop().subject.split()[0]
    return client.post(reverse("account_confirm_login_code"), {"code": code})


@pytest.mark.parametrize("state", STATES)
def test_signing_in_by_code(client, server, noor, state, django_capture_on_commit_callbacks):
    getattr(server, state)()

    response = sign_in(client, noor, django_capture_on_commit_callbacks)

    assert response.url == reverse("overzicht:mijn")
    assert client.get(response.url).status_code == 200


def test_redis_dies_halfway_signing_in(client, server, noor, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        client.post(reverse("account_request_login_code"), {"email": noor.email})
    server.kill()

    code = mail.outbox[0].subject.split()[0]

    assert client.post(reverse("account_confirm_login_code"), {"code": code}).url == reverse("overzicht:mijn")


@pytest.mark.parametrize("state", STATES)
def test_who_is_signed_in_stays_so_and_sees_messages(client, server, noor, state):
    client.force_login(noor)
    getattr(server, state)()

    page = client.post(reverse("personen:profile"), {"naam": "Noor", "functie": "docent"}, follow=True)

    assert "Je gegevens zijn bewaard." in page.content.decode()
    server.kill()
    server.start()
    assert client.get(reverse("personen:profile")).status_code == 200


def test_who_signed_out_while_redis_was_away_stays_out(server, noor, settings):
    """A session kept in Redis would come back to life when it thaws."""
    client, thief = Client(), Client()
    client.force_login(noor)
    client.get(reverse("overzicht:mijn"))
    name = settings.SESSION_COOKIE_NAME
    thief.cookies[name] = client.cookies[name].value
    server.freeze()
    client.post(reverse("account_logout"))
    server.thaw()

    assert thief.get(reverse("overzicht:mijn")).status_code == 302


@pytest.mark.parametrize("state", STATES)
def test_wrong_passwords_are_limited_as_ever(client, server, noor, state):
    getattr(server, state)()

    for _ in range(12):
        client.post(reverse("account_login"), {"login": noor.email, "password": "geraden"})
    client.post(reverse("account_login"), {"login": noor.email, "password": "samen-leren"})

    assert "_auth_user_id" not in client.session


def test_frozen_redis_makes_nobody_wait_a_second(client, server, noor):
    client.get(reverse("account_login"))
    server.freeze()
    durations = []

    for _ in range(3):
        started = time.monotonic()
        client.post(reverse("account_login"), {"login": noor.email, "password": "geraden"})
        durations.append(time.monotonic() - started)

    assert max(durations) < 1.5
    assert min(durations) < 0.4
