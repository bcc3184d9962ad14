from datetime import datetime
from types import SimpleNamespace
from zoneinfo import ZoneInfo

import pytest
from django.core import mail

from berichten.services import carry_out_due
from netwerken.leidinggevende import services
from netwerken.tests.factories import DeelnameFactory, NetwerkFactory
from personen.tests.factories import PersoonFactory

NL = ZoneInfo("Europe/Amsterdam")
WIE = {"naam": "Karin de Wit", "email": "Karin@leiding.test"}
TEKST = {"uren": 8, "geregeld": "Een collega <b>neemt</b> over.", "doel": "Elk team kiest.", "delen": ""}


@pytest.fixture
def cast(clock):
    """A netwerk that runs, on Tuesday 3 November 2026, with one deelnemer and a facilitator."""
    netwerk = NetwerkFactory(gestart=True, slug="lef", naam="Lef & <b>tijd</b>")
    persoon = PersoonFactory(naam="Fenna d'Haan <b>", email="fenna@school.test")
    deelname = DeelnameFactory(netwerk=netwerk, persoon=persoon)
    facilitator = DeelnameFactory(netwerk=netwerk, facilitator=True).persoon
    return SimpleNamespace(netwerk=netwerk, deelname=deelname, persoon=persoon, facilitator=facilitator)


@pytest.fixture
def clock(db, time_machine):
    def go(*moment):
        time_machine.move_to(datetime(*moment, tzinfo=NL), tick=False)
        carry_out_due()

    time_machine.move_to(datetime(2026, 11, 3, 10, tzinfo=NL), tick=False)
    return go


@pytest.fixture
def write(cast):
    def write(soort="toezegging", wie=WIE, versie=1, **tekst):
        tekst = TEKST | tekst if soort == "toezegging" else tekst
        return services.save_card(cast.deelname, soort, wie=wie, tekst=tekst, versie=versie, by=cast.persoon)

    return write


@pytest.fixture
def ask(cast, write):
    """Written and mailed."""

    def ask(soort="toezegging", **kwargs):
        contact = write(soort, **kwargs)
        contact = services.send_card(
            contact, link_nr=contact.link_nr, versie=contact.versie, handtekening="Fenna d'Haan", by=cast.persoon
        )
        carry_out_due()
        return contact

    return ask


@pytest.fixture
def sign():
    def sign(contact, *, naam="Karin de Wit", is_ander=False, link_nr=None, versie=None, **tekst):
        contact = services.sign(
            contact, link_nr=link_nr or contact.link_nr, versie=versie or contact.versie,
            tekst=contact.tekst | tekst, naam=naam, is_ander=is_ander,
        )  # fmt: skip
        carry_out_due()
        return contact

    return sign


@pytest.fixture
def outbox():
    """The mails since the last look: (to, subject)."""

    def look():
        found = [(m.to[0].split("<")[-1].rstrip(">"), m.subject) for m in mail.outbox]
        mail.outbox.clear()
        return found

    return look
