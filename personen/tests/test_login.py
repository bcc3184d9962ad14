"""Signing in and up through the real pages, with the code from the real mail."""

import re

import pytest
from allauth.account.models import EmailAddress
from django.core import mail
from django.test import Client
from django.urls import reverse

from personen.models import Persoon
from personen.tests.factories import PersoonFactory

pytestmark = pytest.mark.django_db
LOGIN, CODE, CONFIRM = "account_login", "account_request_login_code", "account_confirm_login_code"


@pytest.fixture
def noor():
    """Somebody whose address is confirmed."""
    noor = PersoonFactory(email="noor@school.test", naam="Noor Eijsink")
    EmailAddress.objects.create(user=noor, email=noor.email, verified=True, primary=True)
    return noor


def code_from(message):
    return message.subject.split()[0]


def is_logged_in(client):
    return "_auth_user_id" in client.session


@pytest.fixture
def follow(django_capture_on_commit_callbacks):
    """Post a form and go where it leads; what must happen after the commit has happened, mail too."""

    def post(client, name, data):
        with django_capture_on_commit_callbacks(execute=True):
            return client.post(reverse(name), data, follow=True)

    return post


# --- by code ------------------------------------------------------------------------------------


@pytest.mark.parametrize("typed", ["noor@school.test", "NOOR@School.test "])
def test_login_by_code(client, noor, typed, follow):
    page = follow(client, CODE, {"email": typed})
    assert page.redirect_chain == [(reverse(CONFIRM), 302)]
    [message] = mail.outbox
    assert message.to == ["noor@school.test"]

    page = follow(client, CONFIRM, {"code": code_from(message)})

    assert page.redirect_chain[-1] == (reverse("overzicht:mijn"), 302)
    assert client.session["_auth_user_id"] == str(noor.pk)


def test_login_by_code_goes_on_to_the_page_that_was_asked(client, noor, follow):
    wanted = reverse("personen:profile")
    assert client.get(wanted).url == f"{reverse(LOGIN)}?next={wanted}"
    page = follow(client, CODE, {"email": noor.email, "next": wanted})
    assert f'<input type="hidden" name="next" value="{wanted}"' in page.content.decode()

    page = follow(client, CONFIRM, {"code": code_from(mail.outbox[0]), "next": wanted})

    assert page.redirect_chain[-1][0] == wanted


@pytest.mark.parametrize("elsewhere", ["https://evil.test/", "//evil.test", "javascript:alert(1)"])
def test_login_never_sends_people_to_another_site(client, noor, elsewhere):
    page = client.post(reverse(LOGIN), {"login": noor.email, "password": "samen-leren", "next": elsewhere})

    assert page.url == reverse("overzicht:mijn")


def test_code_works_once(client, noor, follow):
    follow(client, CODE, {"email": noor.email})
    code = code_from(mail.outbox[0])
    follow(client, CONFIRM, {"code": code})
    thief = Client()

    follow(thief, CODE, {"email": noor.email})
    follow(thief, CONFIRM, {"code": code})

    assert (is_logged_in(client), is_logged_in(thief)) == (True, False)


def test_code_belongs_to_the_browser_that_asked(client, noor, follow):
    follow(client, CODE, {"email": noor.email})
    thief = Client()

    follow(thief, CONFIRM, {"code": code_from(mail.outbox[0])})

    assert not is_logged_in(thief)


def test_code_can_be_tried_three_times(client, noor, follow):
    follow(client, CODE, {"email": noor.email})
    code = code_from(mail.outbox[0])

    for _ in range(3):
        follow(client, CONFIRM, {"code": "AAAA-AAAA"})
    follow(client, CONFIRM, {"code": code})

    assert not is_logged_in(client)


def test_code_ends_after_a_quarter_of_an_hour(client, noor, settings, follow):
    settings.ACCOUNT_LOGIN_BY_CODE_TIMEOUT = -1
    follow(client, CODE, {"email": noor.email})

    follow(client, CONFIRM, {"code": code_from(mail.outbox[0])})

    assert not is_logged_in(client)


def test_unconfirmed_address_is_confirmed_by_its_code(client, follow):
    nieuw = PersoonFactory(email="nieuw@school.test")
    EmailAddress.objects.create(user=nieuw, email=nieuw.email, primary=True)

    follow(client, CODE, {"email": "nieuw@school.test"})
    follow(client, CONFIRM, {"code": code_from(mail.outbox[0])})

    assert is_logged_in(client)
    assert EmailAddress.objects.values_list("email", "verified").get() == ("nieuw@school.test", True)
    assert len(mail.outbox) == 1


# --- by password --------------------------------------------------------------------------------


def test_login_by_password(client, noor, follow):
    page = follow(client, LOGIN, {"login": "Noor@school.test", "password": "samen-leren"})

    assert page.redirect_chain[-1][0] == reverse("overzicht:mijn")
    assert is_logged_in(client)


@pytest.mark.parametrize(
    ("login", "password"),
    [("noor@school.test", "fout-wachtwoord"), ("niemand@school.test", "samen-leren"), ("noor@school.test", "")],
)
def test_wrong_password_stays_on_the_page(client, noor, login, password):
    page = client.post(reverse(LOGIN), {"login": login, "password": password})

    assert not is_logged_in(client)
    assert page.context["form"].errors


def test_wrong_password_and_unknown_address_look_the_same(client, noor):
    answers = [
        client.post(reverse(LOGIN), {"login": login, "password": "fout-wachtwoord"}).context["form"].errors
        for login in ("noor@school.test", "niemand@school.test")
    ]

    assert answers[0] == answers[1]


def test_guessing_passwords_is_stopped(client, noor):
    for _ in range(10):
        client.post(reverse(LOGIN), {"login": noor.email, "password": "fout-wachtwoord"})

    client.post(reverse(LOGIN), {"login": noor.email, "password": "samen-leren"})

    assert not is_logged_in(client)


def test_asking_for_codes_is_limited_per_address(noor, follow):
    for _ in range(6):
        response = follow(Client(), CODE, {"email": noor.email})

    assert (response.status_code, len(mail.outbox)) == (429, 5)


def test_closed_account_cannot_sign_in_and_is_signed_out(client, noor, follow):
    client.force_login(noor)
    noor.is_active = False
    noor.save()

    assert client.get(reverse("personen:profile")).status_code == 302
    follow(client, LOGIN, {"login": noor.email, "password": "samen-leren"})
    assert client.get(reverse("personen:profile")).status_code == 302


# --- nobody learns who has an account -----------------------------------------------------------


def test_unknown_address_gets_the_same_page_and_a_kind_mail(client, noor, follow):
    known, unknown = Client(), Client()

    pages = [follow(c, CODE, {"email": e}) for c, e in ((known, noor.email), (unknown, "niemand@school.test"))]

    assert [page.redirect_chain for page in pages] == [[(reverse(CONFIRM), 302)]] * 2
    bodies = [re.sub("(csrf|nonce)[^>]*>", "", page.content.decode()) for page in pages]
    assert bodies[0].replace(noor.email, "X") == bodies[1].replace("niemand@school.test", "X")
    assert [(message.to, message.subject.split()[0]) for message in mail.outbox][1] == (["niemand@school.test"], "Bij")
    assert Persoon.objects.count() == 1


def test_signing_up_with_a_known_address_looks_like_any_other(client, noor, follow):
    new, known = Client(), Client()

    pages = [
        follow(c, "account_signup", {"email": e, "naam": "Noor"})
        for c, e in ((new, "nieuw@school.test"), (known, noor.email))
    ]

    assert pages[0].redirect_chain == pages[1].redirect_chain
    assert mail.outbox[1].to == [noor.email]
    assert mail.outbox[1].subject == "Je hebt al een account"


def test_forgotten_password_says_the_same_to_everybody(client, noor, follow):
    pages = [
        follow(Client(), "account_reset_password", {"email": email}) for email in (noor.email, "niemand@school.test")
    ]

    assert pages[0].redirect_chain == pages[1].redirect_chain
    assert [message.to[0] for message in mail.outbox] == [noor.email, "niemand@school.test"]


# --- signing up ---------------------------------------------------------------------------------


def test_sign_up_with_name_and_code(client, follow):
    page = follow(client, "account_signup", {"email": "Nieuw@School.test", "naam": "  Noor\x07 van der\nEijsink "})
    assert (page.status_code, is_logged_in(client)) == (200, False)
    code = code_from(mail.outbox[0])

    page = follow(client, "account_email_verification_sent", {"code": code})

    nieuw = Persoon.objects.get()
    assert (nieuw.email, nieuw.naam, nieuw.has_usable_password()) == (
        "nieuw@school.test",
        "Noor van der Eijsink",
        False,
    )
    assert client.session["_auth_user_id"] == str(nieuw.pk)
    assert page.redirect_chain[-1][0] == reverse("overzicht:mijn")


@pytest.mark.parametrize(
    ("data", "field"),
    [
        ({"email": "nieuw@school.test", "naam": ""}, "naam"),
        ({"email": "nieuw@school.test", "naam": "\u202e"}, "naam"),
        ({"email": "nieuw@school.test", "naam": "a" * 121}, "naam"),
        ({"email": "nieuw@school.test", "naam": "\ufb2c" * 120}, "naam"),
        ({"email": "nieuw@school.test", "naam": "a\x00b"}, "naam"),
        ({"email": "geen adres", "naam": "Noor"}, "email"),
        ({"email": "a@b.test\r\nBcc: c@d.test", "naam": "Noor"}, "email"),
    ],
)
def test_bad_sign_up_saves_nothing(client, data, field):
    page = client.post(reverse("account_signup"), data)

    assert list(page.context["form"].errors) == [field]
    assert (Persoon.objects.count(), mail.outbox) == (0, [])


# --- passwords and sessions ---------------------------------------------------------------------


def test_new_password_from_the_mail(client, noor, django_capture_on_commit_callbacks, follow):
    follow(client, "account_reset_password", {"email": noor.email})
    link = re.search(r"http://testserver(\S+)", mail.outbox[0].body)[1]
    form_url = client.get(link, follow=True).redirect_chain[-1][0]

    with django_capture_on_commit_callbacks(execute=True):
        client.post(form_url, {"password1": "een-heel-nieuw-woord", "password2": "een-heel-nieuw-woord"})

    noor.refresh_from_db()
    assert noor.check_password("een-heel-nieuw-woord")
    assert mail.outbox[1].subject == "Je hebt een nieuw wachtwoord"


def test_changing_the_password_ends_other_sessions_and_is_mailed(client, noor, follow):
    other = Client()
    for browser in (client, other):
        browser.post(reverse(LOGIN), {"login": noor.email, "password": "samen-leren"})

    new = "een-heel-nieuw-woord"
    follow(client, "account_change_password", {"oldpassword": "samen-leren", "password1": new, "password2": new})

    assert client.get(reverse("personen:profile")).status_code == 200
    assert other.get(reverse("personen:profile")).status_code == 302
    assert [message.subject for message in mail.outbox] == ["Je wachtwoord is veranderd"]


def test_sessions_page_lists_and_ends_sessions(client, noor):
    other = Client(headers={"User-Agent": "<b>Telefoon</b>"})
    for browser in (client, other):
        browser.post(reverse(LOGIN), {"login": noor.email, "password": "samen-leren"})
    html = client.get(reverse("usersessions_list")).content.decode()
    assert "<b>Telefoon</b>" not in html

    client.post(reverse("usersessions_list"))

    assert client.get(reverse("personen:profile")).status_code == 200
    assert other.get(reverse("personen:profile")).status_code == 302


def test_logout_is_a_post(client, noor):
    client.force_login(noor)
    client.get(reverse("account_logout"))
    assert is_logged_in(client)

    assert client.post(reverse("account_logout")).url == "/"
    assert not is_logged_in(client)


def test_a_get_of_somebody_signed_in_writes_nothing(client, noor, django_assert_num_queries):
    client.post(reverse(LOGIN), {"login": noor.email, "password": "samen-leren"})
    client.get(reverse("personen:profile"))

    with django_assert_num_queries(3) as queries:  # session, person, passkeys and the like
        client.get(reverse("personen:profile"))

    assert [query for query in queries if query["sql"].split()[0] in {"INSERT", "UPDATE", "DELETE"}] == []
