"""«Is it you?»: who is asked, how they answer, and what becomes of what they were doing."""

from datetime import timedelta

import pytest
from allauth.mfa.models import Authenticator
from django.core import mail
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from personen.models import Persoon
from personen.tests.factories import PasskeyFactory, PersoonFactory
from personen.tests.stappen import app_code, by_password, give_app

pytestmark = pytest.mark.django_db
EMAIL, BY_CODE, VERDER = "/accounts/email/", "/accounts/reauthenticate/code/", "/accounts/reauthenticate/verder/"
BY_PASSWORD = "/accounts/reauthenticate/"
ELSEWHERE = ["https://evil.test/", "//evil.test", "javascript:alert(1)", "http:evil.test", "\\\\evil.test"]


@pytest.fixture
def noor(verified):
    return verified(email="noor@school.test")


@pytest.fixture
def zonder_wachtwoord(verified):
    return verified(email="piet@school.test", password=None)


@pytest.fixture
def long_ago():
    """``long_ago(client)``: signed in, and then an hour passed."""

    def wait(client):
        session = client.session
        session["ingelogd_op"] -= 3600
        session.pop("account_authentication_methods", None)
        session.save()

    return wait


@pytest.fixture
def follow(django_capture_on_commit_callbacks):
    def post(client, url, data=None):
        with django_capture_on_commit_callbacks(execute=True):
            return client.post(url, data or {})

    return post


# --- who is asked -------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "name",
    [
        "account_email", "account_set_password", "usersessions_list", "mfa_activate_totp", "mfa_add_webauthn",
        "mfa_generate_recovery_codes",
    ],
)  # fmt: skip
@pytest.mark.parametrize("method", ["get", "post"])
@pytest.mark.parametrize("password", ["samen-leren", None])
def test_asked_when_it_is_long_ago(client, verified, long_ago, name, method, password):
    client.force_login(verified(password=password))
    assert not getattr(client, method)(reverse(name)).headers.get("Location", "").startswith(BY_PASSWORD)
    long_ago(client)

    response = getattr(client, method)(reverse(name))

    first = BY_PASSWORD if password else BY_CODE
    assert (response.status_code, response.url.split("?")[0]) == (302, first)


def test_signing_in_counts_for_a_quarter_of_an_hour(client, noor, time_machine):
    time_machine.move_to("2026-11-20T09:00:00Z", tick=False)
    by_password(client, noor)
    time_machine.shift(899)
    assert client.get(EMAIL).status_code == 200

    time_machine.shift(2)

    assert client.get(EMAIL).url == f"{BY_PASSWORD}?next=%2Faccounts%2Femail%2F"


def test_timeout_is_a_setting(client, noor, settings):
    settings.ACCOUNT_REAUTHENTICATION_TIMEOUT = 0
    by_password(client, noor)

    assert client.get(EMAIL).status_code == 302


def test_session_without_the_second_step_is_asked_for_it_at_once(client, noor):
    """Signed in a minute ago with a password; in the meantime a second step came into use elsewhere."""
    client.force_login(noor)
    give_app(noor)

    assert client.get(EMAIL).url.startswith("/accounts/2fa/reauthenticate/")


@pytest.mark.parametrize(
    ("has", "password", "ways"),
    [
        ("", "samen-leren", ["account_reauthenticate", "personen:reauthenticate_by_code"]),
        ("", None, ["personen:reauthenticate_by_code"]),
        ("app", "samen-leren", ["mfa_reauthenticate"]),
        ("passkey", None, ["mfa_reauthenticate_webauthn"]),
        ("app passkey", "samen-leren", ["mfa_reauthenticate_webauthn", "mfa_reauthenticate"]),
    ],
)
def test_ways_to_answer(client, verified, long_ago, has, password, ways):
    persoon = verified(password=password)
    if "app" in has:
        give_app(persoon)
    if "passkey" in has:
        PasskeyFactory(user=persoon, data={"name": "x", "credential": {}})
    client.force_login(persoon)
    long_ago(client)

    url = client.get(EMAIL).url
    shut = {"account_reauthenticate", "personen:reauthenticate_by_code", "mfa_reauthenticate"} - set(ways)

    assert url.startswith(reverse(ways[0]))
    for name in shut:
        assert client.post(reverse(name), {"password": "samen-leren", "stuur": "1"}).url == reverse(ways[0])
    assert mail.outbox == []


# --- by password --------------------------------------------------------------------------------


def test_password_answers_and_goes_on(client, noor, long_ago):
    client.force_login(noor)
    long_ago(client)

    wrong = client.post(BY_PASSWORD, {"password": "fout", "next": EMAIL})
    right = client.post(BY_PASSWORD, {"password": "samen-leren", "next": EMAIL})

    assert (wrong.status_code, right.url) == (422, EMAIL)
    assert client.get(EMAIL).status_code == 200


@pytest.mark.parametrize("elsewhere", ELSEWHERE)
def test_never_on_to_another_site(client, noor, zonder_wachtwoord, long_ago, follow, elsewhere):
    client.force_login(noor)
    long_ago(client)
    assert client.post(BY_PASSWORD, {"password": "samen-leren", "next": elsewhere}).url == "/mijn/"

    client.force_login(zonder_wachtwoord)
    follow(client, BY_CODE, {"stuur": "1", "next": elsewhere})
    code = mail.outbox[-1].subject.split()[0]
    assert follow(client, BY_CODE, {"code": code, "next": elsewhere}).url == "/mijn/"


def test_guessing_the_password_ends_in_a_page_that_says_wait(client, noor, long_ago):
    client.force_login(noor)
    long_ago(client)
    answers = [client.post(BY_PASSWORD, {"password": "fout"}) for _ in range(11)]

    assert answers[-1].status_code == 429
    assert "<h1>Even wachten</h1>" in answers[-1].content.decode()
    assert client.get(EMAIL).status_code == 302


def test_guessing_the_app_ends_in_a_page_that_says_wait(client, noor, long_ago):
    give_app(noor)
    client.force_login(noor)
    answers = [client.post(reverse("mfa_reauthenticate"), {"code": "000000"}) for _ in range(11)]

    assert {answer.status_code for answer in answers[:10]} == {422}
    assert answers[-1].status_code == 429


# --- by a code in the mail ----------------------------------------------------------------------


@pytest.fixture
def asked(client, zonder_wachtwoord, long_ago):
    client.force_login(zonder_wachtwoord)
    long_ago(client)
    return client


def test_code_by_mail_answers_once(asked, follow, long_ago):
    page = asked.get(BY_CODE).content.decode()
    assert mail.outbox == []
    sent = follow(asked, BY_CODE, {"stuur": "1", "next": EMAIL})
    [message] = mail.outbox
    code = message.subject.split()[0]

    right = follow(asked, BY_CODE, {"code": code, "next": EMAIL})

    assert "piet@school.test" in page
    assert sent.url == f"{BY_CODE}?next=%2Faccounts%2Femail%2F"
    assert (message.to, message.subject) == (["piet@school.test"], f"{code} is je code om verder te gaan")
    assert right.url == EMAIL
    assert asked.get(EMAIL).status_code == 200
    long_ago(asked)
    follow(asked, BY_CODE, {"code": code, "next": EMAIL})
    assert asked.get(EMAIL).status_code == 302


def test_code_is_for_who_asked_it(asked, follow, verified, long_ago):
    follow(asked, BY_CODE, {"stuur": "1"})
    code = mail.outbox[-1].subject.split()[0]
    thief = Client()
    thief.force_login(verified(password=None))
    long_ago(thief)
    follow(thief, BY_CODE, {"stuur": "1"})

    response = follow(thief, BY_CODE, {"code": code, "next": EMAIL})

    assert response.status_code == 422
    assert thief.get(EMAIL).status_code == 302


def test_code_does_not_follow_to_another_address(asked, follow, zonder_wachtwoord):
    follow(asked, BY_CODE, {"stuur": "1"})
    code = mail.outbox[-1].subject.split()[0]
    Persoon.objects.filter(pk=zonder_wachtwoord.pk).update(email="nieuw@school.test")

    follow(asked, BY_CODE, {"code": code, "next": EMAIL})

    assert asked.get(EMAIL).status_code == 302


def test_three_wrong_codes_and_it_is_gone(asked, follow):
    follow(asked, BY_CODE, {"stuur": "1"})
    code = mail.outbox[-1].subject.split()[0]

    answers = [follow(asked, BY_CODE, {"code": "FOUT"}).status_code for _ in range(3)]
    follow(asked, BY_CODE, {"code": code, "next": EMAIL})

    assert answers == [422, 422, 302]
    assert asked.get(EMAIL).status_code == 302


def test_code_is_good_for_a_quarter_of_an_hour(asked, follow, time_machine):
    time_machine.move_to(timezone.now() + timedelta(days=1), tick=False)
    follow(asked, BY_CODE, {"stuur": "1"})
    code = mail.outbox[-1].subject.split()[0]
    time_machine.shift(901)

    follow(asked, BY_CODE, {"code": code, "next": EMAIL})

    assert asked.get(EMAIL).status_code == 302


def test_new_code_replaces_the_old(asked, follow):
    for _ in range(2):
        follow(asked, BY_CODE, {"stuur": "1"})
    first, second = (message.subject.split()[0] for message in mail.outbox)

    assert follow(asked, BY_CODE, {"code": first}).status_code == 422
    assert follow(asked, BY_CODE, {"code": second, "next": EMAIL}).url == EMAIL


def test_asking_for_codes_is_limited(asked, follow):
    answers = [follow(asked, BY_CODE, {"stuur": "1"}).status_code for _ in range(12)]

    assert answers[-1] == 429
    assert len(mail.outbox) <= 10


# --- what somebody was doing --------------------------------------------------------------------


def test_form_under_way_is_offered_again_and_nothing_was_done(client, noor, long_ago, follow):
    client.force_login(noor)
    long_ago(client)

    asked = follow(
        client, f"{EMAIL}?a=1", {"email": "<b>'nieuw@school.test", "action_add": "", "csrfmiddlewaretoken": "x"}
    )
    warned = client.get(asked.url).content.decode()
    answered = client.post(BY_PASSWORD, {"password": "samen-leren", "next": VERDER})
    offered = client.get(answered.url)

    assert asked.url == f"{BY_PASSWORD}?next=%2Faccounts%2Freauthenticate%2Fverder%2F"
    assert "Er is nog niets bewaard." in warned
    assert mail.outbox == []
    assert offered.context["pad"] == f"{EMAIL}?a=1"
    assert offered.context["velden"] == [("email", "<b>'nieuw@school.test"), ("action_add", "")]
    assert "<b>'nieuw" not in offered.content.decode()
    assert client.get(VERDER).url == "/mijn/gegevens/"  # once


def test_form_with_a_password_is_not_kept(client, zonder_wachtwoord, long_ago):
    client.force_login(zonder_wachtwoord)
    long_ago(client)

    asked = client.post("/accounts/password/set/", {"password1": "geheim-geheim", "password2": "geheim-geheim"})

    assert asked.url == f"{BY_CODE}?next=%2Faccounts%2Fpassword%2Fset%2F"
    assert "geheim" not in str(dict(client.session))
    assert not Persoon.objects.get(pk=zonder_wachtwoord.pk).has_usable_password()


def test_huge_form_is_not_kept(client, noor, long_ago):
    client.force_login(noor)
    long_ago(client)

    asked = client.post(EMAIL, {"email": "x" * 60_000})

    assert asked.url.endswith("?next=%2Faccounts%2Femail%2F")


def test_kept_form_is_for_an_hour_and_for_one_person(client, noor, long_ago, time_machine):
    client.force_login(noor)
    long_ago(client)
    time_machine.move_to(timezone.now(), tick=False)
    client.post(EMAIL, {"email": "nieuw@school.test"})
    kept = client.session["herbevestig_bewaard"]
    time_machine.shift(3601)
    assert client.get(VERDER).url == "/mijn/gegevens/"

    client.force_login(PersoonFactory())
    session = client.session
    session["herbevestig_bewaard"] = kept | {"op": kept["op"] + 3600}
    session.save()

    assert client.get(VERDER).url == "/mijn/gegevens/"


def test_fragment_takes_the_whole_window_along(client, noor, long_ago):
    client.force_login(noor)
    long_ago(client)

    response = client.get(EMAIL, headers={"HX-Request": "true"})

    assert response["HX-Redirect"].startswith(BY_PASSWORD)


def test_anonymous_is_asked_to_sign_in(client):
    assert client.get(EMAIL).url == f"/accounts/login/?next={EMAIL}"


def test_asking_makes_no_second_step_out_of_nothing(client, noor, long_ago):
    client.force_login(noor)
    long_ago(client)
    client.post(BY_PASSWORD, {"password": "samen-leren", "next": EMAIL})
    give_app(noor)

    assert client.get(EMAIL).url.startswith("/accounts/2fa/reauthenticate/")
    client.post(reverse("mfa_reauthenticate"), {"code": app_code(), "next": EMAIL})
    assert client.get(EMAIL).status_code == 200
    assert Authenticator.objects.count() == 2
