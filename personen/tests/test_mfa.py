"""Apps, passkeys and recovery codes, and what somebody may try with them that is not theirs."""

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import SECRET_SESSION_KEY
from allauth.mfa.utils import decrypt, encrypt
from django.contrib.sessions.models import Session
from django.core import mail
from django.db import connection
from django.test import Client
from django.urls import reverse

from kern.models import Logregel
from personen.tests.factories import PasskeyFactory, PersoonFactory
from personen.tests.stappen import SECRET, app_code, by_password, give_app, is_in, second_step

pytestmark = pytest.mark.django_db
OTHER_SECRET = "KRSXG5CTMVRXEZLUKRSXG5CTMVRXEZLU"
STEP = 30  # seconds
DAG = "2026-11-20T09:00:05Z"


@pytest.fixture
def noor(verified):
    return verified(email="noor@school.test")


@pytest.fixture
def half_way(client, noor):
    """Noor has an app; her password was right."""
    give_app(noor)
    by_password(client, noor)
    return client


# --- the app ------------------------------------------------------------------------------------


@pytest.mark.parametrize("steps", [-1, 0, 1])
def test_code_of_the_app_opens(half_way, steps):
    second_step(half_way, app_code(steps))

    assert is_in(half_way)


@pytest.mark.parametrize("typed", ["{0[0]}{0[1]}{0[2]} {0[3]}{0[4]}{0[5]}", " {0} ", "{0}"])
def test_code_may_be_typed_as_it_is_read(half_way, typed):
    second_step(half_way, typed.format(app_code()))

    assert is_in(half_way)


@pytest.mark.parametrize("typed", ["", "000000x", "١٢٣٤٥٦", "a" * 10_000, "\x00", "-1", "' OR 1=1"])
def test_nonsense_does_not_open(half_way, typed):
    response = second_step(half_way, typed)

    assert (response.status_code, is_in(half_way)) == (422, False)


@pytest.mark.parametrize("steps", [-2, 2])
def test_code_of_a_minute_ago_or_ahead_does_not_open(half_way, time_machine, steps):
    time_machine.move_to(DAG, tick=False)
    response = second_step(half_way, app_code(steps))

    assert (response.status_code, is_in(half_way)) == (422, False)
    assert "Deze code klopt niet" in response.content.decode()


@pytest.mark.parametrize("later", [0, 31, 59])
def test_code_opens_once(half_way, noor, time_machine, later):
    """Also when somebody reads it over a shoulder and is quick: it is good for a minute and a half."""
    time_machine.move_to(DAG, tick=False)
    code, thief = app_code(1), Client()
    second_step(half_way, code)
    by_password(thief, noor)
    time_machine.shift(later)

    second_step(thief, code)

    assert (is_in(half_way), is_in(thief)) == (True, False)


def test_older_code_than_the_last_does_not_open(half_way, noor, time_machine):
    time_machine.move_to(DAG, tick=False)
    thief = Client()
    by_password(thief, noor)
    second_step(half_way, app_code(0))

    second_step(thief, app_code(-1))

    assert not is_in(thief)


def test_code_of_somebody_else_does_not_open(half_way):
    give_app(PersoonFactory(), OTHER_SECRET)

    second_step(half_way, app_code(secret=OTHER_SECRET))

    assert not is_in(half_way)


def test_guessing_is_stopped_for_this_account_from_every_computer(noor):
    give_app(noor)
    for n in range(5):
        guesser = Client(REMOTE_ADDR=f"192.0.2.{n}")
        by_password(guesser, noor)
        second_step(guesser, "000000")
    last = Client(REMOTE_ADDR="192.0.2.99")
    by_password(last, noor)

    response = second_step(last, app_code())

    assert (response.status_code, is_in(last)) == (422, False)


def test_second_step_without_the_first_leads_to_the_first(client, noor):
    give_app(noor)

    assert second_step(client, app_code()).url == reverse("account_login")


def test_wrong_code_while_setting_up_keeps_the_same_secret(client, noor):
    client.force_login(noor)
    client.get(reverse("mfa_activate_totp"))
    secret = client.session[SECRET_SESSION_KEY]

    response = client.post(reverse("mfa_activate_totp"), {"code": "000000"})

    assert (response.status_code, client.session[SECRET_SESSION_KEY]) == (422, secret)
    assert not Authenticator.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_code_that_set_the_app_up_does_not_sign_in(client, noor, time_machine):
    time_machine.move_to(DAG, tick=False)
    client.force_login(noor)
    client.get(reverse("mfa_activate_totp"))
    secret = client.session[SECRET_SESSION_KEY]
    client.post(reverse("mfa_activate_totp"), {"code": app_code(secret=secret)})
    thief = Client()
    by_password(thief, noor)

    second_step(thief, app_code(secret=secret))

    assert Authenticator.objects.filter(type="totp").count() == 1
    assert not is_in(thief)


# --- what the database holds --------------------------------------------------------------------


@pytest.mark.django_db(transaction=True)
def test_secrets_are_not_in_the_database(client, noor):
    client.force_login(noor)
    client.get(reverse("mfa_activate_totp"))
    secret = client.session[SECRET_SESSION_KEY]
    client.post(reverse("mfa_activate_totp"), {"code": app_code(secret=secret)})
    codes = Authenticator.objects.get(type="recovery_codes").wrap()
    with connection.cursor() as cursor:
        cursor.execute("SELECT data FROM mfa_authenticator")
        rows = " ".join(str(row[0]) for row in cursor.fetchall())
    sessions = " ".join(str(row.get_decoded()) for row in Session.objects.all())

    for hidden in (secret, decrypt(codes.instance.data["seed"]), *codes.get_unused_codes()):
        assert hidden not in rows
        assert hidden not in sessions


def test_encrypting_twice_gives_two_texts():
    assert encrypt(SECRET) != encrypt(SECRET)
    assert {decrypt(encrypt(SECRET)) for _ in range(2)} == {SECRET}


def test_key_of_before_can_still_be_read(settings):
    old = encrypt(SECRET)
    settings.SECRET_KEY_FALLBACKS = [settings.SECRET_KEY]
    settings.SECRET_KEY = "another-one"

    assert decrypt(old) == SECRET


def test_without_the_key_no_code_fits_and_a_new_app_can_be_made(half_way, noor, settings, caplog):
    settings.SECRET_KEY = "another-one"
    other = Client()
    by_password(other, noor)

    response = second_step(other, app_code())

    assert (response.status_code, is_in(other)) == (422, False)
    assert "personen.secret.unreadable" in caplog.text
    assert SECRET not in caplog.text


# --- recovery codes -----------------------------------------------------------------------------


def test_recovery_code_opens_once_and_tells_how_many_are_left(client, noor):
    codes = give_app(noor)
    by_password(client, noor)

    second_step(client, f"{codes[0][:4]} {codes[0][4:]}")
    html = client.get("/mijn/gegevens/").content.decode()

    again = Client()
    by_password(again, noor)
    second_step(again, codes[0])
    assert "Je gebruikte een herstelcode. Je hebt er nog 9." in html
    assert (is_in(client), is_in(again)) == (True, False)
    assert Logregel.objects.get(actie="personen.recovery_code.used").feiten == {"over": 9}


def test_few_codes_left_is_a_warning(client, noor):
    codes = give_app(noor)
    wrapped = Authenticator.objects.get(type="recovery_codes").wrap()
    for code in codes[:6]:
        wrapped.validate_code(code)
    by_password(client, noor)
    second_step(client, codes[6])

    html = client.get("/mijn/gegevens/").content.decode()

    assert "Je hebt er nog 3. Maak nieuwe bij Mijn gegevens." in html
    assert "Je hebt bijna geen herstelcodes meer" in html
    assert "Je hebt bijna geen herstelcodes meer" in client.get(reverse("mfa_index")).content.decode()


def test_recovery_codes_are_shown_once(client, noor):
    client.force_login(noor)
    codes = give_app(noor)
    page = reverse("mfa_view_recovery_codes")
    client.post(reverse("mfa_reauthenticate"), {"code": app_code(), "next": page})

    first, second = (client.get(page) for _ in range(2))

    assert f"{codes[0][:4]} {codes[0][4:]}" in first.content.decode()
    assert codes[0][:4] not in second.content.decode()
    assert "no-store" in first["Cache-Control"]
    assert client.get(reverse("mfa_download_recovery_codes")).status_code == 404


def test_new_recovery_codes_replace_the_old(client, noor, django_capture_on_commit_callbacks):
    client.force_login(noor)
    old = give_app(noor)
    client.post(reverse("mfa_reauthenticate"), {"code": app_code(), "next": "/mijn/"})

    with django_capture_on_commit_callbacks(execute=True):
        client.post(reverse("mfa_generate_recovery_codes"))

    assert not set(old) & set(Authenticator.objects.get(type="recovery_codes").wrap().get_unused_codes())
    assert [message.subject for message in mail.outbox] == ["Je hebt nieuwe herstelcodes"]
    assert Logregel.objects.filter(actie="personen.factor.reset").exists()


# --- mails --------------------------------------------------------------------------------------


@pytest.mark.django_db(transaction=True)
def test_mails_tell_what_changed_and_what_to_do(client, noor):
    client.force_login(noor)
    client.get(reverse("mfa_activate_totp"))
    code = app_code(secret=client.session[SECRET_SESSION_KEY])
    client.post(reverse("mfa_activate_totp"), {"code": code})
    key = PasskeyFactory(user=noor)
    client.post(reverse("mfa_remove_webauthn", args=[key.pk]))
    client.post(reverse("mfa_deactivate_totp"))

    assert [message.subject for message in mail.outbox] == [
        "Je logt nu in met een app als tweede stap",
        "Een passkey is weggehaald",
        "De app als tweede stap staat uit",
    ]
    for message in mail.outbox:
        assert message.to == [noor.email]
        assert "http://localhost:8000/accounts/2fa/" in message.body
        assert "Was jij dit niet?" in message.body
    assert sorted(Logregel.objects.values_list("actie", flat=True)) == [
        "personen.factor.added", "personen.factor.added",
        "personen.factor.removed", "personen.factor.removed", "personen.factor.removed",
    ]  # fmt: skip
