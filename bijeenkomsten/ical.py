"""Meetings as iCalendar (RFC 5545) and as invitations by mail (iTIP, RFC 5546).

One UID for the whole life of a meeting, a SEQUENCE that rises with every change calendars must follow, and local
Dutch times with their VTIMEZONE, so that a meeting after the clock changes is still at half past one.
"""

from datetime import date, datetime, time, timedelta

from django.conf import settings
from django.utils import timezone
from icalendar import Calendar, Event, vCalAddress, vText

from bijeenkomsten.models import Aanwezigheid
from kern.memo import memo
from kern.tijd import klok, nu

REQUEST, CANCEL = "REQUEST", "CANCEL"
KOMT, KOMT_NIET, WACHT = "ACCEPTED", "DECLINED", "NEEDS-ACTION"  # PARTSTAT
_PARTSTAT = {Aanwezigheid.Antwoord.KOMT: KOMT, Aanwezigheid.Antwoord.KOMT_NIET: KOMT_NIET}


def make_itip(bijeenkomst, persoon, antwoord="", *, method=REQUEST) -> bytes:
    """The calendar part of a mail to one person; nobody else is named in it."""
    event = make_event(bijeenkomst, dtstamp=nu())
    return make_invitation(event, bijeenkomst.netwerk, persoon, partstat=_PARTSTAT.get(antwoord, WACHT), method=method)


def make_invitation(event, netwerk, genodigde, *, partstat, method=REQUEST) -> bytes:
    """``event`` for one ``genodigde`` (with a naam and an email), from the netwerk; nobody else is named in it."""
    organizer = vCalAddress(f"mailto:{settings.DEFAULT_FROM_EMAIL}")
    organizer.params["CN"] = _param(netwerk.naam)
    event["organizer"] = organizer
    attendee = vCalAddress(f"mailto:{genodigde.email}")
    attendee.params.update(
        {
            "CN": _param(genodigde.naam),
            "CUTYPE": "INDIVIDUAL",
            "ROLE": "REQ-PARTICIPANT",
            "PARTSTAT": partstat,
            "RSVP": "FALSE",  # answers come through the buttons; nobody reads the sender's mailbox
        }
    )
    event.add("attendee", attendee, encode=0)
    return _calendar([event], method=method)


def make_download(bijeenkomst) -> bytes:
    """One meeting to put into a calendar by hand."""
    return _calendar([make_event(bijeenkomst, dtstamp=bijeenkomst.updated_at)], method="PUBLISH")


def make_bestand(bijeenkomsten) -> bytes:
    """Several meetings in one file; what a calendar knows already it recognises by the UID."""
    return _calendar([make_event(bijeenkomst, dtstamp=nu()) for bijeenkomst in bijeenkomsten], method="PUBLISH")


def make_feed(bijeenkomsten) -> bytes:
    """Somebody's own calendar. The same meetings give the same bytes, so that unchanged is 304."""
    events = [make_event(bijeenkomst, dtstamp=bijeenkomst.updated_at) for bijeenkomst in bijeenkomsten]
    return _calendar(events, naam="Leernetwerken")


def _calendar(events, *, method="", naam=""):
    cal = Calendar()
    cal.add("prodid", "-//Leernetwerken//Bijeenkomsten//NL")
    cal.add("version", "2.0")
    cal.add("calscale", "GREGORIAN")
    if method:
        cal.add("method", method)
    if naam:
        cal.add("x-wr-calname", naam)
        cal.add("x-wr-timezone", settings.TIME_ZONE)
        cal.add("refresh-interval", timedelta(hours=4), parameters={"VALUE": "DURATION"})
        cal.add("x-published-ttl", "PT4H")
    for event in events:
        cal.add_component(event)
    if not events:
        return cal.to_ical()
    jaren = [event.decoded("dtstart").year for event in events]
    return cal.to_ical().removesuffix(_END) + _timezones(min(jaren) - 1, max(jaren) + 2) + _END


_END = b"END:VCALENDAR\r\n"


@memo
def _timezones(begin, eind) -> bytes:
    """When the clock changes in these years. Written once: it takes longer than all the rest of an invitation."""
    example, event = Calendar(), Event()
    event.add("dtstart", timezone.make_aware(datetime.combine(date(begin, 1, 2), time(12))))
    example.add_component(event)
    example.add_missing_timezones(date(begin, 1, 1), date(eind, 1, 1))
    return b"".join(found.to_ical() for found in example.timezones)


def make_event(bijeenkomst, *, dtstamp, **anders) -> Event:
    """One meeting as its members have it in their calendar; ``anders``: properties that are otherwise, None for not."""
    properties = {
        "uid": bijeenkomst.uid,
        "sequence": bijeenkomst.sequence,
        "dtstamp": dtstamp,
        "last_modified": bijeenkomst.updated_at,
        "dtstart": timezone.localtime(bijeenkomst.begint_op),
        "dtend": timezone.localtime(bijeenkomst.eindigt_op),
        "summary": f"{bijeenkomst.netwerk.naam}: {bijeenkomst.titel}",
        "description": anders.get("description") or _description(bijeenkomst),
        "url": settings.BASE_URL + bijeenkomst.get_absolute_url(),
        "location": bijeenkomst.waar or (bijeenkomst.online_link if bijeenkomst.heeft_link else "") or None,
        "status": "CANCELLED" if bijeenkomst.is_afgelast else "CONFIRMED",
        "transp": "TRANSPARENT" if bijeenkomst.is_afgelast else "OPAQUE",
    }
    event = Event()
    for naam, waarde in (properties | anders).items():
        if waarde is not None:
            event.add(naam.replace("_", "-"), waarde)
    return event


def _description(bijeenkomst):
    if bijeenkomst.is_afgelast:
        return f"Gaat niet door.\n{bijeenkomst.reden_afgelast}"
    delen = [bijeenkomst.doel]
    if bijeenkomst.inloop_minuten and bijeenkomst.heeft_plek:
        delen.append(f"Inloop vanaf {klok(bijeenkomst.inloop_op)} uur.")
    if bijeenkomst.heeft_link and bijeenkomst.online_link:
        delen.append(f"Online meedoen: {bijeenkomst.online_link}")
    if bijeenkomst.voorbereiding:
        delen.append(f"Bereid dit voor: {bijeenkomst.voorbereiding}")
    if bijeenkomst.meenemen:
        delen.append(f"Neem mee: {bijeenkomst.meenemen}")
    if bijeenkomst.programma:
        delen.append("\n".join(f"{klok(r.begint_op)} {r.onderdeel.titel}" for r in bijeenkomst.programma.regels))
    delen.append(settings.BASE_URL + bijeenkomst.get_absolute_url())
    return "\n\n".join(filter(None, delen))


def _param(tekst):
    """A parameter may hold no double quote and no line break."""
    return vText(" ".join(tekst.replace('"', "'").split()))
