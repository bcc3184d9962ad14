"""Who hears what when, through the outbox; the guest at an address, without an account."""

from datetime import timedelta

import pytest
from django.core import mail

from berichten.acties import open_acties
from berichten.models import Bericht, Verzending
from berichten.services import carry_out_due
from bijeenkomsten.models import Spreekverzoek
from bijeenkomsten.services import cancel_bijeenkomst, update_bijeenkomst
from bijeenkomsten.sprekers import services
from bijeenkomsten.sprekers.tests.gast import BEGIN, say
from kern.tijd import nu
from netwerken.models import Deelname

pytestmark = pytest.mark.django_db


def to_gast():
    return [m.subject for m in mail.outbox if "femke@elders.test" in m.to[0]]


def test_the_request_is_readable_in_text_and_html(verzoek, cast):
    [bericht] = mail.outbox
    html = bericht.alternatives[0][0]

    assert bericht.subject == f"Wil je gastspreker zijn op donderdag 10 december? {cast.netwerk.naam}"
    for deel in (bericht.body, html):
        assert "Donderdag 10 december" in deel
        assert "13.30 tot 16.30 uur" in deel
        assert "Kastanjelaan 8" in deel
        assert "/d/gast." in deel
        assert "je vroeg als gastspreker" in " ".join(deel.split())
    assert "Kom je &lt;b&gt;graag&lt;/b&gt;?" in html
    assert "Kom je <b>graag</b>?" in bericht.body
    assert "List-Unsubscribe" not in bericht.extra_headers


def test_the_whole_road(verzoek, cast, clock):
    say(verzoek, antwoord="Leuk")
    assert to_gast()[1:] == ["Fijn dat je komt op donderdag 10 december"]
    [antwoord] = [m for m in mail.outbox if cast.facilitator.email in m.to[0]]
    assert antwoord.subject == "Femke <b> Gast komt op donderdag 10 december"
    assert "“Leuk”" in antwoord.body

    clock(11, 26, 9, 1)  # two weeks ahead
    vragen = [m for m in mail.outbox if m.subject.startswith("Wat wil je Femke")]
    assert sorted(m.to[0].split("<")[-1].strip(">") for m in vragen) == sorted(
        [cast.facilitator.email, cast.deelnemer.email]
    )
    assert "/d/gastvraag." in vragen[0].body
    services.save_vragen(verzoek, cast.deelnemer, vraag="Hoe dan?")

    clock(12, 4, 9, 1)  # five days ahead is Saturday
    assert to_gast()[-1] == f"Je briefing voor donderdag 10 december: {cast.netwerk.naam}"
    assert "Er is één vraag voor je." in mail.outbox[-1].body

    clock(12, 10, 17)
    [actie] = [a for a in open_acties(cast.facilitator, nu()) if a.titel.startswith("Bedank")]
    assert actie.titel == "Bedank Femke <b> Gast"
    services.thank_gast(verzoek, "Beste Femke,\n\nDank je.", by=cast.facilitator)
    clock(12, 11, 10)
    assert to_gast()[-1] == "Dank je voor donderdag 10 december"
    assert "Dank je." in [m for m in mail.outbox if "femke" in m.to[0]][-1].body
    assert not [a for a in open_acties(cast.facilitator, nu()) if a.titel.startswith("Bedank")]
    assert len(to_gast()) == 4


def test_no_is_told_and_nothing_more_goes(verzoek, cast, clock):
    say(verzoek, komt=False)

    assert "kan niet komen" in mail.outbox[-1].subject
    clock(12, 9, 9, 1)
    assert len(to_gast()) == 1
    assert not [m for m in mail.outbox if "Wat wil je" in m.subject]


def test_moved_to_another_day(verzoek, cast, clock):
    say(verzoek)
    b = verzoek.bijeenkomst
    b.refresh_from_db()
    clock(11, 4, 10)
    later = BEGIN + timedelta(days=7)
    update_bijeenkomst(
        b, {"begint_op": later, "eindigt_op": later + timedelta(hours=3)}, by=cast.facilitator, versie=b.versie
    )
    carry_out_due()

    assert to_gast()[-1] == f"Andere dag of tijd: kun je dan? {cast.netwerk.naam}"
    clock(12, 12, 9, 1)
    assert len(to_gast()) == 3  # no briefing for a day the guest did not agree to


def test_moved_to_another_place(verzoek, cast, clock):
    say(verzoek)
    b = verzoek.bijeenkomst
    b.refresh_from_db()
    clock(11, 4, 10)
    update_bijeenkomst(b, {"plaats": "Deventer"}, by=cast.facilitator, versie=b.versie)
    carry_out_due()

    assert to_gast()[-1] == f"Andere tijd of plek op donderdag 10 december: {cast.netwerk.naam}"
    assert "Deventer" in [m for m in mail.outbox if "femke" in m.to[0]][-1].body


def test_cancelled_is_told_once(verzoek, cast, clock):
    say(verzoek)
    clock(11, 4, 10)
    cancel_bijeenkomst(verzoek.bijeenkomst, reden="Ziek.", by=cast.facilitator)
    carry_out_due()
    clock(12, 9, 9)

    assert to_gast()[2:] == ["Gaat niet door: donderdag 10 december"]


def test_withdrawn_is_told(verzoek, cast, clock):
    services.withdraw_verzoek(verzoek, by=cast.facilitator)
    carry_out_due()

    assert to_gast()[-1] == "Je hoeft niet te komen op donderdag 10 december"
    assert "/d/" not in mail.outbox[-1].body


def test_what_is_overtaken_does_not_go(verzoek, cast, clock, time_machine):
    """A worker that was away: the guest took it back, the member left, the meeting began."""
    say(verzoek)
    Spreekverzoek.objects.update(status="ingetrokken")
    clock(12, 4, 9, 1)

    assert len(to_gast()) == 2
    assert not [m for m in mail.outbox if "Wat wil je" in m.subject]


def test_a_deleted_guest_gets_nothing(verzoek, cast, clock):
    say(verzoek)
    verzoek.spreker.delete()
    clock(12, 4, 9, 1)

    assert len(to_gast()) == 2


def test_too_late_is_of_no_use(verzoek, clock):
    services.withdraw_verzoek(verzoek, by=None)
    clock(12, 10, 14)

    assert Bericht.objects.filter(soort="bijeenkomsten.gast_ingetrokken").get().status != "verstuurd"


def to_member(cast):
    return [m.subject for m in mail.outbox if cast.deelnemer.email in m.to[0]]


def test_question_to_members_does_not_come_beside_the_programme(verzoek, cast, clock):
    """A yes on the evening before the programme: the question waits a day, and the programme is not held back by it."""
    clock(12, 2, 20)
    say(verzoek)
    clock(12, 3, 9)
    assert to_member(cast)[-1].startswith("Donderdag 10 december")

    clock(12, 4, 9)
    assert to_member(cast)[-1].startswith("Wat wil je Femke")


def test_late_question_does_not_hold_the_programme_back(verzoek, cast, clock):
    """Workers that were away send both at once."""
    say(verzoek)
    clock(11, 26, 8)
    Verzending.objects.filter(soort="bijeenkomsten.gast_vragen").update(op=nu() + timedelta(days=7, minutes=30))
    clock(12, 3, 9)

    rows = Bericht.objects.filter(
        aan=cast.deelnemer, soort__in=["bijeenkomsten.gast_vragen", "bijeenkomsten.programma"]
    )
    assert [row.status for row in rows] == ["verstuurd"] * 2


def test_answer_does_not_go_to_who_left_meanwhile(verzoek, cast):
    services.answer_verzoek(verzoek, komt=False, link_nr=verzoek.link_nr)
    Deelname.objects.filter(persoon=cast.facilitator).update(status="uitgestapt", beeindigd_op=nu())
    carry_out_due()

    rows = Bericht.objects.filter(soort="bijeenkomsten.gast_antwoord", aan=cast.facilitator)
    assert [(row.status, row.reden) for row in rows] == [("overgeslagen", "Doet niet meer mee aan het netwerk.")]
