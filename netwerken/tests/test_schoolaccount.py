"""An invitation binds the account: whoever opened it and signs in with a schoolaccount takes part, in its role."""

import pytest
from allauth.account.models import EmailAddress
from allauth.socialaccount.models import SocialAccount
from django.core import mail
from django.test import Client
from django.urls import reverse

from berichten.handelingen import make_token
from netwerken import aanvaarden
from netwerken.models import Deelname, Uitnodiging
from netwerken.tests.factories import DeelnameFactory, NetwerkFactory, UitnodigingFactory
from personen.models import Persoon
from personen.tests.aanbieder import sign_in, start
from personen.tests.factories import PersoonFactory, SchoolaccountFactory
from personen.tests.stappen import app_code, give_app, second_step

pytestmark = pytest.mark.django_db
NIEUW, CODE = "/accounts/schoolaccount/", "/accounts/schoolaccount/code/"


@pytest.fixture
def uitnodiging():
    return UitnodigingFactory(netwerk=NetwerkFactory(gestart=True), email="uitgenodigd@school.test", rol="facilitator")


def token_of(uitnodiging):
    return make_token(aanvaarden.CODE, uitnodiging.pk)


@pytest.fixture
def first_time(client, aanbieder, django_capture_on_commit_callbacks):
    """Sign in for the first time, with ``email`` as the address that is typed and confirmed."""

    def play(*, email, browser=client, **start):
        sign_in(browser, aanbieder, **start)
        with django_capture_on_commit_callbacks(execute=True):
            browser.post(NIEUW, {"naam": "Noor", "email": email})
        return browser.post(CODE, {"code": mail.outbox[-1].subject.split()[0]}, follow=True)

    return play


@pytest.fixture
def linked(aanbieder):
    """Somebody who signs in with the provider."""
    persoon = PersoonFactory()
    EmailAddress.objects.create(user=persoon, email=persoon.email, verified=True, primary=True)
    SchoolaccountFactory(user=persoon, provider=aanbieder.issuer, uid=aanbieder.sub)
    return persoon


def test_the_page_offers_it(client, aanbieder, uitnodiging):
    html = client.get(reverse("berichten:handeling", args=[token_of(uitnodiging)])).content.decode()

    assert "Doe mee met je schoolaccount (Entree)" in html
    assert f'name="doel" value="{token_of(uitnodiging)}"' in html


def test_the_page_does_not_without_a_provider(client, uitnodiging):
    html = client.get(reverse("berichten:handeling", args=[token_of(uitnodiging)])).content.decode()

    assert "schoolaccount" not in html


@pytest.mark.parametrize("email", ["uitgenodigd@school.test", "heel-anders@school.test"])
def test_new_person_takes_part_whatever_the_address(client, uitnodiging, first_time, email):
    page = first_time(email=email, doel=token_of(uitnodiging))

    deelname, noor = Deelname.objects.get(), Persoon.objects.get(email=email)
    uitnodiging.refresh_from_db()
    assert page.redirect_chain[-1] == (uitnodiging.netwerk.get_absolute_url(), 302)

    assert (deelname.persoon, deelname.rol, deelname.status) == (noor, "facilitator", "actief")
    assert (uitnodiging.antwoord, uitnodiging.aanvaard_door) == ("aanvaard", noor)
    assert SocialAccount.objects.get().user == noor


def test_known_person_takes_part_at_once(client, aanbieder, uitnodiging, linked):
    page = sign_in(client, aanbieder, doel=token_of(uitnodiging))

    assert page.url == uitnodiging.netwerk.get_absolute_url()
    assert Deelname.objects.values_list("persoon", "rol").get() == (linked.pk, "facilitator")


def test_nothing_is_accepted_before_the_second_step(client, aanbieder, uitnodiging, linked):
    give_app(linked)

    sign_in(client, aanbieder, doel=token_of(uitnodiging))
    assert Deelname.objects.count() == 0
    page = second_step(client, app_code())

    assert page.url == uitnodiging.netwerk.get_absolute_url()
    assert Deelname.objects.get().persoon == linked


def test_invitation_to_an_account_of_somebody_else_gives_no_way_into_it(client, uitnodiging, first_time):
    """A mail may be forwarded: holding the invitation is no proof of being the one it was sent to."""
    owner = PersoonFactory(email=uitnodiging.email)

    first_time(email="collega@school.test", doel=token_of(uitnodiging))

    collega = Persoon.objects.get(email="collega@school.test")
    assert client.session["_auth_user_id"] == str(collega.pk)
    assert Deelname.objects.get().persoon == collega
    assert SocialAccount.objects.filter(user=owner).count() == 0


def test_the_address_of_the_invitation_needs_its_code_too(client, aanbieder, uitnodiging):
    sign_in(client, aanbieder, doel=token_of(uitnodiging))
    client.post(NIEUW, {"naam": "Noor", "email": uitnodiging.email})

    assert (Persoon.objects.filter(email=uitnodiging.email).count(), Deelname.objects.count()) == (0, 0)


def test_invitation_counts_once(client, aanbieder, uitnodiging, linked, first_time):
    sign_in(client, aanbieder, doel=token_of(uitnodiging))
    other, aanbieder.sub = Client(), "iemand-anders@school"

    page = first_time(email="ander@school.test", browser=other, doel=token_of(uitnodiging))

    assert "Deze uitnodiging geldt niet meer." in page.content.decode()
    assert page.redirect_chain[-1][0] == reverse("overzicht:mijn")
    assert Deelname.objects.values_list("persoon", flat=True).get() == linked.pk


def test_the_same_person_twice_is_once(client, aanbieder, uitnodiging, linked):
    for _ in range(2):
        page = sign_in(Client(), aanbieder, doel=token_of(uitnodiging))

    assert page.url == uitnodiging.netwerk.get_absolute_url()
    assert Deelname.objects.count() == 1


def test_who_takes_part_already_keeps_that(client, aanbieder, uitnodiging, linked):
    DeelnameFactory(netwerk=uitnodiging.netwerk, persoon=linked, rol="deelnemer")

    sign_in(client, aanbieder, doel=token_of(uitnodiging))

    assert sorted(Deelname.objects.values_list("rol", flat=True)) == ["deelnemer", "facilitator"]


@pytest.mark.parametrize("antwoord", ["ingetrokken", "afgeslagen"])
def test_invitation_that_is_over_lets_in_but_not_into_the_network(client, aanbieder, uitnodiging, linked, antwoord):
    Uitnodiging.objects.update(antwoord=antwoord)

    page = sign_in(client, aanbieder, doel=token_of(uitnodiging), follow=True)

    assert client.session["_auth_user_id"] == str(linked.pk)
    assert "Deze uitnodiging geldt niet meer." in page.content.decode()
    assert Deelname.objects.count() == 0


def test_being_signed_in_is_not_enough_to_take_an_invitation(client, aanbieder, uitnodiging, linked):
    """Its number is easy to guess; only the token of the mail counts, and it does for nothing else."""
    forged = [
        str(uitnodiging.pk), f"uit.{uitnodiging.pk}", token_of(uitnodiging)[::-1], "x" * 5000,
        make_token("aan", uitnodiging.pk), make_token("uit", uitnodiging.pk + 1), "\x00",
    ]  # fmt: skip

    for doel in forged:
        page = sign_in(Client(), aanbieder, doel=doel)
        assert page.url == reverse("overzicht:mijn")

    uitnodiging.refresh_from_db()
    assert (Deelname.objects.count(), uitnodiging.antwoord) == (0, "geen")


def test_the_invitation_stays_with_the_sign_in_it_was_opened_for(client, aanbieder, uitnodiging, linked):
    """Opened and left: signing in later, for something else, takes nothing."""
    start(client, doel=token_of(uitnodiging))

    page = sign_in(client, aanbieder, next="/mijn/gegevens/")

    assert page.url == "/mijn/gegevens/"
    assert Deelname.objects.count() == 0


def test_linking_never_takes_an_invitation(client, aanbieder, uitnodiging, persoon):
    client.force_login(persoon)

    sign_in(client, aanbieder, process="connect", doel=token_of(uitnodiging))

    assert SocialAccount.objects.count() == 1
    assert Deelname.objects.count() == 0


def test_full_group_gives_a_place_on_the_waiting_list(client, aanbieder, linked):
    netwerk = NetwerkFactory(gestart=True, min_deelnemers=6, max_deelnemers=6)
    DeelnameFactory.create_batch(6, netwerk=netwerk)
    uitnodiging = UitnodigingFactory(netwerk=netwerk)

    sign_in(client, aanbieder, doel=token_of(uitnodiging))

    assert Deelname.objects.get(persoon=linked).status == "wachtlijst"


def test_cancelling_leads_back_to_the_invitation(client, aanbieder, uitnodiging):
    page_url = reverse("berichten:handeling", args=[token_of(uitnodiging)])
    asked = start(client, doel=token_of(uitnodiging), next=page_url)

    page = client.get("/accounts/oidc/entree/login/callback/", {"state": asked["state"], "error": "access_denied"})

    assert page.url == page_url
