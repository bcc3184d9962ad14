"""The track: every step is on it, and what was written stays as it was."""

import pytest
from django.db import DatabaseError, connection, transaction
from django.utils import timezone

from kern.errors import DomainError
from personen.tests.factories import PersoonFactory
from subsidie.aanvragen.services import take_step
from subsidie.spoor import services
from subsidie.spoor.models import Spoorregel
from subsidie.spoor.services import find_break, write
from subsidie.tests.factories import AanvraagFactory
from subsidie.toestand import Rol, Stap, Status

pytestmark = pytest.mark.django_db


@pytest.fixture
def aanvraag():
    return AanvraagFactory(binnen="ingediend")


@pytest.fixture
def spoor(aanvraag):
    for stap in ("een", "twee", "drie"):
        write(aanvraag, stap, Rol.SYSTEEM, by=None, getal=1)
    return aanvraag.spoor.order_by("nummer")


def test_a_step_is_on_the_track_with_who_and_what(aanvraag):
    persoon = PersoonFactory()

    na = take_step(aanvraag, Stap.COMPLEET, Rol.ACADEMIE, by=persoon)

    regel = aanvraag.spoor.get()
    assert (na.status, regel.stap, regel.rol, regel.door_id) == (
        Status.IN_BEOORDELING,
        "compleet",
        "academie",
        persoon.pk,
    )
    assert regel.feiten == {"naar": "in_beoordeling"}
    assert na.status_sinds >= aanvraag.status_sinds


def test_a_step_that_is_not_possible_leaves_nothing(aanvraag):
    with pytest.raises(DomainError):
        take_step(aanvraag, Stap.BESLUITEN, Rol.BESLISSER)

    assert not aanvraag.spoor.exists()


def test_a_whole_track(aanvraag, spoor):
    assert [regel.nummer for regel in spoor] == [1, 2, 3]
    assert find_break(aanvraag) is None


def test_a_clock_of_another_zone_writes_the_same(aanvraag, monkeypatch):
    monkeypatch.setattr(services, "nu", timezone.localtime)
    write(aanvraag, "een", Rol.SYSTEEM)
    assert find_break(aanvraag) is None


def test_the_database_refuses_to_change_a_line(spoor):
    with pytest.raises(DatabaseError, match="never changes"), transaction.atomic():
        spoor.filter(nummer=2).update(stap="anders")


def test_the_database_refuses_to_erase_a_line_or_an_aanvraag_with_a_track(aanvraag, spoor):
    for weg in (spoor.filter(nummer=2), spoor, type(aanvraag).objects.filter(pk=aanvraag.pk)):
        with pytest.raises(DatabaseError, match="never changes"), transaction.atomic():
            weg.delete()


def test_after_the_aanvraag_is_gone_its_track_may_go(aanvraag, spoor):
    pk = aanvraag.pk
    type(aanvraag).objects.filter(pk=pk)._raw_delete("default")

    assert Spoorregel.objects.filter(aanvraag_id=pk).delete()[0] == 3


def tamper(statement, *waarden):
    """Somebody with the keys of the database takes the lock off first."""
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")  # or the table is busy
            cursor.execute("ALTER TABLE subsidie_spoorregel DISABLE TRIGGER subsidie_spoor_vast")
        else:
            cursor.execute("DROP TRIGGER subsidie_spoor_vast_update")
            cursor.execute("DROP TRIGGER subsidie_spoor_vast_delete")
        cursor.execute(f"{statement} AND aanvraag_id = %s", waarden)


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE subsidie_spoorregel SET stap = 'x' WHERE nummer = 2",
        "UPDATE subsidie_spoorregel SET rol = 'x' WHERE nummer = 2",
        "UPDATE subsidie_spoorregel SET door_id = 12345 WHERE nummer = 2",
        "UPDATE subsidie_spoorregel SET feiten = '{}' WHERE nummer = 2",
        "UPDATE subsidie_spoorregel SET op = '2020-01-01 00:00:00+00' WHERE nummer = 2",
        "DELETE FROM subsidie_spoorregel WHERE nummer = 2",
    ],
)
def test_a_line_that_changed_all_the_same_is_found(aanvraag, spoor, statement):
    tamper(statement, aanvraag.pk)

    assert find_break(aanvraag) == 2
