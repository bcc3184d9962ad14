"""The mail address of who comes in with a school account: proven by a code, and never enough on its own."""

import re
from datetime import timedelta

import pytest
from allauth.account.models import EmailAddress
from allauth.socialaccount.models import SocialAccount
from django.core import mail
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from personen.models import Persoon
from personen.schoolaccount.eerste_keer import SESSION_KEY
from personen.tests.aanbieder import sign_in
from personen.tests.factories import PersoonFactory, SchoolaccountFactory
from personen.tests.test_schoolaccount_login import CODE, LOGIN, NIEUW, code_from, is_signed_in, with_address

pytestmark = [pytest.mark.django_db, pytest.mark.once]


@pytest.fixture
def post(client, django_capture_on_commit_callbacks):
    """Send a form; what must happen after the commit has happened, mail too."""

    def send(url, data, browser=client):
        with django_capture_on_commit_callbacks(execute=True):
            return browser.post(url, data)

    return send


@pytest.mark.parametrize("verified", [True, False, "true"])
def test_mail_of_an_existing_account_opens_nothing(client, aanbieder, post, verified):
    """Entree may say that an address is somebody's: that never leads into an account."""
    noor = with_address(PersoonFactory(email="noor@school.test"))
    aanbieder.userinfo |= {"email": "noor@school.test", "email_verified": verified}
    sign_in(client, aanbieder)

    assert post(NIEUW, {"naam": "Noor", "email": "noor@school.test"}).url == CODE

    assert not is_signed_in(client)
    assert SocialAccount.objects.count() == 0
    [message] = mail.outbox
    assert (message.to, message.subject) == ([noor.email], "Je hebt al een account")
    assert reverse("personen:schoolaccount") in message.body
    assert "Entree" in message.body


def test_known_and_new_address_look_the_same(aanbieder, post):
    with_address(PersoonFactory(email="noor@school.test"))
    browsers, pages = [Client(), Client()], []

    for browser, email in zip(browsers, ["noor@school.test", "nieuw@school.test"], strict=True):
        sign_in(browser, aanbieder)
        pages.append(post(NIEUW, {"naam": "Noor", "email": email}, browser))
        pages.append(browser.get(CODE))
        pages.append(post(CODE, {"code": "AAAA-AAAA"}, browser))

    bodies = [page.content.decode().replace("nieuw@", "noor@") for page in pages]
    bodies = [re.sub('(nonce|value)="[^"]*"', "", body) for body in bodies]
    assert [page.status_code for page in pages] == [302, 200, 422] * 2
    assert bodies[:3] == bodies[3:]


def test_no_code_opens_an_existing_account(client, aanbieder, post):
    """Not even the code that was never sent."""
    noor = with_address(PersoonFactory(email="noor@school.test"))
    sign_in(client, aanbieder)
    post(NIEUW, {"naam": "Noor", "email": "nieuw@school.test"})
    code = code_from(mail.outbox[0])
    Persoon.objects.filter(pk=noor.pk).update(email="nieuw@school.test")  # somebody was quicker

    page = post(CODE, {"code": code})

    assert (page.status_code, is_signed_in(client), SocialAccount.objects.count()) == (422, False, 0)


def test_nobody_prepares_an_account_for_somebody_else(client, aanbieder, post):
    """Whoever types another's address leaves nothing behind that its owner later walks into."""
    sign_in(client, aanbieder)
    post(NIEUW, {"naam": "Noor", "email": "slachtoffer@school.test"})

    assert (Persoon.objects.count(), EmailAddress.objects.count(), SocialAccount.objects.count()) == (0, 0, 0)


def test_code_can_be_tried_three_times(client, aanbieder, post):
    sign_in(client, aanbieder)
    post(NIEUW, {"naam": "Noor", "email": "noor@school.test"})
    code = code_from(mail.outbox[0])

    answers = [post(CODE, {"code": wrong}) for wrong in ("AAAA-AAAA", "", "x" * 50, "AAAA-AAAB", "AAAA-AAAC", code)]

    assert [answer.status_code for answer in answers] == [422, 422, 422, 422, 422, 302]
    assert (answers[-1].url, is_signed_in(client), Persoon.objects.count()) == (NIEUW, False, 0)


def test_code_ends_after_a_quarter_of_an_hour(client, aanbieder, post, time_machine):
    sign_in(client, aanbieder)
    post(NIEUW, {"naam": "Noor", "email": "noor@school.test"})

    time_machine.move_to(timezone.now() + timedelta(minutes=16))
    page = post(CODE, {"code": code_from(mail.outbox[0])})

    assert (page.url, is_signed_in(client)) == (NIEUW, False)


def test_everything_ends_after_half_an_hour(client, aanbieder, time_machine):
    sign_in(client, aanbieder)

    time_machine.move_to(timezone.now() + timedelta(minutes=31))

    assert client.get(NIEUW).url == LOGIN


def test_who_does_not_finish_is_forgotten_soon(client, aanbieder, settings):
    """Name and address of somebody who never got an account do not lie about for as long as a session lasts."""
    sign_in(client, aanbieder)

    assert client.session.get_expiry_age() == 1800
    assert client.cookies[settings.SESSION_COOKIE_NAME]["max-age"] == 1800


@pytest.mark.parametrize("by", ["code", "password"])
def test_after_signing_in_the_session_is_like_any_other(client, aanbieder, post, settings, by):
    noor = with_address(PersoonFactory(email="piet@school.test"))
    sign_in(client, aanbieder)
    if by == "code":
        post(NIEUW, {"naam": "Noor", "email": "noor@school.test"})
        post(CODE, {"code": code_from(mail.outbox[0])})
    else:
        post(LOGIN, {"login": noor.email, "password": "samen-leren"})

    assert is_signed_in(client)
    assert SESSION_KEY not in client.session
    assert client.session.get_expiry_age() == settings.SESSION_COOKIE_AGE


def test_new_code_replaces_the_old_one(client, aanbieder, post):
    sign_in(client, aanbieder)
    post(NIEUW, {"naam": "Noor", "email": "noor@school.test"})
    assert post(CODE, {"action": "resend"}).url == CODE
    old, new = [code_from(message) for message in mail.outbox]

    assert post(CODE, {"code": old}).status_code == 422
    assert post(CODE, {"code": new.lower().replace("-", " ")}).url == reverse("overzicht:mijn")


def test_code_belongs_to_the_browser_that_asked(client, aanbieder, post):
    sign_in(client, aanbieder)
    post(NIEUW, {"naam": "Noor", "email": "noor@school.test"})

    assert post(CODE, {"code": code_from(mail.outbox[0])}, Client()).url == LOGIN
    assert Persoon.objects.count() == 0


def test_an_address_is_not_flooded(client, aanbieder, post):
    sign_in(client, aanbieder)

    pages = [post(NIEUW, {"naam": "Noor", "email": "noor@school.test"}) for _ in range(6)]

    assert [page.status_code for page in pages] == [302] * 5 + [429]
    assert len(mail.outbox) == 5


def test_an_address_is_not_flooded_with_new_codes_either(client, aanbieder, post):
    sign_in(client, aanbieder)
    post(NIEUW, {"naam": "Noor", "email": "noor@school.test"})

    for _ in range(20):
        post(CODE, {"action": "resend"})
    again = post(NIEUW, {"naam": "Noor", "email": "noor@school.test"})

    assert len(mail.outbox) == 15
    assert (again.status_code, list(again.context["form"].errors)) == (422, ["email"])
    assert "Er zijn te veel codes gevraagd." in again.content.decode()


@pytest.mark.parametrize(
    ("data", "field"),
    [
        ({"naam": "", "email": "a@b.test"}, "naam"), ({"naam": "\u202e", "email": "a@b.test"}, "naam"),
        ({"naam": "a" * 121, "email": "a@b.test"}, "naam"), ({"naam": "Noor", "email": "geen adres"}, "email"),
        ({"naam": "Noor", "email": "a@b.test\r\nBcc: c@d.test"}, "email"), ({"naam": "Noor", "email": ""}, "email"),
        ({"naam": "Noor", "email": f"{'a' * 250}@b.test"}, "email"),
    ],
)  # fmt: skip
def test_bad_input_is_shown_at_the_field_and_sends_nothing(client, aanbieder, post, data, field):
    sign_in(client, aanbieder)

    page = post(NIEUW, data)

    assert (page.status_code, list(page.context["form"].errors), mail.outbox) == (422, [field], [])


@pytest.mark.parametrize("mail_claim", ["geen adres", "a" * 300 + "@b.test", "noor@school.test\nBcc: x@y.test"])
def test_address_that_is_none_is_not_even_suggested(client, aanbieder, mail_claim):
    aanbieder.userinfo["email"] = mail_claim

    assert 'name="email" value=' not in sign_in(client, aanbieder, follow=True).content.decode()


@pytest.mark.parametrize("page", [NIEUW, CODE])
def test_no_first_time_without_a_provider_that_vouches(client, aanbieder, page):
    assert client.get(page).url == LOGIN
    assert client.post(page, {"naam": "Noor", "email": "a@b.test", "code": "x"}).url == LOGIN


def test_two_windows_make_one_account(client, aanbieder, post):
    sign_in(client, aanbieder)
    post(NIEUW, {"naam": "Noor", "email": "noor@school.test"})
    SchoolaccountFactory(provider=aanbieder.issuer, uid=aanbieder.sub)

    page = post(CODE, {"code": code_from(mail.outbox[0])})

    assert (page.url, is_signed_in(client)) == (LOGIN, False)
    assert Persoon.objects.filter(email="noor@school.test").count() == 0
