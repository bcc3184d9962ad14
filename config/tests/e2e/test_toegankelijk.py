"""Every page of the demo, as everyone, on a phone and a desktop: axe clean, light and dark, no sideways scroll."""

import pytest
from django.core.management import call_command
from django.urls import reverse

from bijeenkomsten.models import Bijeenkomst
from config.tests.browser import DESKTOP, PHONE
from evaluatie.models import Meting
from kern.tijd import nu
from netwerken.models import Deelname, Netwerk
from netwerken.start import services
from personen.models import Persoon
from subsidie.models import Aanvraag, Aanvraagronde

pytestmark = pytest.mark.e2e

ANYONE = ["/", "/netwerken/", "/netwerken/?q=niets+dat+past", "/fasen/", "/hulp/", "/privacy/", "/toegankelijkheid/"]
SUBSIDIE = ["/subsidie/", "/subsidie/regelingen/vo-leernetwerken/1/"]
SIGNING_IN = [reverse(f"account_{naam}") for naam in ("login", "signup", "reset_password", "request_login_code")]
OWN = ["/mijn/", "/mijn/gegevens/", "/mijn/agenda/", "/netwerken/nieuw/", "/bestaat-niet/"] + [
    reverse(naam)
    for naam in ("account_email", "account_change_password", "usersessions_list", "account_logout", "mfa_index")
]


@pytest.fixture
def demo(transactional_db, settings, kept_rows):
    settings.DEBUG = False
    kept_rows("demo", lambda: call_command("laad_voorbeelddata", "--ook-in-productie", verbosity=0))
    return Netwerk.objects.get(slug="verbindend-vernieuwen")


def pages_of_members(netwerk):
    begin = f"/netwerken/{netwerk.slug}/"
    paden = [
        "",
        "fasen/",
        "fasen/kompas/",
        "fasen/verdieping/",
        "bijeenkomsten/",
        "deelnemers/",
        "evaluatie/",
        "startdocument/",
        "vertrekken/",
    ]
    komt = Bijeenkomst.objects.aankomend().filter(netwerk=netwerk).earliest("begint_op")
    was = Bijeenkomst.objects.geweest().filter(netwerk=netwerk).latest("begint_op")
    prikker = netwerk.prikkers.lopend().first()
    uitslag = Meting.objects.toonbaar().filter(netwerk=netwerk).latest("sluit_op")
    return [begin + pad for pad in paden] + [thing.get_absolute_url() for thing in (komt, was, prikker, uitslag)]


def pages_of_facilitators(netwerk):
    begin = f"/netwerken/{netwerk.slug}/"
    lid = Deelname.objects.actief().filter(netwerk=netwerk, rol="deelnemer").first()
    aanmelding = Deelname.objects.te_beoordelen().filter(netwerk=netwerk).first()
    return [
        *(
            begin + pad
            for pad in (
                "bewerken/",
                "status/",
                "berichten/",
                "deelnemers/uitnodigen/",
                "bijeenkomsten/nieuw/",
                "bijeenkomsten/prikken/",
            )
        ),
        *(begin + pad for pad in ("fasen/planning/", "fasen/planning/?voorstel", "fasen/inbedding/verplaatsen/")),
        *(f"{begin}fasen/{pad}/" for pad in ("verkenning", "verdieping", "verankering", "verdieping/punten/besproken")),
        *(f"{begin}deelnemers/{lid.pk}/{pad}/" for pad in ("rollen", "uitschrijven")),
        f"{begin}deelnemers/{aanmelding.pk}/afwijzen/",
    ]


def pages_of_a_meeting(netwerk):
    komt = Bijeenkomst.objects.aankomend().filter(netwerk=netwerk).earliest("begint_op").get_absolute_url()
    was = Bijeenkomst.objects.geweest().filter(netwerk=netwerk).latest("begint_op").get_absolute_url()
    prikker = netwerk.prikkers.lopend().first().get_absolute_url()
    return [
        *(komt + pad for pad in ("bewerken/", "verplaatsen/", "afgelasten/", "draaiboek/", "voorbereiding/")),
        *(komt + pad for pad in ("draaiboek/beginnen/", "draaiboek/sjabloon/", "draaiboek/blad/", "programma/blad/")),
        *(was + pad for pad in ("aanwezigheid/", "terugblik/")),
        *(prikker + pad for pad in ("verlengen/", "intrekken/")),
    ]


def pages_of_werkvormen():
    return [
        "/werkvormen/",
        *(f"/werkvormen/{pad}/" for pad in ("nieuw", "eigen", "importeren", "van-school-naar-school-lopen")),
        *(f"/werkvormen/1-2-4-allen-met-een-stille-start/{pad}" for pad in ("", "bewerken/", "verwijderen/")),
    ]


def pages_of_academie():
    aangeboden = "/werkvormen/van-school-naar-school-lopen/"
    return ["/werkvormen/beoordelen/", aangeboden, f"{aangeboden}bewerken/", f"{aangeboden}terugsturen/"]


def pages_of_rondes():
    ronde = Aanvraagronde.objects.open_at(nu()).earliest("pk")
    return ["/subsidie/", *(f"/academie/rondes/{pad}" for pad in ("", "nieuw/", f"{ronde.pk}/"))]


def pages_of_aanvraag(netwerk):
    aanvraag = netwerk.aanvragen.latest("pk").get_absolute_url()
    return [aanvraag, *(f"{aanvraag}{pad}/" for pad in ("verloop", "intrekken"))]


def pages_of_verloop(_):
    aanvraag = Aanvraag.objects.filter(status="in_beoordeling").earliest("pk")
    return [f"/academie/aanvragen/{aanvraag.sleutel}/{pad}" for pad in ("", "verloop/", "belang/")]


def visit(page, paden, axe):
    for pad in paden:
        page.goto(pad)
        axe(page)


@pytest.mark.parametrize("apparaat", [DESKTOP, PHONE], ids=["desktop", "phone"])
def test_pages_for_anyone(demo, open_page, axe, apparaat):
    visit(open_page(**apparaat), [*ANYONE, *SUBSIDIE, *SIGNING_IN, demo.get_absolute_url()], axe)


@pytest.mark.parametrize("apparaat", [DESKTOP, PHONE], ids=["desktop", "phone"])
@pytest.mark.parametrize(
    ("wie", "paden"),
    [
        ("deelnemer", lambda netwerk: [*OWN, *pages_of_members(netwerk)]),
        ("facilitator", lambda netwerk: ["/mijn/", *pages_of_members(netwerk)]),
        ("facilitator", pages_of_facilitators),
        ("facilitator", pages_of_a_meeting),
        ("facilitator", lambda _: pages_of_werkvormen()),
        ("buitenstaander", lambda netwerk: ["/mijn/", netwerk.get_absolute_url()]),
        ("beoordelaar", lambda netwerk: ["/mijn/", netwerk.get_absolute_url(), *pages_of_academie()]),
        ("penvoerder", pages_of_aanvraag),
        ("beoordelaar", pages_of_verloop),
        ("beslisser", lambda _: pages_of_rondes()),
        ("beheer", lambda netwerk: ["/mijn/", netwerk.get_absolute_url(), "/beheer/berichten/", "/stijlgids/"]),
    ],
    ids=lambda waarde: waarde if isinstance(waarde, str) else "",
)
def test_pages_of_people(demo, open_page, login, axe, apparaat, wie, paden):
    page = open_page(**apparaat)
    login(page, Persoon.objects.get(email=f"{wie}@leernetwerk.test"))

    visit(page, paden(demo), axe)


def test_forms_that_were_refused(demo, page, login, axe):
    login(page, Persoon.objects.get(email="facilitator@leernetwerk.test"))
    begin = demo.get_absolute_url()

    plan = services.begin(Persoon.objects.get(email="facilitator@leernetwerk.test"))
    page.goto(f"{plan.get_absolute_url()}tijd/")
    page.locator("[name=start_datum]").fill("2027-09-01")
    page.locator("[name=eind_datum]").fill("2026-09-01")
    page.locator("main form button[type=submit]").first.click()
    page.locator("[role=alert]").first.wait_for()
    axe(page)
    for pad in (f"{begin}bijeenkomsten/nieuw/", f"{begin}deelnemers/uitnodigen/"):
        page.goto(pad)
        page.locator("main form button[type=submit]").first.click()
        page.locator("[role=alert]").first.wait_for()
        axe(page)
