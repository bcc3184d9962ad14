"""The pages that are measured, as one logged-in facilitator sees them; run in a process of its own per database.

``python -m bench.pages`` prints JSON: the session cookies and, per page, its path and how many queries it takes.
"""

import json
import sys

import django

django.setup()

from django.conf import settings
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext, setup_test_environment

from netwerken.models import Netwerk
from personen.models import Persoon

PAGES = {
    "home": lambda netwerk: "/",
    "netwerken": lambda netwerk: "/netwerken/",
    "netwerken gezocht": lambda netwerk: "/netwerken/?q=rekenen&sector=vo",
    "cockpit": lambda netwerk: netwerk.get_absolute_url(),
    "mijn overzicht": lambda netwerk: "/mijn/",
}


def sign_in(persoon, backend):
    """A client with a session, and the cookie with which any other client is the same person."""
    client = Client()
    client.force_login(persoon, backend=backend)
    cookie = client.cookies[settings.SESSION_COOKIE_NAME]
    return client, f"{cookie.key}={cookie.value}"


def count_queries(client, path):
    client.get(path)  # fills what is remembered between requests
    with CaptureQueriesContext(connection) as queries:
        response = client.get(path)
    if response.status_code != 200:
        sys.exit(f"{path}: {response.status_code}")
    return len(queries)


def main():
    setup_test_environment()
    facilitator, netwerk = Persoon.objects.get(pk=1), Netwerk.objects.get(pk=1)
    client, cookie = sign_in(facilitator, settings.AUTHENTICATION_BACKENDS[-1])
    _, floor_cookie = sign_in(facilitator, "django.contrib.auth.backends.ModelBackend")
    paths = {name: path_of(netwerk) for name, path_of in PAGES.items()}
    pages = {name: {"path": path, "queries": count_queries(client, path)} for name, path in paths.items()}
    print(json.dumps({"cookie": cookie, "floor_cookie": floor_cookie, "pages": pages}))


if __name__ == "__main__":
    main()
