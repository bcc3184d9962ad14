"""The begroting that holds, and the calendar of a grant."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction

from kern.tijd import lokale_dag, nu
from subsidie.lopend.geldend import read_antwoorden, read_geldend
from subsidie.lopend.mijlpalen import find_begin, find_klaar, find_mijlpaal, read_mijlpalen
from subsidie.lopend.tests.factories import BEGROTING, WijzigingFactory, geleden, make_toegekend
from subsidie.spoor.services import write
from subsidie.tests.factories import AanvraagFactory, InzendingFactory
from subsidie.toestand import Rol

pytestmark = pytest.mark.django_db


def test_the_begroting_of_the_last_inzending_holds_until_a_change_is_granted():
    aanvraag = make_toegekend()
    assert read_geldend(aanvraag).som().bijdrage == 9_600_00
    assert read_antwoorden(aanvraag) == BEGROTING

    InzendingFactory(aanvraag=aanvraag, nummer=2, antwoorden={"begroting.1.zaal.bijdrage": 7})
    assert read_geldend(aanvraag).som().bijdrage == 7

    for nummer, uitkomst in ((1, "toegekend"), (2, "toegekend"), (3, "afgewezen"), (4, "")):
        WijzigingFactory(
            aanvraag=aanvraag, soort="begroting", antwoorden={"begroting.1.zaal.bijdrage": nummer * 100},
            uitkomst=uitkomst, reden="Mag." if uitkomst else "", besloten_op=nu() if uitkomst else None,
        )  # fmt: skip
    WijzigingFactory(aanvraag=aanvraag, soort="looptijd", uitkomst="toegekend", reden="Mag.", besloten_op=nu())
    assert read_geldend(aanvraag).som().bijdrage == 200


def test_what_was_never_handed_in_has_no_begroting():
    assert read_geldend(AanvraagFactory()).som().totaal == 0


@pytest.mark.parametrize(
    "velden",
    [
        {"soort": "begroting"},
        {"antwoorden": {"begroting.tarief": 1}},
        {"uitkomst": "toegekend", "besloten_op": nu()},
        {"uitkomst": "toegekend", "reden": "Mag."},
        {"besloten_op": nu()},
    ],
)
def test_half_a_change_does_not_exist(velden):
    aanvraag = make_toegekend()
    with pytest.raises(IntegrityError), transaction.atomic():
        WijzigingFactory(aanvraag=aanvraag, **velden)


def test_one_change_waits_at_a_time():
    aanvraag = make_toegekend()
    WijzigingFactory(aanvraag=aanvraag)
    with pytest.raises(IntegrityError), transaction.atomic():
        WijzigingFactory(aanvraag=aanvraag)


def test_the_calendar_counts_from_the_first_day_or_the_decision_when_that_is_later():
    aanvraag = make_toegekend(verteld_op=geleden(10))
    besluit = aanvraag.besluiten.get()
    aanvraag.netwerk.start_datum = lokale_dag(nu()) - timedelta(days=100)
    assert find_begin(aanvraag, besluit) == lokale_dag(geleden(10))

    aanvraag.netwerk.start_datum = begin = lokale_dag(nu()) + timedelta(days=5)
    assert [(rij.code, rij.dag - begin, rij.is_van_netwerk) for rij in read_mijlpalen(aanvraag, besluit)] == [
        ("startgesprek", timedelta(days=42), False),
        ("halverwege", timedelta(days=182), True),
        ("verantwoording", timedelta(days=425), True),
        ("vervolg", timedelta(days=760), True),
    ]
    assert find_mijlpaal(aanvraag, besluit, "halverwege").dag == begin + timedelta(days=182)
    assert find_mijlpaal(aanvraag, besluit, "feest") is None


def test_a_milestone_is_done_once_it_was_told_and_not_while_it_is_back():
    aanvraag = make_toegekend()
    assert [find_klaar(aanvraag, code) for code in ("verantwoording", "vervolg", "feest")] == [None] * 3

    write(aanvraag, "verantwoorden", Rol.INDIENER)
    assert find_klaar(aanvraag, "verantwoording") is None
    aanvraag.status = "vastgesteld"
    vandaag = lokale_dag(nu())
    assert [find_klaar(aanvraag, code) for code in ("verantwoording", "vervolg")] == [vandaag, None]
    write(aanvraag, "vervolg", Rol.SCHRIJVER)
    assert find_klaar(aanvraag, "vervolg") == vandaag
