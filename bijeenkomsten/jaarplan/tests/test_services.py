"""All meetings or none, one mail to each, and what happens to one of them afterwards."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.core import mail
from icalendar import Calendar

from berichten.models import Bericht, Verzending
from berichten.services import carry_out_due
from bijeenkomsten import services as bijeenkomsten
from bijeenkomsten.aandacht import is_spoed
from bijeenkomsten.jaarplan import services
from bijeenkomsten.models import Bijeenkomst, Jaarplan
from bijeenkomsten.tests.factories import op_werkdag
from kern.errors import DomainError
from kern.tests.races import together
from kern.tijd import dag
from netwerken import services as netwerken
from netwerken.models import Deelname
from netwerken.tests.factories import DeelnameFactory

pytestmark = pytest.mark.django_db
WAAR = {"vorm": "fysiek", "locatie": "Lyceum", "adres": "", "plaats": "Zutphen", "online_link": ""}


def make_rijen(*dagen):
    begins = [op_werkdag(over) for over in dagen or (30, 60, 90)]
    return [
        {"titel": f"<b>Keer</b> {n}", "begint_op": b, "eindigt_op": b + timedelta(hours=3)}
        for n, b in enumerate(begins, 1)
    ]


def plan(cast, *dagen, sleutel=None):
    jaarplan = services.plan_jaar(
        cast.netwerk, WAAR, make_rijen(*dagen), sleutel=sleutel or uuid4(), by=cast.facilitator
    )
    carry_out_due()
    return jaarplan


def kinds(persoon):
    return sorted(Bericht.objects.filter(aan=persoon).values_list("soort", flat=True))


def test_all_meetings_and_one_mail_to_each(cast):
    jaarplan = plan(cast)

    rows = Bijeenkomst.objects.filter(netwerk=cast.netwerk)
    assert [(b.titel, b.jaarplan, b.plaats) for b in rows] == [
        (f"<b>Keer</b> {n}", jaarplan, "Zutphen") for n in (1, 2, 3)
    ]
    for persoon in (cast.deelnemer, cast.facilitator):
        assert kinds(persoon) == ["bijeenkomsten.jaarplan"]
    assert len(mail.outbox) == 2


def test_mail_has_all_days_and_one_calendar_file(cast):
    plan(cast)

    [bericht] = [m for m in mail.outbox if cast.deelnemer.email in m.to[0]]
    assert bericht.subject == f"Zet in je agenda: drie bijeenkomsten van {cast.netwerk.naam}"
    for b in Bijeenkomst.objects.all():
        assert dag(b.begint_op).upper() in bericht.body
        assert b.get_absolute_url() in bericht.body
    assert bericht.body.count("/d/af.") == 3
    html = bericht.alternatives[0].content
    assert "<b>Keer</b>" not in html
    assert "&lt;b&gt;Keer&lt;/b&gt; 1" in html
    kalender = Calendar.from_ical(next(a.content for a in bericht.alternatives if "calendar" in a.mimetype))
    assert kalender["method"] == "PUBLISH"
    assert {str(e["uid"]) for e in kalender.walk("VEVENT")} == set(Bijeenkomst.objects.values_list("uid", flat=True))


def test_later_mails_of_each_meeting_are_planned(cast):
    plan(cast)

    for b in Bijeenkomst.objects.all():
        soorten = set(Verzending.objects.filter(aanleiding=b.aanleiding).values_list("soort", flat=True))
        assert {f"bijeenkomsten.{naam}" for naam in ("voorbereiders", "programma", "morgen")} <= soorten
        assert "bijeenkomsten.vastgesteld" not in soorten


def test_sent_twice_is_one_set(cast):
    sleutel = uuid4()

    een, twee = plan(cast, sleutel=sleutel), plan(cast, sleutel=sleutel)

    assert een == twee
    assert Bijeenkomst.objects.count() == 3
    assert len(mail.outbox) == 2


def test_sleutel_of_another_netwerk_is_another_plan(cast):
    sleutel, ander = uuid4(), DeelnameFactory(rol="facilitator")
    plan(cast, sleutel=sleutel)

    services.plan_jaar(ander.netwerk, WAAR, make_rijen(), sleutel=sleutel, by=ander.persoon)

    assert Jaarplan.objects.count() == 2


@pytest.mark.parametrize(
    ("dagen", "zin"),
    [
        ((30, 60), "minstens drie"),
        (range(20, 110, 10), "hooguit acht"),
        ((30, 60, 30), "hetzelfde moment"),
        ((30, 60, -3), "al geweest"),
    ],
)
def test_one_that_cannot_be_planned_leaves_none(cast, dagen, zin):
    with pytest.raises(DomainError, match=zin):
        plan(cast, *dagen)

    assert not Bijeenkomst.objects.exists()
    assert not Jaarplan.objects.exists()
    assert not Bericht.objects.exists()


def test_ended_netwerk_gets_no_plan(cast):
    netwerken.close_netwerk(cast.netwerk, "gestopt", reden="Klaar.", by=cast.facilitator)

    with pytest.raises(DomainError, match="beëindigd"):
        plan(cast)


def test_moved_meeting_is_told_by_itself(cast):
    plan(cast)
    b = Bijeenkomst.objects.first()
    begin = b.begint_op + timedelta(hours=1)

    bijeenkomsten.update_bijeenkomst(b, {"begint_op": begin}, by=cast.facilitator, versie=b.versie)
    carry_out_due()

    assert kinds(cast.deelnemer) == ["bijeenkomsten.jaarplan", "bijeenkomsten.verplaatst"]
    kalender = Calendar.from_ical(next(a.content for a in mail.outbox[-1].alternatives if "calendar" in a.mimetype))
    [event] = kalender.walk("VEVENT")
    assert (str(event["uid"]), event["sequence"], kalender["method"]) == (b.uid, 1, "REQUEST")


def test_move_away_from_a_day_that_only_the_plan_told_is_urgent(cast, time_machine):
    """Everybody thinks it is tomorrow; that it is not must go at once."""
    plan(cast)
    b = Bijeenkomst.objects.first()
    time_machine.move_to(b.begint_op - timedelta(hours=20), tick=False)

    bijeenkomsten.update_bijeenkomst(
        b, {"begint_op": op_werkdag(20), "eindigt_op": op_werkdag(20) + timedelta(hours=3)}, by=cast.facilitator,
        versie=b.versie,
    )  # fmt: skip
    carry_out_due()

    bericht = Bericht.objects.get(soort="bijeenkomsten.verplaatst", aan=cast.deelnemer)
    assert is_spoed(bericht, b.begint_op - timedelta(hours=20))


def test_who_joins_later_gets_the_plan_once_and_no_invitation_for_each(cast):
    plan(cast)
    deelname = DeelnameFactory(netwerk=cast.netwerk)
    for _ in range(2):  # in two roles
        for hook in netwerken.ON_JOIN:
            hook(deelname)
    carry_out_due()

    assert kinds(deelname.persoon) == ["bijeenkomsten.jaarplan"]


def test_mail_tells_only_what_still_comes(cast):
    """Held, and meanwhile one went off."""
    services.plan_jaar(cast.netwerk, WAAR, make_rijen(), sleutel=uuid4(), by=cast.facilitator)
    bijeenkomsten.cancel_bijeenkomst(Bijeenkomst.objects.first(), reden="De zaal is weg.", by=cast.facilitator)
    carry_out_due()

    [bericht] = [m for m in mail.outbox if "Zet in je agenda" in m.subject and cast.deelnemer.email in m.to[0]]
    assert bericht.subject.startswith("Zet in je agenda: twee bijeenkomsten")


def test_nothing_goes_when_all_went_off(cast):
    services.plan_jaar(cast.netwerk, WAAR, make_rijen(), sleutel=uuid4(), by=cast.facilitator)
    netwerken.close_netwerk(cast.netwerk, "gestopt", reden="Klaar.", by=cast.facilitator)
    carry_out_due()

    assert not [m for m in mail.outbox if "Zet in je agenda" in m.subject]


def test_who_was_told_by_the_plan_hears_on_return_what_went_off(cast):
    plan(cast)
    deelname = Deelname.objects.get(persoon=cast.deelnemer)
    netwerken.pause(deelname, by=cast.deelnemer)
    bijeenkomsten.cancel_bijeenkomst(Bijeenkomst.objects.first(), reden="De zaal is weg.", by=cast.facilitator)
    carry_out_due()
    assert "bijeenkomsten.afgelast" not in kinds(cast.deelnemer)

    netwerken.resume(Deelname.objects.get(pk=deelname.pk), by=cast.deelnemer)
    carry_out_due()

    assert kinds(cast.deelnemer).count("bijeenkomsten.afgelast") == 1
    assert kinds(cast.deelnemer).count("bijeenkomsten.jaarplan") == 1


def test_who_never_heard_of_it_does_not_hear_that_it_is_off(cast):
    """The mail of the plan came after it went off, and did not name it."""
    plan(cast)
    bijeenkomsten.cancel_bijeenkomst(Bijeenkomst.objects.first(), reden="De zaal is weg.", by=cast.facilitator)
    carry_out_due()
    deelname = DeelnameFactory(netwerk=cast.netwerk)
    for _ in range(2):  # joins, and later comes back
        for hook in netwerken.ON_JOIN:
            hook(deelname)
        carry_out_due()

    assert kinds(deelname.persoon) == ["bijeenkomsten.jaarplan"]


def test_programme_does_not_follow_on_the_heels_of_the_plan(cast):
    """A worker that was away may have both at once."""
    services.plan_jaar(cast.netwerk, WAAR, make_rijen(), sleutel=uuid4(), by=cast.facilitator)
    programma = Verzending.objects.filter(soort="bijeenkomsten.programma").first()
    Verzending.objects.filter(pk=programma.pk).update(op=programma.created_at)
    carry_out_due()

    bericht = Bericht.objects.get(soort="bijeenkomsten.programma", aan=cast.deelnemer)
    assert (bericht.status, bericht.reden) == ("overgeslagen", "Kreeg net al een mail over deze bijeenkomst.")


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
def test_form_sent_twice_at_once_is_one_set(cast):
    sleutel = uuid4()
    rijen = make_rijen()

    een, twee = together(
        *[lambda: services.plan_jaar(cast.netwerk, WAAR, rijen, sleutel=sleutel, by=cast.facilitator)] * 2
    )

    assert een == twee == Jaarplan.objects.get()
    assert Bijeenkomst.objects.count() == 3
    assert Bericht.objects.filter(soort="bijeenkomsten.jaarplan", aan=cast.deelnemer).count() == 1


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
def test_plan_while_the_netwerk_stops_leaves_no_meeting_behind(cast):
    rijen = make_rijen()

    together(
        lambda: services.plan_jaar(cast.netwerk, WAAR, rijen, sleutel=uuid4(), by=cast.facilitator),
        lambda: netwerken.close_netwerk(cast.netwerk, "gestopt", reden="Klaar.", by=cast.facilitator),
    )

    assert not Bijeenkomst.objects.exclude(status="afgelast").exists()
