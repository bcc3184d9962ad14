import pytest
from django.urls import reverse

from personen.models import Persoon
from personen.tests.factories import OrganisatieFactory, PersoonFactory

pytestmark = pytest.mark.django_db
PROFILE = "/mijn/gegevens/"


def test_profile_needs_login(client):
    assert client.get(PROFILE).url == f"/accounts/login/?next={PROFILE}"


@pytest.mark.parametrize("aantal", [1, 3])
def test_profile_queries_and_content(ingelogd, persoon, aantal, django_assert_num_queries):
    OrganisatieFactory.create_batch(aantal)
    bestuur = OrganisatieFactory(soort="bestuur", naam="Stichting <b>De Waaier</b>")
    Persoon.objects.update(organisatie=OrganisatieFactory(deel_van=bestuur))

    with django_assert_num_queries(4):  # session, person, the school with its board, passkeys and the like
        html = ingelogd.get(PROFILE).content.decode()

    assert html.count("&#x27;t &lt;b&gt;College&lt;/b&gt;") == 1  # only their own, never a list of all
    assert "Zutphen, Stichting &lt;b&gt;De Waaier&lt;/b&gt;" in html
    assert persoon.email in html


def test_profile_links_to_everything_about_the_account(ingelogd):
    html = ingelogd.get(PROFILE).content.decode()

    for name in (
        "account_email", "account_change_password", "usersessions_list", "account_logout", "berichten:preferences",
        "mfa_index",
        "bijeenkomsten:agendalink",
    ):  # fmt: skip
        assert f'"{reverse(name)}"' in html


def test_profile_of_somebody_without_password_offers_one(client):
    client.force_login(PersoonFactory(password=None))

    html = client.get(PROFILE).content.decode()

    assert reverse("account_set_password") in html
    assert reverse("account_change_password") not in html


def test_profile_is_saved(ingelogd, persoon):
    school = OrganisatieFactory()

    response = ingelogd.post(
        PROFILE,
        {"naam": " Noor\u202e Eijsink ", "functie": "Docent", "organisatie": school.pk, "platformrol": "beheer"},
    )

    persoon.refresh_from_db()
    assert (response.status_code, response.url) == (302, PROFILE)
    assert (persoon.naam, persoon.functie, persoon.organisatie, persoon.platformrol) == (
        "Noor Eijsink", "Docent", school, "geen",
    )  # fmt: skip


@pytest.mark.parametrize(
    ("data", "field"),
    [
        ({"naam": ""}, "naam"),
        ({"naam": "\x1f\u202e"}, "naam"),
        ({"naam": "a" * 121}, "naam"),
        ({"naam": "Noor", "functie": "\ufb2c" * 60}, "functie"),
        ({"naam": "Noor", "functie": "x" * 200_000}, "functie"),
        ({"naam": "Noor\x00"}, "naam"),
        ({"naam": "Noor", "organisatie": "999999"}, "organisatie"),
        ({"naam": "Noor", "organisatie": "' OR 1=1"}, "organisatie"),
    ],
)
def test_bad_profile_saves_nothing_and_shows_it_at_the_field(ingelogd, persoon, data, field):
    response = ingelogd.post(PROFILE, data)

    html = response.content.decode()
    assert (response.status_code, list(response.context["form"].errors)) == (422, [field])
    assert 'class="error-summary"' in html
    assert f'href="#id_{field}"' in html
    assert Persoon.objects.get(pk=persoon.pk).naam == persoon.naam


def test_unsaved_name_does_not_show_in_the_menu(ingelogd, persoon):
    response = ingelogd.post(PROFILE, {"naam": "Iemand Anders", "functie": "x" * 200})

    assert response.context["user"].naam == persoon.naam


def test_organisation_that_closed_can_stay_but_not_be_chosen(ingelogd, persoon):
    closed, other_closed = OrganisatieFactory(is_active=False), OrganisatieFactory(is_active=False)
    Persoon.objects.update(organisatie=closed)

    kept = ingelogd.post(PROFILE, {"naam": "Noor", "organisatie": closed.pk})
    chosen = ingelogd.post(PROFILE, {"naam": "Noor", "organisatie": other_closed.pk})

    assert (kept.status_code, chosen.status_code) == (302, 422)


@pytest.mark.parametrize("text", ["<script>alert(1)</script>", "👩‍🏫 שלום", 'O\'Neill & "zonen"'])
def test_names_are_text(ingelogd, text):
    ingelogd.post(PROFILE, {"naam": text})

    html = ingelogd.get(PROFILE).content.decode()
    assert "<script>alert" not in html
    assert Persoon.objects.get().naam == text


# --- beheer -------------------------------------------------------------------------------------


@pytest.mark.parametrize(("trait", "status"), [({}, 403), ({"academie": True}, 403), ({"beheer": True}, 200)])
def test_admin_is_for_beheer(client, trait, status):
    client.force_login(PersoonFactory(**trait))

    for path in ("/beheer/personen/persoon/", "/beheer/personen/organisatie/", "/beheer/kern/logregel/"):
        response = client.get(path, follow=True)
        assert (path, response.status_code) == (path, status)


def test_admin_signs_in_through_our_own_page(client):
    page = client.get("/beheer/login/?next=/beheer/")

    assert page.url == "/accounts/login/?next=%2Fbeheer%2F"
    assert client.get("/beheer/").status_code == 302


def test_admin_has_no_private_rooms(client):
    client.force_login(PersoonFactory(beheer=True))

    models = {model["object_name"] for app in client.get("/beheer/").context["app_list"] for model in app["models"]}
    assert models >= {"Persoon", "Organisatie", "Logregel"}
    assert not models & {"Bericht", "Verzending", "Voorkeur", "OpenAntwoord", "Teller", "Genodigde"}


def test_admin_adds_somebody_who_signs_in_by_code(client):
    client.force_login(PersoonFactory(beheer=True))

    client.post(
        "/beheer/personen/persoon/add/",
        {"naam": "Piet", "email": "Piet@School.test", "platformrol": "geen", "is_active": "on"},
    )

    piet = Persoon.objects.get(naam="Piet")
    assert (piet.email, piet.has_usable_password()) == ("piet@school.test", False)
    assert list(piet.emailaddress_set.values_list("email", "primary", "verified")) == [
        ("piet@school.test", True, False)
    ]


def test_admin_does_not_change_an_address(client):
    client.force_login(PersoonFactory(beheer=True))
    noor = PersoonFactory()

    client.post(
        f"/beheer/personen/persoon/{noor.pk}/change/",
        {"naam": "Noor", "email": "dief@school.test", "platformrol": "geen", "is_active": "on"},
    )

    assert Persoon.objects.values_list("naam", "email").get(pk=noor.pk) == ("Noor", noor.email)


@pytest.mark.parametrize("path", ["mfa/authenticator", "usersessions/usersession"])
def test_beheer_sees_nobodys_keys_or_sessions(client, path):
    client.force_login(PersoonFactory(beheer=True))

    assert client.get(f"/beheer/{path}/").status_code in (403, 404)


def test_log_cannot_be_changed(client, persoon):
    client.force_login(PersoonFactory(beheer=True))

    assert client.get("/beheer/kern/logregel/add/").status_code == 403
