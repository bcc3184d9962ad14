"""The post page of beheer, the mails of the demo, and which mail somebody wants."""

import threading
from datetime import timedelta

import pytest
from django.core import mail
from django.core.management import call_command
from django.urls import reverse

from berichten import postvak, services
from berichten.models import Voorkeur
from berichten.tests.factories import BerichtFactory, VoorkeurFactory, add_soort
from kern.models import Logregel
from kern.tijd import nu
from personen.tests.factories import PersoonFactory

pytestmark = pytest.mark.django_db
OUTBOX = "/beheer/berichten/"


@pytest.fixture
def beheer(client):
    client.force_login(PersoonFactory(beheer=True, naam="Bea Beheer"))
    return client


@pytest.fixture
def demo(settings, tmp_path, soort):
    """No mail server: mails become files."""
    settings.EMAIL_BACKEND = "berichten.backends.MapBackend"
    settings.VAR_DIR = tmp_path
    return tmp_path / "mail"


# --- the post page ------------------------------------------------------------------------------


@pytest.mark.parametrize("aantal", [1, 3])
def test_outbox_queries_and_content(beheer, soort, aantal, django_assert_num_queries):
    berichten = BerichtFactory.create_batch(aantal)

    with django_assert_num_queries(5):
        html = beheer.get(OUTBOX).content.decode()

    for bericht in berichten:
        assert bericht.aan.naam.replace("<b>", "&lt;b&gt;").replace("</b>", "&lt;/b&gt;").replace("'", "&#x27;") in html
    assert html.count("Proefbericht") == aantal
    assert f"{aantal} gepland." in html


@pytest.mark.parametrize("path", [OUTBOX, f"{OUTBOX}1.eml/", f"{OUTBOX}1.eml/html/"])
@pytest.mark.parametrize("trait", [{}, {"academie": True}])
def test_post_does_not_exist_for_others(client, path, trait):
    client.force_login(PersoonFactory(**trait))

    assert client.get(path).status_code == 404


def test_post_needs_login(client):
    assert client.get(OUTBOX).url == f"/accounts/login/?next={OUTBOX}"


def test_empty_post_page_teaches(beheer):
    assert "Zodra er een mail klaarstaat" in beheer.get(OUTBOX).content.decode()


@pytest.mark.parametrize(
    ("status", "reden_shown"), [("overgeslagen", False), ("mislukt", True), ("vervallen", False), ("gepland", False)]
)
def test_post_page_keeps_names_and_reasons_of_measurements_to_itself(monkeypatch, beheer, status, reden_shown):
    """«Is al ingevuld» beside a name would tell who answered."""
    add_soort(monkeypatch, namen_in_log=False)
    BerichtFactory(aan__naam="Noor Eijsink", status=status, reden="Is al ingevuld.")
    BerichtFactory(aan=None, adres="piet@school.test", status=status)

    html = beheer.get(OUTBOX).content.decode()

    assert "Eijsink" not in html
    assert "piet@school.test" not in html
    assert ("Is al ingevuld." in html) is reden_shown


def test_post_page_shows_reasons_of_other_mails(beheer, soort):
    BerichtFactory(aan=None, adres="piet@school.test", status="overgeslagen", reden="Wil hierover <geen> mail.")

    html = beheer.get(OUTBOX).content.decode()

    assert "piet@school.test" in html
    assert "Wil hierover &lt;geen&gt; mail." in html


def test_post_page_survives_a_kind_that_no_longer_exists(beheer):
    BerichtFactory(soort="van-vroeger")

    html = beheer.get(OUTBOX).content.decode()

    assert "van-vroeger" in html
    assert "Eijsink" not in html


def test_post_page_in_pages(beheer, soort):
    BerichtFactory.create_batch(51)

    assert (beheer.get(OUTBOX).content.decode().count("Proefbericht"), len(mail.outbox)) == (50, 0)
    assert beheer.get(f"{OUTBOX}?page=2").content.decode().count("Proefbericht") == 1


# --- mails of the demo --------------------------------------------------------------------------


def test_mail_becomes_a_file_that_beheer_reads(demo, beheer):
    BerichtFactory(aan=None, adres="noor@school.test")
    services.carry_out_due()

    [bestand] = demo.iterdir()
    html = beheer.get(OUTBOX).content.decode()
    assert f'href="{OUTBOX}{bestand.name}/"' in html
    assert "Kom je &lt;b&gt;donderdag&lt;/b&gt;?" in html
    page = beheer.get(f"{OUTBOX}{bestand.name}/").content.decode()
    assert "noor@school.test" in page
    assert "Dag &#x27;t College." in page
    assert f'href="{OUTBOX}{bestand.name}/html/"' in page


def test_mail_as_it_arrives_is_a_document_that_can_do_nothing(demo, beheer):
    BerichtFactory()
    services.carry_out_due()
    [bestand] = demo.iterdir()

    response = beheer.get(f"{OUTBOX}{bestand.name}/html/")

    policy = dict(part.strip().split(" ", 1) for part in response["Content-Security-Policy"].split(";"))
    assert response.content.decode().startswith("<!doctype html>")
    assert {name: policy[name] for name in ("default-src", "script-src", "style-src", "img-src", "form-action")} == {
        "default-src": "'none'", "script-src": "'none'", "style-src": "'unsafe-inline'", "img-src": "'self' data:",
        "form-action": "'none'",
    }  # fmt: skip
    assert policy["sandbox"].split() == [
        "allow-popups", "allow-popups-to-escape-sandbox", "allow-top-navigation-by-user-activation",
    ]  # fmt: skip
    assert response["X-Frame-Options"] == "DENY"


def test_other_pages_keep_the_strict_policy(beheer):
    policy = beheer.get(OUTBOX)["Content-Security-Policy"]

    assert "unsafe-inline" not in policy
    assert "script-src 'nonce-" in policy


def test_newest_mail_comes_first(demo):
    for naam in ("een", "twee"):
        BerichtFactory(aan=None, adres=f"{naam}@school.test")
        services.carry_out_due()

    assert [gelezen.aan for gelezen in postvak.list_mails()] == ["twee@school.test", "een@school.test"]
    assert len(postvak.list_mails(limit=1)) == 1


@pytest.mark.parametrize("naam", ["..", ".1.eml", "1.eml", "..%2Fgeheim.eml", "geheim.txt", "map.eml", "%00.eml"])
def test_no_other_file_can_be_read(demo, beheer, naam):
    demo.mkdir()
    (demo / ".1.eml").write_text("half")
    (demo / "geheim.txt").write_text("geheim")
    (demo.parent / "geheim.eml").write_text("geheim")
    (demo / "map.eml").mkdir()

    assert beheer.get(f"{OUTBOX}{naam}/").status_code == 404
    assert postvak.list_mails() == []


def test_broken_mail_file_is_still_a_page(demo, beheer):
    demo.mkdir()
    (demo / "1.eml").write_bytes(b"\xff\xfe geen kop\r\n\r\n\xff")

    assert beheer.get(OUTBOX).status_code == 200
    assert beheer.get(f"{OUTBOX}1.eml/").status_code == 200
    assert beheer.get(f"{OUTBOX}1.eml/html/").status_code == 200


def test_with_a_mail_server_no_mail_can_be_read(demo, beheer, settings):
    BerichtFactory()
    services.carry_out_due()
    [bestand] = demo.iterdir()
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"

    assert beheer.get(f"{OUTBOX}{bestand.name}/").status_code == 404
    assert postvak.list_mails() == []


def test_files_of_many_threads_are_all_there(demo):
    def write():
        mail.get_connection().send_messages([mail.EmailMessage("x", "y", to=["a@b.test"])] * 20)

    threads = [threading.Thread(target=write) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert len(list(demo.glob("*.eml"))) == 80


def test_deploy_check_warns_when_mail_would_stay_here(demo, capsys):
    call_command("check", deploy=True, tags=["security"])

    assert "berichten.W001" in capsys.readouterr().err


def test_deploy_check_is_quiet_with_a_mail_server(capsys):
    call_command("check", deploy=True, tags=["security"])

    assert "berichten.W001" not in capsys.readouterr().err


# --- which mail somebody wants ------------------------------------------------------------------

PREFERENCES = "/mijn/gegevens/mail/"


ALLES_METEEN = {"bijeenkomsten": "direct", "evaluatie": "direct", "netwerk": "direct"}


def test_preferences_show_what_is_chosen(ingelogd, persoon, django_assert_num_queries):
    VoorkeurFactory(persoon=persoon, onderwerp="evaluatie")
    VoorkeurFactory(persoon=persoon, onderwerp="bijeenkomsten", keuze="wekelijks")
    VoorkeurFactory(onderwerp="netwerk")

    with django_assert_num_queries(4):
        response = ingelogd.get(PREFERENCES)

    assert {name: field.initial for name, field in response.context["form"].fields.items()} == {
        "bijeenkomsten": "wekelijks", "evaluatie": "niet", "netwerk": "direct",
    }  # fmt: skip


def test_preferences_are_saved(ingelogd, persoon):
    VoorkeurFactory(persoon=persoon, onderwerp="evaluatie")
    VoorkeurFactory(persoon=persoon, onderwerp="netwerk")
    other = VoorkeurFactory(onderwerp="evaluatie")

    response = ingelogd.post(PREFERENCES, {"bijeenkomsten": "wekelijks", "evaluatie": "direct", "netwerk": "wekelijks"})

    assert response.url == reverse("personen:profile")
    assert set(Voorkeur.objects.values_list("persoon", "onderwerp", "keuze")) == {
        (persoon.pk, "bijeenkomsten", "wekelijks"), (persoon.pk, "netwerk", "wekelijks"),
        (other.persoon_id, "evaluatie", "niet"),
    }  # fmt: skip
    assert sorted(Logregel.objects.values_list("actie", "feiten__onderwerp", "feiten__keuze")) == [
        ("berichten.voorkeur.set", "bijeenkomsten", "wekelijks"),
        ("berichten.voorkeur.set", "evaluatie", "direct"),
        ("berichten.voorkeur.set", "netwerk", "wekelijks"),
    ]


def test_saving_the_same_preferences_again_changes_nothing(ingelogd):
    for _ in range(2):
        ingelogd.post(PREFERENCES, ALLES_METEEN | {"evaluatie": "niet", "netwerk": "wekelijks", "iets": "<script>"})

    assert (Voorkeur.objects.count(), Logregel.objects.count()) == (2, 2)


@pytest.mark.parametrize(
    ("wrong", "message"),
    [
        ({"evaluatie": "soms"}, "Selecteer een geldige keuze. soms is geen beschikbare keuze."),
        ({"evaluatie": ""}, "Dit veld is verplicht."),
    ],
)
def test_unknown_preference_is_refused_and_nothing_saved(ingelogd, wrong, message):
    response = ingelogd.post(PREFERENCES, ALLES_METEEN | {"bijeenkomsten": "niet"} | wrong)

    assert (response.status_code, Voorkeur.objects.count()) == (422, 0)
    assert response.context["form"].errors == {"evaluatie": [message]}


def test_preferences_as_a_part_of_the_profile_page(ingelogd):
    whole = ingelogd.get(PREFERENCES).content.decode()
    part = ingelogd.get(PREFERENCES, headers={"HX-Request": "true"}).content.decode()

    assert ("<html" in whole, "<html" in part) == (True, False)
    assert all(f'action="{PREFERENCES}"' in html for html in (whole, part))


def test_preferences_need_login(client):
    assert client.post(PREFERENCES, {}).url == f"/accounts/login/?next={PREFERENCES}"


def test_mail_waiting_for_who_stopped_is_skipped(ingelogd, persoon, soort):
    bericht = BerichtFactory(aan=persoon, op=nu() - timedelta(minutes=1))
    ingelogd.post(PREFERENCES, ALLES_METEEN | {"bijeenkomsten": "niet"})

    services.carry_out_due()

    bericht.refresh_from_db()
    assert (bericht.status, mail.outbox) == ("overgeslagen", [])
