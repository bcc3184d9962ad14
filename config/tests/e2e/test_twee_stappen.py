"""Passkeys, the app and «is it you?» in a real browser, with an authenticator that Chromium itself pretends to be."""

import base64
import hashlib
import hmac
import re
import struct
import time
from urllib.parse import urlsplit

import pytest
from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from django.core import mail

from config.tests.browser import DESKTOP, PHONE
from personen.tests.factories import PersoonFactory

pytestmark = pytest.mark.e2e
WACHTWOORD = "samen-leren"


def totp(secret, steps=0):
    """What an app shows, ``steps`` half minutes from now (RFC 6238, written out: not with the code under test)."""
    counter = struct.pack(">Q", int(time.time()) // 30 + steps)
    digest = hmac.new(base64.b32decode(secret), counter, hashlib.sha1).digest()
    start = digest[-1] & 15
    return f"{(struct.unpack('>I', digest[start : start + 4])[0] & 0x7FFFFFFF) % 1_000_000:06d}"


@pytest.fixture
def authenticator():
    """``authenticator(page)``: this browser has a key on board, and somebody who opens it with a finger."""

    def add(page, *, verified=True):
        cdp = page.context.new_cdp_session(page)
        cdp.send("WebAuthn.enable")
        options = {
            "protocol": "ctap2", "transport": "internal", "hasResidentKey": True, "hasUserVerification": True,
            "isUserVerified": verified, "automaticPresenceSimulation": True,
        }  # fmt: skip
        cdp.send("WebAuthn.addVirtualAuthenticator", {"options": options})

    return add


@pytest.fixture
def noor(transactional_db):
    noor = PersoonFactory(naam="Noor Eijsink", email="noor@school.test")
    EmailAddress.objects.create(user=noor, email=noor.email, verified=True, primary=True)
    return noor


@pytest.fixture
def beheer(transactional_db):
    beheer = PersoonFactory(naam="Bea Heer", email="bea@school.test", beheer=True, password=None)
    EmailAddress.objects.create(user=beheer, email=beheer.email, verified=True, primary=True)
    return beheer


def arrive(page, path):
    """The address itself: on the way there it also occurs as «next»."""
    page.wait_for_url(lambda url: urlsplit(url).path == path)


def sign_in_by_password(page, persoon, path="/accounts/login/"):
    page.goto(path)
    page.get_by_label("E-mailadres", exact=True).fill(persoon.email)
    page.get_by_label("Wachtwoord", exact=True).fill(WACHTWOORD)
    page.get_by_role("button", name="Log in", exact=True).click()
    page.wait_for_load_state("networkidle")


def sign_in_by_code(page, persoon, path="/accounts/login/"):
    page.goto(path)
    page.get_by_label("Je e-mailadres").fill(persoon.email)
    page.get_by_role("button", name="Stuur me een code").click()
    page.get_by_label("De code uit de mail").fill(mail.outbox[-1].subject.split()[0])
    page.get_by_role("button", name="Log in").click()
    page.wait_for_load_state("networkidle")


def sign_out(page):
    page.goto("/accounts/logout/")
    page.get_by_role("button", name="Log uit").click()
    page.wait_for_load_state("networkidle")


def make_passkey(page):
    page.goto("/accounts/2fa/webauthn/add/")
    page.get_by_label("Geef hem een naam").fill("Mijn <b>telefoon</b>")
    page.get_by_role("button", name="Maak mijn passkey").click()
    page.get_by_role("heading", name="Bewaar deze herstelcodes").wait_for()


def set_up_app(page):
    """Reads the secret as somebody who cannot scan, and types what the app then shows."""
    page.goto("/accounts/2fa/totp/activate/")
    page.get_by_text("Scannen lukt niet").click()
    secret = page.locator(".sleutel").inner_text().strip()
    page.get_by_label("De code uit je app").fill(totp(secret, -1))
    page.get_by_role("button", name="Zet mijn app aan").click()
    page.get_by_role("heading", name="Bewaar deze herstelcodes").wait_for()
    return secret


@pytest.mark.parametrize("apparaat", [DESKTOP, PHONE], ids=["desktop", "phone"])
def test_passkey_from_making_it_to_signing_in_with_it(open_page, authenticator, axe, noor, apparaat):
    page = open_page(**apparaat)
    authenticator(page)
    sign_in_by_password(page, noor)
    page.goto("/accounts/2fa/webauthn/add/")
    axe(page)
    make_passkey(page)
    axe(page)
    page.get_by_role("link", name="Ik heb ze bewaard").click()
    axe(page)
    assert page.get_by_role("heading", name="Mijn <b>telefoon</b>").is_visible()
    sign_out(page)

    page.goto("/accounts/login/?next=/mijn/gegevens/")
    axe(page)
    page.get_by_role("button", name="Log in met mijn passkey").click()
    arrive(page, "/mijn/gegevens/")

    assert page.get_by_text("Passkeys: je hebt er 1").is_visible()
    assert [message.subject for message in mail.outbox] == ["Je account heeft een nieuwe passkey"]


def test_passkey_as_second_step_after_a_password(page, authenticator, axe, noor):
    authenticator(page)
    sign_in_by_password(page, noor)
    make_passkey(page)
    sign_out(page)

    sign_in_by_password(page, noor, "/accounts/login/?next=/mijn/gegevens/")
    assert page.get_by_role("heading", name="De tweede stap").is_visible()
    axe(page)
    page.get_by_role("button", name="Gebruik mijn passkey").click()
    arrive(page, "/mijn/gegevens/")


def test_key_that_nobody_opens_makes_no_passkey(page, authenticator, axe, noor):
    authenticator(page, verified=False)
    sign_in_by_password(page, noor)
    page.goto("/accounts/2fa/webauthn/add/")
    page.get_by_role("button", name="Maak mijn passkey").click()

    page.get_by_text("Er is nog niets gebeurd").wait_for()
    axe(page)
    assert not Authenticator.objects.exists()


def test_app_and_a_recovery_code(page, axe, noor):
    sign_in_by_password(page, noor)
    page.goto("/accounts/2fa/totp/activate/")
    axe(page)
    secret = set_up_app(page)
    codes = page.locator(".codes li").all_inner_texts()
    with page.expect_download() as download:
        page.get_by_role("link", name="Download de codes").click()
    page.reload()
    assert page.get_by_text("We laten codes maar één keer zien").is_visible()
    axe(page)
    sign_out(page)

    sign_in_by_password(page, noor)
    page.get_by_label("De code uit je app, of een herstelcode").fill(totp(secret, 1))
    page.get_by_role("button", name="Log in").click()
    arrive(page, "/mijn/")
    sign_out(page)

    sign_in_by_password(page, noor)
    page.get_by_label("De code uit je app, of een herstelcode").fill(codes[3])
    page.get_by_role("button", name="Log in").click()
    arrive(page, "/mijn/")

    saved = download.value.path().read_text()
    assert len(codes) == 10
    assert [code in saved for code in codes] == [True] * 10
    assert page.get_by_text("Je gebruikte een herstelcode. Je hebt er nog 9.").is_visible()


@pytest.mark.parametrize("apparaat", [DESKTOP, PHONE], ids=["desktop", "phone"])
def test_beheer_cannot_go_on_without_a_second_step(open_page, authenticator, axe, beheer, settings, apparaat):
    settings.SECOND_FACTOR_REQUIRED = True
    page = open_page(**apparaat)
    authenticator(page)
    sign_in_by_code(page, beheer, "/accounts/login/?next=/beheer/berichten/")
    assert page.get_by_role("heading", name="Nog één ding voor je verdergaat").is_visible()
    axe(page)

    page.get_by_role("link", name="Maak een passkey").click()
    page.get_by_role("button", name="Maak mijn passkey").click()
    page.get_by_role("link", name="Ik heb ze bewaard").click()
    arrive(page, "/beheer/berichten/")
    sign_out(page)

    page.goto("/accounts/login/?next=/beheer/berichten/")
    page.get_by_role("button", name="Log in met mijn passkey").click()
    arrive(page, "/beheer/berichten/")
    page.goto("/accounts/2fa/")
    page.get_by_role("link", name=re.compile("Weghalen")).click()
    page.get_by_role("button", name="Haal hem weg").click()
    page.wait_for_load_state()
    assert page.get_by_text("Voor jouw rol zijn twee stappen verplicht").first.is_visible()
    axe(page)
    assert Authenticator.objects.filter(type="webauthn").count() == 1


def test_is_it_you_by_a_code_in_the_mail(page, axe, noor, settings):
    noor.set_unusable_password()
    noor.save()
    sign_in_by_code(page, noor)
    settings.ACCOUNT_REAUTHENTICATION_TIMEOUT = 0
    page.goto("/accounts/email/")
    assert page.get_by_role("heading", name="Ben jij het?").is_visible()
    axe(page)

    page.get_by_role("button", name="Stuur me een code").click()
    page.get_by_label("De code uit de mail").fill("FOUT-CODE")
    page.get_by_role("button", name="Ga verder").click()
    axe(page)
    settings.ACCOUNT_REAUTHENTICATION_TIMEOUT = 900
    page.get_by_label("De code uit de mail").fill(mail.outbox[-1].subject.split()[0])
    page.get_by_role("button", name="Ga verder").click()

    arrive(page, "/accounts/email/")
    assert page.get_by_role("heading", name="Je e-mailadres").is_visible()


def test_form_under_way_comes_back_after_is_it_you(page, axe, noor, settings):
    sign_in_by_password(page, noor)
    page.goto("/accounts/email/")
    page.get_by_label("Je nieuwe e-mailadres").fill("noor@elders.test")
    settings.ACCOUNT_REAUTHENTICATION_TIMEOUT = 0
    page.get_by_role("button", name="Verander mijn adres").click()
    page.wait_for_load_state()
    assert page.get_by_text("Er is nog niets bewaard").is_visible()
    assert mail.outbox == []

    settings.ACCOUNT_REAUTHENTICATION_TIMEOUT = 900
    page.get_by_label("Je wachtwoord").fill(WACHTWOORD)
    page.get_by_role("button", name="Ga verder").click()
    axe(page)
    page.get_by_role("button", name="Ga verder").click()
    page.wait_for_load_state("networkidle")

    assert [message.to for message in mail.outbox] == [["noor@elders.test"]]
