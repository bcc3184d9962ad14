"""The pages that are measured, as one logged-in facilitator sees them; run in a process of its own per database.

``python -m bench.pages`` prints JSON: the session cookies and, per page, its path, how many queries it takes, what it
must reach of the floor, and what else a request needs.
"""

import json
import sys
from dataclasses import dataclass, field

import django

django.setup()

from django.conf import settings
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext, setup_test_environment
from django.urls import reverse

from bench.summary import SURVEY, TARGETS
from berichten.handelingen import make_token
from bijeenkomsten.models import Agendalink, Bijeenkomst
from evaluatie.forms import field_name
from evaluatie.inhoud import VRAGENLIJST
from evaluatie.models import Genodigde, Meting
from netwerken.models import Netwerk
from personen.models import Persoon

ANSWERS = 3000  # tokens at most: more than one run can use


@dataclass
class Page:
    """``posts``: addresses that each take one POST of ``body``, once."""

    path: str
    target: float = TARGETS["ratio"]
    signed_in: bool = True
    posts: list[str] = field(default_factory=list)
    body: str = ""


def make_pages(facilitator, netwerk):
    def inside(name, *args):
        return Page(reverse(name, args=[netwerk.slug, *args]))

    meeting = Bijeenkomst.objects.filter(netwerk=netwerk).aankomend().first()
    result = Meting.objects.toonbaar().filter(netwerk=netwerk).first()
    forms = find_forms()
    return {
        "home": Page("/"),
        "netwerken": Page("/netwerken/"),
        "netwerken gezocht": Page("/netwerken/?q=rekenen&sector=vo"),
        "cockpit": Page(netwerk.get_absolute_url()),
        "mijn overzicht": Page("/mijn/"),
        "fasen": inside("fasen:list"),
        "bijeenkomsten": inside("bijeenkomsten:list"),
        "bijeenkomst": inside("bijeenkomsten:detail", meeting.pk),
        "deelnemers": inside("netwerken:deelnemers"),
        "berichten": inside("netwerken:berichten"),
        "evaluaties": inside("evaluatie:list"),
        "uitslag": Page(reverse("evaluatie:uitslag", args=[netwerk.slug, result.pk]), target=SURVEY),
        "evaluatie invullen": Page(forms[0], target=SURVEY, signed_in=False),
        "evaluatie bewaren": Page(forms[0], target=SURVEY, signed_in=False, posts=forms[1:], body=make_answer()),
        "knop uit een mail": Page(make_link("aan", meeting.pk, facilitator.pk), signed_in=False),
        "agenda als bestand": Page(Agendalink.objects.get(persoon=facilitator).url[len(settings.BASE_URL) :]),
        "inloggen": Page(reverse("account_login"), signed_in=False),
    }


def make_link(code, *ref):
    return reverse("berichten:handeling", args=[make_token(code, *ref)])


def find_forms():
    """The links of people who did not answer yet, the first of every evaluation before the second of any."""
    rows = Genodigde.objects.aanwezig().filter(ingevuld=False, meting__in=Meting.objects.open())
    refs = sorted(rows.values_list("persoon", "meting"), key=lambda ref: (ref[0] % 20, ref[1]))
    return [make_link("ev", meting, persoon) for persoon, meting in refs[:ANSWERS]]


def make_answer():
    fields = [f"{field_name(code)}=4" for code in VRAGENLIJST.codes]
    return "&".join([*fields, "tekst=Meer+tijd+om+samen+te+werken."])


def sign_in(persoon, backend):
    """A client with a session, and the cookie with which any other client is the same person."""
    client = Client()
    client.force_login(persoon, backend=backend)
    cookie = client.cookies[settings.SESSION_COOKIE_NAME]
    return client, f"{cookie.key}={cookie.value}"


def count_queries(client, page):
    if page.posts:
        return count_queries_of_post(page)
    client = client if page.signed_in else Client()
    client.get(page.path)  # fills what is remembered between requests
    with CaptureQueriesContext(connection) as queries:
        response = client.get(page.path)
    if response.status_code != 200:
        sys.exit(f"{page.path}: {response.status_code}")
    return len(queries)


def count_queries_of_post(page):
    """Uses up two of the addresses."""
    for path in (page.posts.pop(), page.posts.pop()):
        with CaptureQueriesContext(connection) as queries:
            response = Client().post(path, page.body, content_type="application/x-www-form-urlencoded")
        if response.status_code != 200:
            sys.exit(f"{path}: {response.status_code}")
    return len(queries)


def main():
    setup_test_environment()
    facilitator, netwerk = Persoon.objects.get(pk=1), Netwerk.objects.get(pk=1)
    client, cookie = sign_in(facilitator, settings.AUTHENTICATION_BACKENDS[-1])
    _, floor_cookie = sign_in(facilitator, "django.contrib.auth.backends.ModelBackend")
    pages = {}
    for name, page in make_pages(facilitator, netwerk).items():
        queries = count_queries(client, page)
        pages[name] = vars(page) | {"queries": queries, "cookie": cookie if page.signed_in else ""}
    print(json.dumps({"floor_cookie": floor_cookie, "pages": pages}))


if __name__ == "__main__":
    main()
