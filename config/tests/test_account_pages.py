"""The pages of allauth in our own look: Dutch, one task a page."""

import re

import pytest
from django.urls import reverse

from personen.tests.factories import PersoonFactory

pytestmark = pytest.mark.django_db
OPEN = ("account_login", "account_request_login_code", "account_signup", "account_reset_password", "account_inactive")
SIGNED_IN = (
    "account_email", "account_change_password", "account_logout", "usersessions_list", "mfa_index", "mfa_activate_totp",
    "mfa_add_webauthn", "personen:reauthenticate_by_code",
)  # fmt: skip
ENGLISH = re.compile(r">\s*(Sign|Log ?in with|Password|Email|Menu:|Change|Confirm)\b")


def _check(response):
    html = response.content.decode()
    assert response.status_code == 200
    assert "base_focus.html" in {template.name for template in response.templates}
    assert html.count("<h1") == 1
    assert not ENGLISH.search(html)


@pytest.mark.parametrize("name", OPEN)
def test_page_for_everyone(client, name):
    _check(client.get(reverse(name)))


@pytest.mark.parametrize("name", SIGNED_IN)
def test_page_when_signed_in(client, name):
    client.force_login(PersoonFactory())
    _check(client.get(reverse(name)))


def test_sign_in_offers_the_code_and_the_password(client):
    html = client.get(reverse("account_login") + "?next=/mijn/gegevens/").content.decode()
    assert f'action="{reverse("account_request_login_code")}' in html
    assert 'name="login"' in html
    assert 'name="password"' in html
    assert html.count('name="next" value="/mijn/gegevens/"') == 3


def test_wrong_password_says_so_once_and_keeps_the_address(client):
    data = {"login": "noor@leernetwerk.test", "password": "niet-goed-dit"}
    html = client.post(reverse("account_login"), data).content.decode()
    assert html.count('class="error-summary"') == 1
    assert 'value="noor@leernetwerk.test"' in html
