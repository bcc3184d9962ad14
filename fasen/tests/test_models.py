from datetime import date, timedelta

import pytest
from django.db import DatabaseError, IntegrityError, transaction

from fasen.models import Fasestap, FaseVerloop
from fasen.tests.factories import FasestapFactory, FaseVerloopFactory
from kern.tijd import nu
from netwerken.tests.factories import DeelnameFactory, NetwerkFactory

pytestmark = pytest.mark.django_db


def assert_refused(constraint, make):
    with pytest.raises(IntegrityError) as refused, transaction.atomic():
        make()
    message = str(refused.value)
    assert constraint in message or "UNIQUE constraint failed: fasen_faseverloop" in message


def test_same_fase_twice_is_refused():
    verloop = FaseVerloopFactory()

    assert_refused("faseverloop_unique_fase_per_netwerk", lambda: FaseVerloopFactory(netwerk=verloop.netwerk))


def test_second_lopend_is_refused():
    verloop = FaseVerloopFactory(lopend=True)

    assert_refused(
        "faseverloop_one_lopend_per_netwerk",
        lambda: FaseVerloopFactory(netwerk=verloop.netwerk, fase="verdieping", lopend=True),
    )


def test_unknown_fase_is_refused():
    assert_refused("faseverloop_known_fase", lambda: FaseVerloopFactory(fase="zomer"))


@pytest.mark.parametrize(
    "fields",
    [
        {"status": "gepland", "begonnen_op": nu()},
        {"status": "lopend"},
        {"status": "lopend", "begonnen_op": nu(), "afgerond_op": nu()},
        {"status": "onderbroken"},
        {"status": "onderbroken", "begonnen_op": nu(), "afgerond_op": nu()},
        {"status": "afgerond", "begonnen_op": nu()},
        {"status": "afgerond", "afgerond_op": nu()},
        {"status": "dromen", "begonnen_op": nu()},
    ],
)
def test_status_that_contradicts_the_dates_is_refused(fields):
    assert_refused("faseverloop_status_matches_dates", lambda: FaseVerloopFactory(**fields))


def test_heropend_before_begonnen_is_refused():
    assert_refused(
        "faseverloop_heropend_after_begonnen",
        lambda: FaseVerloopFactory(lopend=True, heropend_op=nu() - timedelta(days=1)),
    )


@pytest.mark.parametrize(
    "fields",
    [
        {"gepland_van": date(2027, 1, 1)},
        {"gepland_tot": date(2027, 1, 1)},
        {"gepland_van": date(2027, 3, 1), "gepland_tot": date(2027, 1, 31)},
    ],
)
def test_half_or_reversed_planning_is_refused(fields):
    assert_refused("faseverloop_planning_is_whole_and_in_order", lambda: FaseVerloopFactory(**fields))


def test_stap_to_the_same_fase_is_refused():
    assert_refused("fasestap_van_differs_from_naar", lambda: FasestapFactory(van="ontwikkeling"))


@pytest.mark.parametrize(
    "fields",
    [
        {"gepland_keren": 2},
        {"gepland_keren": 61, "gepland_van": date(2027, 1, 1), "gepland_tot": date(2027, 1, 31)},
    ],
)
def test_a_number_of_meetings_without_months_or_too_many_is_refused(fields):
    assert_refused("faseverloop_keren_only_in_a_period", lambda: FaseVerloopFactory(**fields))


@pytest.mark.parametrize("fields", [{"van": "zomer"}, {"naar": "zomer"}, {"naar": ""}])
def test_stap_with_unknown_fase_is_refused(fields):
    assert_refused("fasestap_known_fasen", lambda: FasestapFactory(**fields))


@pytest.mark.parametrize("reden", ["", "Ja.", "x" * 501])
def test_stap_without_a_real_reden_is_refused(reden):
    with pytest.raises(DatabaseError) as refused, transaction.atomic():
        FasestapFactory(reden=reden)

    assert "fasestap_reden_has_length" in str(refused.value) or "too long" in str(refused.value)


def test_visible_to_only_members():
    netwerk = NetwerkFactory(openbaar=True)
    lid = DeelnameFactory(netwerk=netwerk).persoon
    wachtend = DeelnameFactory(netwerk=netwerk, wachtend=True).persoon
    verloop, stap = FaseVerloopFactory(netwerk=netwerk), FasestapFactory(netwerk=netwerk)
    FasestapFactory()

    assert list(FaseVerloop.objects.visible_to(lid)) == [verloop]
    assert list(Fasestap.objects.visible_to(lid)) == [stap]
    assert list(FaseVerloop.objects.visible_to(wachtend)) == []
    assert list(Fasestap.objects.visible_to(wachtend)) == []


def test_stap_knows_its_direction():
    begin = FasestapFactory.build(van="", naar="verkenning")
    vooruit = FasestapFactory.build()
    terug = FasestapFactory.build(van="verdieping", naar="verkenning")

    assert [stap.is_terug for stap in (begin, vooruit, terug)] == [False, False, True]
    assert [stap.is_begin for stap in (begin, vooruit, terug)] == [True, False, False]
    assert [str(stap) for stap in (begin, terug)] == ["begin → verkenning", "verdieping → verkenning"]
    assert (terug.van_fase.naam, terug.naar_fase.naam, begin.van_fase) == ("Verdieping", "Verkenning", None)


def test_verloop_reads_as_its_fase():
    assert str(FaseVerloopFactory.build(fase="inbedding", lopend=True)) == "Inbedding: loopt nu"
