"""Which groups can be asked by name, and what."""

from datetime import timedelta

import pytest

from evaluatie import services
from evaluatie.lijsten.services import add_lijst
from evaluatie.lijsten.tests.factories import make_eigen
from evaluatie.models import Meting
from evaluatie.tests.factories import make_gesloten
from evaluatie.vertrouwelijk.aanbod import find_met_naam, keep_open, list_met_naam
from evaluatie.vertrouwelijk.services import NIET_MEER, ask_by_name
from evaluatie.vertrouwelijk.tests.factories import (
    OPEN_LIJST,
    later,
    leave_all_but,
    make_klein,
    make_meeting,
    make_ronde_met_naam,
)
from evaluatie.vragenlijst.bron import get_shipped
from kern.errors import DomainError
from kern.tijd import nu
from netwerken.tests.factories import DeelnameFactory

pytestmark = pytest.mark.django_db


def test_only_the_open_questions_are_asked_and_nothing_is_counted():
    meting = make_ronde_met_naam()

    assert [vraag.code for vraag in meting.document.vragen] == ["slot-1", "slot-2", "slot-3"]
    assert not meting.document.herhaald
    assert (meting.soort, meting.status, meting.genodigden.count()) == ("vertrouwelijk", "open", 3)
    assert not meting.tellers.exists()
    assert not meting.gevraagden.exists()
    assert meting.naam.startswith("Netwerkbarometer ")
    assert meting.naam.endswith(", met naam")
    assert [lezer.persoon for lezer in meting.lezers.all()] == list(meting.netwerk.facilitators())


@pytest.mark.parametrize(("deelnemers", "mag"), [(0, False), (1, True), (4, True), (5, False), (9, False)])
def test_from_one_to_four(deelnemers, mag):
    netwerk = make_klein(deelnemers)
    if mag:
        assert make_ronde_met_naam(netwerk).genodigden.count() == deelnemers
        return
    with pytest.raises(DomainError, match="alleen anoniem" if deelnemers else "niemand aan wie"):
        make_ronde_met_naam(netwerk)
    assert not Meting.objects.exists()


def test_a_facilitator_who_takes_part_does_not_count_and_is_not_asked():
    netwerk = make_klein(4)
    DeelnameFactory(netwerk=netwerk, persoon=netwerk.facilitators().get())

    assert make_ronde_met_naam(netwerk).genodigden.count() == 4


def test_what_there_is_to_ask():
    netwerk = make_klein()
    assert [keuze.code for keuze in list_met_naam(netwerk)] == ["barometer", "eindmeting"]

    make_eigen(netwerk, "Waar zie je tegen op?", lijst="nulmeting", soort="open")
    add_lijst(OPEN_LIJST, netwerk=netwerk, by=None)
    make_meeting(netwerk)
    gevonden = {keuze.code: keuze for keuze in list_met_naam(netwerk)}

    assert set(gevonden) == {"barometer", "eindmeting", "nulmeting", "bijeenkomst", OPEN_LIJST.code}
    assert [vraag.tekst for vraag in gevonden["nulmeting"].document.vragen] == ["Waar zie je tegen op?"]
    assert all(vraag.is_open for keuze in gevonden.values() for vraag in keuze.document.vragen)
    assert gevonden["bijeenkomst"].naam.startswith("Bijeenkomst van ")


def test_a_list_without_open_questions_is_not_offered():
    assert keep_open(get_shipped("puls")) is None
    assert find_met_naam(make_klein(), "puls") is None
    with pytest.raises(DomainError, match=NIET_MEER):
        make_ronde_met_naam(code="puls")


@pytest.mark.parametrize("code", ["nulmeting", "own"])
def test_questions_of_the_netwerk_stay_with_the_netwerk(code):
    netwerk = make_klein()
    make_eigen(netwerk, "Waar zie je tegen op?", lijst="nulmeting", soort="open")
    add_lijst(OPEN_LIJST, netwerk=netwerk, by=None)

    meting = make_ronde_met_naam(netwerk, OPEN_LIJST.code if code == "own" else code)

    assert meting.vragenlijst.netwerk == netwerk
    assert make_ronde_met_naam().vragenlijst.netwerk is None


def test_about_a_meeting_only_who_was_there_once():
    netwerk = make_klein(4)
    erbij = list(netwerk.deelnemers().order_by("pk")[:2])
    bijeenkomst = make_meeting(netwerk, aanwezig=erbij)

    meting = make_ronde_met_naam(netwerk, "bijeenkomst")

    assert {g.persoon for g in meting.genodigden.select_related("persoon")} == set(erbij)
    assert meting.naam.startswith("Bijeenkomst van ")
    assert meting.moment == f"met-naam:{bijeenkomst.pk}"
    assert find_met_naam(netwerk, "bijeenkomst") is None


def test_nobody_was_there():
    netwerk = make_klein(4)
    make_meeting(netwerk, aanwezig=[])

    with pytest.raises(DomainError, match="niemand aan wie"):
        make_ronde_met_naam(netwerk, "bijeenkomst")


def test_a_meeting_long_ago_or_asked_about_before_is_not_offered():
    netwerk = make_klein()
    make_meeting(netwerk, dagen=-40)
    assert find_met_naam(netwerk, "bijeenkomst") is None

    gevraagd = make_gesloten([4] * 5)
    leave_all_but(gevraagd.netwerk, 3)

    assert find_met_naam(gevraagd.netwerk, "bijeenkomst") is None


def test_the_same_list_is_asked_once_at_a_time():
    netwerk = make_klein()
    ask_by_name(netwerk, "barometer", op=later(), by=None)

    with pytest.raises(DomainError, match="Nog een keer hoeft niet"):
        ask_by_name(netwerk, "barometer", op=later(40), by=None)


def test_no_second_round_while_one_is_open():
    netwerk = make_klein()
    make_ronde_met_naam(netwerk)

    with pytest.raises(DomainError, match="loopt nog, tot"):
        ask_by_name(netwerk, "eindmeting", by=None)


def test_a_planned_anonymous_round_that_cannot_be_held_is_not_in_the_way():
    netwerk = make_klein()
    services.plan_ronde(
        netwerk, "nulmeting", opent_op=nu() + timedelta(days=3), sluit_op=nu() + timedelta(days=17), naam="Nulmeting"
    )

    assert make_ronde_met_naam(netwerk).status == "open"


def test_not_when_the_netwerk_does_not_run():
    with pytest.raises(DomainError, match="als het netwerk loopt"):
        make_ronde_met_naam(make_klein(status="werving"))
