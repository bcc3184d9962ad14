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

from bench.summary import RESET_EVALUATIE, SURVEY, TARGETS
from berichten.handelingen import make_token
from bijeenkomsten.models import Agendalink, Bijeenkomst, Programmaonderdeel
from evaluatie.forms import field_name, text_name
from evaluatie.models import Genodigde, Meting
from evaluatie.vragenlijst.bron import BIJEENKOMST, get_shipped
from netwerken.models import Deelname, Netwerk
from personen.models import Persoon
from werkvormen.models import Werkvorm

LIJST = get_shipped(BIJEENKOMST)
CSRF = "x" * 32  # as the cookie and as the field
ANSWERS = 3000  # tokens at most: more than one run can use


@dataclass
class Page:
    """``posts``: addresses that each take one POST of ``body``, once; ``reset``: SQL after which they do again."""

    path: str
    target: float = TARGETS["ratio"]
    signed_in: bool = True
    academie: bool = False  # as somebody of the academie sees it, not as a facilitator
    posts: list[str] = field(default_factory=list)
    body: str = ""
    reset: str = ""


# Every block is as it was, and nobody changed any.
RESET_DRAAIBOEK = (
    "UPDATE bijeenkomsten_programmaonderdeel SET notities = '', versie = 1 WHERE versie > 1; "
    "DELETE FROM bijeenkomsten_draaiboekstap; "
    "VACUUM ANALYZE bijeenkomsten_programmaonderdeel, bijeenkomsten_draaiboekstap"
)


def make_pages(facilitator, netwerk):
    def inside(name, *args):
        return Page(reverse(name, args=[netwerk.slug, *args]))

    meeting = Bijeenkomst.objects.filter(netwerk=netwerk).aankomend().first()
    planned = Bijeenkomst.objects.filter(netwerk=netwerk).aankomend()[1]  # of this one there is a draaiboek
    results = Meting.objects.toonbaar().filter(netwerk=netwerk)
    result, barometer = results.filter(soort="bijeenkomst").first(), results.filter(soort="barometer").first()
    forms = find_forms()
    return {
        "home": Page("/"),
        "netwerken": Page("/netwerken/"),
        "netwerken gezocht": Page("/netwerken/?q=rekenen&sector=vo"),
        "werkvormen": Page("/werkvormen/"),
        "werkvormen gezocht": Page("/werkvormen/?q=vragen+stellen&fase=verdieping&minuten=60&mensen=12"),
        "werkvorm": Page(Werkvorm.objects.gepubliceerd().order_by("code").first().get_absolute_url()),
        "cockpit": Page(netwerk.get_absolute_url()),
        "mijn overzicht": Page("/mijn/"),
        "fasen": inside("fasen:list"),
        "kompas": inside("fasen:kompas"),
        "kompas op de cockpit": inside("fasen:kompas_blok"),
        "bijeenkomsten": inside("bijeenkomsten:list"),
        "bijeenkomst": inside("bijeenkomsten:detail", meeting.pk),
        "draaiboek": inside("bijeenkomsten:draaiboek", planned.pk),
        "draaiboek bewaren": Page(
            reverse("bijeenkomsten:draaiboek", args=[netwerk.slug, planned.pk]),
            posts=find_blocks(facilitator),
            body=make_block(),
            reset=RESET_DRAAIBOEK,
        ),  # fmt: skip
        "deelnemers": inside("netwerken:deelnemers"),
        "berichten": inside("netwerken:berichten"),
        "evaluaties": inside("evaluatie:list"),
        "uitslag": Page(reverse("evaluatie:uitslag", args=[netwerk.slug, result.pk]), target=SURVEY),
        "uitslag en verloop": Page(reverse("evaluatie:uitslag", args=[netwerk.slug, barometer.pk]), target=SURVEY),
        "metingen van alle": Page(reverse("evaluatie:beelden"), target=SURVEY, academie=True),
        "rondes in getallen": Page(reverse("subsidie:academie"), academie=True),
        "aanvragen met criteria": Page(reverse("subsidie:academie_aanvragen"), academie=True),
        "wat is toegekend": Page(reverse("subsidie:toegekend"), signed_in=False),
        "evaluatie invullen": Page(forms[0], target=SURVEY, signed_in=False),
        "evaluatie bewaren": Page(
            forms[0], target=SURVEY, signed_in=False, posts=forms[1:], body=make_answer(), reset=RESET_EVALUATIE
        ),  # fmt: skip
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


def find_blocks(facilitator):
    """Where every block of every draaiboek this person makes is saved, the first of each meeting before the second."""
    netwerken = facilitator.deelnames.filter(rol=Deelname.Rol.FACILITATOR).values("netwerk")
    rows = Programmaonderdeel.objects.filter(bijeenkomst__netwerk__in=netwerken).order_by("volgorde", "pk")
    refs = rows.values_list("bijeenkomst__netwerk__slug", "bijeenkomst", "pk")
    return [reverse("bijeenkomsten:onderdeel_save", args=ref) for ref in refs]


def make_block():
    """What draaiboek-bewerk.js sends when somebody wrote a note."""
    return f"csrfmiddlewaretoken={CSRF}&versie=1&veld=notities&notities=Zet+de+tafels+klaar+voor+de+koffie."


def make_answer():
    fields = [f"{field_name(vraag.code)}=4" for vraag in LIJST.geteld]
    return "&".join([*fields, f"{text_name(LIJST.open_vragen[0].code)}=Meer+tijd+om+samen+te+werken."])


def sign_in(persoon, backend):
    """A client with a session, and the cookie with which any other client is the same person."""
    client = Client()
    client.force_login(persoon, backend=backend)
    cookie = client.cookies[settings.SESSION_COOKIE_NAME]
    return client, f"{cookie.key}={cookie.value}; {settings.CSRF_COOKIE_NAME}={CSRF}"


def count_queries(client, page):
    if page.posts:
        return count_queries_of_post(client if page.signed_in else Client(), page)
    client = client if page.signed_in else Client()
    client.get(page.path)  # fills what is remembered between requests
    with CaptureQueriesContext(connection) as queries:
        response = client.get(page.path)
    if response.status_code != 200:
        sys.exit(f"{page.path}: {response.status_code}")
    return len(queries)


def count_queries_of_post(client, page):
    """Uses up two of the addresses."""
    for path in (page.posts.pop(), page.posts.pop()):
        with CaptureQueriesContext(connection) as queries:
            response = client.post(path, page.body, content_type="application/x-www-form-urlencoded")
        if response.status_code != 200:
            sys.exit(f"{path}: {response.status_code}")
    return len(queries)


def main():
    setup_test_environment()
    facilitator, netwerk = Persoon.objects.get(pk=1), Netwerk.objects.get(pk=1)
    client, cookie = sign_in(facilitator, settings.AUTHENTICATION_BACKENDS[-1])
    _, floor_cookie = sign_in(facilitator, "django.contrib.auth.backends.ModelBackend")
    academie = sign_in(Persoon.objects.get(platformrol="academie"), settings.AUTHENTICATION_BACKENDS[-1])
    pages = {}
    for name, page in make_pages(facilitator, netwerk).items():
        who, whose = academie if page.academie else (client, cookie)
        queries = count_queries(who, page)
        pages[name] = vars(page) | {"queries": queries, "cookie": whose if page.signed_in else ""}
    print(json.dumps({"floor_cookie": floor_cookie, "pages": pages}))


if __name__ == "__main__":
    main()
