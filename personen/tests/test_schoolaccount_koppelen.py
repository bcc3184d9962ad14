"""Linking a schoolaccount to an account and taking it away, without anybody taking anything over."""

import pytest
from allauth.account.models import EmailAddress
from allauth.socialaccount.models import SocialAccount
from django.core import mail
from django.test import Client
from django.urls import reverse

from kern.models import Logregel
from personen.models import Persoon
from personen.tests.aanbieder import come_back, sign_in, start
from personen.tests.factories import PersoonFactory, SchoolaccountFactory

pytestmark = pytest.mark.django_db
PAGE = reverse("personen:schoolaccount")


def unlink_url(account):
    return reverse("personen:schoolaccount_unlink", args=[account.pk])


def confirmed(persoon):
    EmailAddress.objects.create(user=persoon, email=persoon.email, verified=True, primary=True)
    return persoon


@pytest.fixture
def noor(client, aanbieder):
    noor = confirmed(PersoonFactory(email="noor@school.test", naam="Noor"))
    client.force_login(noor)
    return noor


# --- linking ------------------------------------------------------------------------------------


def test_linking(client, aanbieder, noor, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        page = sign_in(client, aanbieder, process="connect", follow=True)

    account = SocialAccount.objects.get()
    assert page.redirect_chain == [(PAGE, 302)]
    assert "Je schoolaccount is gekoppeld. Je kunt voortaan inloggen met Entree." in page.content.decode()
    assert (account.user, account.provider, account.uid) == (noor, aanbieder.issuer, aanbieder.sub)
    assert account.extra_data == {"affiliatie": "employee", "brin": "21AB", "organisatie": "'t <b>College</b>"}
    assert Logregel.objects.get().actie == "personen.schoolaccount.linked"
    [message] = mail.outbox
    assert (message.to, message.subject) == ([noor.email], "Je schoolaccount is gekoppeld")
    assert f"http://testserver{PAGE}" in message.body


def test_linking_changes_nothing_about_the_person(client, aanbieder, noor):
    before = Persoon.objects.values().get()
    aanbieder.userinfo |= {"givenName": "Iemand", "email": "anders@school.test"}

    sign_in(client, aanbieder, process="connect")

    assert Persoon.objects.values().get() == before
    assert EmailAddress.objects.count() == 1


def test_linking_twice_is_once(client, aanbieder, noor):
    sign_in(client, aanbieder, process="connect")

    page = sign_in(client, aanbieder, process="connect", follow=True)

    assert "Dit schoolaccount was al gekoppeld." in page.content.decode()
    assert (SocialAccount.objects.count(), Logregel.objects.count()) == (1, 1)


def test_linked_account_signs_in(client, aanbieder, noor):
    sign_in(client, aanbieder, process="connect")
    other = Client()

    sign_in(other, aanbieder)

    assert other.session["_auth_user_id"] == str(noor.pk)


def test_identity_of_somebody_else_is_never_taken_over(client, aanbieder, noor):
    owner = confirmed(PersoonFactory())
    SchoolaccountFactory(user=owner, provider=aanbieder.issuer, uid=aanbieder.sub)

    page = sign_in(client, aanbieder, process="connect", follow=True)

    assert "Dit schoolaccount hoort al bij een ander account op Leernetwerken." in page.content.decode()
    assert owner.naam not in page.content.decode()
    assert SocialAccount.objects.get().user == owner
    assert client.session["_auth_user_id"] == str(noor.pk)


def test_a_pupil_cannot_be_linked(client, aanbieder, noor):
    aanbieder.userinfo = {"eduPersonAffiliation": "student"}

    page = sign_in(client, aanbieder, process="connect")

    assert (page.status_code, SocialAccount.objects.count()) == (403, 0)


def test_linking_needs_somebody_who_is_signed_in(client, aanbieder):
    page = client.post(reverse("personen:schoolaccount_start", args=["entree"]), {"process": "connect"})

    assert page.url.startswith("/accounts/login/")
    assert aanbieder.asked == []


def test_attacker_cannot_link_their_identity_to_a_victim(client, aanbieder, noor):
    """The attacker starts linking, and lets the victim's browser open the way back."""
    attacker = Client()
    attacker.force_login(confirmed(PersoonFactory()))
    asked = start(attacker, process="connect")

    page = come_back(client, aanbieder, asked)

    assert (page.status_code, SocialAccount.objects.count()) == (403, 0)
    assert client.session["_auth_user_id"] == str(noor.pk)


def test_linking_ends_with_the_person_who_began(client, aanbieder, noor):
    """Somebody else signs in on the same computer while the provider's page is open."""
    asked = start(client, process="connect")
    session = client.session
    other = confirmed(PersoonFactory())
    states = session["socialaccount_states"]
    client.force_login(other)
    session = client.session
    session["socialaccount_states"] = states
    session.save()

    page = come_back(client, aanbieder, asked)

    assert (page.status_code, SocialAccount.objects.count()) == (403, 0)
    assert "<h1>Begin nog een keer</h1>" in page.content.decode()


def test_signing_out_halfway_links_nothing(client, aanbieder, noor):
    asked = start(client, process="connect")
    client.post(reverse("account_logout"))

    page = come_back(client, aanbieder, asked)

    assert (page.status_code, SocialAccount.objects.count()) == (403, 0)


def test_cancelling_leads_back(client, aanbieder, noor):
    asked = start(client, process="connect")
    query = {"state": asked["state"], "error": "access_denied"}

    page = client.get(reverse("personen:schoolaccount_terug", args=["entree"]), query)

    assert (page.url, SocialAccount.objects.count()) == (PAGE, 0)


# --- unlinking ----------------------------------------------------------------------------------


def test_unlinking(client, aanbieder, noor, django_capture_on_commit_callbacks):
    account = SchoolaccountFactory(user=noor, provider=aanbieder.issuer)

    with django_capture_on_commit_callbacks(execute=True):
        page = client.post(unlink_url(account), follow=True)

    assert page.redirect_chain == [(PAGE, 302)]
    assert "Dit schoolaccount is ontkoppeld." in page.content.decode()
    assert SocialAccount.objects.count() == 0
    assert Logregel.objects.get().actie == "personen.schoolaccount.unlinked"
    assert (mail.outbox[0].to, mail.outbox[0].subject) == ([noor.email], "Je schoolaccount is ontkoppeld")


def test_unlinking_twice_is_once(client, aanbieder, noor):
    account = SchoolaccountFactory(user=noor, provider=aanbieder.issuer)

    pages = [client.post(unlink_url(account)) for _ in range(2)]

    assert [page.url for page in pages] == [PAGE, PAGE]
    assert Logregel.objects.count() == 1


def test_nobody_unlinks_for_somebody_else(client, aanbieder, noor):
    account = SchoolaccountFactory(provider=aanbieder.issuer)

    client.post(unlink_url(account))

    assert SocialAccount.objects.get() == account


@pytest.mark.parametrize(
    ("verified", "others", "is_allowed"),
    [(True, [], True), (False, [], False), (False, ["working"], True), (False, ["gone"], False), (None, [], False)],
)
def test_the_last_way_in_stays(client, aanbieder, verified, others, is_allowed):
    """A code by mail is a way in with a confirmed address only; a password without one is none."""
    noor = PersoonFactory()
    if verified is not None:
        EmailAddress.objects.create(user=noor, email=noor.email, verified=verified, primary=True)
    account = SchoolaccountFactory(user=noor, provider=aanbieder.issuer)
    for other in others:
        SchoolaccountFactory(user=noor, provider=aanbieder.issuer if other == "working" else "https://weg.test")
    client.force_login(noor)

    page = client.post(unlink_url(account), follow=True)

    assert SocialAccount.objects.filter(pk=account.pk).exists() is not is_allowed
    assert ("de enige manier waarop je kunt inloggen" in page.content.decode()) is not is_allowed


# --- the page -----------------------------------------------------------------------------------


@pytest.mark.parametrize("aantal", [1, 3])
def test_page_lists_what_is_linked(client, aanbieder, noor, aantal, django_assert_num_queries):
    accounts = SchoolaccountFactory.create_batch(aantal, user=noor, provider=aanbieder.issuer)
    SchoolaccountFactory(provider=aanbieder.issuer)

    with django_assert_num_queries(3):
        html = client.get(PAGE).content.decode()

    assert html.count("/ontkoppelen/") == aantal
    assert html.count("&#x27;t &lt;b&gt;College&lt;/b&gt;") == aantal
    assert "Koppel nog een schoolaccount (Entree)" in html
    assert accounts[0].uid not in html


def test_identity_of_a_provider_that_is_gone(client, aanbieder, noor):
    SchoolaccountFactory(user=noor, provider="https://weg.test")

    assert "Niet meer in gebruik" in client.get(PAGE).content.decode()


def test_page_without_anything(client, persoon):
    client.force_login(persoon)

    assert "Op deze site kun je niet inloggen met een schoolaccount." in client.get(PAGE).content.decode()


def test_profile_leads_there_when_there_is_something(client, aanbieder, noor, settings):
    assert f'href="{PAGE}"' in client.get(reverse("personen:profile")).content.decode()

    settings.SOCIALACCOUNT_PROVIDERS = {"openid_connect": {"APPS": []}}

    assert f'href="{PAGE}"' not in client.get(reverse("personen:profile")).content.decode()
