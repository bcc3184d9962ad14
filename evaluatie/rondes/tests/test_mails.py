"""A round from its announcement to its result, with the real outbox. Opens Tuesday 10 November 2026."""

import re
from datetime import timedelta

import pytest

from berichten.models import Bericht, Verzending
from berichten.services import hold_verzending, resume_verzending, skip_verzending
from berichten.soorten import SlaOver, get_soort
from evaluatie import services
from evaluatie.models import Genodigde, Meting
from evaluatie.planning import RONDE_HERINNERING
from evaluatie.rondes import planning
from evaluatie.rondes import services as rondes
from evaluatie.rondes.mails import GEEN_RONDE, NIET_MEER
from evaluatie.rondes.schema import make_schema
from evaluatie.services.rondes import TE_KLEIN
from evaluatie.tests.factories import make_netwerk, make_ronde_keuzes
from evaluatie.tests.post import moment, receivers, subjects
from netwerken.services import leave
from personen.tests.factories import OrganisatieFactory, SchoolvakantieFactory

pytestmark = pytest.mark.django_db
OPENT = moment("10T09:00")
WEEK_ERVOOR, DAG_0, DAG_5, DAG_10, DAG_14 = (moment(f"{d}T09:01") for d in ("03", 10, 16, 20, 24))


def make_planned(netwerk, *, soort="barometer", moment="barometer:1", opent=OPENT):
    meting = services.plan_ronde(
        netwerk, soort, opent_op=opent, sluit_op=make_schema(opent).sluit, naam="Barometer november 2026",
        moment=moment,
    )  # fmt: skip
    planning.plan_berichten(meting)
    return meting


@pytest.fixture
def meting(time_machine):
    time_machine.move_to(moment("01T12:00"), tick=False)
    return make_planned(make_netwerk(6, naam="Kring"))


def answer(meting, aantal):
    for genodigde in Genodigde.objects.filter(meting=meting).select_related("persoon")[:aantal]:
        services.answer(meting, genodigde.persoon, keuzes=make_ronde_keuzes(meting))


def test_from_announcement_to_result(meting, at):
    [komt] = at(WEEK_ERVOOR)
    assert receivers([komt]) == [meting.netwerk.facilitators().get().email]
    assert komt.subject == "Barometer november 2026 gaat open op dinsdag 10 november"
    assert f"/evaluatie/ronde/{meting.pk}/" in komt.body
    assert "Alle 6 deelnemers" in " ".join(komt.body.split())

    vragen = at(DAG_0)
    assert receivers(vragen) == sorted(p.email for p in services.who_is_in(meting.netwerk))
    assert subjects(vragen) == ["Hoe staat ons netwerk ervoor?"]
    assert len({re.search(r"/d/\S+", mail.body)[0] for mail in vragen}) == 6
    assert at(DAG_0) == []

    answer(meting, 5)
    [herinnering] = at(DAG_5)
    assert herinnering.subject == "Doe je nog mee? Hoe staat ons netwerk ervoor?"
    assert receivers([herinnering]) == [Genodigde.objects.get(ingevuld=False).persoon.email]
    assert not Bericht.objects.filter(soort=RONDE_HERINNERING).exists()

    assert len(at(DAG_10)) == 1
    uitslag = at(DAG_14)
    assert len(uitslag) == 7
    assert "5 van de 6 mensen deden mee." in uitslag[0].body
    meting.refresh_from_db()
    assert (meting.status, meting.ingevuld) == ("gesloten", 5)
    assert at(DAG_14 + timedelta(days=30)) == []


def test_below_the_threshold_the_mail_says_why(meting, at):
    at(DAG_0)
    answer(meting, 4)

    mails = at(DAG_14)

    assert "Barometer november 2026: te weinig antwoorden" in subjects(mails)
    assert all("minder dan 5 antwoorden" in " ".join(mail.body.split()) for mail in mails[-7:])


def test_with_four_nobody_is_asked_and_the_rest_lapses(time_machine, at):
    time_machine.move_to(moment("01T12:00"), tick=False)
    meting = make_planned(make_netwerk(4))
    [komt] = at(WEEK_ERVOOR)
    assert "gaat deze ronde niet door" in " ".join(komt.body.split())

    assert at(DAG_0) == []
    meting.refresh_from_db()
    assert (meting.status, meting.reden) == ("vervallen", TE_KLEIN)
    assert Verzending.objects.get(soort=planning.RONDE).reden == TE_KLEIN
    assert not Verzending.objects.waiting().exists()


def test_a_worker_that_stood_still_at_closing_time_closes_late_and_right(meting, at):
    at(DAG_0)
    answer(meting, 5)

    mails = at(DAG_14 + timedelta(days=3))

    assert len(mails) == 7
    meting.refresh_from_db()
    assert (meting.status, meting.genodigd, meting.ingevuld) == ("gesloten", 6, 5)
    assert not Genodigde.objects.exists()
    assert {v.status for v in Verzending.objects.filter(soort=RONDE_HERINNERING)} == {"vervallen"}


def test_a_worker_that_stood_still_at_opening_time_gives_all_their_days(meting, at):
    assert len(at(DAG_0 + timedelta(days=2))) == 6
    meting.refresh_from_db()

    assert meting.opent_op == DAG_0 + timedelta(days=2)
    assert Verzending.objects.get(soort=planning.UITSLAG).op == meting.sluit_op
    assert at(DAG_14 - timedelta(days=1)) != []  # reminders, not yet the result
    assert Meting.objects.get().status == "open"


def test_who_leaves_between_the_question_and_the_answer(meting, at):
    """May still answer what was asked, hears nothing more, and counts in the group."""
    at(DAG_0)
    weg = Genodigde.objects.first().persoon
    leave(meting.netwerk, weg)

    assert weg.email not in receivers(at(DAG_5))
    services.answer(meting, weg, keuzes=make_ronde_keuzes(meting))
    assert weg.email not in receivers(at(DAG_14))
    assert Meting.objects.get().genodigd == 6


def test_a_reminder_that_waited_does_not_follow_who_left(meting, at):
    at(DAG_0)
    weg = Genodigde.objects.first().persoon
    bericht = Bericht(soort=RONDE_HERINNERING, aan=weg, aanleiding=meting.aanleiding, gegevens={})
    leave(meting.netwerk, weg)

    assert get_soort(RONDE_HERINNERING).inhoud(bericht) == SlaOver("Doet niet meer mee aan het netwerk.")


def test_held_opens_when_it_is_resumed(meting, at):
    facilitator = meting.netwerk.facilitators().get()
    vraag = Verzending.objects.get(soort=planning.RONDE)
    hold_verzending(vraag, by=facilitator)

    assert "Hoe staat ons netwerk ervoor?" not in subjects(at(DAG_0))
    assert Meting.objects.get().is_gepland
    resume_verzending(vraag, by=facilitator)
    assert len(at(DAG_0 + timedelta(days=1))) == 6
    assert Meting.objects.get().sluit_op > DAG_14


def test_skipped_asks_nobody(meting, at):
    skip_verzending(Verzending.objects.get(soort=planning.RONDE), by=meting.netwerk.facilitators().get())

    at(DAG_0)

    assert not Genodigde.objects.exists()
    assert at(DAG_14) == []
    assert Verzending.objects.get(soort=planning.UITSLAG).reden == GEEN_RONDE


def test_the_words_of_the_facilitator_are_on_top_of_a_reminder(meting, at):
    Verzending.objects.filter(soort=RONDE_HERINNERING).update(eigen_tekst="We missen je <b>stem</b>.")
    at(DAG_0)

    assert "We missen je <b>stem</b>." in at(DAG_5)[0].body


def test_examples_tell_nothing(meting, at):
    for soort in (planning.RONDE, RONDE_HERINNERING, planning.KOMT):
        voorbeeld = get_soort(soort).voorbeeld(Verzending.objects.filter(soort=soort).first())
        assert voorbeeld.context["gevraagd"] in {"…", 6}
    uitslag = Verzending.objects.get(soort=planning.UITSLAG)
    assert "weet niemand" in get_soort(planning.UITSLAG).voorbeeld(uitslag)
    weg = Verzending(aanleiding="meting:999999")
    for soort in (planning.RONDE, RONDE_HERINNERING, planning.KOMT):
        assert get_soort(soort).voorbeeld(weg) == NIET_MEER.reden


def test_a_round_that_is_gone_or_off_mails_nobody(meting, at):
    for soort in (planning.RONDE, RONDE_HERINNERING, planning.KOMT, planning.UITSLAG):
        assert list(get_soort(soort).ontvangers(Verzending(aanleiding="meting:999999"))) == []
        bericht = Bericht(soort=soort, aan=meting.netwerk.deelnemers().first(), aanleiding="meting:999999")
        assert isinstance(get_soort(soort).inhoud(bericht), SlaOver)
    rondes.skip_by_hand(meting, "We praten liever.", by=meting.netwerk.facilitators().get())

    assert at(WEEK_ERVOOR) + at(DAG_0) + at(DAG_14) == []
    assert {v.status for v in Verzending.objects.all()} == {"vervallen"}


def test_mails_that_waited_until_it_was_over(meting, at):
    at(DAG_0)
    persoon = Genodigde.objects.first().persoon
    facilitator = meting.netwerk.facilitators().get()
    at(DAG_14)

    def inhoud(soort, aan):
        return get_soort(soort).inhoud(Bericht(soort=soort, aan=aan, aanleiding=meting.aanleiding))

    assert inhoud(planning.RONDE, persoon).reden == "De evaluatie is al gesloten."
    assert inhoud(planning.KOMT, facilitator) == NIET_MEER
    leave(meting.netwerk, persoon)
    assert inhoud(planning.UITSLAG, persoon).reden == "Doet niet meer mee aan het netwerk."


def test_an_announcement_is_for_who_guides(meting):
    bericht = Bericht(soort=planning.KOMT, aan=meting.netwerk.deelnemers().first(), aanleiding=meting.aanleiding)

    assert get_soort(planning.KOMT).inhoud(bericht).reden == "Begeleidt het netwerk niet meer."


def test_an_announcement_comes_before_the_holiday_is_over(meting, at, settings):
    """After the opening there is nothing to move or skip, so a school holiday that lasts until then gives way."""
    settings.RUSTTIJDEN = True
    facilitator = meting.netwerk.facilitators().get()
    facilitator.organisatie = OrganisatieFactory(vakantieregio="noord")
    facilitator.save()
    SchoolvakantieFactory(regio="noord", begin=moment("02").date(), eind=moment("15").date())

    assert receivers(at(WEEK_ERVOOR)) == [facilitator.email]
    assert get_soort(planning.KOMT).uiterlijk(Bericht(aanleiding=meting.aanleiding)) == OPENT
    assert get_soort(planning.KOMT).uiterlijk(Bericht(aanleiding="meting:999999")) is None


def test_a_nameting_reaches_who_took_part_until_the_end(time_machine, at):
    time_machine.move_to(moment("01T12:00"), tick=False)
    netwerk = make_netwerk(6)
    klaar, weg = netwerk.deelnemers().order_by("pk")[:2]
    netwerk.deelnames.filter(persoon=klaar).update(status="afgerond", beeindigd_op="2026-06-01", reden_einde="klaar")
    netwerk.deelnames.filter(persoon=weg).update(status="uitgestapt", beeindigd_op="2026-06-01")
    type(netwerk).objects.filter(pk=netwerk.pk).update(status="afgerond")
    netwerk.refresh_from_db()
    make_planned(netwerk, soort="nameting", moment="nameting")

    aan = receivers(at(DAG_0))

    assert klaar.email in aan
    assert weg.email not in aan
    assert len(aan) == 5
    assert klaar.email in receivers(at(DAG_14))


def test_moved_before_it_opens_everything_moves_along(meting, at):
    facilitator = meting.netwerk.facilitators().get()
    later = moment("17T09:00")

    rondes.move_by_hand(meting, later.date(), by=facilitator)

    assert at(WEEK_ERVOOR) == []
    assert len(at(moment("10T09:01"))) == 1  # the announcement
    assert len(at(later + timedelta(minutes=1))) == 6
    assert Meting.objects.get().met_de_hand
    rows = Verzending.objects.filter(status="gepland").order_by("op")
    schema = make_schema(later)
    assert [row.op.date() for row in rows] == [d.date() for d in (*schema.herinneringen, schema.sluit)]
