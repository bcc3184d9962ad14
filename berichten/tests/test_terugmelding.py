"""What mail services report, in the words they use (their documented payloads), and what it does to an address."""

import base64
import json

import pytest
from django.core import mail
from django.db import IntegrityError
from django.urls import reverse

from berichten import services
from berichten.models import Adresmerk, Bericht
from berichten.tests.factories import AdresmerkFactory, BerichtFactory, add_soort
from kern.models import Logregel
from personen.tests.factories import PersoonFactory

pytestmark = pytest.mark.django_db
ADRES = "Annemiek@School.test"
SECRET = "brievenbus:lang-en-geheim"


def brevo(event, **more):
    return {
        "event": event, "email": ADRES, "id": 26224, "date": "2026-11-20 10:08:58", "ts": 1795166938,
        "message-id": "<202611200908.84@smtp-relay>", "ts_event": 1795166938, "subject": "Uitnodiging",
        "sending_ip": "185.41.28.109", "ts_epoch": 1795166938223, **more,
    }  # fmt: skip


def postmark(record, type_="", **more):
    return {
        "RecordType": record, "Type": type_, "ID": 4323372036854775807, "TypeCode": 1, "Name": "Hard bounce",
        "MessageID": "883953f4-6105-42a2-a16a-77a8eac79483", "ServerID": 23, "Email": ADRES,
        "From": "netwerk@leernetwerk.test", "BouncedAt": "2026-11-20T16:33:54.9070259Z", "Inactive": True,
        "Description": "The server was unable to deliver your message", "Details": "smtp;550 5.1.1", **more,
    }  # fmt: skip


def mailjet(event, error="", related="recipient", **more):
    return {
        "event": event, "time": 1795166938, "MessageID": 13792286917004336, "email": ADRES, "mj_campaign_id": 0,
        "mj_contact_id": 0, "customcampaign": "", "CustomID": "", "Payload": "", "error_related_to": related,
        "error": error, **more,
    }  # fmt: skip


ONBEREIKBAAR = [
    ("brevo", brevo("hard_bounce", reason="550 5.1.1 user unknown")),
    ("brevo", brevo("invalid_email")),
    ("brevo", brevo("blocked")),
    ("postmark", postmark("Bounce", "HardBounce")),
    ("postmark", postmark("Bounce", "BadEmailAddress")),
    ("postmark", postmark("Bounce", "ManuallyDeactivated")),
    ("mailjet", mailjet("bounce", "user unknown", hard_bounce=True, blocked=False)),
    ("mailjet", [mailjet("open", related=""), mailjet("bounce", "invalid domain", "domain", hard_bounce=True)]),
]
KLACHT = [
    ("brevo", brevo("spam")),
    ("brevo", brevo("complaint")),
    ("postmark", postmark("SpamComplaint", "SpamComplaint")),
    ("mailjet", mailjet("spam", related="", source="JMRPP")),
]
NIETS = [
    ("brevo", brevo("delivered")),
    ("brevo", brevo("soft_bounce", reason="452 mailbox full")),
    ("brevo", brevo("deferred")),
    ("brevo", brevo("opened")),
    ("brevo", brevo("iets nieuws")),
    ("postmark", postmark("Delivery")),
    ("postmark", postmark("Bounce", "SoftBounce")),
    ("postmark", postmark("Bounce", "Transient")),
    ("postmark", postmark("Bounce", "DMARCPolicy")),
    ("mailjet", mailjet("sent", related="")),
    ("mailjet", mailjet("bounce", "quota exceeded", hard_bounce=False)),
    ("mailjet", mailjet("blocked", "content blocked", "content")),
    ("mailjet", []),
    ("brevo", brevo("hard_bounce") | {"email": "geen adres"}),
    ("brevo", brevo("hard_bounce") | {"email": f"{'x' * 300}@school.test"}),
]


@pytest.fixture
def report(client, settings):
    """``report(service, payload)``: what the service posts, with its password."""

    def post(service, payload, secret=SECRET):
        settings.MAIL_WEBHOOK_SERVICE, settings.ANYMAIL = service, {"WEBHOOK_SECRET": SECRET}
        body = payload if isinstance(payload, bytes) else json.dumps(payload).encode()
        headers = {"Authorization": f"Basic {base64.b64encode(secret.encode()).decode()}"} if secret else {}
        return client.post(
            reverse("berichten:terugmelding"), body, content_type="application/json", headers=headers
        ).status_code

    return post


def marks():
    return list(Adresmerk.objects.values_list("adres", "soort"))


@pytest.mark.parametrize(("service", "payload"), ONBEREIKBAAR)
def test_bounce_marks_the_address(report, service, payload):
    assert report(service, payload) == 200

    assert marks() == [("annemiek@school.test", "onbereikbaar")]


@pytest.mark.parametrize(("service", "payload"), KLACHT)
def test_complaint_marks_the_address(report, service, payload):
    assert report(service, payload) == 200

    assert marks() == [("annemiek@school.test", "klacht")]


@pytest.mark.parametrize(("service", "payload"), NIETS)
def test_what_says_nothing_about_the_address_marks_nothing(report, service, payload):
    assert report(service, payload) == 200

    assert marks() == []


def test_the_same_report_twice_is_one_mark_and_one_line(report):
    PersoonFactory(email=ADRES)
    for _ in range(2):
        report(*ONBEREIKBAAR[0])
    report(*KLACHT[0])

    assert len(marks()) == 2
    assert [regel.feiten for regel in Logregel.objects.order_by("pk")] == [
        {"soort": "onbereikbaar", "bron": "Brevo"}, {"soort": "klacht", "bron": "Brevo"},
    ]  # fmt: skip


@pytest.mark.parametrize("secret", ["", "brievenbus:fout", "lang-en-geheim", SECRET + "x", SECRET.upper()])
def test_without_the_password_nothing_is_read(report, secret):
    assert report(*ONBEREIKBAAR[0], secret=secret) == 403

    assert marks() == []


@pytest.mark.parametrize(("service", "secret"), [("", SECRET), ("brevo", ""), ("onbekend", SECRET)])
def test_not_there_until_it_is_set_up(client, settings, service, secret):
    settings.MAIL_WEBHOOK_SERVICE, settings.ANYMAIL = service, {"WEBHOOK_SECRET": secret}

    response = client.post(reverse("berichten:terugmelding"), "{}", content_type="application/json")

    assert response.status_code == 404


@pytest.mark.parametrize(
    "body",
    [b"", b"geen json", b"[", b"null", b"7", b'"tekst"', b"[[]]", b"\xff\xfe", b'{"event": {}}', b'{"items": []}',
     b'{"event": "hard_bounce", "email": ["a@b.nl"], "ts_epoch": "x"}', b'{"event": "spam", "email": null}'],
)  # fmt: skip
@pytest.mark.parametrize("service", ["brevo", "mailjet", "postmark"])
def test_rubbish_is_refused_or_ignored(report, service, body):
    assert report(service, body) in (200, 400)

    assert marks() == []


def test_mail_to_an_address_that_gives_mail_back_is_skipped(monkeypatch, mailoutbox):
    add_soort(monkeypatch, onderwerp="")
    bericht = BerichtFactory(soort="proef", aan__email="terug@school.test")
    AdresmerkFactory(adres="terug@school.test")

    services.carry_out_due()

    bericht.refresh_from_db()
    assert (bericht.status, bericht.reden) == (Bericht.Status.OVERGESLAGEN, "Dit adres geeft mail terug.")
    assert mail.outbox == []


@pytest.mark.parametrize(("onderwerp", "aantal"), [("", 1), ("bijeenkomsten", 0)])
def test_after_a_complaint_only_what_is_needed_goes(monkeypatch, onderwerp, aantal, mailoutbox):
    add_soort(monkeypatch, onderwerp=onderwerp)
    BerichtFactory(soort="proef", aan__email="klaagt@school.test")
    AdresmerkFactory(adres="klaagt@school.test", soort="klacht")

    services.carry_out_due()

    assert len(mail.outbox) == aantal


def test_code_to_sign_in_always_goes_and_using_it_clears_the_address(client, mailoutbox):
    persoon = PersoonFactory(email="terug@school.test")
    AdresmerkFactory(adres=persoon.email)
    AdresmerkFactory(adres=persoon.email, soort="klacht")

    client.post(reverse("account_request_login_code"), {"email": persoon.email})
    services.carry_out_due()
    code = mailoutbox[0].subject.split()[0].rstrip(":")
    client.post(reverse("account_confirm_login_code"), {"code": code})

    assert marks() == [(persoon.email, "klacht")]


def test_password_shows_nothing_about_the_mail(client):
    persoon = PersoonFactory(email="terug@school.test")
    AdresmerkFactory(adres=persoon.email)

    client.force_login(persoon)

    assert marks() == [(persoon.email, "onbereikbaar")]


def test_owner_sees_why_and_switches_mail_on_again(client):
    persoon, ander = PersoonFactory(), AdresmerkFactory()
    AdresmerkFactory(adres=persoon.email)
    client.force_login(persoon)

    pagina = client.get(reverse("berichten:preferences")).content.decode()
    response = client.post(reverse("berichten:resume_mail"), follow=True)

    assert f"Mail naar {persoon.email} komt terug" in pagina
    assert "We mailen je weer." in response.content.decode()
    assert marks() == [(ander.adres, "onbereikbaar")]
    assert "komt terug</h2>" not in client.get(reverse("berichten:preferences")).content.decode()


def test_marks_are_per_address_and_kind():
    merk = AdresmerkFactory()

    assert str(merk) == f"{merk.adres}: mail komt terug"
    with pytest.raises(IntegrityError, match="adresmerk_once_per_soort|berichten_adresmerk"):
        AdresmerkFactory(adres=merk.adres)


@pytest.mark.parametrize(
    ("velden", "naam"), [({"adres": "A@b.nl"}, "adresmerk_lower"), ({"soort": "iets"}, "adresmerk_known_soort")]
)
def test_constraints(velden, naam):
    with pytest.raises(IntegrityError, match=naam):
        AdresmerkFactory(**velden)
