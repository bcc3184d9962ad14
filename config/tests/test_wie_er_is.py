"""Nobody learns from us who has an account: not from a page, a header, an address, the work done or the mail sent."""

import re
from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from allauth.account.models import EmailAddress
from django.conf import settings as project
from django.contrib.auth import hashers
from django.core import mail
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from berichten.models import Bericht
from personen.tests.factories import PersoonFactory

pytestmark = pytest.mark.django_db
START = datetime(2026, 11, 24, 12, tzinfo=UTC)
KNOWN, UNKNOWN = "bekende@school.test", "vreemde@school.test"
FORMS = {
    "account_login": {"login": "ADRES", "password": "verkeerd-geraden"},
    "account_request_login_code": {"email": "ADRES"},
    "account_signup": {"email": "ADRES", "naam": "Iemand"},
    "account_reset_password": {"email": "ADRES"},
}
MASKED = {"X-Request-ID", "Content-Security-Policy", "Content-Length", "Expires"}  # the last one is now, to the second


@pytest.fixture
def bekende():
    bekende = PersoonFactory(email=KNOWN)
    bekende.set_password("samen-leren")
    bekende.save()
    EmailAddress.objects.create(user=bekende, email=KNOWN, verified=True, primary=True)
    return bekende


def masked(response, address):
    body = re.sub(
        r'(nonce|csrf-token|csrfmiddlewaretoken)"?( content| value)?="[^"]*"', r"\1", response.content.decode()
    )
    headers = {name: value for name, value in response.headers.items() if name not in MASKED}
    return response.status_code, headers, sorted(response.cookies), body.replace(address, "ADRES")


def ask(name, address, capture):
    """Everything that somebody sees after sending the form, page after page, and what it cost."""
    client, seen = Client(), []
    client.get(reverse(name))
    data = {field: value.replace("ADRES", address) for field, value in FORMS[name].items()}
    before = Bericht.objects.count()
    with CaptureQueriesContext(connection) as queries, capture(execute=True):
        seen.append(client.post(reverse(name), data))
    for _ in range(3):
        if seen[-1].status_code == 302:
            seen.append(client.get(seen[-1].url))
    return [masked(response, address) for response in seen], len(queries), Bericht.objects.count() - before


@pytest.mark.parametrize("name", sorted(FORMS))
def test_known_and_unknown_address_get_the_same_to_the_byte(name, bekende, django_capture_on_commit_callbacks):
    known, known_queries, known_mails = ask(name, KNOWN, django_capture_on_commit_callbacks)
    unknown, unknown_queries, unknown_mails = ask(name, UNKNOWN, django_capture_on_commit_callbacks)

    assert known == unknown
    assert known_mails == unknown_mails
    assert abs(known_queries - unknown_queries) <= max(12, known_queries // 2)


@pytest.mark.parametrize("address", [KNOWN, UNKNOWN])
def test_password_is_computed_for_everybody(address, bekende, monkeypatch):
    """The slow part of signing in is the hash: without it an unknown address would answer at once."""
    computed = []
    hasher = hashers.get_hasher()
    encode = type(hasher).encode

    def counted(self, password, salt, *args):
        computed.append(password)
        return encode(self, password, salt, *args)

    monkeypatch.setattr(type(hasher), "encode", counted)
    Client().post(reverse("account_login"), {"login": address, "password": "verkeerd-geraden"})

    assert computed == ["verkeerd-geraden"]


def test_wrong_code_says_the_same_to_both(bekende, django_capture_on_commit_callbacks):
    answers = []
    for address in (KNOWN, UNKNOWN):
        client = Client()
        with django_capture_on_commit_callbacks(execute=True):
            client.post(reverse("account_request_login_code"), {"email": address})
        page = [client.post(reverse("account_confirm_login_code"), {"code": "AAAA-AAAA"}) for _ in range(4)]
        answers.append([masked(response, address) for response in page])

    assert answers[0] == answers[1]


def test_changing_to_an_address_of_somebody_else_looks_like_any_other(bekende, persoon):
    EmailAddress.objects.create(user=persoon, email=persoon.email, verified=True, primary=True)
    answers = []
    for address in (KNOWN, UNKNOWN):
        client = Client()
        client.force_login(persoon)
        answer = client.post(reverse("account_email"), {"email": address, "action_add": ""})
        answers.append((answer.status_code, answer.headers.get("Location", "")))

    assert answers[0] == answers[1]


def test_many_addresses_cannot_guess_the_password_of_one_account(bekende):
    """Each try from another computer; what counts is the account."""
    for n in range(6):
        Client(REMOTE_ADDR=f"203.0.113.{n}").post(
            reverse("account_login"), {"login": KNOWN, "password": f"verkeerd-{n}"}
        )
    owner = Client(REMOTE_ADDR="198.51.100.1")

    owner.post(reverse("account_login"), {"login": KNOWN, "password": "samen-leren"})

    assert "_auth_user_id" not in owner.session


def test_owner_still_comes_in_by_code_while_somebody_guesses(bekende, django_capture_on_commit_callbacks):
    boef, owner = Client(REMOTE_ADDR="203.0.113.1"), Client(REMOTE_ADDR="198.51.100.1")
    for _ in range(12):
        boef.post(reverse("account_login"), {"login": KNOWN, "password": "verkeerd-geraden"})
        boef.post(reverse("account_request_login_code"), {"email": KNOWN})
    mail.outbox.clear()

    with django_capture_on_commit_callbacks(execute=True):
        owner.post(reverse("account_request_login_code"), {"email": KNOWN})
    owner.post(reverse("account_confirm_login_code"), {"code": mail.outbox[-1].subject.split()[0]})

    assert "_auth_user_id" in owner.session


def test_new_code_ends_the_old_one(bekende, django_capture_on_commit_callbacks):
    """Asking again at once sends nothing new; a quarter of an hour later the old code is dead."""
    client = Client()
    with time_machine.travel(START, tick=False) as clock:
        for minutes in (0, 1, 16):
            clock.move_to(START + timedelta(minutes=minutes))
            with django_capture_on_commit_callbacks(execute=True):
                client.post(reverse("account_request_login_code"), {"email": KNOWN})
        old, new = (message.subject.split()[0] for message in mail.outbox)

        client.post(reverse("account_confirm_login_code"), {"code": old})
        assert "_auth_user_id" not in client.session
        client.post(reverse("account_confirm_login_code"), {"code": new})
        assert "_auth_user_id" in client.session


def test_code_is_long_enough_for_its_number_of_tries():
    """Three tries per code and fifteen codes a quarter: less than one chance in ten thousand a year."""
    tries_per_year = 3 * 15 * 4 * 24 * 365

    assert project.ACCOUNT_LOGIN_BY_CODE_TIMEOUT <= 900
    assert tries_per_year / 20**8 < 1 / 10_000


@pytest.mark.parametrize("name", sorted(FORMS))
def test_form_asked_as_json_is_the_same_page(name, bekende):
    """A second door with its own answers would be a second place to keep silent."""
    as_json = {"X-Requested-With": "XMLHttpRequest", "Accept": "application/json"}

    response = Client().post(reverse(name), {}, headers=as_json)

    assert (response.status_code, response["Content-Type"]) == (422, "text/html; charset=utf-8")
