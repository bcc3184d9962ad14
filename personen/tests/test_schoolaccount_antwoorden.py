"""A provider that lies, breaks or hangs: a Dutch page, nobody signed in, nothing saved, nothing personal in the log."""

import logging
import time

import jwt
import pytest
from allauth.account.models import EmailAddress
from allauth.socialaccount.models import SocialAccount, SocialToken
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
from django.urls import reverse

from kern.models import Logregel
from personen.models import Persoon
from personen.schoolaccount import web
from personen.schoolaccount.eerste_keer import SESSION_KEY
from personen.tests.aanbieder import CLIENT_ID, as_json, come_back, make_key, public_jwk, sign_in, start
from personen.tests.factories import PersoonFactory, SchoolaccountFactory

pytestmark = [pytest.mark.django_db, pytest.mark.once]
PERSONAL = ("ab12cd", "wilgenkamp", "noor", "eenmalig", "toegang", "geheim-van-niemand")


@pytest.fixture(autouse=True)
def bestaand(aanbieder):
    """Somebody who does sign in with this identity when all is well: so a refusal is about the answer."""
    persoon = PersoonFactory(email="noor@school.test", naam="Noor")
    EmailAddress.objects.create(user=persoon, email=persoon.email, verified=True, primary=True)
    SchoolaccountFactory(user=persoon, provider=aanbieder.issuer, uid=aanbieder.sub)
    return persoon


def everything():
    """All rows that signing in could make or change."""
    models = (Persoon, EmailAddress, SocialAccount, SocialToken, Logregel)
    return [list(model.objects.order_by("pk").values()) for model in models]


def assert_refused(client, page, before, caplog, title="Dat is niet gelukt"):
    html = page.content.decode()
    assert page.status_code == 403
    assert f"<h1>{title}</h1>" in html
    assert "_auth_user_id" not in client.session
    assert SESSION_KEY not in client.session
    assert everything() == before
    [line] = [record.getMessage() for record in caplog.records if record.name.startswith("personen.")]
    assert line.startswith("schoolaccount entree refused: ")
    for secret in PERSONAL:
        assert secret not in caplog.text.lower()
        assert secret not in html.lower()
    return line.removeprefix("schoolaccount entree refused: ")


@pytest.fixture(autouse=True)
def _log(caplog):
    caplog.set_level(logging.INFO)


def test_an_honest_answer_signs_in(client, aanbieder, bestaand):
    sign_in(client, aanbieder)

    assert client.session["_auth_user_id"] == str(bestaand.pk)


def test_a_token_without_key_name_is_fine_when_there_is_one_key(client, aanbieder):
    aanbieder.sign = lambda claims: jwt.encode(claims, make_key("echt"), algorithm="RS256")

    sign_in(client, aanbieder)

    assert "_auth_user_id" in client.session


# --- the id_token -------------------------------------------------------------------------------


def _signed_by(name, kid="echt", algorithm="RS256"):
    return lambda claims: jwt.encode(claims, make_key(name), algorithm=algorithm, headers={"kid": kid})


def _unsigned(claims):
    return jwt.encode(claims, None, algorithm="none", headers={"kid": "echt"})


def _with_public_key_as_secret(claims):
    """PyJWT itself refuses to make this one, so it is signed as bytes by hand."""
    header, payload, _ = jwt.encode(claims, "x" * 32, algorithm="HS256", headers={"kid": "echt"}).split(".")
    pem = make_key("echt").public_key().public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo)
    signature = jwt.algorithms.HMACAlgorithm(jwt.algorithms.HMACAlgorithm.SHA256).sign(
        f"{header}.{payload}".encode(), pem
    )
    return f"{header}.{payload}.{jwt.utils.base64url_encode(signature).decode()}"


def _changed_afterwards(claims):
    header, _, signature = _signed_by("echt")(claims).split(".")
    other = jwt.encode(claims | {"sub": "de-directeur"}, make_key("echt"), algorithm="RS256").split(".")[1]
    return f"{header}.{other}.{signature}"


@pytest.mark.parametrize(
    ("sign", "reason"),
    [
        (_signed_by("vals"), "InvalidSignatureError"),
        (_signed_by("echt", kid="onbekend"), "key"),
        (_signed_by("echt", algorithm="RS384"), "algorithm"),
        (_unsigned, "algorithm"),
        (_with_public_key_as_secret, "algorithm"),
        (_changed_afterwards, "InvalidSignatureError"),
        (lambda claims: "geen.token", "DecodeError"),
        (lambda claims: "", "DecodeError"),
        (lambda claims: None, "no id_token"),
        (lambda claims: {"alg": "none"}, "no id_token"),
        (lambda claims: "a" * 100_000, "DecodeError"),
    ],
)
def test_id_token_that_the_provider_did_not_sign(client, aanbieder, caplog, sign, reason):
    before = everything()
    aanbieder.sign = sign

    page = sign_in(client, aanbieder)

    assert assert_refused(client, page, before, caplog) == f"antwoord: {reason}"


@pytest.mark.parametrize(
    ("claims", "reason"),
    [
        ({"iss": "https://elders.test"}, "InvalidIssuerError"),
        ({"iss": ["http://127.0.0.1"]}, "InvalidIssuerError"),
        ({"iss": None}, "MissingRequiredClaimError"),
        ({"aud": "een-andere-site"}, "InvalidAudienceError"),
        ({"aud": [CLIENT_ID, "een-andere-site"]}, "for somebody else too"),
        ({"aud": None}, "MissingRequiredClaimError"),
        ({"azp": "een-andere-site"}, "for somebody else too"),
        ({"exp": 1_000_000_000}, "ExpiredSignatureError"),
        ({"exp": "morgen"}, "DecodeError"),
        ({"exp": None}, "MissingRequiredClaimError"),
        ({"iat": 4_000_000_000}, "ImmatureSignatureError"),
        ({"nbf": 4_000_000_000}, "ImmatureSignatureError"),
        ({"nonce": "van-een-ander"}, "nonce"),
        ({"nonce": ""}, "nonce"),
        ({"nonce": None}, "MissingRequiredClaimError"),
        ({"sub": None}, "MissingRequiredClaimError"),
        ({"sub": ["ab12cd"]}, "InvalidSubjectError"),
        ({"sub": 12}, "InvalidSubjectError"),
    ],
)
def test_id_token_for_another_place_person_or_moment(client, aanbieder, caplog, claims, reason):
    before = everything()
    aanbieder.claims = claims

    page = sign_in(client, aanbieder)

    assert assert_refused(client, page, before, caplog) == f"antwoord: {reason}"


@pytest.mark.parametrize(
    "sub",
    [
        "a" * 192,
        "a" * 10_000,
        "<script>alert(1)</script>",
        "ab12cd@wilgenkamp\n",
        "ab12cd @wilgenkamp",
        "",
        "\x00",
        "ﬀ",
    ],
)
def test_subject_that_cannot_be_one(client, aanbieder, caplog, sub):
    before = everything()
    aanbieder.sub = sub

    page = sign_in(client, aanbieder)

    assert assert_refused(client, page, before, caplog) == "antwoord: subject"


@pytest.mark.parametrize("userinfo", [{"sub": "de-directeur"}, {"sub": ["ab12cd@wilgenkamp"]}, {"sub": None}])
def test_userinfo_of_somebody_else(client, aanbieder, caplog, userinfo):
    before = everything()
    aanbieder.userinfo |= userinfo

    page = sign_in(client, aanbieder)

    assert assert_refused(client, page, before, caplog) == "antwoord: userinfo of somebody else"


@pytest.mark.parametrize(
    "claim",
    [
        {"eduPersonAffiliation": {"staff": True}}, {"eduPersonAffiliation": 1}, {"eduPersonAffiliation": [["staff"]]},
        {"email": ["noor@school.test", 3]}, {"email": {"a": 1}}, {"name": 12}, {"givenName": {}}, {"sn": [None]},
        {"nlEduPersonHomeOrganizationId": 21}, {"nlEduPersonHomeOrganization": {"naam": "x"}},
    ],
)  # fmt: skip
def test_claim_of_the_wrong_kind(client, aanbieder, caplog, claim):
    before = everything()
    aanbieder.userinfo |= claim

    page = sign_in(client, aanbieder)

    assert assert_refused(client, page, before, caplog) == f"antwoord: kind of {next(iter(claim))}"


# --- its keys and addresses ---------------------------------------------------------------------


@pytest.mark.parametrize(
    ("keys", "reason"),
    [
        ([], "key"), ([{}], "key"), (["echt"], "AttributeError"), (None, "TypeError"), ("echt", "AttributeError"),
        ([{"kty": "oct", "kid": "echt", "k": "Z2VoZWlt", "alg": "RS256"}], "key"),
        ([{"kty": "RSA", "kid": "echt", "n": "AQAB", "e": "AQAB"}], "InvalidKeyError"),
        ([{"kty": "RSA", "kid": "echt", "n": 12, "e": {}}], "InvalidKeyError"),
        ([public_jwk("echt", use="enc")], "key"),
        ([public_jwk("echt", alg="PS256")], "key"),
        ([public_jwk("echt"), public_jwk("echt")], "key"),
    ],
)  # fmt: skip
def test_keys_that_are_none(client, aanbieder, caplog, keys, reason):
    before = everything()
    aanbieder.keys = keys

    page = sign_in(client, aanbieder)

    assert assert_refused(client, page, before, caplog).startswith("antwoord: ")


@pytest.mark.parametrize(
    ("discovery", "reason"),
    [
        ({"issuer": "https://elders.test"}, "discovery of another issuer"),
        ({"issuer": None}, "discovery of another issuer"),
        ({"token_endpoint": "http://169.254.169.254/latest"}, "token_endpoint elsewhere"),
        ({"token_endpoint": "http://127.0.0.1:1/token"}, "token_endpoint elsewhere"),
        ({"jwks_uri": "file:///etc/passwd"}, "jwks_uri elsewhere"),
        ({"jwks_uri": None}, "jwks_uri elsewhere"),
        ({"userinfo_endpoint": ["http://127.0.0.1"]}, "userinfo_endpoint elsewhere"),
        ({"authorization_endpoint": "https://elders.test/authorize"}, "authorization_endpoint elsewhere"),
        ({"authorization_endpoint": "javascript:alert(1)"}, "authorization_endpoint elsewhere"),
        ({"authorization_endpoint": "http://[kapot"}, "authorization_endpoint elsewhere"),
    ],
)
def test_discovery_that_points_elsewhere(client, aanbieder, caplog, discovery, reason):
    before = everything()
    aanbieder.discovery = discovery

    page = client.post(reverse("personen:schoolaccount_start", args=["entree"]))

    assert assert_refused(client, page, before, caplog) == f"antwoord: {reason}"
    assert len(aanbieder.asked) == 1


def test_a_provider_without_https_is_not_asked_anything(client, settings, aanbieder, caplog):
    before = everything()
    app = settings.SOCIALACCOUNT_PROVIDERS["openid_connect"]["APPS"][-1]
    app["settings"]["server_url"] = "http://entree.test"

    page = client.post(reverse("personen:schoolaccount_start", args=["entree"]))

    reason = assert_refused(client, page, before, caplog, title="Entree geeft nu geen antwoord")
    assert reason == "onbereikbaar: issuer is not https"


# --- answers that are none ----------------------------------------------------------------------

GARBAGE = [
    (200, {}, b"<html>Onderhoud</html>"), (200, {}, b""), (200, {}, b"[]"), (200, {}, b"12"), (200, {}, b'"tekst"'),
    (200, {}, b"[" * 100_000), (200, {}, b'{"a": ' + b"9" * 5000 + b"}"), (200, {}, b"\xff\xfe\x00"),
    (200, {"Content-Encoding": "gzip"}, b"geen gzip"), (500, {}, b"{}"), (404, {}, b"{}"), (204, {}, b""),
]  # fmt: skip
PAGES = ["/.well-known/openid-configuration", "/token", "/jwks", "/userinfo"]


@pytest.mark.parametrize("where", PAGES)
@pytest.mark.parametrize("answer", GARBAGE)
def test_garbage_on_the_way_back(client, aanbieder, caplog, where, answer):
    before, asked = everything(), start(client)
    aanbieder.answers[where] = answer

    response = come_back(client, aanbieder, asked)

    title = response.content.decode().split("<h1>")[1].split("</h1>")[0]
    assert title in ("Dat is niet gelukt", "Entree geeft nu geen antwoord")
    assert_refused(client, response, before, caplog, title=title)


@pytest.mark.parametrize("answer", GARBAGE)
def test_garbage_at_the_start(client, aanbieder, caplog, answer):
    before = everything()
    aanbieder.answers["/.well-known/openid-configuration"] = answer

    response = client.post(reverse("personen:schoolaccount_start", args=["entree"]))

    title = response.content.decode().split("<h1>")[1].split("</h1>")[0]
    assert_refused(client, response, before, caplog, title=title)


@pytest.mark.parametrize("token", [{}, {"access_token": 12}, {"access_token": "x"}, {"error": "invalid_grant"}])
def test_token_answer_without_what_it_must_have(client, aanbieder, caplog, token):
    before = everything()
    aanbieder.answers["/token"] = lambda: as_json(token)

    assert_refused(client, sign_in(client, aanbieder), before, caplog)


@pytest.mark.parametrize("where", PAGES)
def test_redirect_is_never_followed(client, aanbieder, caplog, where):
    before, asked = everything(), start(client)
    aanbieder.answers[where] = (302, {"Location": f"{aanbieder.issuer}/binnen"}, b"")

    response = come_back(client, aanbieder, asked)

    reason = assert_refused(client, response, before, caplog, title="Entree geeft nu geen antwoord")
    assert reason == "onbereikbaar: status 302"
    assert "/binnen" not in [path for path, _, _ in aanbieder.asked]


@pytest.mark.parametrize("where", PAGES)
def test_huge_answer_is_not_read_to_its_end(client, aanbieder, caplog, where):
    before, asked, sent = everything(), start(client), []

    def write(handler):
        handler.send_response(200)
        handler.end_headers()
        try:
            for _ in range(64):  # 64 MB, when somebody listens
                handler.wfile.write(b"a" * 1_048_576)
                sent.append(1)
        except OSError:  # nobody does any more
            pass

    aanbieder.answers[where] = lambda: write
    response = come_back(client, aanbieder, asked)

    assert assert_refused(client, response, before, caplog) == "antwoord: answer too large"
    assert len(sent) < 32


def _hang(handler):
    time.sleep(1.5)


def _trickle(handler):
    handler.send_response(200)
    handler.end_headers()
    try:
        for _ in range(60):
            handler.wfile.write(b" ")
            handler.wfile.flush()
            time.sleep(0.05)
    except OSError:
        pass


@pytest.mark.parametrize("slow", [_hang, _trickle])
@pytest.mark.parametrize("where", PAGES)
def test_slow_answer_is_not_waited_for(client, aanbieder, caplog, monkeypatch, where, slow):
    before, asked = everything(), start(client)
    monkeypatch.setattr(web, "READ_TIMEOUT", 0.3)
    monkeypatch.setattr(web, "DEADLINE", 0.5)
    aanbieder.answers[where] = lambda: slow
    begin = time.monotonic()

    response = come_back(client, aanbieder, asked)

    assert time.monotonic() - begin < 1.4
    assert_refused(client, response, before, caplog, title="Entree geeft nu geen antwoord")


def test_provider_that_is_not_there(client, settings, aanbieder, caplog):
    before = everything()
    settings.SOCIALACCOUNT_PROVIDERS["openid_connect"]["APPS"][-1]["settings"]["server_url"] = "http://127.0.0.1:9"

    page = client.post(reverse("personen:schoolaccount_start", args=["entree"]))

    reason = assert_refused(client, page, before, caplog, title="Entree geeft nu geen antwoord")
    assert reason == "onbereikbaar: no answer"
