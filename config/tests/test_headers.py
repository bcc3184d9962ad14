"""What every answer tells the browser: every address, every kind of visitor, every kind of answer."""

import re
import runpy

import pytest
from django.contrib.auth.decorators import login_not_required
from django.test import Client
from django.urls import path, reverse

from config.tests.access_rows import ROWS
from config.tests.access_world import World
from config.tests.house import ROOT
from config.urls import handler400, handler500, urlpatterns  # noqa: F401 - this module is a urlconf too
from kern.foutpaginas import bad_request, server_error

pytestmark = [pytest.mark.django_db, pytest.mark.once]
FIXED = {
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
}


def policy_of(response):
    parts = [part.strip().partition(" ") for part in response["Content-Security-Policy"].split(";")]
    return {name: value.split() for name, _, value in parts}


def check(response, where="", *, is_open=False):
    """Everything that holds for every answer. ``is_open``: open data, which others may keep and read."""
    fixed = FIXED | ({"Cross-Origin-Resource-Policy": "cross-origin"} if is_open else {})
    assert {name: response.get(name) for name in fixed} == fixed, where
    assert "camera=()" in response["Permissions-Policy"], where
    assert response["Referrer-Policy"] in ("same-origin", "strict-origin"), where
    assert ("public, max-age=" if is_open else "private") in response["Cache-Control"], where
    policy = policy_of(response)
    assert not [source for value in policy.values() for source in value if "unsafe" in source], where
    for name in ("default-src", "base-uri", "frame-ancestors", "object-src"):
        assert policy[name] == ["'none'"], where
    assert {name: policy[name] for name in ("style-src", "form-action", "connect-src")} == {
        "style-src": ["'self'"], "form-action": ["'self'"], "connect-src": ["'self'"],
    }, where  # fmt: skip
    _check_scripts(response, policy["script-src"], where)


def _check_scripts(response, allowed, where):
    """Every script tag has the nonce of this answer; without script tags no script may run at all."""
    html = response.content.decode() if response["Content-Type"].startswith("text/html") else ""
    tags = [tag for tag in re.findall(r"<script\b[^>]*>", html) if "application/json" not in tag]  # that is data
    nonces = {found for tag in tags for found in re.findall(r'nonce="([^"]+)"', tag)}
    assert len(nonces) <= 1, where
    assert allowed == [f"'nonce-{nonce}'" for nonce in nonces] or allowed == ["'none'"] == [*nonces, "'none'"], where
    assert all("nonce=" in tag for tag in tags), where


@login_not_required
def boem(request):
    raise RuntimeError("Noor Eijsink <noor@school.test>")


urlpatterns = [path("boem/", boem), *urlpatterns]


@pytest.fixture
def answers(client, settings):
    """An answer of every kind of refusal."""
    settings.ROOT_URLCONF = "config.tests.test_headers"
    client.raise_request_exception = False
    strict = Client(enforce_csrf_checks=True)

    def answer(status):
        return {
            302: lambda: client.get(reverse("personen:profile")),
            400: lambda: client.get("/hulp/", HTTP_HOST="elders.test"),
            403: lambda: strict.post(reverse("account_login"), {"login": "a"}),
            404: lambda: client.get("/bestaat-niet/"),
            405: lambda: client.post("/hulp/"),
            410: lambda: client.get("/d/verzonnen/"),
            422: lambda: client.post(reverse("account_login"), {"login": "a"}),
            429: lambda: [client.post("/d/verzonnen/") for _ in range(31)][-1],
            500: lambda: client.get("/boem/"),
        }[status]()

    return answer


@pytest.mark.parametrize("status", [302, 400, 403, 404, 405, 410, 422, 429, 500])
def test_every_kind_of_answer(answers, status):
    response = answers(status)

    assert response.status_code == status
    check(response, status)
    assert response["X-Robots-Tag"] == "noindex, nofollow"


@pytest.mark.parametrize("status", [400, 403, 404, 410, 429, 500])
def test_page_for_when_it_goes_wrong_is_ours_and_tells_nothing_of_the_inside(answers, status):
    html = answers(status).content.decode()

    assert '<html lang="nl">' in html
    assert re.search(r"<h1>[A-Z][^<]{5,}</h1>", html)
    assert not re.search(r"Noor|noor@|Traceback|RuntimeError|Exception|Django|csrf_failure|urlconf", html)


@pytest.mark.parametrize("page", [bad_request, server_error])
def test_error_page_needs_no_database(page, rf, persoon, django_assert_num_queries):
    request = rf.get("/")

    with django_assert_num_queries(0):
        assert page(request).status_code in (400, 500)


def test_nonce_is_never_used_twice(client):
    policies = [policy_of(client.get("/hulp/"))["script-src"][0] for _ in range(20)]

    assert len(set(policies)) == 20
    assert all(re.fullmatch(r"'nonce-[A-Za-z0-9+/]{22}=='", policy) for policy in policies)


def test_django_admin_runs_its_own_scripts_and_no_others():
    world = World.make(is_openbaar=True)
    client = Client()
    client.force_login(world.cast["beheer"])

    response = client.get(reverse("admin:personen_persoon_changelist"))

    assert response.status_code == 200
    assert policy_of(response)["script-src"] == ["'self'"]
    assert "no-store" in response["Cache-Control"]


def test_static_files_may_be_shown_elsewhere_and_kept(client):
    """Mail programs show our pictures, and a browser need not fetch them twice."""
    response = client.get("/static/img/merk.svg")

    assert response["Cross-Origin-Resource-Policy"] == "cross-origin"
    assert (response["X-Content-Type-Options"], response.status_code) == ("nosniff", 200)
    assert "no-store" not in response["Cache-Control"]
    response.close()


def test_a_mail_in_its_box_may_look_for_a_picture(client):
    response = client.get("/favicon.ico")

    assert (response.status_code, response["Cross-Origin-Resource-Policy"]) == (404, "cross-origin")


@pytest.mark.parametrize("name", ["berichten:handeling", "bijeenkomsten:ics_mail", "bijeenkomsten:feed"])
def test_address_with_a_token_is_told_to_nobody(name, client):
    world = World.make(is_openbaar=True)

    response = client.get(reverse(name, kwargs=ROWS[name].kwargs(world)))

    assert response.status_code == 200
    assert (response["Referrer-Policy"], response["X-Robots-Tag"][:7]) == ("strict-origin", "noindex")


def test_search_engines_see_the_public_pages(client):
    assert "X-Robots-Tag" not in client.get(reverse("overzicht:home")).headers
    assert client.get(reverse("account_login"))["X-Robots-Tag"] == "noindex, nofollow"


# --- https ----------------------------------------------------------------------------------------


@pytest.fixture
def https(settings, monkeypatch):
    """The settings that an address with https gives."""
    monkeypatch.setenv("LEERNETWERK_BASE_URL", "https://leernetwerk.example")
    monkeypatch.setenv("DJANGO_ALLOWED_HOSTS", "leernetwerk.example,testserver")
    for name, value in runpy.run_path(ROOT / "config/beveiliging.py").items():
        if name.isupper() and name not in ("NONCE", "NONE", "SELF"):
            setattr(settings, name, value)
    return settings


def test_cookies_are_for_this_host_only_and_for_no_script(https, client, persoon):
    page = client.get(reverse("account_login"), secure=True)
    code = client.post(reverse("account_request_login_code"), {"email": persoon.email}, secure=True)

    assert (list(page.cookies), list(code.cookies)) == (["__Host-csrf"], ["__Host-sessie"])
    for cookie in (page.cookies["__Host-csrf"], code.cookies["__Host-sessie"]):
        facts = {name: cookie[name] for name in ("secure", "httponly", "samesite", "path", "domain")}
        assert facts == {"secure": True, "httponly": True, "samesite": "Lax", "path": "/", "domain": ""}


def test_https_stays_https(https, client):
    response = client.get("/hulp/", secure=True)

    assert response["Strict-Transport-Security"] == "max-age=31536000; includeSubDomains; preload"
    assert policy_of(response)["upgrade-insecure-requests"] == []
    assert client.get("/hulp/").url == "https://testserver/hulp/"
    assert client.get("/gezond/").status_code != 301  # load balancers ask without


def test_http_on_a_machine_of_your_own_is_not_upgraded(client):
    assert "upgrade-insecure-requests" not in policy_of(client.get("/hulp/"))


# --- a form that was open too long ----------------------------------------------------------------


@pytest.fixture
def strict(persoon):
    client = Client(enforce_csrf_checks=True)
    client.force_login(persoon)
    return client


PROFILE = {"naam": "Noor <b>", "functie": "docent aan 't College", "csrfmiddlewaretoken": "oud"}


def test_form_that_was_open_too_long_comes_back_with_what_was_typed(strict, persoon):
    refused = strict.post("/mijn/gegevens/", PROFILE, headers={"Origin": "http://testserver"})
    html = refused.content.decode()

    assert refused.status_code == 403
    token = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', html)[1]
    fields = dict(re.findall(r'<textarea name="([^"]+)" hidden>\n(.*?)</textarea>', html, re.DOTALL))
    assert fields == {"naam": "Noor &lt;b&gt;", "functie": "docent aan &#x27;t College"}
    again = strict.post("/mijn/gegevens/", PROFILE | {"csrfmiddlewaretoken": token})
    persoon.refresh_from_db()
    assert (again.status_code, persoon.functie) == (302, "docent aan 't College")


@pytest.mark.parametrize("origin", ["https://evil.test", "null", None])
def test_form_of_another_site_gets_no_button(strict, origin):
    headers = {"Origin": origin} if origin else {}

    html = strict.post("/mijn/gegevens/", PROFILE, headers=headers).content.decode()

    assert "<form" not in html
    assert "College" not in html


@pytest.mark.parametrize("field", ["password", "login_code", "nieuw_wachtwoord"])
def test_secret_is_not_repeated(strict, field):
    html = strict.post(
        "/mijn/gegevens/", PROFILE | {field: "samen-leren"}, headers={"Origin": "http://testserver"}
    ).content.decode()

    assert "samen-leren" not in html
    assert "College" not in html
