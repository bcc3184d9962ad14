from datetime import UTC, datetime, timedelta
from email.utils import parseaddr

import pytest
import time_machine
from django.core import mail

from berichten.acties import open_acties
from berichten.models import Bericht, Verzending
from berichten.services import carry_out_due
from kern.tijd import nu, ochtend
from netwerken import services as netwerken
from netwerken.contract import aandacht, services
from netwerken.contract.mails import BEKRACHTIGD, HERZIEN, VRAAG
from netwerken.contract.tests.conftest import settle
from netwerken.models import Akkoord, Netwerk
from netwerken.tests.factories import DeelnameFactory

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _op_dinsdag():
    """No evening, weekend or holiday: what is due goes."""
    with time_machine.travel(datetime(2026, 11, 24, 11, tzinfo=UTC), tick=False):
        yield


def send():
    carry_out_due()
    return {parseaddr(m.to[0])[1]: m for m in mail.outbox}


def redenen(soort):
    return set(Bericht.objects.filter(soort=soort).values_list("status", "reden"))


def test_question_names_the_questions_and_not_the_rules(cast, versie):
    bericht = send()[cast.noor.email]
    html = bericht.alternatives[0].content

    assert bericht.subject == f"Ga je akkoord met het contract van {cast.netwerk.naam}?"
    for tekst in (bericht.body, html):
        assert "Hoe gaan we om met vertrouwelijkheid?" in tekst
        assert "geen namen" not in tekst
        assert "Nog niet, want" in tekst
    assert cast.facilitator.email not in send()


def test_reason_is_in_no_mail(cast, versie):
    services.object_to(versie, cast.noor, "Punt 2 is te zacht.")
    for persoon in (cast.yusuf, cast.facilitator):
        services.agree(versie, persoon)
    netwerken.leave(cast.netwerk, cast.noor)

    assert all("te zacht" not in bericht.body for bericht in send().values())
    assert {m.subject for m in mail.outbox} >= {f"Iedereen is akkoord: het contract van {cast.netwerk.naam} geldt"}


def test_question_is_not_asked_of_who_answered_or_left(cast, versie):
    Akkoord.objects.create(versie=versie, persoon=cast.noor, is_akkoord=True)
    cast.netwerk.deelnames.filter(persoon=cast.yusuf).update(status="pauze")
    send()

    assert redenen(VRAAG) == {
        ("overgeslagen", "Heeft al geantwoord."),
        ("overgeslagen", "Doet niet meer mee aan het netwerk."),
    }


def test_question_of_a_version_that_is_gone_or_a_netwerk_that_is_over(cast, contract, versie):
    contract.is_open = True
    contract.save()
    send()
    assert redenen(VRAAG) == {("overgeslagen", "De groep werkt aan een nieuwe versie.")}
    Bericht.objects.update(status="gepland", probeer_op=nu())
    Netwerk.objects.update(status="gestopt", reden_afsluiting="x")
    send()
    assert redenen(VRAAG) == {("overgeslagen", "Het netwerk is voorbij.")}
    Bericht.objects.update(status="gepland", probeer_op=nu())
    versie.delete()
    send()
    assert redenen(VRAAG) == {("overgeslagen", "Er is een nieuwere versie.")}


def test_news_that_everybody_agreed(cast, versie):
    for persoon in cast.allen:
        services.agree(versie, persoon)
    cast.netwerk.deelnames.filter(persoon=cast.yusuf).update(status="pauze")

    assert send()[cast.noor.email].subject.startswith("Iedereen is akkoord")
    assert ("overgeslagen", "Doet niet meer mee aan het netwerk.") in redenen(BEKRACHTIGD)


def test_old_news_stays_home(cast, contract, versie):
    for persoon in cast.allen:
        services.agree(versie, persoon)
    services.begin_ronde(contract, by=cast.facilitator)
    settle(contract, by=cast.facilitator)
    Bericht.objects.filter(soort=BEKRACHTIGD).update(status="gepland")
    send()

    assert redenen(BEKRACHTIGD) == {("overgeslagen", "Er is een nieuwere versie.")}


def test_reminder_on_the_day_to_who_guides_then(cast, versie):
    nieuw = DeelnameFactory(netwerk=cast.netwerk, facilitator=True).persoon
    mail.outbox.clear()
    with time_machine.travel(ochtend(versie.herzien_op), tick=False):
        brieven = send()

    assert {cast.facilitator.email, nieuw.email} <= set(brieven)
    assert brieven[nieuw.email].subject == f"Kloppen de afspraken van {cast.netwerk.naam} nog?"
    assert "opnieuw naar te kijken" in brieven[nieuw.email].body


def test_no_reminder_while_they_write_or_when_it_is_over(cast, contract, versie):
    services.begin_ronde(contract, by=cast.facilitator)
    plan = Verzending.objects.get(soort=HERZIEN)
    Verzending.objects.update(status="gepland")
    with time_machine.travel(ochtend(versie.herzien_op), tick=False):
        send()
    assert redenen(HERZIEN) == {("overgeslagen", "De groep werkt al aan een nieuwe versie.")}
    Netwerk.objects.update(status="afgerond")
    Bericht.objects.all().delete()
    Verzending.objects.filter(pk=plan.pk).update(status="gepland", uitgevoerd_op=None)
    with time_machine.travel(ochtend(versie.herzien_op), tick=False):
        send()
    assert not Bericht.objects.filter(soort=HERZIEN).exists()


# --- the netwerkbrief -------------------------------------------------------------------------------


def titels(persoon, now=None):
    return [actie.titel for actie in aandacht.ask_contract(persoon, now or nu())]


def test_letter_asks_for_an_answer(cast, versie):
    assert titels(cast.noor) == ["Ga je akkoord met jullie contract?"]
    services.agree(versie, cast.noor)
    assert titels(cast.noor) == []


def test_letter_lists_what_others_said_this_week(cast, contract):
    vraag = contract.vragen.first()
    services.react(vraag, "Eén.", by=cast.noor)
    services.react(vraag, "Twee.", by=cast.yusuf)
    [actie] = aandacht.ask_contract(cast.facilitator, nu())

    assert (actie.titel, actie.tekst) == ("Jullie praten over het contract", "2 nieuwe reacties deze week.")
    assert actie in open_acties(cast.facilitator, nu())
    assert next(aandacht.ask_contract(cast.noor, nu())).tekst == "1 nieuwe reactie deze week."
    assert titels(cast.noor, nu() + timedelta(days=8)) == []
    assert aandacht.tel_reacties(3) == "3 nieuwe reacties"


def test_letter_tells_who_guides_what_is_stuck(cast, versie):
    services.object_to(versie, cast.noor, "Punt 2.")
    services.agree(versie, cast.facilitator)

    assert titels(cast.facilitator) == ["Nog niet iedereen is akkoord met het contract"]
    assert titels(cast.noor) == []
    assert titels(cast.facilitator, ochtend(versie.herzien_op))[1:] == ["Kloppen jullie afspraken nog?"]


def test_letter_is_quiet_when_it_is_over(cast, versie):
    Netwerk.objects.update(status="afgerond")

    assert titels(cast.noor) == []
