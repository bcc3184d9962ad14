"""What the two mails say, and when they are not sent any more."""

from datetime import timedelta

import pytest
from django.core import mail

from berichten.models import Bericht
from berichten.services import carry_out_due
from kern.tijd import nu
from netwerken.services import leave
from netwerken.tests.factories import DeelnameFactory
from personen.tests.factories import PersoonFactory
from subsidie.beoordeling import services
from subsidie.beoordeling.tests.factories import make_aanvraag

pytestmark = pytest.mark.django_db


@pytest.fixture
def aanvraag():
    rij = make_aanvraag("ingediend", netwerk__naam="Lezen samen")
    DeelnameFactory(netwerk=rij.netwerk, rol="penvoerder")
    return rij


def ask(aanvraag):
    return services.ask_more(
        aanvraag, [("veld", "Wie vroeg hierom?")], nu() + timedelta(days=14), by=PersoonFactory(academie=True)
    )


def reden(soort):
    return Bericht.objects.get(soort=soort).reden


def test_the_netwerk_reads_what_is_asked_and_not_by_whom(aanvraag):
    vrager = ask(aanvraag).aanvulvragen.get().door
    carry_out_due()

    [brief] = mail.outbox
    assert brief.subject == "Een vraag over de aanvraag van Lezen samen"
    assert "Wie vroeg hierom?" in brief.body
    assert vrager.naam not in str(brief.message())


def test_no_mail_when_it_was_answered_or_somebody_stopped(aanvraag):
    ask(aanvraag)
    type(aanvraag).objects.update(status="ingediend")
    carry_out_due()
    assert not mail.outbox
    assert reden("subsidie.vraag").startswith("De aanvraag is al aangevuld")


def test_no_mail_to_who_writes_it_no_more(aanvraag):
    ask(aanvraag)
    lid = aanvraag.netwerk.deelnames.get()
    DeelnameFactory(netwerk=aanvraag.netwerk, rol="penvoerder")
    leave(aanvraag.netwerk, lid.persoon)
    mail.outbox.clear()
    carry_out_due()
    assert not [brief for brief in mail.outbox if "vraag" in brief.subject]


def test_a_beoordelaar_hears_of_new_work(aanvraag):
    services.assign(aanvraag, [PersoonFactory(beoordelaar=True)], by=PersoonFactory(academie=True))
    carry_out_due()
    [brief] = mail.outbox
    assert brief.subject == "Wil je de aanvraag van Lezen samen beoordelen?"
    assert "/academie/werk/" in brief.body


def test_no_mail_about_work_that_is_gone(aanvraag):
    [toewijzing] = services.assign(aanvraag, [PersoonFactory(beoordelaar=True)], by=PersoonFactory(academie=True))
    services.lapse_assignment(toewijzing, "teruggenomen")
    carry_out_due()
    assert not mail.outbox
    assert "beoordeelt de aanvraag niet" in reden("subsidie.toegewezen")
