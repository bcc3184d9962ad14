"""Who is reminded of what, when, and when not any more."""

import re
from datetime import UTC, date, datetime, timedelta

import pytest
import time_machine
from django.core import mail
from django.urls import reverse

from berichten.models import Bericht
from berichten.services import carry_out_due
from berichten.soorten import get_soort
from kern.tijd import nu
from netwerken.services import leave
from netwerken.tests.factories import DeelnameFactory
from subsidie import datums
from subsidie.aanvragen.rules import may_submit
from subsidie.aanvragen.tests.factories import ConceptFactory
from subsidie.datums import Datum, find_datums
from subsidie.herinneren.pagina import read_datums
from subsidie.herinneren.services import DATUM, remind_datums
from subsidie.models import Aanvraag
from subsidie.tasks import remind_datums_task
from subsidie.toestand import Status

pytestmark = pytest.mark.django_db
BEGIN = datetime(2026, 9, 1, 9, tzinfo=UTC)
SLUIT = datetime(2026, 9, 30, 15, tzinfo=UTC)  # 17.00 in Amsterdam, a Wednesday


@pytest.fixture
def clock():
    with time_machine.travel(BEGIN, tick=False) as clock:
        yield clock


@pytest.fixture
def aanvraag(clock):
    ronde = {"ronde__opent_op": BEGIN, "ronde__sluit_op": SLUIT}
    rij = ConceptFactory(netwerk__naam="Lezen 'n <b>boek</b>", netwerk__gestart=True, **ronde)
    DeelnameFactory(netwerk=rij.netwerk, rol="penvoerder")
    DeelnameFactory(netwerk=rij.netwerk, rol="facilitator")
    return rij


def night(clock, dag, maand=9):
    """The clock of the night, and the mail of the morning after; returns the subjects."""
    mail.outbox.clear()
    clock.move_to(datetime(2026, maand, dag, 2, 30, tzinfo=UTC))
    remind_datums()
    clock.move_to(datetime(2026, maand, dag, 7, tzinfo=UTC))
    carry_out_due()
    return [brief.subject for brief in mail.outbox]


def redenen():
    return set(Bericht.objects.exclude(reden="").values_list("reden", flat=True))


def test_two_weeks_three_days_and_a_day_before(aanvraag, clock):
    zinnen = {dag: night(clock, dag) for dag in range(10, 31)}

    assert {dag: zin for dag, zin in zinnen.items() if zin} == {
        16: ["Uiterlijk woensdag 30 september: dien de aanvraag in voor 17.00 uur"],
        27: ["Uiterlijk woensdag 30 september: dien de aanvraag in voor 17.00 uur"],
        29: ["Uiterlijk morgen: dien de aanvraag in voor 17.00 uur"],
    }


def test_what_it_says(aanvraag, clock):
    Aanvraag.objects.update(antwoorden={})
    night(clock, 16)
    [brief] = mail.outbox

    assert aanvraag.netwerk.deelnames.get(rol="penvoerder").persoon.email in brief.to[0]
    assert re.search(r"Er missen\s+nog \d+ dingen\.", brief.body)
    assert reverse("subsidie:indienen", args=[aanvraag.sleutel]) in brief.body
    assert "Je krijgt deze mail omdat je de aanvraag van dit netwerk indient." in brief.body


def test_one_thing_that_misses_is_named(aanvraag, clock):
    antwoorden = dict(aanvraag.antwoorden)
    del antwoorden["wie.aantal"]
    Aanvraag.objects.update(antwoorden=antwoorden)
    [datum] = find_datums(Aanvraag.objects.all(), date(2026, 9, 1), date(2026, 9, 30))
    assert datum.ontbreekt.startswith("Er mist nog één ding: ")


def test_late_is_once_and_late_catches_up(aanvraag, clock):
    assert len(night(clock, 18)) == 1
    assert night(clock, 21) == []


def test_what_is_handed_in_is_not_asked(aanvraag, clock):
    Aanvraag.objects.update(status=Status.INGEDIEND, ingediend_op=nu())
    assert night(clock, 16) == []
    assert not Bericht.objects.exists()


def test_handed_in_after_the_night(aanvraag, clock):
    clock.move_to(datetime(2026, 9, 16, 2, 30, tzinfo=UTC))
    remind_datums_task()
    Aanvraag.objects.update(status=Status.INGEDIEND, ingediend_op=nu())
    clock.move_to(datetime(2026, 9, 16, 7, tzinfo=UTC))
    carry_out_due()
    assert (mail.outbox, redenen()) == ([], {"Dit is al gedaan, of het hoeft niet meer."})


def test_who_left_is_not_asked(aanvraag, clock):
    lid = aanvraag.netwerk.deelnames.get(rol="penvoerder")
    DeelnameFactory(netwerk=aanvraag.netwerk, rol="penvoerder")
    clock.move_to(datetime(2026, 9, 16, 2, 30, tzinfo=UTC))
    remind_datums()
    leave(aanvraag.netwerk, lid.persoon)
    clock.move_to(datetime(2026, 9, 16, 7, tzinfo=UTC))
    carry_out_due()
    assert "Deze persoon dient niet meer in voor het netwerk." in redenen()
    assert lid.persoon.email not in [brief.to[0] for brief in mail.outbox if brief.subject.startswith("Uiterlijk")]


def test_an_old_one_gives_way_to_a_newer(aanvraag, clock):
    clock.move_to(datetime(2026, 9, 16, 2, 30, tzinfo=UTC))
    remind_datums()
    Bericht.objects.update(probeer_op=datetime(2026, 9, 28, 2, tzinfo=UTC), op=datetime(2026, 9, 28, 2, tzinfo=UTC))
    assert len(night(clock, 28)) == 1
    assert "Er gaat al een nieuwere herinnering." in redenen()


def test_without_penvoerder_the_eigenaar(aanvraag, clock):
    aanvraag.netwerk.deelnames.filter(rol="penvoerder").update(rol="eigenaar")
    assert len(night(clock, 16)) == 1


def test_a_penvoerder_without_account_leaves_it_to_the_eigenaar(aanvraag, clock):
    """Else nobody could hand it in, and nobody would hear that it must be."""
    persoon = aanvraag.netwerk.deelnames.get(rol="penvoerder").persoon
    eigenaar = DeelnameFactory(netwerk=aanvraag.netwerk, rol="eigenaar").persoon
    assert not may_submit(eigenaar, aanvraag.netwerk)
    persoon.is_active = False
    persoon.save()

    assert may_submit(eigenaar, aanvraag.netwerk)
    assert len(night(clock, 16)) == 1
    assert eigenaar.email in mail.outbox[0].to[0]


def test_nobody_to_tell(aanvraag, clock):
    aanvraag.netwerk.deelnames.all().delete()
    assert night(clock, 16) == []


def test_a_netwerk_that_is_over_cannot_hand_in(aanvraag, clock):
    type(aanvraag.netwerk).objects.update(status="afgerond")
    assert night(clock, 16) == []


def test_begun_late_is_reminded_of_what_still_comes(aanvraag, clock):
    Aanvraag.objects.update(created_at=datetime(2026, 9, 20, 9, tzinfo=UTC))
    assert night(clock, 21) == []
    assert len(night(clock, 28)) == 1


def test_what_the_academie_asked(aanvraag, clock):
    middernacht = datetime(2026, 11, 10, 23, tzinfo=UTC)  # 0.00 on the 11th in Amsterdam: the 10th is the last day
    Aanvraag.objects.update(
        status=Status.AANVULLING, aanvullen_voor=middernacht, ingediend_op=nu(),
        status_sinds=datetime(2026, 11, 2, 9, tzinfo=UTC),
    )  # fmt: skip
    assert night(clock, 3, 11) == []
    assert night(clock, 9, 11) == ["Uiterlijk morgen: vul de aanvraag aan en dien haar weer in"]
    assert "De academie stelde een vraag." in mail.outbox[0].body


def test_two_things_on_one_day_are_one_mail(aanvraag, clock, monkeypatch):
    def source(aanvragen, vanaf, tot):
        dagen = [Datum(rij, SLUIT.date(), "Bel de academie", "/bel/") for rij in aanvragen.with_ronde()]
        return [datum for datum in dagen if vanaf <= datum.dag <= tot]

    monkeypatch.setitem(datums._BRONNEN, "proef", source)
    assert night(clock, 29) == ["Uiterlijk morgen: 2 dingen voor de aanvraag"]
    assert "Bel de academie." in mail.outbox[0].body
    assert reverse("subsidie:aanvraag", args=[aanvraag.sleutel]) in mail.outbox[0].body


def test_the_list_on_the_page(aanvraag, clock, client):
    clock.move_to(SLUIT - timedelta(days=1))
    client.force_login(aanvraag.netwerk.deelnames.get(rol="facilitator").persoon)
    bladzijde = client.get(aanvraag.get_absolute_url()).content.decode()
    assert "Wat moet er nog, en wanneer" in bladzijde
    assert "Uiterlijk woensdag 30 september. Morgen. Alles is ingevuld." in bladzijde

    client.force_login(DeelnameFactory(netwerk=aanvraag.netwerk).persoon)
    assert "Wat moet er nog" not in client.get(aanvraag.get_absolute_url()).content.decode()


@pytest.mark.parametrize(
    ("dagen", "over"), [(-1, "De dag is voorbij."), (0, "Vandaag."), (14, "Nog 14 dagen."), (15, "")]
)
def test_how_far_away(aanvraag, clock, monkeypatch, dagen, over):
    dag = BEGIN.date() + timedelta(days=dagen)
    monkeypatch.setattr(datums, "_BRONNEN", {"proef": lambda *_: [Datum(aanvraag, dag, "Bel", "/bel/")]})
    assert [regel.over for regel in read_datums(aanvraag)] == [over]


@pytest.mark.parametrize("aantal", [1, 3])
def test_as_many_questions_for_many(clock, django_assert_num_queries, monkeypatch, aantal):
    """One for each of the two sources of an aanvraag that is not decided yet."""
    monkeypatch.setattr(datums, "_BRONNEN", {code: datums._BRONNEN[code] for code in ("ronde", "aanvulling")})
    for _ in range(aantal):
        rij = ConceptFactory(netwerk__gestart=True, ronde__opent_op=BEGIN, ronde__sluit_op=SLUIT)
        assert rij.regelingversie.regeling  # a process reads it once
    with django_assert_num_queries(len(datums.list_codes())):
        find_datums(Aanvraag.objects.all(), date(2026, 9, 1), date(2026, 9, 30))


def test_of_no_use_after_the_day(aanvraag, clock):
    clock.move_to(datetime(2026, 9, 16, 2, 30, tzinfo=UTC))
    remind_datums()
    soort, bericht = get_soort(DATUM), Bericht.objects.get()
    assert soort.uiterlijk(bericht) == datetime(2026, 9, 30, 22, tzinfo=UTC)  # midnight in Amsterdam
    assert soort.aanloop == timedelta(days=3)
