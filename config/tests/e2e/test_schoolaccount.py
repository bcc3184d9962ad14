"""Signing in with a schoolaccount in a real browser, at a provider that runs as a process of its own."""

import json
import re
import sys
import time
import urllib.request

import pytest
from allauth.account.models import EmailAddress
from allauth.socialaccount.models import SocialAccount
from django.core import mail
from django.urls import reverse
from playwright.sync_api import expect

from berichten.handelingen import make_token
from config.tests.browser import DESKTOP, PHONE, WITHOUT_JS
from netwerken import aanvaarden
from netwerken.models import Deelname
from netwerken.tests.factories import NetwerkFactory, UitnodigingFactory
from personen.models import Persoon
from personen.tests.aanbieder import configure
from personen.tests.factories import OrganisatieFactory, PersoonFactory, SchoolaccountFactory
from scripts.processen import free_port, spawn, stop

pytestmark = pytest.mark.e2e
MEDEWERKER, LEERLING = "noor@wilgenkamp", "leerling@wilgenkamp"
USERS = [
    {"sub": MEDEWERKER, "eduPersonAffiliation": "employee", "nlEduPersonHomeOrganizationId": "21AB",
     "nlEduPersonHomeOrganization": "Wilgenkamp College", "given_name": "Noor"},
    {"sub": LEERLING, "eduPersonAffiliation": "student"},
]  # fmt: skip
KNOP = "Inloggen met je schoolaccount (Entree)"


@pytest.fixture(scope="module")
def provider(tmp_path_factory):
    """oidc-provider-mock on a free port; what it says goes to a file, its own warnings too."""
    port, said = free_port(), tmp_path_factory.mktemp("aanbieder") / "uitvoer.txt"
    users = [part for user in USERS for part in ("--user-claims", json.dumps(user))]
    command = [sys.executable, "-m", "oidc_provider_mock", "--port", str(port), "--require-nonce", "true", *users]
    issuer = f"http://localhost:{port}"
    with said.open("w") as output:
        process = spawn(command, stdout=output, stderr=output)
        try:
            _wait_for(f"{issuer}/.well-known/openid-configuration", process, said)
            yield issuer
        finally:
            stop([process])


def _wait_for(url, process, said):
    for _ in range(150):
        try:
            urllib.request.urlopen(url, timeout=2).close()
            return
        except OSError:
            assert process.poll() is None, said.read_text()
            time.sleep(0.1)
    raise AssertionError(said.read_text())


@pytest.fixture
def entree(settings, provider):
    configure(settings, provider)
    return provider


@pytest.fixture
def open_page(open_page):
    """The mock takes the looks of its page from elsewhere; here there is no elsewhere."""

    def open_one(**options):
        page = open_page(**options)
        page.context.route(re.compile("pico.*css"), lambda route: route.fulfill(content_type="text/css", body=""))
        return page

    return open_one


@pytest.fixture
def page(open_page):
    return open_page(**DESKTOP)


def choose_at_provider(page, entree, who):
    page.wait_for_url(f"{entree}/oauth2/authorize**")
    page.get_by_role("button", name=who, exact=True).click()


def type_code(page):
    code = mail.outbox[-1].subject.split()[0]
    page.get_by_label("De code uit de mail").fill(code)
    page.get_by_role("button", name="Ja, ga verder").click()


def linked_person(entree, sub=MEDEWERKER, **more):
    noor = PersoonFactory(**({"email": "noor@school.test", "naam": "Noor Eijsink"} | more))
    EmailAddress.objects.create(user=noor, email=noor.email, verified=True, primary=True)
    SchoolaccountFactory(user=noor, provider=entree, uid=sub)
    return noor


@pytest.mark.parametrize("toestel", [DESKTOP, PHONE, WITHOUT_JS], ids=["desktop", "phone", "without_js"])
def test_first_and_second_time(open_page, axe, entree, toestel):
    OrganisatieFactory(code="21AB", naam="Wilgenkamp College")
    page = open_page(**toestel)
    look = axe if toestel != WITHOUT_JS else lambda page: None

    first_time(page, entree, look)
    noor = Persoon.objects.get()
    assert (noor.email, noor.naam, noor.organisatie.naam) == ("noor@school.test", "Noor", "Wilgenkamp College")
    sign_out(page)
    page.goto("/accounts/login/")
    page.get_by_role("button", name=KNOP).click()
    choose_at_provider(page, entree, MEDEWERKER)

    page.wait_for_url("**/mijn/")
    assert Persoon.objects.count() == 1


def first_time(page, entree, look):
    page.goto("/accounts/login/?next=/mijn/gegevens/")
    look(page)
    page.get_by_role("button", name=KNOP).click()
    choose_at_provider(page, entree, MEDEWERKER)

    expect(page.get_by_role("heading", name="Hoe heet je en waar bereiken we je?")).to_be_visible()
    expect(page.get_by_label("Je naam")).to_have_value("Noor")
    expect(page.get_by_label("Ik werk bij Wilgenkamp College")).to_be_checked()
    look(page)
    page.get_by_role("button", name="Stuur me een code").click()
    expect(page.get_by_label("Je e-mailadres")).to_have_attribute("aria-invalid", "true")
    look(page)
    page.get_by_label("Je e-mailadres").fill("noor@school.test")
    page.get_by_role("button", name="Stuur me een code").click()
    expect(page.get_by_label("De code uit de mail")).to_be_visible()
    look(page)
    type_code(page)
    page.wait_for_url("**/mijn/gegevens/")


def sign_out(page):
    page.goto("/accounts/logout/")
    page.locator("main").get_by_role("button", name="Log uit").click()
    page.wait_for_url(re.compile(r":\d+/$"))


def test_going_back_from_the_provider_does_not_trap(page, entree):
    page.goto("/accounts/login/")
    page.get_by_role("button", name=KNOP).click()
    page.wait_for_url(f"{entree}/oauth2/authorize**")

    page.go_back()

    expect(page.get_by_role("heading", name="Inloggen", exact=True)).to_be_visible()


@pytest.mark.parametrize("toestel", [DESKTOP, PHONE], ids=["desktop", "phone"])
def test_linking_and_unlinking(open_page, login, axe, entree, toestel):
    noor = PersoonFactory(email="noor@school.test", naam="Noor Eijsink")
    EmailAddress.objects.create(user=noor, email=noor.email, verified=True, primary=True)
    page = open_page(**toestel)
    login(page, noor)
    page.goto("/mijn/gegevens/")
    page.get_by_role("link", name="Je schoolaccount koppelen of ontkoppelen").click()
    axe(page)
    page.get_by_role("button", name="Koppel je schoolaccount (Entree)").click()
    choose_at_provider(page, entree, MEDEWERKER)

    expect(page.get_by_text("Je schoolaccount is gekoppeld.")).to_be_visible()
    expect(page.get_by_text("Wilgenkamp College")).to_be_visible()
    axe(page)
    assert SocialAccount.objects.get().user == noor

    page.get_by_role("button", name="Ontkoppel Entree").click()
    expect(page.get_by_text("Dit schoolaccount is ontkoppeld.")).to_be_visible()
    assert SocialAccount.objects.count() == 0
    assert [message.subject for message in mail.outbox] == [
        "Je schoolaccount is gekoppeld", "Je schoolaccount is ontkoppeld",
    ]  # fmt: skip


def test_schoolaccount_of_somebody_else_is_not_linked(page, login, entree):
    owner, other = linked_person(entree), PersoonFactory()
    login(page, other)
    page.goto(reverse("personen:schoolaccount"))
    page.get_by_role("button", name="Koppel je schoolaccount (Entree)").click()
    choose_at_provider(page, entree, MEDEWERKER)

    expect(page.get_by_text("hoort al bij een ander account")).to_be_visible()
    assert SocialAccount.objects.get().user == owner


@pytest.mark.parametrize("toestel", [DESKTOP, PHONE], ids=["desktop", "phone"])
def test_invitation_ends_in_the_network(open_page, axe, entree, toestel):
    uitnodiging = UitnodigingFactory(
        netwerk=NetwerkFactory(gestart=True, naam="Samen lezen"), email="uitgenodigd@school.test", rol="facilitator"
    )
    page = open_page(**toestel)
    page.goto(reverse("berichten:handeling", args=[make_token(aanvaarden.CODE, uitnodiging.pk)]))
    axe(page)
    page.get_by_role("button", name="Doe mee met je schoolaccount (Entree)").click()
    choose_at_provider(page, entree, MEDEWERKER)
    page.get_by_label("Je e-mailadres").fill("anders@school.test")
    page.get_by_role("button", name="Stuur me een code").click()
    type_code(page)

    page.wait_for_url(f"**{uitnodiging.netwerk.get_absolute_url()}")
    expect(page.get_by_text("Je doet mee aan Samen lezen.")).to_be_visible()
    deelname = Deelname.objects.get()
    assert (deelname.rol, deelname.persoon.email) == ("facilitator", "anders@school.test")


@pytest.mark.parametrize("toestel", [DESKTOP, PHONE], ids=["desktop", "phone"])
def test_pupil_is_refused_kindly(open_page, axe, entree, toestel):
    page = open_page(**toestel)
    page.goto("/accounts/signup/")
    axe(page)
    page.get_by_role("button", name=KNOP).click()
    choose_at_provider(page, entree, LEERLING)

    expect(page.get_by_role("heading", name="Dit is geen account van een medewerker")).to_be_visible()
    axe(page)
    page.get_by_role("link", name="Naar inloggen").click()
    expect(page.get_by_role("button", name="Stuur me een code")).to_be_visible()
    assert (Persoon.objects.count(), SocialAccount.objects.count()) == (0, 0)


def test_cancelling_at_the_provider(page, axe, entree):
    page.goto("/accounts/login/")
    page.get_by_role("button", name=KNOP).click()
    page.get_by_role("button", name="Deny").click()

    expect(page.get_by_text("Je bent gestopt met inloggen bij Entree.")).to_be_visible()
    assert page.url.endswith("/accounts/login/")
    axe(page)


@pytest.mark.parametrize("toestel", [DESKTOP, PHONE], ids=["desktop", "phone"])
def test_provider_that_does_not_answer(open_page, axe, settings, toestel):
    configure(settings, f"http://localhost:{free_port()}")
    page = open_page(**toestel)
    page.goto("/accounts/login/")
    page.get_by_role("button", name=KNOP).click()

    expect(page.get_by_role("heading", name="Entree geeft nu geen antwoord")).to_be_visible()
    axe(page)
