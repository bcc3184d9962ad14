"""Mail in a real browser: reading it, stopping it, choosing it, and signing in with the code from it."""

import pytest
from allauth.account.models import EmailAddress
from playwright.sync_api import expect

from berichten import services
from berichten.models import Voorkeur
from berichten.tests.factories import BerichtFactory, add_soort
from personen.tests.factories import PersoonFactory

pytestmark = [pytest.mark.e2e, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def noor():
    noor = PersoonFactory(naam="Noor Eijsink", email="noor@school.test")
    EmailAddress.objects.create(user=noor, email=noor.email, verified=True, primary=True)
    return noor


@pytest.fixture
def visitor(request):
    """The browser that the test asks for."""
    return request.getfixturevalue(request.param)


@pytest.fixture
def demo(settings, tmp_path, monkeypatch):
    """No mail server: mails become files that beheer reads."""
    settings.EMAIL_BACKEND = "berichten.backends.MapBackend"
    settings.VAR_DIR = tmp_path
    add_soort(monkeypatch)


@pytest.mark.parametrize("visitor", ["page", "phone"], indirect=True)
def test_beheer_reads_a_mail_and_its_link_works(visitor, demo, login, noor, axe):
    login(visitor, PersoonFactory(beheer=True))
    BerichtFactory(aan=noor)
    services.carry_out_due()

    visitor.goto("/beheer/berichten/")
    axe(visitor)
    visitor.get_by_role("link", name="Kom je <b>donderdag</b>?").click()
    axe(visitor)
    visitor.get_by_role("link", name="Lees de mail zoals hij aankomt").click()
    expect(visitor.get_by_text("Dag 't College.")).to_be_visible()
    visitor.get_by_role("link", name="Geen mail meer over bijeenkomsten").click()
    expect(visitor.get_by_role("heading", level=1)).to_have_text("Geen mail meer over bijeenkomsten?")
    axe(visitor)
    assert Voorkeur.objects.count() == 0
    visitor.get_by_role("button", name="Stop deze mails").click()
    expect(visitor.get_by_role("heading", level=1)).to_have_text("Dat is geregeld")
    axe(visitor)

    assert Voorkeur.objects.get().persoon == noor


@pytest.mark.parametrize("visitor", ["page", "phone"], indirect=True)
def test_profile_and_preferences(visitor, login, noor, axe):
    login(visitor, noor)

    visitor.goto("/mijn/gegevens/")
    evaluaties = visitor.get_by_role("group", name="Evaluaties")
    expect(evaluaties.get_by_label("Meteen")).to_be_checked()  # loaded a moment after the page
    axe(visitor)
    evaluaties.get_by_label("Eén keer per week").check()
    visitor.get_by_role("button", name="Bewaar mijn keuze").click()
    expect(visitor.get_by_text("Je keuze is bewaard.")).to_be_visible()
    expect(evaluaties.get_by_label("Eén keer per week")).to_be_checked()
    visitor.get_by_label("Je naam").fill("")
    visitor.get_by_role("button", name="Bewaar mijn gegevens").click()
    expect(visitor.get_by_role("alert")).to_be_visible()
    axe(visitor)

    assert Voorkeur.objects.values_list("persoon", "onderwerp", "keuze").get() == (noor.pk, "evaluatie", "wekelijks")


def test_preferences_without_javascript(page_without_js, login, noor):
    login(page_without_js, noor)

    page_without_js.goto("/mijn/gegevens/")
    page_without_js.get_by_role("link", name="Kies welke mail je krijgt").click()
    page_without_js.get_by_role("group", name="Bijeenkomsten").get_by_label("Niet").check()
    page_without_js.get_by_role("button", name="Bewaar mijn keuze").click()

    expect(page_without_js.get_by_role("heading", level=1)).to_have_text("Mijn gegevens")
    assert Voorkeur.objects.get().onderwerp == "bijeenkomsten"


@pytest.mark.parametrize("visitor", ["phone", "page_without_js"], indirect=True)
def test_sign_in_with_the_code_from_the_mail(visitor, noor, mailoutbox):
    visitor.goto("/mijn/gegevens/")
    visitor.get_by_label("Je e-mailadres").fill("Noor@school.test")
    visitor.get_by_role("button", name="Stuur me een code").click()
    visitor.wait_for_url("**/accounts/login/code/confirm/**")
    [message] = mailoutbox
    visitor.get_by_role("textbox").first.fill(message.subject.split()[0])
    visitor.get_by_role("textbox").first.press("Enter")

    expect(visitor.get_by_role("heading", level=1)).to_have_text("Mijn gegevens")


def test_dead_link(phone, axe):
    phone.goto("/d/proef.1~1xUf0Q~nep/")

    expect(phone.get_by_role("heading", level=1)).to_have_text("Deze link werkt niet meer")
    axe(phone)
