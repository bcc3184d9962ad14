"""One order of locks: the netwerk, what hangs on it, and its messages last. Nobody waits for who waits for them.

In each test somebody holds the netwerk, another comes along and waits, and the first does all of its own work: that
only ends when the other holds nothing yet.
"""

from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from datetime import timedelta

import pytest
from django.db import connection, transaction

from berichten.models import Bericht, Verzending
from berichten.services import carry_out_due
from bijeenkomsten.services import cancel_bijeenkomst
from evaluatie import planning, services
from evaluatie.models import Meting
from evaluatie.rondes import planner
from evaluatie.rondes import services as rondes
from evaluatie.rondes.planning import RONDE, plan_berichten
from evaluatie.services.rijen import create_rows
from evaluatie.tests.factories import make_bijeenkomst, make_meting, make_netwerk
from evaluatie.zaal.services import close_in_zaal
from kern.errors import DomainError
from kern.tests.races import together, wait_for_waiting
from kern.tijd import nu
from netwerken.models import Netwerk
from netwerken.services import close_netwerk
from netwerken.services.locks import lock_netwerk_of

pytestmark = [pytest.mark.postgres, pytest.mark.django_db(transaction=True)]

PATIENCE = 20  # seconds


@contextmanager
def coming_along(call, rij):
    """The netwerk of ``rij`` is locked here, and ``call`` waits for it; gives a list that gets what it returned."""
    results = []
    with ThreadPoolExecutor(1) as pool:
        with transaction.atomic(), connection.cursor() as cursor:
            lock_netwerk_of(rij)
            other = pool.submit(together, call)
            wait_for_waiting(cursor, 1)
            yield results
        results += other.result(timeout=PATIENCE)


def plan(rij, soort):
    return Verzending.objects.create(
        soort=soort, sleutel=f"{soort}:{rij.pk}", op=nu() - timedelta(minutes=5), context=rij.netwerk.context,
        aanleiding=rij.aanleiding, titel=soort,
    )  # fmt: skip


def stop(netwerk):
    return close_netwerk(netwerk, Netwerk.Status.GESTOPT, reden="Te weinig tijd.", by=netwerk.facilitators().get())


def plan_ronde(opent_op):
    sluit_op = opent_op + timedelta(days=14)
    return services.plan_ronde(
        make_netwerk(6), "barometer", opent_op=opent_op, sluit_op=sluit_op, naam="Barometer", met_de_hand=True
    )


def test_asking_after_a_meeting_that_is_called_off():
    bijeenkomst = make_bijeenkomst(gehouden=False, dagen=-1)
    verzending = plan(bijeenkomst, planning.VRAAG)

    with coming_along(carry_out_due, bijeenkomst):
        cancel_bijeenkomst(bijeenkomst, reden="Ziek", by=bijeenkomst.netwerk.facilitators().get())

    verzending.refresh_from_db()
    assert verzending.status == Verzending.Status.VERVALLEN
    assert not Meting.objects.exists()


def test_closing_after_a_meeting_of_a_netwerk_that_stops():
    meting = make_meting(now=nu() - timedelta(days=8))
    verzending = plan(meting.bijeenkomst, planning.UITSLAG)

    with coming_along(carry_out_due, meting):
        stop(meting.netwerk)

    verzending.refresh_from_db()
    assert verzending.status == Verzending.Status.VERVALLEN


def test_opening_a_round_of_a_netwerk_that_stops():
    meting = plan_ronde(nu() - timedelta(hours=1))
    plan(meting, RONDE)

    with coming_along(carry_out_due, meting):
        stop(meting.netwerk)

    assert not Meting.objects.exclude(status=Meting.Status.VERVALLEN).exists()
    assert not Bericht.objects.filter(soort=RONDE).exists()


def test_moving_a_round_that_the_planner_looks_at():
    meting = plan_ronde(nu() + timedelta(days=3))
    plan_berichten(meting)
    later = nu() + timedelta(days=30)

    with coming_along(lambda: planner.plan_netwerk(meting.netwerk_id), meting):
        services.move_ronde(meting, opent_op=later, sluit_op=later + timedelta(days=14))
        plan_berichten(meting)

    meting.refresh_from_db()
    assert meting.opent_op == later


def test_stopping_a_round_of_a_netwerk_that_stops():
    meting = services.open_ronde(plan_ronde(nu() - timedelta(hours=1)))
    plan(meting, planning.UITSLAG)
    facilitator = meting.netwerk.facilitators().get()

    with coming_along(lambda: rondes.skip_by_hand(meting, "Toch niet.", by=facilitator), meting):
        stop(meting.netwerk)

    meting.refresh_from_db()
    assert meting.status == Meting.Status.VERVALLEN


def test_closing_in_the_room_what_the_clock_closes():
    bijeenkomst = make_bijeenkomst()
    now = bijeenkomst.eindigt_op
    meting = Meting.objects.create(
        netwerk=bijeenkomst.netwerk, bijeenkomst=bijeenkomst, in_zaal=True, opent_op=now,
        sluit_op=now + timedelta(days=7), vragenlijst=make_meting().vragenlijst,
    )  # fmt: skip
    create_rows(meting, (), (), list(bijeenkomst.aanwezigen()))
    facilitator = bijeenkomst.netwerk.facilitators().get()

    with coming_along(lambda: close_in_zaal(meting, by=facilitator, now=now), meting) as results:
        services.close_meting(meting, now=meting.sluit_op)

    assert [isinstance(result, DomainError) for result in results] == [False]
    assert results[0].is_gesloten
