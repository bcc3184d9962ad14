"""Rounds that are planned, opened, answered, closed and cancelled at the same moment, in real transactions."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from django.db import connection, transaction

from berichten.models import Bericht, Verzending
from berichten.services import carry_out_due
from evaluatie import services
from evaluatie.models import Genodigde, Meting
from evaluatie.rondes import planner, planning
from evaluatie.rondes import services as rondes
from evaluatie.rondes.aanbod import find_aanbod
from evaluatie.tests.factories import make_netwerk, make_ronde_keuzes
from kern.errors import DomainError
from kern.models import Logregel
from kern.tests.races import together, wait_for_waiting
from kern.tijd import nu
from netwerken.services.locks import lock_netwerk_of

pytestmark = [pytest.mark.postgres, pytest.mark.django_db(transaction=True)]


def make_due():
    """A round of which the hour has come; nobody opened it."""
    op = nu() - timedelta(hours=1)
    meting = services.plan_ronde(
        make_netwerk(6), "barometer", opent_op=op, sluit_op=op + timedelta(days=14), naam="Barometer"
    )
    planning.plan_berichten(meting)
    return meting


def answer(meting):
    persoon = meting.genodigden.select_related("persoon").first().persoon
    return lambda: services.answer(meting, persoon, keuzes=make_ronde_keuzes(meting))


def test_two_workers_open_the_same_round():
    meting = make_due()

    together(*[carry_out_due] * 3)

    assert Genodigde.objects.filter(meting=meting).count() == 6
    assert Bericht.objects.filter(soort=planning.RONDE).count() == 6
    assert Logregel.objects.filter(actie="evaluatie.ronde.opened").count() == 1


def test_closing_against_an_answer():
    meting = services.open_ronde(make_due())

    results = together(answer(meting), lambda: services.close_meting(meting, now=meting.sluit_op))

    gesloten = Meting.objects.get()
    assert (gesloten.status, gesloten.genodigd, gesloten.ingevuld) == ("gesloten", 6, None)
    assert results[0] is None or isinstance(results[0], DomainError)
    assert not gesloten.tellers.exists()
    assert not Genodigde.objects.exists()


def test_cancelling_against_an_answer():
    meting = services.open_ronde(make_due())
    facilitator = meting.netwerk.facilitators().get()

    results = together(answer(meting), lambda: rondes.skip_by_hand(meting, "Toch niet.", by=facilitator).status)

    assert results[1] == "vervallen"
    assert results[0] is None or isinstance(results[0], DomainError)
    assert not meting.tellers.exists()
    assert not Genodigde.objects.exists()


def test_planning_twice_is_once():
    netwerk = make_netwerk(6)

    together(*[lambda: planner.plan_netwerk(netwerk.pk)] * 3)

    momenten = list(Meting.objects.values_list("moment", flat=True))
    assert momenten
    assert len(momenten) == len(set(momenten))
    assert Verzending.objects.filter(soort=planning.RONDE).count() == len(momenten)


def test_moving_against_opening():
    """Both hold the netwerk first: one of them waits, and there is no deadlock."""
    meting = make_due()
    facilitator = meting.netwerk.facilitators().get()
    later = (nu() + timedelta(days=21)).date()
    while later.weekday() > 3:
        later += timedelta(days=1)

    results = together(carry_out_due, lambda: rondes.move_by_hand(meting, later, by=facilitator))

    meting.refresh_from_db()
    assert meting.status == ("open" if isinstance(results[1], DomainError) else "gepland")
    assert Genodigde.objects.count() == (6 if meting.status == "open" else 0)


def test_asking_twice_at_once_asks_once():
    netwerk = make_netwerk(6)
    facilitator = netwerk.facilitators().get()

    results = together(*[lambda: rondes.ask_group(netwerk, find_aanbod("puls"), by=facilitator)] * 2)

    assert sum(isinstance(result, DomainError) for result in results) == 1
    assert Meting.objects.count() == 1


def test_stopping_against_the_worker_that_closes():
    """Who closes the round holds its netwerk: who stops it waits, and finds it closed."""
    meting = services.open_ronde(make_due())
    facilitator = meting.netwerk.facilitators().get()

    with ThreadPoolExecutor(1) as pool, transaction.atomic(), connection.cursor() as cursor:
        lock_netwerk_of(meting)
        stopping = pool.submit(together, lambda: rondes.skip_by_hand(meting, "Toch niet.", by=facilitator))
        wait_for_waiting(cursor, 1)
        services.close_meting(meting, now=meting.sluit_op)

    assert isinstance(stopping.result(timeout=20)[0], DomainError)
    assert Meting.objects.get().status == "gesloten"
