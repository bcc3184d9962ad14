"""Passkeys as they are managed, and credentials that are broken."""

import json

import pytest
from allauth.mfa.adapter import get_adapter
from allauth.mfa.models import Authenticator
from django.urls import reverse

from personen.tests.factories import PasskeyFactory
from personen.tests.stappen import app_code, by_password, give_app, is_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def noor(verified):
    return verified(email="noor@school.test")


@pytest.mark.parametrize("name", ["mfa_remove_webauthn", "mfa_edit_webauthn"])
def test_passkey_of_somebody_else_does_not_exist(client, noor, name):
    key = PasskeyFactory()
    client.force_login(noor)

    answers = [getattr(client, method)(reverse(name, args=[key.pk])) for method in ("get", "post")]

    assert [answer.status_code for answer in answers] == [404, 404]
    assert list(Authenticator.objects.all()) == [key]


def test_app_cannot_be_removed_as_if_it_were_a_passkey(client, noor):
    client.force_login(noor)
    give_app(noor)
    client.post(reverse("mfa_reauthenticate"), {"code": app_code(), "next": "/mijn/"})
    app = Authenticator.objects.get(type="totp")

    assert client.post(reverse("mfa_remove_webauthn", args=[app.pk])).status_code == 404


CREDENTIAL = {
    "id": "AAAA", "rawId": "AAAA", "type": "public-key", "clientExtensionResults": {},
    "response": {
        "clientDataJSON": "e30", "attestationObject": "oA", "authenticatorData": "AA", "signature": "AA",
        "userHandle": "MQ",
    },
}  # fmt: skip
BROKEN = [
    None, "", "x", 1, [], {}, {"id": 1}, {"response": []}, CREDENTIAL,
    CREDENTIAL | {"response": CREDENTIAL["response"] | {"clientDataJSON": "////"}},
    CREDENTIAL | {"response": CREDENTIAL["response"] | {"attestationObject": "o2NmbXQ"}},
    CREDENTIAL | {"response": CREDENTIAL["response"] | {"userHandle": "OTk5OTk5OTk5OTk5OTk5OTk5OTk5"}},
    CREDENTIAL | {"response": CREDENTIAL["response"] | {"userHandle": None}},
    CREDENTIAL | {"rawId": "\u0000"},
]  # fmt: skip


@pytest.mark.parametrize("credential", BROKEN, ids=range(len(BROKEN)))
def test_broken_credential_is_a_clear_no_everywhere(client, noor, credential):
    sent = {"credential": json.dumps(credential), "name": "Telefoon"}
    login = reverse("mfa_login_webauthn")
    client.get(login, headers={"Accept": "application/json"})

    refused = client.post(f"{login}?next=/mijn/gegevens/", sent)
    page = client.get(refused.url).content.decode()
    client.force_login(noor)
    client.get(reverse("mfa_add_webauthn"))
    added = client.post(reverse("mfa_add_webauthn"), sent)

    assert refused.url == f"{reverse('account_login')}?next=%2Fmijn%2Fgegevens%2F"
    assert 'class="notice notice-fout"' in page
    assert added.status_code == 422
    assert not Authenticator.objects.exists()


def test_broken_credential_as_second_step_or_as_answer(client, noor):
    give_app(noor)
    by_password(client, noor)

    response = client.post(reverse("mfa_authenticate"), {"credential": json.dumps(CREDENTIAL)})

    assert (response.status_code, is_in(client)) == (422, False)
    assert "Deze passkey werkt hier niet" in response.content.decode()


def test_passkey_is_for_the_host_of_the_settings_and_opens_only_with_finger_face_or_code(client, noor, settings):
    settings.BASE_URL = "https://leernetwerken.example"
    client.force_login(noor)

    made = client.get(reverse("mfa_add_webauthn")).context["js_data"]["creation_options"]["publicKey"]
    client.logout()
    asked = client.get(reverse("mfa_login_webauthn"), headers={"Accept": "application/json"}).json()

    assert made["rp"] == {"id": "leernetwerken.example", "name": "Leernetwerken"}
    assert made["authenticatorSelection"]["userVerification"] == "required"
    assert made["authenticatorSelection"]["residentKey"] == "required"
    assert asked["request_options"]["publicKey"]["rpId"] == "leernetwerken.example"
    assert asked["request_options"]["publicKey"]["userVerification"] == "required"


def test_other_host_header_makes_no_passkey_for_that_host(client, noor, settings):
    settings.ALLOWED_HOSTS = ["*"]
    client.force_login(noor)

    response = client.get(reverse("mfa_add_webauthn"), headers={"Host": "evil.test"})

    assert response.context["js_data"]["creation_options"]["publicKey"]["rp"]["id"] == "localhost"


def test_name_of_a_passkey_is_text(client, noor):
    key = PasskeyFactory(user=noor)
    client.force_login(noor)
    session = client.session
    session["tweede_stap_ingesteld"] = noor.pk
    session.save()

    long = client.post(reverse("mfa_edit_webauthn", args=[key.pk]), {"name": "x" * 61})
    client.post(reverse("mfa_edit_webauthn", args=[key.pk]), {"name": " <script>alert(1)</script>\u202e "})

    key.refresh_from_db()
    html = client.get(reverse("mfa_index")).content.decode()
    assert (long.status_code, key.data["name"]) == (422, "<script>alert(1)</script>")
    assert "<script>alert" not in html
    assert "&lt;script&gt;alert" in html


@pytest.mark.parametrize("aantal", [1, 3])
def test_overview_queries(client, noor, aantal, django_assert_num_queries):
    PasskeyFactory.create_batch(aantal, user=noor)
    PasskeyFactory()
    client.force_login(noor)

    with django_assert_num_queries(4):  # session, person, the keys, whether there is one
        html = client.get(reverse("mfa_index")).content.decode()

    assert html.count("Noors</b> &#x27;telefoon&#x27;</h3>".replace("</b>", "&lt;/b&gt;")) == aantal


def test_adapter_offers_a_name_somebody_recognises(client, noor):
    client.force_login(noor)

    html = client.get(
        reverse("mfa_add_webauthn"), headers={"User-Agent": "Mozilla/5.0 (Windows NT 10.0) Firefox/130"}
    ).content.decode()

    assert 'value="Firefox op Windows"' in html
    assert get_adapter().get_totp_issuer() == "Leernetwerken"
