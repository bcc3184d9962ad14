from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
import time_machine
from icalendar import Calendar

from bijeenkomsten import ical, services
from bijeenkomsten.tests.cast import Cast, make_waarden
from bijeenkomsten.tests.factories import AgendalinkFactory, BijeenkomstFactory, ProgrammaonderdeelFactory
from personen.tests.factories import PersoonFactory

pytestmark = pytest.mark.django_db
NL = ZoneInfo("Europe/Amsterdam")
LASTIG = "Emoji 🌱, שלום, komma's; punt-komma's \\ en \"aanhalingstekens\" " + "heel lang " * 6


def read(data):
    """The one event of a calendar file, after a round trip through the parser."""
    cal = Calendar.from_ical(data)
    [event] = cal.walk("VEVENT")
    return cal, event


def test_create_move_cancel_keep_one_uid_and_raise_sequence():
    cast = Cast()
    b = services.plan_bijeenkomst(cast.netwerk, make_waarden(), by=cast.facilitator)
    cal, eerst = read(ical.make_itip(b, cast.deelnemer))
    begin = b.begint_op + timedelta(days=7)
    b = services.update_bijeenkomst(
        b, {"begint_op": begin, "eindigt_op": begin + timedelta(hours=2)}, by=cast.facilitator, versie=b.versie
    )
    _, verplaatst = read(ical.make_itip(b, cast.deelnemer, "komt"))
    b = services.cancel_bijeenkomst(b, reden="De zaal is bezet.", by=cast.facilitator)
    weg_cal, weg = read(ical.make_itip(b, cast.deelnemer, method=ical.CANCEL))

    assert [str(e["UID"]) for e in (eerst, verplaatst, weg)] == [b.uid] * 3
    assert [e["SEQUENCE"] for e in (eerst, verplaatst, weg)] == [0, 1, 2]
    assert (cal["METHOD"], weg_cal["METHOD"]) == ("REQUEST", "CANCEL")
    assert (eerst["STATUS"], weg["STATUS"]) == ("CONFIRMED", "CANCELLED")
    assert verplaatst.decoded("DTSTART") == begin
    assert verplaatst.decoded("DTEND") == begin + timedelta(hours=2)
    assert str(weg["DESCRIPTION"]) == "Gaat niet door.\nDe zaal is bezet."


def test_request_has_everything_a_calendar_needs():
    cast = Cast()
    b = BijeenkomstFactory(netwerk=cast.netwerk, vorm="hybride", online_link="https://overleg.test/a?b=1,2;3")
    ProgrammaonderdeelFactory(bijeenkomst=b, titel="Welkom; en, verder")

    cal, event = read(ical.make_itip(b, cast.deelnemer))

    assert cal["VERSION"] == "2.0"
    assert [str(tz["TZID"]) for tz in cal.walk("VTIMEZONE")] == ["Europe/Amsterdam"]
    assert event["DTSTART"].params["TZID"] == "Europe/Amsterdam"
    assert event.decoded("DTSTAMP").tzinfo is not None
    assert str(event["SUMMARY"]) == f"{b.netwerk.naam}: {b.titel}"
    assert str(event["LOCATION"]) == b.waar
    assert str(event["URL"]) == f"http://localhost:8000{b.get_absolute_url()}"
    assert "Online meedoen: https://overleg.test/a?b=1,2;3" in str(event["DESCRIPTION"])
    assert "13.30 Welkom; en, verder" in str(event["DESCRIPTION"])
    assert str(event["ORGANIZER"]) == "mailto:netwerk@leernetwerk.test"
    assert event["ORGANIZER"].params["CN"] == b.netwerk.naam
    attendee = event["ATTENDEE"]
    assert str(attendee) == f"mailto:{cast.deelnemer.email}"
    assert (attendee.params["PARTSTAT"], attendee.params["RSVP"]) == ("NEEDS-ACTION", "FALSE")


@pytest.mark.parametrize(
    ("antwoord", "partstat"),
    [("", "NEEDS-ACTION"), ("onbekend", "NEEDS-ACTION"), ("komt", "ACCEPTED"), ("komt_niet", "DECLINED")],
)
def test_partstat_follows_the_answer(antwoord, partstat):
    b = BijeenkomstFactory()

    _, event = read(ical.make_itip(b, PersoonFactory(), antwoord))

    assert event["ATTENDEE"].params["PARTSTAT"] == partstat


def test_online_meeting_has_its_link_as_place():
    b = BijeenkomstFactory(online=True)

    _, event = read(ical.make_download(b))

    assert str(event["LOCATION"]) == b.online_link


def test_hostile_text_survives_the_round_trip_and_cannot_break_out():
    lastig = f"{LASTIG}\r\nEND:VEVENT\r\nX-KWAAD:1"
    b = BijeenkomstFactory(titel=LASTIG.strip(), doel=lastig, locatie="Zaal; 3, 'noord' \\ zuid")
    b.netwerk.naam = 'Net "werk"; :komma,\nnieuwe regel'
    persoon = PersoonFactory(naam='Noor "d\'Eij"\r\nsink; 🌱')

    data = ical.make_itip(b, persoon)
    cal, event = read(data)

    assert str(event["SUMMARY"]) == f"{b.netwerk.naam}: {b.titel}"
    assert str(event["DESCRIPTION"]).startswith(lastig.replace("\r\n", "\n"))
    assert "X-KWAAD" not in event
    assert event["ATTENDEE"].params["CN"] == "Noor 'd'Eij' sink; 🌱"
    assert all(len(regel) <= 75 for regel in data.split(b"\r\n"))
    assert len(cal.walk("VEVENT")) == 1


@pytest.mark.parametrize(
    ("begin", "utc_uur"),
    [
        (datetime(2026, 10, 24, 13, 30, tzinfo=NL), 11),
        (datetime(2026, 10, 25, 13, 30, tzinfo=NL), 12),
        (datetime(2027, 3, 27, 13, 30, tzinfo=NL), 12),
        (datetime(2027, 3, 28, 13, 30, tzinfo=NL), 11),
    ],
)
def test_half_past_one_stays_half_past_one_when_the_clock_changes(begin, utc_uur):
    b = BijeenkomstFactory(begint_op=begin, eindigt_op=begin + timedelta(hours=3))
    b.refresh_from_db()

    _, event = read(ical.make_download(b))
    gelezen = event.decoded("DTSTART")

    assert gelezen.strftime("%H:%M") == "13:30"
    assert gelezen.astimezone(UTC).hour == utc_uur
    assert event["DTSTART"].to_ical() == begin.strftime("%Y%m%dT%H%M%S").encode()


def test_meeting_through_the_night_of_the_clock_change_keeps_its_length():
    begin = datetime(2026, 10, 24, 22, 0, tzinfo=NL)
    b = BijeenkomstFactory(begint_op=begin, eindigt_op=datetime(2026, 10, 25, 9, 0, tzinfo=NL))
    b.refresh_from_db()

    _, event = read(ical.make_download(b))

    lengte = event.decoded("DTEND").astimezone(UTC) - event.decoded("DTSTART").astimezone(UTC)
    assert lengte == timedelta(hours=12)


def test_timezone_says_when_the_clock_changes():
    begin = datetime(2026, 11, 26, 13, 30, tzinfo=NL)
    b = BijeenkomstFactory(begint_op=begin, eindigt_op=begin + timedelta(hours=1))

    cal, _ = read(ical.make_download(b))
    [tz] = cal.walk("VTIMEZONE")

    assert tz.to_tz().utcoffset(datetime(2026, 11, 26, 13, 30)) == timedelta(hours=1)
    assert tz.to_tz().utcoffset(datetime(2027, 7, 1, 13, 30)) == timedelta(hours=2)


def feed_url(link):
    return f"/mijn/agenda/{link.token}.ics"


def test_feed_without_login_with_304_and_per_person(client):
    cast = Cast()
    b = BijeenkomstFactory(netwerk=cast.netwerk)
    BijeenkomstFactory(netwerk=cast.netwerk, afgelast=True, dagen=50)
    BijeenkomstFactory()
    link = AgendalinkFactory(persoon=cast.deelnemer)

    eerste = client.get(feed_url(link))
    with time_machine.travel(b.begint_op - timedelta(days=2), tick=False):
        zelfde = client.get(feed_url(link), headers={"if-none-match": eerste["ETag"]})
    events = Calendar.from_ical(eerste.content).walk("VEVENT")

    assert eerste.status_code == 200
    assert eerste["Content-Type"] == "text/calendar; charset=utf-8"
    assert eerste["X-Robots-Tag"] == "noindex"
    assert [str(e["STATUS"]) for e in events] == ["CONFIRMED", "CANCELLED"]
    assert "ATTENDEE" not in events[0]
    assert (zelfde.status_code, zelfde.content) == (304, b"")


def test_feed_changes_when_the_programme_does(client):
    cast = Cast()
    b = BijeenkomstFactory(netwerk=cast.netwerk)
    link = AgendalinkFactory(persoon=cast.deelnemer)
    etag = client.get(feed_url(link))["ETag"]

    ProgrammaonderdeelFactory(bijeenkomst=b)

    assert client.get(feed_url(link), headers={"if-none-match": etag}).status_code == 200


@pytest.mark.parametrize("item_count", [1, 3])
def test_feed_query_count(client, item_count, django_assert_num_queries):
    cast = Cast()
    for b in BijeenkomstFactory.create_batch(item_count, netwerk=cast.netwerk):
        ProgrammaonderdeelFactory(bijeenkomst=b)
    link = AgendalinkFactory(persoon=cast.deelnemer)

    with django_assert_num_queries(3):
        response = client.get(feed_url(link))

    assert len(Calendar.from_ical(response.content).walk("VEVENT")) == item_count


def test_feed_of_nobody_nothing_and_inactive(client):
    link = AgendalinkFactory(persoon__is_active=False)

    assert client.get("/mijn/agenda/" + "x" * 43 + ".ics").status_code == 404
    assert client.get("/mijn/agenda/kort.ics").status_code in {302, 404}
    assert client.get(feed_url(link)).status_code == 404
    assert client.post(feed_url(link)).status_code == 405


def test_empty_feed_is_a_valid_calendar(client):
    link = AgendalinkFactory()

    response = client.get(feed_url(link))

    assert Calendar.from_ical(response.content)["X-WR-CALNAME"] == "Leernetwerken"
