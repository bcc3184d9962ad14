"""What the mail itself looks like, and that nothing somebody typed can change its headers."""

import email
import email.policy
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime

import icalendar
import pytest
import time_machine
from django.core import mail

from berichten import services
from berichten.handelingen import read_token
from berichten.models import Voorkeur
from berichten.soorten import Ics, Inhoud
from berichten.tests.factories import BerichtFactory, VerzendingFactory, add_soort
from personen.models import Persoon

pytestmark = pytest.mark.django_db


def send(bericht=None):
    """The mail as it goes over the line, parsed by somebody else."""
    bericht = bericht or BerichtFactory()
    services.carry_out_due()
    [message] = mail.outbox
    return email.message_from_bytes(message.message().as_bytes(), policy=email.policy.default)


def with_inhoud(monkeypatch, **kwargs):
    facts = {
        "onderwerp": "x",
        "template": "email/account/bericht",
        "reden": "Omdat.",
        "context": {"tekst": "t"},
    } | kwargs
    add_soort(monkeypatch, inhoud=lambda bericht: Inhoud(**facts))


def test_text_and_html_say_the_same_and_why(soort):
    parsed = send()

    texts = {part: parsed.get_body((part,)).get_content() for part in ("plain", "html")}
    assert [part.get_content_type() for part in parsed.walk()] == ["multipart/alternative", "text/plain", "text/html"]
    assert "Kom je <b>donderdag</b>?" in texts["plain"]
    assert "Kom je &lt;b&gt;donderdag&lt;/b&gt;?" in texts["html"]
    assert all("Je krijgt deze mail omdat je meedoet." in text for text in texts.values())


def test_headers(soort):
    bericht = BerichtFactory()

    parsed = send(bericht)

    assert (parsed["Message-ID"], parsed["Auto-Submitted"]) == (f"<{bericht.uuid}@localhost>", "auto-generated")
    assert str(parsed["From"]) == "Leernetwerken <netwerk@leernetwerk.test>"
    assert parsed["To"].addresses[0].addr_spec == bericht.aan.email
    assert parsed["To"].addresses[0].display_name == bericht.aan.naam


def test_date_is_the_moment_of_sending_on_the_dutch_clock(soort):
    """Not the moment it was due: a late mail would hide far down in the mailbox."""
    with time_machine.travel(datetime(2026, 11, 26, 12, tzinfo=UTC), tick=False):
        parsed = send(BerichtFactory(op=datetime(2026, 11, 25, 12, tzinfo=UTC)))

    assert str(parsed["Date"]) == "Thu, 26 Nov 2026 13:00:00 +0100"
    assert parsedate_to_datetime(parsed["Date"]).utcoffset() == timedelta(hours=1)


@pytest.mark.parametrize(
    "naam",
    [
        'Noor "de" <x@anders.test>',
        "Zoë Çelik, coördinator",
        "שלום 👩‍🏫",
        "a@b.test, c@d.test",
        "Noor\r\nBcc: dief@anders.test",
    ],
)
def test_no_name_adds_a_receiver(soort, naam):
    bericht = BerichtFactory(aan__naam=naam)

    parsed = send(bericht)

    assert [address.addr_spec for address in parsed["To"].addresses] == [bericht.aan.email]
    assert parsed["To"].addresses[0].display_name == " ".join(naam.split())
    assert parsed["Bcc"] is None


def test_no_subject_or_sender_adds_a_header(monkeypatch):
    with_inhoud(monkeypatch, onderwerp="Hoi\r\nBcc: dief@anders.test\x00\u2028", afzender="Net\nwerk\r\nX-A: b")

    parsed = send()

    assert parsed["Subject"] == "Hoi Bcc: dief@anders.test"
    assert parsed["From"].addresses[0].display_name == "Net werk X-A: b"
    assert (parsed["Bcc"], parsed["X-A"]) == (None, None)


@pytest.mark.parametrize("setting", ["netwerk@school.test", "Onze site <netwerk@school.test>"])
def test_sender_is_the_network_at_our_address(monkeypatch, settings, setting):
    settings.DEFAULT_FROM_EMAIL = setting
    with_inhoud(monkeypatch, afzender="Verbindend vernieuwen")

    assert str(send()["From"]) == "Verbindend vernieuwen <netwerk@school.test>"


def test_own_words_of_the_facilitator_are_text(monkeypatch, soort):
    verzending = VerzendingFactory(uitgevoerd=True, eigen_tekst="Tot <i>dan</i>\n& neem laarzen mee")

    parsed = send(BerichtFactory(verzending=verzending))

    assert "Tot <i>dan</i>\n& neem laarzen mee" in parsed.get_body(("plain",)).get_content()
    assert "Tot &lt;i&gt;dan&lt;/i&gt;<br>&amp; neem laarzen mee" in parsed.get_body(("html",)).get_content()


def test_very_long_subject_is_sent_whole_and_kept_short(monkeypatch):
    with_inhoud(monkeypatch, onderwerp="lang " * 100)
    bericht = BerichtFactory()

    parsed = send(bericht)

    bericht.refresh_from_db()
    assert (len(parsed["Subject"]), len(bericht.onderwerp)) == (499, 200)


ICS = (
    b"BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//proef//\r\nMETHOD:REQUEST\r\nBEGIN:VEVENT\r\nUID:1@school.test\r\n"
    b"DTSTAMP:20261121T120000Z\r\nDTSTART:20261126T123000Z\r\nSUMMARY:Co\xc3\xb6rdinatie\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n"
)


@pytest.mark.parametrize("method", ["REQUEST", "CANCEL"])
def test_calendar_part_carries_its_method(monkeypatch, method):
    data = ICS.replace(b"REQUEST", method.encode())
    with_inhoud(monkeypatch, ics=Ics(method, data))

    parsed = send()

    [part] = [part for part in parsed.walk() if part.get_content_type() == "text/calendar"]
    assert (part.get_param("method"), part.get_param("charset")) == (method, "utf-8")
    [event] = icalendar.Calendar.from_ical(part.get_payload(decode=True)).walk("VEVENT")
    assert (str(event["SUMMARY"]), str(event["UID"])) == ("Coördinatie", "1@school.test")
    [attachment] = list(parsed.iter_attachments())
    assert (attachment.get_filename(), attachment.get_payload(decode=True)) == ("bijeenkomst.ics", data)


def test_calendar_part_is_an_alternative_of_the_text(monkeypatch):
    with_inhoud(monkeypatch, ics=Ics("REQUEST", ICS))

    parsed = send()

    alternative = next(part for part in parsed.walk() if part.get_content_type() == "multipart/alternative")
    assert [part.get_content_type() for part in alternative.iter_parts()] == [
        "text/plain",
        "text/html",
        "text/calendar",
    ]


# --- stopping mail ------------------------------------------------------------------------------


@pytest.fixture
def stop_url(soort):
    parsed = send()
    assert parsed["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    url = str(parsed["List-Unsubscribe"]).strip("<>")
    assert url in parsed.get_body(("html",)).get_content()
    assert url in parsed.get_body(("plain",)).get_content()
    return url.removeprefix("http://localhost:8000")


def test_stop_address_is_short_absolute_and_on_the_line_of_its_header(soort):
    send()

    lines = mail.outbox[0].message().as_bytes().split(b"\n")
    [line] = [line for line in lines if line.startswith(b"List-Unsubscribe:")]
    assert line.startswith(b"List-Unsubscribe: <http://localhost:8000/d/stop.")
    assert line.endswith(b"/>")
    assert len(line) < 130


def test_mail_program_stops_mail_with_one_post(stop_url, csrf_client):
    response = csrf_client.post(stop_url, {"List-Unsubscribe": "One-Click"})

    assert (response.status_code, response.cookies) == (200, {})
    assert list(Voorkeur.objects.values_list("onderwerp", flat=True)) == ["bijeenkomsten"]


def test_opening_the_link_changes_nothing(stop_url, csrf_client, django_assert_num_queries):
    """Mail scanners open every link, some of them many times."""
    for _ in range(3):
        with django_assert_num_queries(1):
            response = csrf_client.get(stop_url)

    assert (response.status_code, Voorkeur.objects.count()) == (200, 0)
    assert "Geen mail meer over bijeenkomsten?" in response.content.decode()
    assert csrf_client.head(stop_url).status_code == 200


def test_stopping_twice_is_fine(stop_url, client):
    client.post(stop_url)

    assert (client.post(stop_url).status_code, Voorkeur.objects.count()) == (200, 1)


def test_stopped_mail_is_skipped_from_then_on(stop_url, client):
    handeling, (persoon_pk, _) = read_token(stop_url.split("/")[2])
    client.post(stop_url)
    bericht = BerichtFactory(aan=Persoon.objects.get(pk=persoon_pk))

    services.carry_out_due()

    bericht.refresh_from_db()
    assert (handeling.code, bericht.status) == ("stop", "overgeslagen")


@pytest.mark.parametrize("onderwerp", ["", "evaluatie"])
def test_necessary_mail_cannot_be_stopped_and_others_name_their_subject(monkeypatch, onderwerp):
    add_soort(monkeypatch, onderwerp=onderwerp)

    parsed = send()

    assert (parsed["List-Unsubscribe"] is None) == (onderwerp == "")
    text = parsed.get_body(("plain",)).get_content()
    assert ("Geen mail meer over evaluaties" in text) == (onderwerp == "evaluatie")


def test_somebody_without_account_has_nothing_to_stop(soort):
    assert send(BerichtFactory(aan=None, adres="nieuw@school.test"))["List-Unsubscribe"] is None


def test_link_of_a_closed_account_says_nothing_about_the_person(soort, client):
    bericht = BerichtFactory()
    send(bericht)
    url = mail.outbox[0].extra_headers["List-Unsubscribe"].strip("<>").removeprefix("http://localhost:8000")
    bericht.aan.is_active = False
    bericht.aan.save()

    response = client.get(url)

    assert response.status_code == 410
    assert bericht.aan.naam not in response.content.decode()
