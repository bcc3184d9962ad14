"""Signing in with a schoolaccount: the first time, the next time, and who may not."""

import logging

import pytest
from allauth.account.models import EmailAddress
from allauth.socialaccount.models import SocialAccount, SocialToken
from django.core import mail
from django.test import Client
from django.urls import reverse

from kern.models import Logregel
from personen.checks import check_schoolaccounts
from personen.models import Persoon
from personen.tests.aanbieder import CLIENT_ID, CLIENT_SECRET, configure, sign_in, start
from personen.tests.factories import OrganisatieFactory, PersoonFactory, SchoolaccountFactory

pytestmark = [pytest.mark.django_db, pytest.mark.once]
NIEUW, CODE, LOGIN = reverse("personen:schoolaccount_nieuw"), reverse("personen:schoolaccount_code"), "/accounts/login/"
START, TERUG = ("/accounts/oidc/entree/login/", "/accounts/oidc/entree/login/callback/")


@pytest.fixture
def post(client, django_capture_on_commit_callbacks):
    """Send a form; what must happen after the commit has happened, mail too."""

    def send(url, data, browser=client):
        with django_capture_on_commit_callbacks(execute=True):
            return browser.post(url, data)

    return send


def code_from(message):
    return message.subject.split()[0]


def is_signed_in(client):
    return "_auth_user_id" in client.session


def with_address(persoon, **more):
    EmailAddress.objects.create(user=persoon, email=persoon.email, primary=True, **({"verified": True} | more))
    return persoon


# --- which providers there are ------------------------------------------------------------------


@pytest.mark.parametrize("page", ["account_login", "account_signup"])
def test_no_button_and_no_address_without_a_provider(client, page):
    assert "schoolaccount" not in client.get(reverse(page)).content.decode()
    assert client.post(START).status_code == 404
    assert client.get(TERUG).status_code == 404


@pytest.mark.parametrize("page", ["account_login", "account_signup"])
def test_a_button_for_each_provider(client, aanbieder, settings, page, django_assert_num_queries):
    configure(settings, "https://connect.surfconext.test", slug="surfconext", naam="SURFconext")

    with django_assert_num_queries(0):
        html = client.get(f"{reverse(page)}?next=/mijn/gegevens/").content.decode()

    assert "Inloggen met je schoolaccount (Entree)" in html
    assert "Inloggen met je schoolaccount (SURFconext)" in html
    assert f'action="{START}"' in html
    assert 'action="/accounts/oidc/surfconext/login/"' in html
    assert CLIENT_ID not in html


@pytest.mark.parametrize("slug", ["openid_connect", "surfconext", "entree2"])
def test_other_names_are_no_provider(client, aanbieder, slug):
    assert client.post(f"/accounts/oidc/{slug}/login/").status_code == 404
    assert client.get(f"/accounts/oidc/{slug}/login/callback/").status_code == 404


def test_starting_is_a_post_with_a_token(client, aanbieder):
    strict = Client(enforce_csrf_checks=True)

    assert client.get(START).status_code == 405
    assert strict.post(START).status_code == 403
    assert aanbieder.asked == []


def test_what_the_provider_is_asked(client, aanbieder):
    asked, again = start(client), start(client)

    assert {name: asked[name] for name in ("client_id", "redirect_uri", "response_type", "code_challenge_method")} == {
        "client_id": CLIENT_ID,
        "redirect_uri": f"http://testserver{TERUG}",
        "response_type": "code",
        "code_challenge_method": "S256",
    }
    assert set(asked["scope"].split()) == {"openid", "profile", "email"}
    assert all(asked[name] != again[name] for name in ("state", "nonce", "code_challenge"))


def test_nobody_outside_adds_to_what_is_asked(client, aanbieder):
    page = client.post(f"{START}?scope=mail,eckid&auth_params=prompt%3Dnone&action=rerequest&process=redirect")

    html = page.content.decode()
    assert "eckid" not in html
    assert "prompt" not in html


def test_no_exception_in_the_content_security_policy(client, aanbieder):
    for page in (client.get(LOGIN), client.post(START)):
        assert "form-action 'self';" in f"{page.headers['Content-Security-Policy']};"


# --- the first time -----------------------------------------------------------------------------


def test_first_time_asks_for_name_and_address_and_saves_nothing_yet(client, aanbieder):
    page = sign_in(client, aanbieder, follow=True)

    html = page.content.decode()
    assert page.redirect_chain == [(NIEUW, 302)]
    assert 'value="Noor"' in html
    assert not is_signed_in(client)
    assert (Persoon.objects.count(), SocialAccount.objects.count(), EmailAddress.objects.count()) == (0, 0, 0)


def test_first_time_without_mail_makes_an_account_once_the_code_is_typed(client, aanbieder, post):
    sign_in(client, aanbieder)
    assert post(NIEUW, {"naam": " Noor\x07 Eijsink ", "email": "Noor@School.test"}).url == CODE
    assert (Persoon.objects.count(), is_signed_in(client)) == (0, False)
    [message] = mail.outbox
    assert message.to == ["noor@school.test"]

    page = post(CODE, {"code": code_from(message)})

    noor = Persoon.objects.get()
    assert page.url == reverse("overzicht:mijn")
    assert client.session["_auth_user_id"] == str(noor.pk)
    assert (noor.email, noor.naam, noor.has_usable_password()) == ("noor@school.test", "Noor Eijsink", False)
    assert EmailAddress.objects.values_list("user", "email", "verified", "primary").get() == (
        noor.pk, "noor@school.test", True, True,
    )  # fmt: skip
    assert Logregel.objects.filter(actie="personen.schoolaccount.person_created", actor=noor).count() == 1


def test_what_is_stored_of_somebody(client, aanbieder, post):
    """Issuer, subject, and three claims. No token, no profile, nothing that came along uninvited."""
    aanbieder.userinfo |= {"email": "noor@school.test", "sn": "Eijsink", "eckId": "geheim", "birthdate": "1980-01-01"}
    sign_in(client, aanbieder)
    session = client.session.load()
    post(NIEUW, {"naam": "Noor", "email": "noor@school.test"})
    post(CODE, {"code": code_from(mail.outbox[0])})

    account = SocialAccount.objects.get()
    assert (account.provider, account.uid) == (aanbieder.issuer, "ab12cd@wilgenkamp")
    assert account.extra_data == {"affiliatie": "employee", "brin": "21AB", "organisatie": "'t <b>College</b>"}
    assert SocialToken.objects.count() == 0
    for secret in ("geheim", "1980", "toegang", CLIENT_SECRET):
        assert secret not in str(session)


def test_next_time_signs_in_at_once_even_with_another_name_and_mail(client, aanbieder):
    noor = with_address(PersoonFactory(email="noor@school.test", naam="Noor"))
    SchoolaccountFactory(user=noor, provider=aanbieder.issuer, uid=aanbieder.sub)
    aanbieder.userinfo |= {"email": "anders@school.test", "givenName": "Iemand anders"}

    page = sign_in(client, aanbieder, next="/mijn/gegevens/")

    noor.refresh_from_db()
    assert page.url == "/mijn/gegevens/"
    assert client.session["_auth_user_id"] == str(noor.pk)
    assert (noor.email, noor.naam, noor.organisatie) == ("noor@school.test", "Noor", None)
    assert Persoon.objects.count() == 1


@pytest.mark.parametrize("elsewhere", ["https://evil.test/", "//evil.test", "javascript:alert(1)"])
def test_never_on_to_another_site(client, aanbieder, elsewhere):
    noor = with_address(PersoonFactory())
    SchoolaccountFactory(user=noor, provider=aanbieder.issuer, uid=aanbieder.sub)

    assert sign_in(client, aanbieder, next=elsewhere).url == reverse("overzicht:mijn")


def test_the_same_subject_at_another_issuer_is_somebody_else(client, aanbieder):
    SchoolaccountFactory(provider="https://connect.surfconext.nl", uid=aanbieder.sub)
    SchoolaccountFactory(provider="entree", uid=aanbieder.sub)

    page = sign_in(client, aanbieder)

    assert (page.url, is_signed_in(client)) == (NIEUW, False)


def test_new_session_after_signing_in(client, aanbieder, settings):
    """Session fixation: whoever knew the session before, knows nothing after."""
    noor = with_address(PersoonFactory())
    SchoolaccountFactory(user=noor, provider=aanbieder.issuer, uid=aanbieder.sub)
    asked = start(client)
    before = client.cookies[settings.SESSION_COOKIE_NAME].value

    sign_in(client, aanbieder)

    assert asked
    assert client.cookies[settings.SESSION_COOKIE_NAME].value != before


def test_closed_account_stays_closed(client, aanbieder):
    noor = with_address(PersoonFactory(is_active=False))
    SchoolaccountFactory(user=noor, provider=aanbieder.issuer, uid=aanbieder.sub)

    page = sign_in(client, aanbieder)

    assert (page.url, is_signed_in(client)) == (reverse("account_inactive"), False)


def test_who_is_signed_in_already_is_led_to_linking(client, aanbieder, persoon):
    client.force_login(persoon)

    page = sign_in(client, aanbieder)

    assert page.url == reverse("personen:schoolaccount")
    assert client.session["_auth_user_id"] == str(persoon.pk)
    assert SocialAccount.objects.count() == 0


# --- the school ---------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("brin", "expected"),
    [("21AB", "school"), ("21ab", "school"), ("21AB00", "vestiging"), ("21AB77", "school"), ("99ZZ", None),
     ("onzin", None), (["21AB", "22CD"], None), (["21AB"], "school")],
)  # fmt: skip
def test_school_of_the_brin_is_proposed(client, aanbieder, post, brin, expected):
    school = OrganisatieFactory(code="21AB")
    OrganisatieFactory(code="21AB00", soort="vestiging", deel_van=school)
    aanbieder.userinfo["nlEduPersonHomeOrganizationId"] = brin
    sign_in(client, aanbieder)

    post(NIEUW, {"naam": "Noor", "email": "noor@school.test", "werkt_hier": "on"})
    post(CODE, {"code": code_from(mail.outbox[0])})

    organisatie = Persoon.objects.get().organisatie
    assert (organisatie and organisatie.soort) == expected


def test_proposed_school_can_be_declined(client, aanbieder, post):
    OrganisatieFactory(code="21AB", naam="Wilgenkamp")
    assert "Ik werk bij Wilgenkamp" in sign_in(client, aanbieder, follow=True).content.decode()

    post(NIEUW, {"naam": "Noor", "email": "noor@school.test"})
    post(CODE, {"code": code_from(mail.outbox[0])})

    assert Persoon.objects.get().organisatie is None


def test_school_that_closed_is_not_proposed(client, aanbieder):
    OrganisatieFactory(code="21AB", is_active=False)

    assert "werkt_hier" not in sign_in(client, aanbieder, follow=True).content.decode()


# --- who works at a school ----------------------------------------------------------------------


@pytest.mark.parametrize(
    "claims",
    [
        {"eduPersonAffiliation": "employee"}, {"eduPersonAffiliation": "STAFF"}, {"eduPersonAffiliation": ["staff"]},
        {"eduPersonAffiliation": ["student", "employee"]}, {"eduperson_affiliation": ["employee"]},
        {"eduperson_scoped_affiliation": ["student@hs.nl", "employee@hs.nl"]},
    ],
)  # fmt: skip
def test_who_works_at_a_school_comes_in(client, aanbieder, claims):
    aanbieder.userinfo = claims

    assert sign_in(client, aanbieder).url == NIEUW


@pytest.mark.parametrize(
    ("claims", "title"),
    [
        ({"eduPersonAffiliation": "student"}, "Dit is geen account van een medewerker"),
        ({"eduPersonAffiliation": ["affiliate", "alum"]}, "Dit is geen account van een medewerker"),
        ({"eduPersonAffiliation": "employees"}, "Dit is geen account van een medewerker"),
        ({"eduPersonAffiliation": []}, "We weten niet of je op een school werkt"),
        ({}, "We weten niet of je op een school werkt"),
    ],
)
@pytest.mark.parametrize("is_known", [True, False])
def test_who_does_not_is_refused_kindly(client, aanbieder, caplog, claims, title, is_known):
    if is_known:
        SchoolaccountFactory(user=with_address(PersoonFactory()), provider=aanbieder.issuer, uid=aanbieder.sub)
    before = list(SocialAccount.objects.values())
    aanbieder.userinfo = claims

    with caplog.at_level(logging.INFO):
        page = sign_in(client, aanbieder)

    assert page.status_code == 403
    assert f"<h1>{title}</h1>" in page.content.decode()
    assert not is_signed_in(client)
    assert list(SocialAccount.objects.values()) == before
    assert aanbieder.sub not in caplog.text


def test_the_signed_token_wins_from_userinfo(client, aanbieder):
    """userinfo is not signed: it cannot make a pupil a teacher."""
    aanbieder.claims = {"eduPersonAffiliation": "student"}

    assert sign_in(client, aanbieder).status_code == 403


# --- stopping half way --------------------------------------------------------------------------


@pytest.mark.parametrize("forgets", [True, False])
def test_cancelling_at_the_provider(client, aanbieder, forgets):
    asked = start(client)

    query = {"error": "access_denied"} | ({} if forgets else {"state": asked["state"]})
    page = client.get(TERUG, query, follow=True)

    assert page.redirect_chain == [(LOGIN, 302)]
    assert "Je bent gestopt met inloggen bij Entree." in page.content.decode()


def test_login_of_an_attacker_cannot_be_forced_on_somebody(aanbieder):
    """Login CSRF: an answer works only in the browser that asked for it."""
    attacker, victim = Client(), Client()
    SchoolaccountFactory(user=with_address(PersoonFactory()), provider=aanbieder.issuer, uid=aanbieder.sub)
    asked = start(attacker)

    page = victim.get(TERUG, {"code": "eenmalig", "state": asked["state"]})

    assert (page.status_code, is_signed_in(victim)) == (403, False)
    assert "/token" not in [path for path, _, _ in aanbieder.asked]


def test_answer_for_one_provider_does_not_count_at_another(client, aanbieder, settings):
    """Mix-up: each has its own state."""
    configure(settings, "http://127.0.0.1:9", slug="surfconext", naam="SURFconext")
    asked = start(client)

    page = client.get("/accounts/oidc/surfconext/login/callback/", {"code": "eenmalig", "state": asked["state"]})

    assert page.status_code == 403
    assert "/token" not in [path for path, _, _ in aanbieder.asked]


# --- the settings -------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("secret", "issuer", "expected"),
    [
        ("geheim", "https://entree.test", []), ("geheim", "http://localhost:9400", []),
        ("", "https://entree.test", ["personen.E001"]), ("geheim", "http://entree.test", ["personen.E002"]),
        ("", "entree.test", ["personen.E001", "personen.E002"]),
    ],
)  # fmt: skip
def test_half_a_provider_is_noticed_at_the_start(settings, secret, issuer, expected):
    app = {"provider_id": "entree", "name": "Entree", "client_id": "x", "secret": secret}
    settings.SOCIALACCOUNT_PROVIDERS = {"openid_connect": {"APPS": [app | {"settings": {"server_url": issuer}}]}}

    assert [error.id for error in check_schoolaccounts(None)] == expected
