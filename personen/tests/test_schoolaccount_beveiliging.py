"""A schoolaccount is one step: the second step stays, and «is it you?» is asked before linking and unlinking."""

import pytest
from allauth.account.models import EmailAddress
from allauth.socialaccount.models import SocialAccount
from django.urls import reverse

from personen.tests.aanbieder import come_back, sign_in, start
from personen.tests.factories import PersoonFactory, SchoolaccountFactory
from personen.tests.stappen import app_code, give_app, is_in, second_step

pytestmark = pytest.mark.django_db
PAGE, MIJN = reverse("personen:schoolaccount"), "/mijn/gegevens/"
START = reverse("personen:schoolaccount_start", args=["entree"])


@pytest.fixture
def make(aanbieder):
    """``make(**traits)``: somebody with a confirmed address who signs in with the provider."""

    def person(*, linked=True, **traits):
        persoon = PersoonFactory(**traits)
        EmailAddress.objects.create(user=persoon, email=persoon.email, verified=True, primary=True)
        if linked:
            SchoolaccountFactory(user=persoon, provider=aanbieder.issuer, uid=aanbieder.sub)
        return persoon

    return person


def an_hour_later(client):
    session = client.session
    session["ingelogd_op"] -= 3600
    session.pop("account_authentication_methods", None)
    session.save()


# --- the second step ----------------------------------------------------------------------------


def test_who_has_a_second_step_takes_it_after_the_schoolaccount_too(client, aanbieder, make):
    noor = make()
    give_app(noor)

    page = sign_in(client, aanbieder, next=MIJN)
    assert (page.url, is_in(client)) == (reverse("mfa_authenticate"), False)

    page = second_step(client, app_code())

    assert (page.url, client.session["_auth_user_id"]) == (MIJN, str(noor.pk))


@pytest.mark.parametrize("trait", ["academie", "beheer"])
def test_who_must_take_two_steps_gets_no_further_with_one(client, aanbieder, make, settings, trait):
    settings.SECOND_FACTOR_REQUIRED = True
    make(**{trait: True})

    sign_in(client, aanbieder)

    assert is_in(client)
    for page in (MIJN, PAGE, "/netwerken/nieuw/"):
        assert client.get(page).url.startswith("/accounts/twee-stappen/")
    assert client.post(START, {"process": "connect"}).url.startswith("/accounts/twee-stappen/")


def test_linking_on_one_step_is_closed_on_the_way_back_as_well(client, aanbieder, make, settings):
    make(linked=False, beheer=True)
    beheer = make(linked=False, beheer=True)
    client.force_login(beheer)
    asked = start(client, process="connect")
    settings.SECOND_FACTOR_REQUIRED = True

    come_back(client, aanbieder, asked)

    assert SocialAccount.objects.count() == 0


# --- is it you? ---------------------------------------------------------------------------------


@pytest.mark.parametrize(("password", "url"), [("samen-leren", "account_reauthenticate"), (None, "by_code")])
def test_linking_asks_again_after_a_while(client, aanbieder, make, password, url):
    """Also who has no password: whoever finds a computer open must not leave a key to it behind."""
    noor = make(linked=False, password=password)
    client.force_login(noor)
    an_hour_later(client)

    page = client.post(START, {"process": "connect"})

    expected = reverse("personen:reauthenticate_by_code" if url == "by_code" else url)
    assert page.url.startswith(expected)
    assert (aanbieder.asked, SocialAccount.objects.count()) == ([], 0)


def test_linking_goes_on_once_that_is_answered(client, aanbieder, make):
    noor = make(linked=False)
    client.force_login(noor)
    an_hour_later(client)
    client.post(START, {"process": "connect"})
    verder = client.post(reverse("account_reauthenticate"), {"password": "samen-leren", "next": "/mijn/"})
    assert verder.status_code == 302

    html = client.get(reverse("personen:resume")).content.decode()
    assert f'action="{START}"' in html
    sign_in(client, aanbieder, process="connect")

    assert SocialAccount.objects.get().user == noor


def test_unlinking_asks_again_after_a_while(client, aanbieder, make):
    noor = make()
    client.force_login(noor)
    an_hour_later(client)

    page = client.post(reverse("personen:schoolaccount_unlink", args=[SocialAccount.objects.get().pk]))

    assert page.url.startswith(reverse("account_reauthenticate"))
    assert SocialAccount.objects.count() == 1


def test_signing_in_with_the_schoolaccount_is_an_answer(client, aanbieder, make):
    make()
    sign_in(client, aanbieder)

    page = client.post(reverse("personen:schoolaccount_unlink", args=[SocialAccount.objects.get().pk]))

    assert (page.url, SocialAccount.objects.count()) == (PAGE, 0)
