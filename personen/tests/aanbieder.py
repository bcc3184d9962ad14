"""A provider of our own, on this machine, that signs people in: honestly, or exactly as dishonestly as a test wants."""

import base64
import hashlib
import json
import re
import threading
import time
from functools import cache
from html import unescape
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, parse_qsl, urlsplit

import jwt
import pytest
from cryptography.hazmat.primitives.asymmetric import rsa
from django.urls import reverse

CLIENT_ID, CLIENT_SECRET = "leernetwerken.test", "geheim-van-niemand"
MEDEWERKER = {"eduPersonAffiliation": "employee", "nlEduPersonHomeOrganizationId": "21AB",
              "nlEduPersonHomeOrganization": "'t <b>College</b>", "givenName": "Noor"}  # fmt: skip


@cache
def make_key(name):
    return rsa.generate_private_key(public_exponent=65537, key_size=2048)


def public_jwk(name, **more):
    return json.loads(jwt.algorithms.RSAAlgorithm.to_jwk(make_key(name).public_key())) | {"kid": name} | more


class _Handler(BaseHTTPRequestHandler):
    def answer(self):
        length = int(self.headers.get("Content-Length") or 0)
        body = self.rfile.read(length).decode()
        path = urlsplit(self.path).path
        self.server.aanbieder.asked.append((path, dict(parse_qsl(body)), dict(self.headers)))
        found = self.server.aanbieder.answers.get(path) or getattr(self.server.aanbieder, PATHS.get(path, "nothing"))
        found = found() if callable(found) else found
        if callable(found):  # wants to write for itself
            return found(self)
        status, headers, content = found
        self.send_response(status)
        for name, value in ({"Content-Type": "application/json", "Content-Length": len(content)} | headers).items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(content)
        return None

    do_GET = do_POST = answer  # noqa: N815 - http.server calls them by these names

    def log_message(self, *args):
        pass


PATHS = {
    "/.well-known/openid-configuration": "discovery_answer",
    "/jwks": "jwks_answer",
    "/token": "token_answer",
    "/userinfo": "userinfo_answer",
}


def as_json(data, status=200):
    return status, {}, json.dumps(data).encode()


class Aanbieder:
    """``claims`` (id_token) and ``userinfo`` are what it says about who signs in; ``answers`` replaces whole pages."""

    def __init__(self, server):
        self.server = server
        self.issuer = f"http://127.0.0.1:{server.server_port}"
        self.reset()

    def reset(self):
        self.answers, self.asked = {}, []
        self.sub, self.claims, self.userinfo, self.discovery = "ab12cd@wilgenkamp", {}, dict(MEDEWERKER), {}
        self.nonce = self.challenge = ""
        self.sign = self.sign_honestly
        self.keys = [public_jwk("echt", use="sig", alg="RS256")]

    # --- its pages ---
    def discovery_answer(self):
        pages = {"authorization_endpoint": "authorize", "token_endpoint": "token", "jwks_uri": "jwks",
                 "userinfo_endpoint": "userinfo"}  # fmt: skip
        urls = {name: f"{self.issuer}/{page}" for name, page in pages.items()}
        return as_json({"issuer": self.issuer, **urls, **self.discovery})

    def jwks_answer(self):
        return as_json({"keys": self.keys})

    def token_answer(self):
        sent = self.asked[-1][1]
        digest = hashlib.sha256(sent.get("code_verifier", "").encode()).digest()
        if base64.urlsafe_b64encode(digest).rstrip(b"=").decode() != self.challenge:
            return as_json({"error": "invalid_grant"}, 400)
        return as_json({"access_token": "toegang", "token_type": "Bearer", "id_token": self.sign(self.id_token)})

    def userinfo_answer(self):
        return as_json({"sub": self.sub, **self.userinfo})

    def nothing(self):
        return as_json({}, 404)

    # --- its id_token ---
    @property
    def id_token(self):
        now = int(time.time())
        honest = {"iss": self.issuer, "sub": self.sub, "aud": CLIENT_ID, "iat": now, "exp": now + 300,
                  "nonce": self.nonce}  # fmt: skip
        return {name: value for name, value in (honest | self.claims).items() if value is not None}

    @staticmethod
    def sign_honestly(claims):
        # Not jwt.encode: that refuses to write some of the nonsense that a test wants to see refused.
        return jwt.PyJWS().encode(json.dumps(claims).encode(), make_key("echt"), "RS256", headers={"kid": "echt"})


@pytest.fixture(scope="session")
def _aanbieder_server():
    server = ThreadingHTTPServer(("127.0.0.1", 0), _Handler)
    server.daemon_threads = True
    server.aanbieder = Aanbieder(server)
    thread = threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True)
    thread.start()
    yield server
    server.shutdown()
    server.server_close()
    thread.join()


def configure(settings, issuer, *, slug="entree", naam="Entree"):
    """One more provider, as the environment would add it."""
    known = settings.SOCIALACCOUNT_PROVIDERS["openid_connect"]
    app = {"provider_id": slug, "name": naam, "client_id": CLIENT_ID, "secret": CLIENT_SECRET,
           "settings": {"server_url": issuer}}  # fmt: skip
    settings.SOCIALACCOUNT_PROVIDERS = {"openid_connect": known | {"APPS": [*known["APPS"], app]}}


@pytest.fixture
def aanbieder(_aanbieder_server, settings):
    """Entree, played by a server on this machine."""
    _aanbieder_server.aanbieder.reset()
    configure(settings, _aanbieder_server.aanbieder.issuer)
    settings.BASE_URL = "http://testserver"
    return _aanbieder_server.aanbieder


def start(client, *, slug="entree", **post):
    """Press the button. The query of the address at the provider to which the page leads."""
    page = client.post(reverse("personen:schoolaccount_start", args=[slug]), post)
    assert page.status_code == 200, page
    url = re.search(r'http-equiv="refresh" content="0; url=([^"]+)"', page.content.decode())[1]
    return {name: values[0] for name, values in parse_qs(urlsplit(unescape(url)).query).items()}


def come_back(client, aanbieder, asked, *, slug="entree", follow=False, **extra):
    """The browser returns from the provider, who now knows what it was asked."""
    aanbieder.nonce, aanbieder.challenge = asked["nonce"], asked["code_challenge"]
    query = {"code": "eenmalig", "state": asked["state"], **extra}
    return client.get(reverse("personen:schoolaccount_terug", args=[slug]), query, follow=follow)


def sign_in(client, aanbieder, *, follow=False, **post):
    """There and back."""
    return come_back(client, aanbieder, start(client, **post), follow=follow)
