"""A vertrouwelijke ronde from the opening to the page that can be read, with the real outbox. No answer is in it."""

from datetime import datetime
from email.utils import parseaddr

import pytest
from django.urls import reverse
from django.utils import timezone

from berichten.models import Bericht, Verzending
from berichten.services import carry_out_due
from berichten.soorten import SlaOver, get_soort
from bijeenkomsten import planning as bijeenkomst_planning
from evaluatie import services
from evaluatie.models import Meting
from evaluatie.planning import RONDE_HERINNERING
from evaluatie.rondes import planning
from evaluatie.rondes import services as rondes
from evaluatie.tests.factories import make_bijeenkomst
from evaluatie.vertrouwelijk.mails import KLAAR_VOORBEELD, LEEST_NIET, VERVALLEN
from evaluatie.vertrouwelijk.services import ask_by_name
from evaluatie.vertrouwelijk.tests.factories import GEHEIM, make_klein
from netwerken.services import leave
from netwerken.tests.factories import DeelnameFactory

pytestmark = pytest.mark.django_db


def moment(tekst):
    return timezone.make_aware(datetime.fromisoformat(f"2026-11-{tekst}"))


DAG_0, DAG_5, DAG_10, DAG_14 = (moment(f"{d}T09:01") for d in ("10", 16, 20, 24))


@pytest.fixture
def netwerk(time_machine):
    time_machine.move_to(moment("02T12:00"), tick=False)
    netwerk = make_klein(3, naam="Kring")
    netwerk.facilitators().update(naam="Noor Bos")
    return netwerk


@pytest.fixture
def meting(netwerk):
    return ask_by_name(netwerk, "barometer", op=moment("10T09:00").date(), by=None)


@pytest.fixture
def at(time_machine, mailoutbox):
    def go(wanneer):
        time_machine.move_to(wanneer, tick=False)
        before = len(mailoutbox)
        carry_out_due()
        services.close_due()
        return mailoutbox[before:]

    return go


def receivers(mails):
    return {parseaddr(adres)[1] for mail in mails for adres in mail.to}


def both(mail):
    return " ".join(" ".join([mail.subject, mail.body, str(mail.alternatives[0][0])]).split())


def test_from_the_question_to_what_can_be_read(netwerk, meting, at, mailoutbox):
    deelnemers = {p.email for p in netwerk.deelnemers()}
    assert at(moment("03T09:01")) == []  # who asks it knows that it comes
    vragen = at(DAG_0)
    assert receivers(vragen) == deelnemers
    for mail in vragen:
        tekst = both(mail)
        assert tekst.count("Je naam staat bij je antwoord. Alleen Noor Bos leest het.") == 2
        assert tekst.index("Je naam staat bij") < tekst.index("/d/")
        assert "anoniem." not in tekst.replace("te weinig mensen om anoniem te blijven.", "")
        assert "Je antwoord is anoniem" not in tekst
        assert "ziet de groep" not in tekst
    wie = netwerk.deelnemers().first()
    services.tell(meting, wie, {"slot-1": GEHEIM})
    herinnering = at(DAG_5)
    assert receivers(herinnering) == deelnemers - {wie.email}
    assert all("Je naam staat bij je antwoord. Alleen Noor Bos leest het." in both(mail) for mail in herinnering)
    assert receivers(at(DAG_10)) == deelnemers - {wie.email}

    [klaar] = at(DAG_14)

    assert receivers([klaar]) == {netwerk.facilitators().get().email}
    assert klaar.subject == "Netwerkbarometer november 2026, met naam: je kunt het lezen"
    assert f"/evaluatie/{meting.pk}/verteld/" in klaar.body
    assert not any("moe" in both(mail).split() or "rooster" in both(mail) for mail in mailoutbox)
    assert not any(wie.naam in both(klaar) for wie in netwerk.deelnemers())


def test_the_group_grew_and_the_facilitators_hear_it(netwerk, meting, at):
    DeelnameFactory.create_batch(2, netwerk=netwerk)

    [mail] = at(DAG_0)

    assert receivers([mail]) == {netwerk.facilitators().get().email}
    assert mail.subject == "Netwerkbarometer november 2026, met naam ging niet door"
    assert "Jullie zijn nu met 5 of meer. Dan vragen we het alleen anoniem. Er is niemand iets gevraagd." in both(mail)
    assert Meting.objects.get().status == "vervallen"
    assert at(DAG_5) == at(DAG_10) == at(DAG_14) == []
    assert Bericht.objects.filter(soort=VERVALLEN).count() == 1


def test_an_anonymous_round_that_lapses_sends_nothing_new(netwerk, at):
    opent = moment("10T09:00")
    ronde = services.plan_ronde(
        netwerk, "barometer", opent_op=opent, sluit_op=DAG_14, naam="Barometer", met_de_hand=True
    )
    planning.plan_berichten(ronde)

    assert at(DAG_0) == []


def test_the_example_names_who_would_read_it_now(netwerk, meting):
    DeelnameFactory(netwerk=netwerk, facilitator=True, persoon__naam="Sam Vos")
    for soort in (planning.RONDE, RONDE_HERINNERING):
        voorbeeld = get_soort(soort).voorbeeld(Verzending.objects.filter(soort=soort).first())
        assert voorbeeld.context["wie_leest"] == "Alleen Noor Bos en Sam Vos lezen het"
    assert get_soort(planning.UITSLAG).voorbeeld(Verzending.objects.get(soort=planning.UITSLAG)) == KLAAR_VOORBEELD
    assert not Verzending.objects.filter(soort=planning.KOMT).exists()
    omschrijvingen = " ".join(Verzending.objects.values_list("omschrijving", flat=True))
    assert "anoniem" not in omschrijvingen
    assert "Alleen bij minder dan 5 deelnemers." in omschrijvingen


def test_mail_about_reading_is_for_who_may_read_at_that_moment(netwerk, meting, at):
    at(DAG_0)
    oud = netwerk.facilitators().get()
    DeelnameFactory(netwerk=netwerk, facilitator=True)
    leave(netwerk, oud)

    assert at(DAG_14) == []

    bericht = Bericht(soort=planning.UITSLAG, aanleiding=meting.aanleiding, aan=oud)
    assert get_soort(planning.UITSLAG).inhoud(bericht) == LEEST_NIET


def test_mail_about_lapsing_is_not_for_who_left_nor_about_what_is_gone(netwerk, meting):
    facilitator = netwerk.facilitators().get()
    inhoud = get_soort(VERVALLEN).inhoud
    bericht = Bericht(soort=VERVALLEN, aanleiding=meting.aanleiding, aan=facilitator)
    assert isinstance(inhoud(bericht), SlaOver)  # it did not lapse
    rondes.skip_by_hand(meting, "Toch niet.", by=None)
    assert inhoud(bericht).preheader == "Toch niet."
    DeelnameFactory(netwerk=netwerk, facilitator=True)
    leave(netwerk, facilitator)
    assert isinstance(inhoud(bericht), SlaOver)


@pytest.mark.parametrize(("afwezig", "kan"), [(0, True), (1, False)])
def test_after_a_meeting_with_too_few_a_small_group_hears_that_it_can_be_asked_by_name(at, time_machine, afwezig, kan):
    """Of a larger group there may be too few at one meeting as well: they are only ever asked anonymously."""
    begin, eind = moment("10T14:00"), moment("10T17:00")
    time_machine.move_to(eind, tick=False)
    bijeenkomst = make_bijeenkomst(aanwezig=4, afwezig=afwezig, begint_op=begin, eindigt_op=eind)
    bijeenkomst_planning.reschedule(bijeenkomst)

    [mail] = [m for m in at(moment("11T09:01")) if m.subject == "Bespreek samen hoe het was"]

    adres = reverse("evaluatie:met_naam", args=[bijeenkomst.netwerk.slug, "bijeenkomst"])
    assert (adres in mail.body) == (adres in mail.alternatives[0].content) == kan
