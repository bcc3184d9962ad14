"""Who must take two steps, and how a session that took one gets no further than the way to the other."""

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import SECRET_SESSION_KEY
from django.core import mail
from django.core.management import CommandError, call_command
from django.test import Client
from django.urls import reverse

from kern.models import Logregel
from personen.models import Persoon
from personen.tests.factories import PasskeyFactory, PersoonFactory
from personen.tests.stappen import app_code, by_password, give_app, is_in, second_step

pytestmark = pytest.mark.django_db
SET_UP, MIJN = "/accounts/twee-stappen/", "/mijn/gegevens/"


@pytest.fixture(autouse=True)
def _required(settings):
    settings.SECOND_FACTOR_REQUIRED = True


@pytest.fixture
def beheer(verified):
    return verified(beheer=True, email="bea@school.test")


@pytest.fixture
def set_up_app(transactional_db):
    """Through the pages; returns where they lead. With real transactions: allauth tells of it after the commit."""

    def set_up(client):
        client.get(reverse("mfa_activate_totp"))
        secret = client.session[SECRET_SESSION_KEY]
        return client.post(reverse("mfa_activate_totp"), {"code": app_code(secret=secret)})

    return set_up


# --- required -----------------------------------------------------------------------------------


@pytest.mark.parametrize("trait", ["academie", "beheer"])
def test_one_step_leads_to_the_set_up_page(client, trait):
    client.force_login(PersoonFactory(**{trait: True}))

    response = client.get(f"{MIJN}?a=1")
    page = client.get(response.url)

    assert response.url == f"{SET_UP}?next=%2Fmijn%2Fgegevens%2F%3Fa%3D1"
    assert (page.status_code, page.templates[0].name) == (200, "personen/tweede_stap.html")


def test_a_form_of_one_step_changes_nothing(client, beheer):
    client.force_login(beheer)

    response = client.post(MIJN, {"naam": "Anders"})

    assert response.url == SET_UP
    assert Persoon.objects.get(pk=beheer.pk).naam == beheer.naam


def test_people_without_a_role_are_not_asked(client, persoon):
    client.force_login(persoon)

    assert client.get(MIJN).status_code == 200
    assert client.get(SET_UP).url == reverse("mfa_index")


def test_switched_off_nobody_is_asked(client, beheer, settings):
    settings.SECOND_FACTOR_REQUIRED = False
    client.force_login(beheer)

    assert client.get(MIJN).status_code == 200


def test_a_fragment_takes_the_whole_window_there(client, beheer):
    client.force_login(beheer)

    response = client.get(MIJN, headers={"HX-Request": "true"})

    assert (response.status_code, response["HX-Redirect"]) == (200, SET_UP)


def test_setting_up_the_app_opens_the_session_and_goes_on_to_what_was_asked(client, beheer, set_up_app):
    client.force_login(beheer)
    client.get(f"{SET_UP}?next={MIJN}")

    response = set_up_app(client)

    assert response.url == reverse("mfa_view_recovery_codes")
    assert client.get(response.url).status_code == 200
    assert client.get(SET_UP).url == MIJN
    assert client.get(MIJN).status_code == 200


def test_what_was_asked_is_never_another_site(client, beheer, set_up_app):
    client.force_login(beheer)
    client.get(f"{SET_UP}?next=https://evil.test/")

    set_up_app(client)

    assert client.get(SET_UP).url == reverse("mfa_index")


def test_session_from_before_the_role_reaches_nothing(client, persoon):
    client.force_login(persoon)
    Persoon.objects.filter(pk=persoon.pk).update(platformrol="beheer")

    assert client.get(MIJN).url == f"/accounts/login/?next={MIJN}"


def test_session_from_before_the_second_step_is_asked_for_it(client, beheer):
    client.force_login(beheer)
    give_app(beheer)

    asked = client.get(client.get(MIJN).url)
    client.post(asked.url, {"code": app_code(), "next": SET_UP})

    assert asked.url == f"{reverse('mfa_reauthenticate')}?next=%2Faccounts%2Ftwee-stappen%2F"
    assert client.get(SET_UP).url == MIJN
    assert client.get(MIJN).status_code == 200


def test_password_does_not_replace_a_second_step(client, beheer):
    client.force_login(beheer)
    give_app(beheer)

    response = client.post(reverse("account_reauthenticate"), {"password": "samen-leren", "next": MIJN})

    assert response.url == f"{reverse('mfa_reauthenticate')}?next=%2Fmijn%2Fgegevens%2F"
    assert client.get(MIJN).url.startswith(SET_UP)


def test_half_way_signing_in_is_not_signed_in(client, beheer):
    give_app(beheer)

    response = by_password(client, beheer)

    assert (response.url, is_in(client)) == (reverse("mfa_authenticate"), False)
    second_step(client, app_code())
    assert client.get(MIJN).status_code == 200


def test_mark_of_somebody_else_opens_nothing(client, beheer, persoon):
    client.force_login(beheer)
    session = client.session
    session["tweede_stap_ingesteld"] = persoon.pk
    session.save()

    assert client.get(MIJN).url.startswith(SET_UP)


# --- the last one stays -------------------------------------------------------------------------


def test_last_app_stays_while_it_is_required(client, beheer, set_up_app):
    client.force_login(beheer)
    set_up_app(client)

    response = client.post(reverse("mfa_deactivate_totp"))

    assert response.status_code == 422
    assert "Voor jouw rol zijn twee stappen verplicht" in response.content.decode()
    assert Authenticator.objects.filter(type="totp").count() == 1


def test_last_passkey_stays_while_it_is_required(client, beheer, set_up_app):
    client.force_login(beheer)
    set_up_app(client)
    first, second = PasskeyFactory.create_batch(2, user=beheer)
    Authenticator.objects.filter(type="totp").delete()

    answers = [client.post(reverse("mfa_remove_webauthn", args=[key.pk])) for key in (first, second)]

    assert [answer.status_code for answer in answers] == [302, 422]
    assert "Voor jouw rol zijn twee stappen verplicht" in answers[1].content.decode()
    assert list(Authenticator.objects.filter(type="webauthn")) == [second]


def test_recovery_codes_alone_are_no_second_step(client, beheer, set_up_app):
    client.force_login(beheer)
    set_up_app(client)
    key = PasskeyFactory(user=beheer)

    client.post(reverse("mfa_deactivate_totp"))
    client.post(reverse("mfa_remove_webauthn", args=[key.pk]))

    assert sorted(Authenticator.objects.values_list("type", flat=True)) == ["recovery_codes", "webauthn"]


def test_who_may_do_without_can_take_everything_away(client, verified, set_up_app):
    client.force_login(verified())
    set_up_app(client)

    assert client.post(reverse("mfa_deactivate_totp")).status_code == 302
    assert not Authenticator.objects.exists()


# --- roles and sessions -------------------------------------------------------------------------


@pytest.fixture
def admin(client, beheer, settings):
    settings.SECOND_FACTOR_REQUIRED = False
    client.force_login(beheer)
    return client


def edit(client, persoon, **changes):
    data = {"naam": "Noor", "platformrol": persoon.platformrol, "is_active": "on"} | changes
    return client.post(f"/beheer/personen/persoon/{persoon.pk}/change/", data)


@pytest.mark.parametrize(("trait", "rol"), [({}, "beheer"), ({"beheer": True}, "geen")])
def test_getting_or_losing_a_role_ends_every_session(admin, trait, rol):
    noor, elsewhere = PersoonFactory(**trait), Client()
    elsewhere.force_login(noor)

    edit(admin, noor, platformrol=rol)

    assert elsewhere.get(MIJN).url == f"/accounts/login/?next={MIJN}"
    regel = Logregel.objects.get(actie="personen.platformrol.changed")
    assert (regel.object_id, regel.feiten["naar"]) == (str(noor.pk), rol)


@pytest.mark.parametrize("taak", ["is_beoordelaar", "is_beslisser"])
def test_becoming_or_being_no_beoordelaar_ends_every_session(admin, taak):
    noor, elsewhere = PersoonFactory(academie=True), Client()
    for waarde in ("on", ""):
        elsewhere.force_login(noor)
        edit(admin, noor, academie_sector="vo", **{taak: waarde})
        assert elsewhere.get(MIJN).status_code == 302
        noor.refresh_from_db()
        assert getattr(noor, taak) is bool(waarde)
    assert Logregel.objects.filter(actie="personen.platformrol.changed").count() == 2


def test_who_leaves_the_academie_cannot_stay_beoordelaar(admin):
    noor = PersoonFactory(beoordelaar=True)

    antwoord = edit(admin, noor, platformrol="geen", academie_sector="", is_beoordelaar="on")

    assert "Zet eerst die vinkjes uit" in antwoord.content.decode()
    noor.refresh_from_db()
    assert (noor.platformrol, noor.is_beoordelaar) == ("academie", True)


def test_what_somebody_may_do_changed_is_told_to_who_listens(admin, monkeypatch):
    gehoord, noor = [], PersoonFactory(beoordelaar=True)
    monkeypatch.setattr("personen.services.ON_ROLWISSEL", [lambda persoon, by: gehoord.append(persoon)])

    edit(admin, noor, academie_sector="vo", is_beoordelaar="on")
    assert not gehoord
    edit(admin, noor, academie_sector="vo")
    assert gehoord == [noor]


def test_closing_an_account_ends_its_sessions(admin):
    noor, elsewhere = PersoonFactory(), Client()
    elsewhere.force_login(noor)

    edit(admin, noor, is_active="")

    assert elsewhere.get(MIJN).status_code == 302
    Persoon.objects.update(is_active=True)
    assert elsewhere.get(MIJN).status_code == 302  # opening it again does not bring the old session back


def test_another_name_ends_nothing(admin):
    noor, elsewhere = PersoonFactory(), Client()
    elsewhere.force_login(noor)

    edit(admin, noor)

    assert elsewhere.get(MIJN).status_code == 200


# --- the way back for who lost everything -------------------------------------------------------


def test_operator_takes_a_second_step_away(client, beheer, capsys, django_capture_on_commit_callbacks):
    give_app(beheer)
    PasskeyFactory(user=beheer)
    someone_else = PasskeyFactory()
    by_password(client, beheer)
    second_step(client, app_code())

    with django_capture_on_commit_callbacks(execute=True):
        call_command("verwijder_tweede_stap", "Bea@School.test")

    assert "Weggehaald: 3." in capsys.readouterr().out
    assert list(Authenticator.objects.all()) == [someone_else]
    assert client.get(MIJN).url.startswith("/accounts/login/")
    assert Logregel.objects.get(actie="personen.second_factor.removed_by_operator").feiten == {
        "soorten": ["recovery_codes", "totp", "webauthn"]
    }
    assert [(message.to, message.subject) for message in mail.outbox] == [
        (["bea@school.test"], "Je tweede stap is weggehaald")
    ]
    assert by_password(client, beheer).url == "/mijn/"
    assert client.get(MIJN).url.startswith(SET_UP)


def test_operator_and_somebody_without_a_second_step(beheer, capsys):
    call_command("verwijder_tweede_stap", beheer.email)

    assert "Er is niets veranderd." in capsys.readouterr().out
    assert mail.outbox == []


def test_operator_and_an_unknown_address():
    with pytest.raises(CommandError, match="Niemand logt in met dit adres"):
        call_command("verwijder_tweede_stap", "niemand@school.test")
