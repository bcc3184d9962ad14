from datetime import UTC, datetime, timedelta
from email.utils import parseaddr

import pytest
import time_machine
from django.core import mail
from django.test import Client

from berichten.acties import open_acties
from berichten.handelingen import make_token
from berichten.models import Bericht, Verzending
from berichten.services import carry_out_due
from berichten.soorten import SlaOver, get_soort
from kern.tijd import nu
from netwerken import services as netwerken
from netwerken.groepsbesluit import mails, services
from netwerken.groepsbesluit.models import Groepsbesluit
from netwerken.groepsbesluit.register import ask_besluit, ask_stem
from netwerken.groepsbesluit.tests.conftest import answer_all, close_at_end, make_cast
from netwerken.tasks import close_groepsbesluiten_task
from netwerken.tests.factories import DeelnameFactory

pytestmark = pytest.mark.django_db
DINSDAG = datetime(2026, 11, 24, 11, tzinfo=UTC)


@pytest.fixture(autouse=True)
def clock():
    """No evening, weekend or holiday: what is due goes."""
    with time_machine.travel(DINSDAG, tick=False) as reiziger:
        yield reiziger


def send():
    mail.outbox.clear()
    carry_out_due()
    return {parseaddr(m.to[0])[1]: m for m in mail.outbox}


def redenen(soort):
    return set(Bericht.objects.filter(soort=soort).values_list("status", "reden"))


# --- The mails --------------------------------------------------------------------------------------------------------


def test_the_question_has_two_buttons_and_no_motivatie(cast, besluit):
    berichten = send()
    bericht = berichten[cast.groep[0].email]

    assert len(berichten) == 7
    assert bericht.subject == f"Mag {cast.sanne.naam} bij {cast.netwerk.naam}?"
    for tekst in (bericht.body, bericht.alternatives[0].content):
        assert "Akkoord" in tekst
        assert "Ik heb een bezwaar" in tekst
        assert "teamleider" in tekst
        assert "dinsdag 1 december" in tekst
        assert "leren" not in tekst.split("teamleider")[1][:200]


def test_the_reminder_itself(cast, besluit, clock):
    answer_all(besluit, cast.groep[:5])
    send()
    verzending = Verzending.objects.get(soort=mails.HERINNERING)
    clock.move_to(verzending.op + timedelta(minutes=5))

    verstuurd = send()

    assert set(verstuurd) == {p.email for p in cast.groep[5:]}
    assert all(m.subject.startswith("Nog even: mag ") for m in verstuurd.values())
    verzending.refresh_from_db()
    assert verzending.reden.startswith("Alleen aan wie nog niet")


def test_the_example_of_a_reminder_has_nobodys_link(cast, besluit):
    voorbeeld = get_soort(mails.HERINNERING).voorbeeld
    verzending = Verzending.objects.get(soort=mails.HERINNERING)
    assert all(url.endswith("/d/…/") for _, url in voorbeeld(verzending).context["knoppen"])
    Groepsbesluit.objects.all().delete()

    assert voorbeeld(verzending) == "De vraag is gesloten."
    assert get_soort(mails.HERINNERING).ontvangers(verzending) == []
    assert "hoefde niet meer" in verzending.reden


def test_a_question_that_closed_is_not_sent(cast, besluit, clock):
    clock.move_to(besluit.sluit_op)
    send()

    assert {status for status, _ in redenen(mails.VRAAG)} <= {"vervallen", "overgeslagen"}


def test_who_left_is_not_asked(cast, besluit):
    netwerken.leave(cast.netwerk, cast.groep[0])
    send()

    assert ("overgeslagen", "Doet niet meer mee aan het netwerk.") in redenen(mails.VRAAG)


@pytest.mark.parametrize("aantal", [2, 7])
def test_the_facilitator_hears_that_it_is_their_turn(cast, besluit, aantal):
    answer_all(besluit, cast.groep[:aantal], bezwaren=1)
    send()
    close_at_end(besluit)

    verstuurd = send()

    assert set(verstuurd) == {cast.facilitator.email}
    tekst = verstuurd[cast.facilitator.email].body
    assert ("Minder dan de helft" in tekst) is (aantal == 2)
    assert "bezwaar" not in tekst


def test_a_word_to_the_facilitator_that_came_too_late(cast, besluit):
    bericht = Bericht(soort=mails.BERAAD, aan=cast.facilitator, aanleiding=besluit.aanleiding)

    assert isinstance(get_soort(mails.BERAAD).inhoud(bericht), SlaOver)


@pytest.mark.parametrize(("vol", "zin"), [(False, "Zeg even hallo"), (True, "op de wachtlijst")])
def test_the_outcome_to_the_group(cast, besluit, vol, zin):
    if vol:
        type(cast.netwerk).objects.update(max_deelnemers=7, min_deelnemers=2)
    answer_all(besluit, cast.groep)
    send()
    close_at_end(besluit)

    verstuurd = send()

    tekst = verstuurd[cast.groep[0].email]
    assert tekst.subject == f"{cast.sanne.naam} mag bij {cast.netwerk.naam}"
    assert zin in tekst.body
    assert "besluit" not in verstuurd[cast.sanne.email].body.lower()


def test_a_no_tells_the_reason_on_the_page_only(cast, besluit):
    answer_all(besluit, cast.groep, bezwaren=1)
    send()
    services.decide(
        close_at_end(besluit), toelaten=False, reden="Al twee van die school.", bericht="Dank je.", by=cast.facilitator
    )

    verstuurd = send()

    assert all("Al twee" not in m.body for m in verstuurd.values())
    assert "komt niet bij" in verstuurd[cast.groep[0].email].subject
    assert "Dank je." in verstuurd[cast.sanne.email].body
    assert "groep" not in verstuurd[cast.sanne.email].body.lower()


def test_an_outcome_that_is_no_longer_true_or_no_longer_theirs(cast, besluit):
    maak = get_soort(mails.UITKOMST).inhoud
    bericht = Bericht(soort=mails.UITKOMST, aan=cast.groep[0], aanleiding=besluit.aanleiding)
    assert maak(bericht).reden == "Er is intussen iets veranderd."
    answer_all(besluit, cast.groep)
    close_at_end(besluit)
    netwerken.leave(cast.netwerk, cast.groep[0])

    assert maak(bericht).reden == "Doet niet meer mee aan het netwerk."


def test_who_came_later_hears_no_outcome(cast, besluit, clock):
    clock.shift(timedelta(days=2))
    later = DeelnameFactory(netwerk=cast.netwerk).persoon
    answer_all(besluit, cast.groep)
    close_at_end(besluit)

    assert not Bericht.objects.filter(soort=mails.UITKOMST, aan=later).exists()


def test_prolonging_reminds_at_once(cast, besluit, clock):
    answer_all(besluit, cast.groep[:2])
    send()
    clock.move_to(datetime(2026, 12, 2, 10, tzinfo=UTC))
    services.extend(services.close(besluit), by=cast.facilitator)

    assert {p.email for p in cast.groep[2:]} <= set(send())


def test_the_clock(cast, besluit, clock):
    answer_all(besluit, cast.groep)
    clock.move_to(besluit.sluit_op)

    close_groepsbesluiten_task()

    besluit.refresh_from_db()
    assert besluit.status == "toegelaten"


# --- What waits -------------------------------------------------------------------------------------------------------


def test_it_waits_for_a_deelnemer_until_answered(cast, besluit):
    (actie,) = ask_stem(cast.groep[0], nu())
    assert actie.titel == f"Mag {cast.sanne.naam} bij jullie groep?"
    assert actie.voor == besluit.sluit_op
    assert actie in open_acties(cast.groep[0], nu())
    services.answer(besluit, cast.groep[0], "akkoord")

    for persoon in (cast.groep[0], cast.sanne, cast.facilitator):
        assert list(ask_stem(persoon, nu())) == []
    assert list(ask_stem(cast.groep[1], besluit.sluit_op)) == []


def test_it_waits_for_a_facilitator_once_counted(cast, besluit):
    assert list(ask_besluit(cast.facilitator, nu())) == []
    answer_all(besluit, cast.groep, bezwaren=1)
    close_at_end(besluit)

    (actie,) = ask_besluit(cast.facilitator, nu())
    assert actie.url.endswith(besluit.get_absolute_url())
    assert list(ask_besluit(cast.groep[0], nu())) == []


# --- One touch --------------------------------------------------------------------------------------------------------


def url(besluit, persoon, code="gja"):
    return f"/d/{make_token(code, besluit.pk, persoon.pk)}/"


@pytest.mark.parametrize("code", ["gja", "gbz"])
def test_opening_the_link_does_nothing_and_says_whose_it_is(cast, besluit, code):
    html = Client().get(url(besluit, cast.groep[0], code)).content.decode()

    assert "Je antwoordt als Noor" in html
    assert (html.index("Heb je een bezwaar") < html.index("mag erbij</button>")) is (code == "gbz")
    assert not besluit.stemmen.filter(geantwoord=True).exists()


def test_one_touch_and_not_twice(cast, besluit):
    adres = url(besluit, cast.groep[0])
    assert "je antwoord is binnen" in Client().post(adres, {"antwoord": "akkoord"}).content.decode()
    again = Client().post(adres, {"antwoord": "bezwaar"})
    besluit.refresh_from_db()

    assert again.status_code == 422
    assert (besluit.akkoord, besluit.bezwaar) == (1, 0)
    assert "veranderen kan niet" in Client().get(adres).content.decode()


def test_forwarded_it_stays_the_answer_of_the_first(cast, besluit):
    """Somebody else may press the button once; the real one reads that there is an answer."""
    adres = url(besluit, cast.groep[0])
    Client().post(adres, {"antwoord": "akkoord"})

    assert "Hier hoef je niets te doen" in Client().get(adres).content.decode()


def test_a_text_that_is_too_long_comes_back(cast, besluit):
    response = Client().post(url(besluit, cast.groep[0], "gbz"), {"antwoord": "bezwaar", "tekst": "x" * 601})

    assert response.status_code == 422
    assert "x" * 601 in response.content.decode()
    assert not besluit.stemmen.filter(geantwoord=True).exists()


def test_links_of_who_was_not_asked_left_or_it_is_about(cast, besluit):
    later = DeelnameFactory(netwerk=cast.netwerk).persoon
    assert "niet aan jou" in Client().get(url(besluit, later)).content.decode()
    netwerken.leave(cast.netwerk, cast.groep[0])
    for persoon in (cast.groep[0], cast.sanne):
        assert Client().get(url(besluit, persoon)).status_code == 410
    assert Client().get(f"/d/{make_token('gja', besluit.pk)}/").status_code == 410


def test_a_link_after_closing_tells_the_outcome(cast, besluit):
    adres = url(besluit, cast.groep[0])
    answer_all(besluit, cast.groep, bezwaren=1)
    close_at_end(besluit)
    assert "gesloten" in Client().get(adres).content.decode()
    besluit.refresh_from_db()
    services.decide(besluit, toelaten=True, reden="Besproken.", by=cast.facilitator)

    assert "De uitkomst: mag erbij." in Client().get(adres).content.decode()


def test_a_small_group_is_not_asked_for_words(db):
    cast = make_cast(3)
    besluit = services.ask_group(cast.deelname, by=cast.facilitator)

    assert "<textarea" not in Client().get(url(besluit, cast.groep[0])).content.decode()
