"""The meeting in the calendar of a guest, as it leaves in the mails."""

from datetime import timedelta

import pytest
from django.core import mail
from icalendar import Calendar

from berichten.services import carry_out_due
from bijeenkomsten.models import Spreekverzoek
from bijeenkomsten.services import cancel_bijeenkomst, update_bijeenkomst
from bijeenkomsten.sprekers import services
from bijeenkomsten.sprekers.agenda import make_ics
from bijeenkomsten.sprekers.handelingen import CODE
from bijeenkomsten.sprekers.mails import gast_link
from bijeenkomsten.sprekers.tests.factories import SpreekverzoekFactory
from bijeenkomsten.sprekers.tests.gast import BEGIN, WAARDEN, say
from bijeenkomsten.tests.factories import ProgrammaonderdeelFactory

pytestmark = pytest.mark.django_db


def read_events():
    """(METHOD, event) of every calendar part that went to the guest; the part and the file are the same."""
    uit = []
    for bericht in (m for m in mail.outbox if "femke@elders.test" in m.to[0]):
        for tekst, soort in bericht.alternatives:
            if soort.startswith("text/calendar"):
                [bestand] = [inhoud for naam, inhoud, _ in bericht.attachments if naam == "bijeenkomst.ics"]
                cal = Calendar.from_ical(tekst)
                assert cal.to_ical() == Calendar.from_ical(bestand).to_ical()
                assert soort == f"text/calendar; method={cal['METHOD']}"
                [event] = cal.walk("VEVENT")
                uit.append((str(cal["METHOD"]), event))
    return uit


def refresh(verzoek):
    return Spreekverzoek.objects.with_all().get(pk=verzoek.pk)


def test_confirmation_names_only_the_guest_and_the_netwerk(verzoek, cast):
    ProgrammaonderdeelFactory(bijeenkomst=verzoek.bijeenkomst, titel="Geheim van de groep")
    say(verzoek)

    [(method, event)] = read_events()
    assert (method, event["STATUS"], event["SEQUENCE"]) == ("REQUEST", "CONFIRMED", 0)
    assert (event.decoded("DTSTART"), event.decoded("DTEND")) == (BEGIN, BEGIN + timedelta(hours=3))
    assert str(event["SUMMARY"]) == f"Gastspreker bij {cast.netwerk.naam}: Rust & regelmaat"
    assert "Kastanjelaan 8" in str(event["LOCATION"])
    assert str(event["DESCRIPTION"]).endswith("Bel aan.\n\nJe briefing vind je met de link in de mail.")
    assert str(event["ATTENDEE"]) == "mailto:femke@elders.test"  # one, so no list
    assert (event["ATTENDEE"].params["CN"], event["ATTENDEE"].params["PARTSTAT"]) == ("Femke <b> Gast", "ACCEPTED")
    assert event["ORGANIZER"].params["CN"] == cast.netwerk.naam

    # What is for members alone: their event, its page, the programme; and the link that is the guest's key.
    alles = event.to_ical().decode().replace("\r\n ", "")
    assert str(event["UID"]) != verzoek.bijeenkomst.uid
    assert "URL" not in event
    for geheim in ("Geheim van de groep", "/d/", "/netwerken/", cast.facilitator.email, cast.deelnemer.naam):
        assert geheim not in alles


def test_no_calendar_before_a_yes_and_with_a_no(verzoek):
    assert read_events() == []
    say(verzoek, komt=False)

    assert read_events() == []


def test_another_place_then_another_day(verzoek, cast, clock):
    say(verzoek)
    clock(11, 4, 10)
    b = refresh(verzoek).bijeenkomst
    b = update_bijeenkomst(b, {"plaats": "Deventer"}, by=cast.facilitator, versie=b.versie)
    carry_out_due()
    clock(11, 5, 10)
    later = BEGIN + timedelta(days=7)
    waarden = {"begint_op": later, "eindigt_op": later + timedelta(hours=2)}
    update_bijeenkomst(b, waarden, by=cast.facilitator, versie=b.versie)
    carry_out_due()
    say(refresh(verzoek))

    eerst, plek, dag, ja = (event for _, event in read_events())
    assert {method for method, _ in read_events()} == {"REQUEST"}
    assert {str(event["UID"]) for event in (eerst, plek, dag, ja)} == {str(eerst["UID"])}
    assert [event["SEQUENCE"] for event in (eerst, plek, dag, ja)] == [0, 1, 2, 2]
    assert "Deventer" in str(plek["LOCATION"])
    assert (plek["STATUS"], plek["ATTENDEE"].params["PARTSTAT"]) == ("CONFIRMED", "ACCEPTED")
    assert dag.decoded("DTSTART") == later
    assert (dag["STATUS"], dag["ATTENDEE"].params["PARTSTAT"]) == ("TENTATIVE", "NEEDS-ACTION")
    assert str(dag["DESCRIPTION"]).startswith("Dit is een andere dag of tijd.")
    assert (ja["STATUS"], ja["ATTENDEE"].params["PARTSTAT"]) == ("CONFIRMED", "ACCEPTED")
    assert ja.decoded("DTSTAMP") > dag.decoded("DTSTAMP") - timedelta(seconds=1)


def test_cancelled(verzoek, cast, clock):
    say(verzoek)
    clock(11, 4, 10)
    cancel_bijeenkomst(refresh(verzoek).bijeenkomst, reden="Marit is ziek.", by=cast.facilitator)
    carry_out_due()

    (_, eerst), (method, weg) = read_events()
    assert (method, weg["STATUS"], weg["TRANSP"]) == ("CANCEL", "CANCELLED", "TRANSPARENT")
    assert weg["UID"] == eerst["UID"]
    assert weg["SEQUENCE"] > eerst["SEQUENCE"]
    assert "Marit is ziek" not in str(weg["DESCRIPTION"])  # the reason is for the group


def test_withdrawn_and_asked_anew_rises_every_time(verzoek, cast, clock):
    say(verzoek)
    services.withdraw_verzoek(refresh(verzoek), by=cast.facilitator)
    carry_out_due()
    clock(11, 4, 10)
    opnieuw = services.ask_gast(refresh(verzoek).bijeenkomst, refresh(verzoek).spreker, WAARDEN, by=cast.facilitator)
    carry_out_due()
    say(opnieuw)

    gelezen = read_events()
    assert [method for method, _ in gelezen] == ["REQUEST", "CANCEL", "REQUEST"]
    assert [event["SEQUENCE"] for _, event in gelezen] == [0, 1, 2]
    assert len({str(event["UID"]) for _, event in gelezen}) == 1


def test_withdrawn_without_a_yes_has_nothing_to_take_out(verzoek, cast, clock):
    services.withdraw_verzoek(verzoek, by=cast.facilitator)
    carry_out_due()

    assert mail.outbox[-1].subject.startswith("Je hoeft niet te komen")
    assert read_events() == []


def test_online_and_hostile_text():
    v = SpreekverzoekFactory(komt=True, praktisch="Regel één\r\nEND:VEVENT\r\nX-KWAAD:1", bijeenkomst__online=True)
    v.spreker.naam = 'Femke "x"\r\nX-KWAAD:1'

    [event] = Calendar.from_ical(make_ics(v).data).walk("VEVENT")

    assert str(event["LOCATION"]) == v.bijeenkomst.online_link
    assert f"Online meedoen: {v.bijeenkomst.online_link}" in str(event["DESCRIPTION"])
    assert "X-KWAAD" not in event
    assert event["ATTENDEE"].params["CN"] == "Femke 'x' X-KWAAD:1"


def test_who_says_no_after_a_yes_hears_to_take_it_out_of_the_calendar(verzoek, client):
    adres = gast_link(verzoek).removeprefix("http://localhost:8000")
    assert f"/{CODE}." in adres
    zin = "Haal hem er dan uit."

    assert zin not in client.post(adres, {"komt": "nee"}).content.decode()
    client.post(adres, {"komt": "ja"})
    assert zin in client.post(adres, {"komt": "nee"}).content.decode()
