from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction

from bijeenkomsten.academie import services
from bijeenkomsten.academie.tests.factories import AcademieuitnodigingFactory
from bijeenkomsten.models import Academieuitnodiging
from bijeenkomsten.services import cancel_bijeenkomst
from bijeenkomsten.tests.factories import BijeenkomstFactory
from fasen.kompas.getallen import lees_getallen
from fasen.kompas.signaal import Peiling
from kern.errors import DomainError
from kern.models import Logregel
from kern.tijd import nu
from netwerken.tests.factories import NetwerkFactory
from personen.tests.factories import PersoonFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def wie():
    return PersoonFactory(academie=True)


def invite(b, wie, deel="geheel", welk_deel=""):
    return services.invite(b, deel=deel, welk_deel=welk_deel, by=wie)


def test_invite_twice_is_once(wie):
    b = BijeenkomstFactory()
    eerst = invite(b, wie, welk_deel="telt niet bij het geheel")

    assert (eerst.deel, eerst.welk_deel, eerst.gevraagd_door) == ("geheel", "", wie)
    assert invite(b, wie).pk == eerst.pk
    assert Logregel.objects.filter(actie__startswith="bijeenkomsten.academie").count() == 1


def test_another_part_keeps_the_answer(wie):
    rij = AcademieuitnodigingFactory(komt=True)

    anders = invite(rij.bijeenkomst, wie, "deel", "Het laatste uur")

    assert (anders.pk, anders.welk_deel, anders.komt, anders.gevraagd_op) == (
        rij.pk, "Het laatste uur", True, rij.gevraagd_op,
    )  # fmt: skip


def test_a_part_must_be_told(wie):
    with pytest.raises(DomainError, match="welk deel"):
        invite(BijeenkomstFactory(), wie, "deel")


def test_take_back_and_invite_again(wie):
    rij = AcademieuitnodigingFactory(komt=True)
    for _ in range(2):
        services.withdraw(rij.bijeenkomst, by=wie)
    rij.refresh_from_db()
    assert (rij.is_ingetrokken, rij.antwoord) == (True, "")
    with pytest.raises(DomainError, match="trok deze uitnodiging in"):
        services.answer(rij, "komt", wie_komt="Noor", by=wie)

    assert not invite(rij.bijeenkomst, wie).is_ingetrokken
    assert Logregel.objects.filter(actie="bijeenkomsten.academie.withdrawn").count() == 1


@pytest.mark.parametrize("hoe", [{"geweest": True}, {"gehouden": True}, {"afgelast": True}])
def test_only_of_a_meeting_to_come(hoe, wie):
    rij = AcademieuitnodigingFactory(bijeenkomst=BijeenkomstFactory(**hoe))

    for doe in (
        lambda: invite(rij.bijeenkomst, wie),
        lambda: services.withdraw(rij.bijeenkomst, by=wie),
        lambda: services.answer(rij, "komt_niet", wie_komt="", by=wie),
    ):
        with pytest.raises(DomainError, match="al begonnen of gaat niet door"):
            doe()


def test_answer_and_answer_anew(wie):
    rij = AcademieuitnodigingFactory()
    assert not rij.heeft_antwoord
    with pytest.raises(DomainError, match="wie er komt"):
        services.answer(rij, "komt", wie_komt="", by=wie)

    rij = services.answer(rij, "komt", wie_komt="Noor", by=wie)
    assert (rij.komt, rij.wie_komt, rij.antwoord_door) == (True, "Noor", wie)
    rij = services.answer(rij, "komt_niet", wie_komt="Noor", by=wie)
    assert (rij.komt, rij.heeft_antwoord, rij.wie_komt) == (False, True, "")
    assert "Noor" not in str(list(Logregel.objects.values("feiten")))


def test_an_answer_is_about_a_day():
    rij = AcademieuitnodigingFactory(komt=True)
    rij.bijeenkomst.begint_op += timedelta(days=1)

    assert not rij.heeft_antwoord
    assert not rij.komt


def test_counts(wie):
    netwerk = NetwerkFactory()
    for hoe in ({}, {"komt": True}, {"ingetrokken": True}, {"bijeenkomst__geweest": True}):
        AcademieuitnodigingFactory(bijeenkomst__netwerk=netwerk, **hoe)
    af = AcademieuitnodigingFactory(bijeenkomst__netwerk=netwerk)
    cancel_bijeenkomst(af.bijeenkomst, reden="Storm", by=wie)
    AcademieuitnodigingFactory(bijeenkomst__netwerk=netwerk, bijeenkomst__dagen=-400)

    assert Peiling([netwerk], nu()).feiten(lees_getallen)[netwerk.pk].academie_gevraagd == 3


@pytest.mark.parametrize(
    "velden",
    [
        {"deel": "deel"}, {"welk_deel": "wat"}, {"antwoord": "komt"}, {"wie_komt": "Noor"},
        {"antwoord": "komt", "antwoord_dag": "2030-01-01"},
        {"antwoord": "komt_niet", "antwoord_dag": "2030-01-01", "wie_komt": "Noor"},
    ],
)  # fmt: skip
def test_constraints(velden):
    with pytest.raises(IntegrityError), transaction.atomic():
        AcademieuitnodigingFactory(**velden)


def test_name():
    rij = AcademieuitnodigingFactory()
    assert str(rij) == f"academie bij bijeenkomst {rij.bijeenkomst_id}"
    assert list(Academieuitnodiging.objects.geldig().of_academie(PersoonFactory())) == []
