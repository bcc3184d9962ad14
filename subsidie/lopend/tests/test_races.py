"""Two people at once, on PostgreSQL."""

import pytest

from kern.errors import DomainError
from kern.tests.races import together
from kern.tijd import lokale_dag, nu
from subsidie.lopend import services
from subsidie.lopend.tests.factories import WijzigingFactory, add_penvoerder, make_staf, make_toegekend
from subsidie.models import Criteriumstand, Nakoming, Wijziging
from subsidie.spoor.services import find_break

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.postgres]


def one_won(uitkomsten):
    assert sorted(isinstance(uitkomst, DomainError) for uitkomst in uitkomsten) == [False, True]


def test_two_staff_answer_one_wijziging():
    aanvraag = make_toegekend()
    rij, een, ander = WijzigingFactory(aanvraag=aanvraag), make_staf(), make_staf()

    one_won(
        together(
            lambda: services.decide_wijziging(rij, "toegekend", "Goed.", by=een),
            lambda: services.decide_wijziging(rij, "afgewezen", "Te laat.", by=ander),
        )
    )

    uitkomst = Wijziging.objects.get().uitkomst
    assert [regel.stap for regel in aanvraag.spoor.all()] == [f"wijziging {uitkomst}"]


def test_a_wijziging_is_answered_or_taken_back():
    aanvraag = make_toegekend()
    rij, penvoerder, staf = WijzigingFactory(aanvraag=aanvraag), add_penvoerder(aanvraag), make_staf()

    one_won(
        together(
            lambda: services.take_back_wijziging(rij, by=penvoerder),
            lambda: services.decide_wijziging(rij, "toegekend", "Goed.", by=staf),
        )
    )

    stappen = [regel.stap for regel in aanvraag.spoor.all()]
    assert stappen == (["wijziging toegekend"] if Wijziging.objects.exists() else ["wijziging terug"])


def test_two_staff_answer_one_condition_and_the_year_begins_once():
    aanvraag = make_toegekend("voorwaarde", voorwaarden=[("Een brief", 30)])
    penvoerder, een, ander = add_penvoerder(aanvraag), make_staf(), make_staf()
    rij = services.report_voorwaarde(aanvraag.besluiten.get().voorwaarden.get(), "Hij is er.", by=penvoerder)

    one_won(
        together(
            lambda: services.answer_nakoming(rij, "akkoord", by=een),
            lambda: services.answer_nakoming(rij, "akkoord", by=ander),
        )
    )

    assert Nakoming.objects.get().uitkomst == "akkoord"
    assert aanvraag.spoor.filter(stap="starten").count() == 1
    assert find_break(aanvraag) is None


def test_a_part_is_paid_once():
    aanvraag, een, ander, dag = make_toegekend(), make_staf(), make_staf(), lokale_dag(nu())

    one_won(
        together(
            lambda: services.mark_paid(aanvraag, 1, dag, by=een), lambda: services.mark_paid(aanvraag, 1, dag, by=ander)
        )
    )

    assert aanvraag.uitbetalingen.count() == 1


def test_two_clocks_measure_once():
    aanvraag = make_toegekend()

    together(services.store_standen, services.store_standen)

    codes = Criteriumstand.objects.filter(aanvraag=aanvraag).values_list("code", flat=True)
    assert sorted(codes) == sorted(aanvraag.regelingversie.regeling.per_code)
