"""The mails about signing in: our words, the code large, the secret gone when the mail is."""

import re
from datetime import timedelta

import pytest
from django.core import mail
from django.template.loader import render_to_string
from django.test import RequestFactory

from berichten import services
from berichten.account_adapter import AccountAdapter
from berichten.account_mail import _parts
from berichten.models import Bericht
from kern.tijd import nu

pytestmark = pytest.mark.django_db
FACTS = {
    "user": None, "code": "", "activate_url": "https://x.test/bevestig/a/", "signup_url": "https://x.test/nieuw/",
    "password_reset_url": "https://x.test/wachtwoord/a/", "from_email": "oud@x.test", "to_email": "nieuw@x.test",
    "deleted_email": "oud@x.test", "ip": "192.0.2.1", "user_agent": "<script>", "timestamp": nu(),
}  # fmt: skip
CODE_MAILS = [
    "login_code",
    "reauthentication_code",
    "email_confirmation",
    "email_confirmation_signup",
    "password_reset_code",
]
OTHER_MAILS = [
    "email_confirmation", "email_confirmation_signup", "password_reset_key", "unknown_account",
    "account_already_exists",
    "password_changed", "password_set", "password_reset", "email_changed", "email_confirm", "email_deleted",
]  # fmt: skip


@pytest.fixture
def adapter():
    adapter = AccountAdapter()
    adapter.request = RequestFactory().get("/")
    return adapter


def send(adapter, name, **facts):
    adapter.send_mail(f"account/email/{name}", "noor@school.test", FACTS | facts)
    services.carry_out_due()
    return mail.outbox[-1]


def html_of(message):
    [(html, _)] = [part for part in message.alternatives if part[1] == "text/html"]
    return html


@pytest.mark.parametrize("name", CODE_MAILS)
def test_code_is_first_in_the_subject_and_alone_on_its_line(adapter, name):
    message = send(adapter, name, code="AB3D-XY7Z")

    assert message.subject.startswith("AB3D-XY7Z is je code")
    assert "\nAB3D-XY7Z\n" in message.body
    assert re.search(r"<div[^>]*font:bold 38px[^>]*>AB3D-XY7Z</div>", html_of(message))
    assert message.to == ["noor@school.test"]


@pytest.mark.parametrize("name", OTHER_MAILS)
def test_other_mails_have_a_subject_and_plain_sentences(adapter, name):
    message = send(adapter, name)

    assert message.subject
    assert not re.search("{{|{%|#}", message.body + html_of(message))
    assert not re.search(r"\n{4}", message.body)
    assert re.search("Was jij dit niet|Maakte jij geen account|Gaf jij dit adres niet", message.body)


@pytest.mark.parametrize(
    ("name", "label", "url"),
    [
        ("password_reset_key", "Kies een nieuw wachtwoord", FACTS["password_reset_url"]),
        ("unknown_account", "Maak een account", FACTS["signup_url"]),
        ("account_already_exists", "Log in", "http://localhost:8000/accounts/login/"),
        ("password_changed", "Kies een nieuw wachtwoord", "http://localhost:8000/accounts/password/reset/"),
        ("email_changed", "Zo bereik je ons", "http://localhost:8000/hulp/"),
    ],
)
def test_link_is_a_button_and_a_line_of_its_own(adapter, name, label, url):
    message = send(adapter, name)

    assert f"{label}:\n{url}\n" in message.body
    assert re.search(rf'<a href="{re.escape(url)}" class="btn-vol"[^>]*>{label}</a>', html_of(message))


def test_every_mail_of_allauth_is_ours():
    """A new version of allauth may bring a mail that nobody wrote in our words."""
    for name in {*CODE_MAILS, *OTHER_MAILS}:
        for part in ("subject", "message"):
            text = render_to_string(f"account/email/{name}_{part}.txt", FACTS | {"code": "AB3D-XY7Z"})
            assert "blocktrans" not in text
            assert not re.search(r"\b(Hello|Hallo van|Thank you|Bedankt)\b", text)


def test_secret_leaves_nothing_behind(adapter):
    send(adapter, "login_code", code="AB3D-XY7Z")

    bericht = Bericht.objects.get()
    assert (bericht.soort, bericht.onderwerp, bericht.gegevens) == ("account.code", "Code om in te loggen", {})
    assert "AB3D" not in str(Bericht.objects.values().get())


def test_code_that_no_longer_works_is_not_sent(adapter, settings):
    adapter.send_mail("account/email/login_code", "noor@school.test", FACTS | {"code": "AB3D-XY7Z"})
    Bericht.objects.update(op=nu() - timedelta(seconds=settings.ACCOUNT_LOGIN_BY_CODE_TIMEOUT + 1))

    services.carry_out_due()

    assert Bericht.objects.values_list("status", "gegevens").get() == ("vervallen", {})


def test_news_about_the_account_is_tried_for_two_days(adapter):
    adapter.send_mail("account/email/password_changed", "noor@school.test", FACTS)
    Bericht.objects.update(op=nu() - timedelta(hours=47))

    services.carry_out_due()

    assert Bericht.objects.get().status == "verstuurd"


def test_every_request_for_a_code_is_a_mail_of_its_own(adapter):
    send(adapter, "login_code", code="AB3D-XY7Z")
    send(adapter, "login_code", code="QQ3D-XY7Z")

    assert [message.subject[:4] for message in mail.outbox] == ["AB3D", "QQ3D"]


def test_hostile_facts_are_text(adapter):
    html = html_of(send(adapter, "email_changed", to_email="<script>@x.test"))

    assert "<script>" not in html
    assert "&lt;script&gt;@x.test" in html


def test_parts():
    text = "Dag.\nJa.\n\n\n  AB-12 \n\nLog in:\nhttps://x.test/a\n\nZie\nhttps://x.test/a en meer\n\n"

    assert list(_parts(text, "AB-12")) == [
        ("tekst", "Dag.\nJa."), ("code", "AB-12"), ("knop", [("Log in", "https://x.test/a")]),
        ("tekst", "Zie\nhttps://x.test/a en meer"),
    ]  # fmt: skip
