"""Planning the rounds of a netwerk that began on Tuesday 1 September 2026; it is a week later."""

from datetime import date, datetime, timedelta

import pytest
from django.utils import timezone

from berichten.models import Verzending
from berichten.services import skip_verzending
from bijeenkomsten.models import Bijeenkomst
from bijeenkomsten.tests.factories import BijeenkomstFactory
from evaluatie import services
from evaluatie.models import Meting
from evaluatie.rondes import planner, planning
from evaluatie.rondes import services as rondes
from evaluatie.rondes.aanbod import find_aanbod
from evaluatie.rondes.agenda import find_rondes
from evaluatie.rondes.register import follow_change
from evaluatie.services.samen import add_to_samen
from evaluatie.tasks import plan_rondes_task
from evaluatie.tests.factories import make_meting, make_netwerk
from fasen.services import create_route, move_to
from kern.tijd import is_werkdag, lokale_dag
from netwerken.einde.klok import start_clock
from netwerken.einde.services import pause_netwerk, resume_netwerk
from netwerken.models import Deelname, Netwerk
from netwerken.services import close_netwerk
from personen.models import Persoon, Schoolvakantie
from personen.tests.factories import OrganisatieFactory
from personen.vakanties import kalender

pytestmark = pytest.mark.django_db
NU = timezone.make_aware(datetime(2026, 9, 8, 4, 25))


@pytest.fixture(autouse=True)
def _now(time_machine):
    time_machine.move_to(NU, tick=False)


@pytest.fixture
def netwerk(_now):
    return make_netwerk(6, start_datum=date(2026, 9, 1), eind_datum=date(2028, 6, 30), aantal_bijeenkomsten=8)


def plan(netwerk, now=None):
    planner.plan_netwerk(netwerk.pk, now=now)
    return list(Meting.objects.filter(netwerk=netwerk, status="gepland").order_by("opent_op"))


def days(rondes):
    return {ronde.moment: lokale_dag(ronde.opent_op) for ronde in rondes}


def change(netwerk, **velden):
    Netwerk.objects.filter(pk=netwerk.pk).update(**velden)
    netwerk.refresh_from_db()


def give_holidays(netwerk, *perioden):
    """Everybody is of one region, with only these holidays."""
    school = OrganisatieFactory(vakantieregio="noord")
    Persoon.objects.filter(deelnames__netwerk=netwerk).update(organisatie=school)
    Schoolvakantie.objects.all().delete()
    for n, (begin, eind) in enumerate(perioden):
        Schoolvakantie.objects.create(
            regio="noord", naam=f"vakantie {n}", schooljaar="2026-2027", bron="x", bron_datum=begin, begin=begin,
            eind=eind,
        )  # fmt: skip
    kalender.clear()


def test_a_netwerk_that_just_began(netwerk):
    gepland = plan(netwerk)

    assert [ronde.moment for ronde in gepland] == ["nulmeting", "barometer:1", "eindmeting"]
    assert [ronde.titel for ronde in gepland] == ["Nulmeting", "Netwerkbarometer maart 2027", "Eindmeting"]
    assert days(gepland)["nulmeting"] == date(2026, 9, 9)
    assert all(is_werkdag(dag) for dag in days(gepland).values())
    assert Verzending.objects.filter(soort=planning.RONDE).count() == 3
    assert Verzending.objects.filter(soort=planning.KOMT).count() == 2


def test_planning_again_changes_nothing(netwerk):
    voor = list(Meting.objects.values()) if plan(netwerk) else []
    mails = list(Verzending.objects.order_by("pk").values("pk", "op", "status"))

    for uren in (1, 20, 24 * 30):
        plan(netwerk, now=NU + timedelta(hours=uren))
        if uren < 24:
            assert list(Meting.objects.values()) == voor
    assert [v for v in mails if v["status"] == "gepland"] == mails


def test_what_somebody_cancelled_does_not_come_back(netwerk):
    nulmeting, barometer, _ = plan(netwerk)
    facilitator = netwerk.facilitators().get()
    rondes.skip_by_hand(nulmeting, "We kennen elkaar al.", by=facilitator)
    rondes.skip_by_hand(barometer, "Te druk.", by=facilitator)

    gepland = plan(netwerk)

    assert [ronde.moment for ronde in gepland] == ["barometer:2", "eindmeting"]
    assert days(gepland)["barometer:2"] >= lokale_dag(barometer.opent_op) + timedelta(days=365)


def test_what_somebody_moved_stays_there(netwerk):
    _, barometer, _ = plan(netwerk)
    rondes.move_by_hand(barometer, date(2027, 9, 7), by=netwerk.facilitators().get())

    plan(netwerk)
    change(netwerk, aantal_bijeenkomsten=4)
    assert days(plan(netwerk))["barometer:1"] == date(2027, 9, 7)

    change(netwerk, status="gestopt", reden_afsluiting="Op.")
    assert plan(netwerk) == []
    assert Meting.objects.get().reden == "Het netwerk is afgelopen."
    assert not Verzending.objects.waiting().exists()


def test_moving_the_end_moves_the_eindmeting_and_drops_what_no_longer_fits(netwerk):
    plan(netwerk)
    change(netwerk, eind_datum=date(2027, 3, 31))

    gepland = plan(netwerk)

    assert [ronde.moment for ronde in gepland] == ["nulmeting", "eindmeting"]
    assert days(gepland)["eindmeting"] == date(2027, 3, 3)
    change(netwerk, eind_datum=date(2028, 6, 30))
    assert "barometer:1" in days(plan(netwerk))


def test_meetings_move_it_along(netwerk):
    plan(netwerk)
    begin = timezone.make_aware(datetime(2026, 9, 10, 14))
    keren = [BijeenkomstFactory(netwerk=netwerk, begint_op=begin + timedelta(days=20 * n)) for n in range(4)]

    gepland = days(plan(netwerk))

    assert gepland["nulmeting"] <= date(2026, 9, 10)
    assert date(2026, 11, 9) < gepland["barometer:1"] < date(2026, 11, 20)
    Bijeenkomst.objects.filter(pk=keren[3].pk).update(status="afgelast", reden_afgelast="Ziek.")
    assert days(plan(netwerk))["barometer:1"] >= date(2027, 3, 2)


def test_a_pause_moves_them_and_the_end_of_it_moves_them_again(netwerk, django_capture_on_commit_callbacks):
    plan(netwerk)
    by = netwerk.facilitators().get()
    with django_capture_on_commit_callbacks(execute=True):
        pause_netwerk(netwerk, tot=date(2027, 5, 10), reden="We bouwen een school.", by=by)

    assert min(days(Meting.objects.all()).values()) >= date(2027, 5, 10)
    assert not Meting.objects.filter(moment="nulmeting").exists()
    with django_capture_on_commit_callbacks(execute=True):
        resume_netwerk(netwerk, by=by)
    assert days(Meting.objects.all())["barometer:1"] >= date(2027, 3, 2)


def test_done_drops_what_was_planned_and_plans_the_nameting(netwerk):
    plan(netwerk)
    by = netwerk.facilitators().get()
    close_netwerk(netwerk, "afgerond", by=by)
    start_clock(Netwerk.objects.get(pk=netwerk.pk), by=by)

    [nameting] = plan(netwerk)

    assert (nameting.moment, nameting.titel) == ("nameting", "Nameting")
    assert date(2027, 1, 8) <= lokale_dag(nameting.opent_op) <= date(2027, 1, 20)


def test_to_inbedding_replaces_the_barometer_that_was_still_far(netwerk):
    create_route(netwerk)
    plan(netwerk)
    for fase in ("ontwikkeling", "verdieping", "inbedding"):
        move_to(netwerk, fase, reden="We zijn eraan toe.", by=netwerk.facilitators().get(), op=NU)

    gepland = days(plan(netwerk))

    assert "barometer:1" not in gepland
    assert gepland["barometer:inbedding"] >= gepland["nulmeting"] + timedelta(days=21)


def test_never_two_within_three_weeks_and_never_in_a_holiday(netwerk):
    give_holidays(netwerk, (date(2026, 9, 9), date(2026, 9, 20)), (date(2027, 2, 20), date(2027, 3, 20)))

    gepland = days(plan(netwerk))

    assert gepland["nulmeting"] == date(2026, 9, 21)
    assert gepland["barometer:1"] == date(2027, 3, 22)
    dagen = sorted(gepland.values())
    assert all(later - eerder >= timedelta(days=21) for eerder, later in zip(dagen, dagen[1:], strict=False))


def test_without_a_day_that_suits_it_is_not_planned(netwerk):
    plan(netwerk)
    give_holidays(netwerk, (date(2026, 9, 1), date(2027, 1, 10)))

    assert "nulmeting" not in days(plan(netwerk))
    assert not Verzending.objects.filter(aanleiding__startswith="meting", status="gepland", op__lt=NU + timedelta(90))


def test_skipped_on_the_page_of_messages_does_not_take_place(netwerk, time_machine):
    nulmeting, *_ = plan(netwerk)
    skip_verzending(Verzending.objects.get(sleutel=f"{planning.RONDE}:{nulmeting.pk}"), by=netwerk.facilitators().get())

    gepland = days(plan(netwerk, now=nulmeting.opent_op + timedelta(hours=20)))

    assert "nulmeting" not in gepland
    nulmeting.refresh_from_db()
    assert nulmeting.reden.startswith("Overgeslagen door")


def test_a_round_nobody_opened_in_time_gets_another_day(netwerk):
    nulmeting, *_ = plan(netwerk)

    later = days(plan(netwerk, now=nulmeting.opent_op + timedelta(days=9)))

    assert later["nulmeting"] > lokale_dag(nulmeting.opent_op) + timedelta(days=9)


def test_the_task_goes_on_when_one_netwerk_cannot_be_planned(netwerk, caplog):
    kapot = make_netwerk(6, start_datum=date(2026, 9, 1), eind_datum=date(2028, 6, 30))
    meting = services.plan_ronde(
        kapot, "spreker", opent_op=NU, sluit_op=NU + timedelta(days=1), naam="Gast", moment="spreker:0"
    )
    Verzending.objects.create(
        soort=planning.RONDE, sleutel=f"{planning.RONDE}:{meting.pk}", op=NU, context=kapot.context, titel="Gast",
        status="overgeslagen", reden="",
    )  # fmt: skip

    plan_rondes_task()

    assert "cannot be planned" in caplog.text
    assert Meting.objects.filter(netwerk=netwerk).count() == 3


def test_a_netwerk_that_is_gone_has_none():
    planner.plan_netwerk(0)
    assert not Meting.objects.exists()


def test_only_dates_plan_anew(netwerk, django_capture_on_commit_callbacks):
    for velden, keer in ((["naam"], 0), (["eind_datum"], 1)):
        with django_capture_on_commit_callbacks() as callbacks:
            follow_change(netwerk, velden)
        assert len(callbacks) == keer


def test_a_round_chosen_by_hand_survives_everything_but_the_end(netwerk):
    eigen = rondes.ask_group(netwerk, find_aanbod("puls"), op=date(2026, 12, 1), by=netwerk.facilitators().get())
    plan(netwerk)
    assert eigen in Meting.objects.filter(status="gepland")
    Deelname.objects.filter(netwerk=netwerk, rol="deelnemer").update(status="pauze")

    meting = services.open_ronde(eigen, now=eigen.opent_op)
    assert meting.status == "vervallen"


def test_an_ended_netwerk_opens_only_its_nameting(netwerk):
    change(netwerk, status="afgerond")
    straks = NU + timedelta(days=1)
    velden = {"opent_op": straks, "sluit_op": straks + timedelta(days=14)}
    barometer = services.plan_ronde(netwerk, "barometer", naam="Barometer", **velden)
    nameting = services.plan_ronde(netwerk, "nameting", naam="Nameting", **velden)

    assert services.open_ronde(barometer, now=straks).reden == "Het netwerk is afgelopen."
    assert services.open_ronde(nameting, now=straks).status == "open"


def test_small_rounds_that_are_collected_stand_in_nobodys_way(netwerk):
    """What waits to be shown together is open for half a year, and nobody is asked anything."""
    samen = add_to_samen(make_meting(5, netwerk=netwerk))

    gepland = plan(netwerk)

    assert samen.status == Meting.Status.VERZAMELT
    assert [ronde.moment for ronde in gepland] == ["nulmeting", "barometer:1", "eindmeting"]
    Meting.objects.filter(pk=samen.pk).update(status=Meting.Status.GESLOTEN, genodigd=10, ingevuld=10)
    assert find_rondes(netwerk) == gepland


def test_the_holiday_of_who_has_no_account_any_more_does_not_count(netwerk):
    give_holidays(netwerk, (date(2026, 9, 9), date(2026, 10, 2)))
    thuis = netwerk.deelnemers().order_by("pk").values_list("pk", flat=True)
    Persoon.objects.filter(pk__in=thuis[:2]).update(organisatie=None)
    Persoon.objects.filter(pk__in=list(thuis)[3:]).update(is_active=False)  # one of three has a holiday

    assert days(plan(netwerk))["nulmeting"] == date(2026, 9, 9)
