"""What becomes of a round with names: when it opens, what is kept, who reads it and when it goes."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction

from bijeenkomsten.tests.factories import AanwezigheidFactory
from evaluatie import services
from evaluatie.models import Lezer, Meting, VertrouwelijkAntwoord
from evaluatie.rondes import services as rondes
from evaluatie.rondes.aanbod import find_aanbod
from evaluatie.services.rondes import AFGELOPEN
from evaluatie.services.vertrouwelijk import NIEMAND, TE_GROOT, forget_verteld
from evaluatie.tests.factories import make_netwerk
from evaluatie.vertrouwelijk.services import ask_by_name
from evaluatie.vertrouwelijk.tests.factories import (
    GEHEIM,
    code_of,
    first,
    later,
    leave_all_but,
    make_klein,
    make_meeting,
    make_ronde_met_naam,
    make_verteld,
    tell_all,
)
from evaluatie.zaal.services import open_in_zaal
from kern.errors import DomainError
from kern.models import Logregel
from kern.tijd import nu
from netwerken.services import leave
from netwerken.tests.factories import DeelnameFactory

pytestmark = pytest.mark.django_db


# --- opening -------------------------------------------------------------------------------------------------------


def test_a_group_that_grew_to_five_is_not_asked_by_name():
    netwerk = make_klein(4)
    meting = ask_by_name(netwerk, "barometer", op=later(), by=None)
    DeelnameFactory(netwerk=netwerk)

    meting = services.open_ronde(meting, now=meting.opent_op)

    assert (meting.status, meting.reden) == ("vervallen", TE_GROOT)
    assert not meting.genodigden.exists()
    assert not Lezer.objects.exists()
    assert Logregel.objects.filter(actie="evaluatie.ronde.not_by_name").count() == 1


def test_a_group_that_is_gone_is_not_asked():
    netwerk = make_klein(1)
    meting = ask_by_name(netwerk, "barometer", op=later(), by=None)
    leave_all_but(netwerk, 0)

    assert services.open_ronde(meting, now=meting.opent_op).reden == NIEMAND


def test_starting_by_hand_asks_the_same_of_the_group():
    netwerk = make_klein(4)
    meting = ask_by_name(netwerk, "barometer", op=later(), by=None)
    DeelnameFactory(netwerk=netwerk)

    with pytest.raises(DomainError, match="alleen anoniem"):
        rondes.start_by_hand(meting, by=None)
    leave_all_but(netwerk, 2)

    assert rondes.start_by_hand(meting, by=None).genodigden.count() == 2


def test_a_netwerk_that_ended_meanwhile():
    netwerk = make_klein()
    meting = ask_by_name(netwerk, "barometer", op=later(), by=None)
    type(netwerk).objects.update(status="gestopt", reden_afsluiting="Er was geen tijd.")

    assert services.open_ronde(meting, now=meting.opent_op).reden == AFGELOPEN


def test_who_joins_while_it_is_open_is_not_asked_and_it_goes_on():
    meting = make_ronde_met_naam(make_klein(4))
    nieuw = DeelnameFactory(netwerk=meting.netwerk).persoon

    with pytest.raises(DomainError, match="niet voor jou"):
        services.tell(meting, nieuw, {code_of(meting): GEHEIM})

    services.tell(meting, first(meting), {code_of(meting): GEHEIM})
    assert meting.verteld.count() == 1


def test_a_round_is_of_one_kind_for_ever():
    """Neither the services nor the database let a round with names be counted."""
    meting = make_verteld()
    with pytest.raises(IntegrityError), transaction.atomic():
        Meting.objects.filter(pk=meting.pk).update(ingevuld=3)
    klein = make_klein()
    with pytest.raises(DomainError, match="kan niemand anoniem antwoorden"):
        rondes.ask_group(klein, find_aanbod("barometer"), by=None)


def test_an_anonymous_round_takes_no_names_and_one_with_names_no_counts():
    meting = make_ronde_met_naam()
    persoon = first(meting)
    with pytest.raises(services.GeslotenError):
        services.answer(meting, persoon, keuzes={})
    with pytest.raises(services.GeslotenError):
        services.switch_soort(meting, persoon, "afwezig")

    anoniem = services.open_ronde(
        services.plan_ronde(make_netwerk(), "barometer", opent_op=nu(), sluit_op=nu() + timedelta(1), naam="B"),
        now=nu(),
    )
    with pytest.raises(services.GeslotenError):
        services.tell(anoniem, first(anoniem), {"slot-1": GEHEIM})
    assert not services.take_back(anoniem, first(anoniem))
    assert not VertrouwelijkAntwoord.objects.exists()


def test_a_meeting_asked_about_by_name_is_not_asked_about_anonymously_too():
    netwerk = make_klein(4)
    bijeenkomst = make_meeting(netwerk)
    make_ronde_met_naam(netwerk, "bijeenkomst")
    for _ in range(3):
        make_attend(bijeenkomst)

    assert services.open_meting(bijeenkomst) is None
    with pytest.raises(DomainError, match="al met naam"):
        open_in_zaal(bijeenkomst, netwerk.deelnemers(), by=None, now=bijeenkomst.eindigt_op)
    with pytest.raises(DomainError, match="al met naam"):
        services.send_now(bijeenkomst, by=None)


def make_attend(bijeenkomst):
    persoon = DeelnameFactory(netwerk=bijeenkomst.netwerk).persoon
    AanwezigheidFactory(bijeenkomst=bijeenkomst, persoon=persoon, aanwezig=True)


# --- telling -------------------------------------------------------------------------------------------------------


def test_the_last_words_replace_the_first():
    meting = make_ronde_met_naam()
    persoon = first(meting)
    services.tell(meting, persoon, {"slot-1": "Eerst.", "slot-2": "Ook dit."})

    services.tell(meting, persoon, {"slot-1": "Later.", "slot-2": ""})

    assert [(a.persoon, a.vraag, a.tekst) for a in meting.verteld.all()] == [(persoon, "slot-1", "Later.")]
    assert meting.genodigden.filter(ingevuld=True).count() == 1


@pytest.mark.parametrize("teksten", [{}, {"slot-1": ""}, {"bar-1": "x"}, {"slot-1": "x", "anders": "y"}])
def test_nothing_or_something_else_is_no_answer(teksten):
    meting = make_ronde_met_naam()

    with pytest.raises(DomainError):
        services.tell(meting, first(meting), teksten)

    assert not meting.verteld.exists()
    assert not meting.genodigden.filter(ingevuld=True).exists()


def test_after_the_closing_nothing_is_added_and_one_can_still_take_back():
    meting = make_ronde_met_naam()
    persoon = first(meting)
    services.tell(meting, persoon, {"slot-1": GEHEIM})
    with pytest.raises(services.GeslotenError):
        services.tell(meting, persoon, {"slot-1": "Te laat."}, now=meting.sluit_op)
    meting = services.close_meting(meting, now=meting.sluit_op)

    assert (meting.genodigd, meting.ingevuld, meting.is_toonbaar) == (3, None, False)
    assert not meting.genodigden.exists()
    assert services.take_back(meting, persoon)
    assert not services.take_back(meting, persoon)
    assert not VertrouwelijkAntwoord.objects.exists()


def test_taking_back_while_it_is_open_asks_again():
    meting = make_ronde_met_naam()
    persoon = first(meting)
    services.tell(meting, persoon, {"slot-1": GEHEIM})

    assert services.take_back(meting, persoon)

    assert not meting.genodigden.filter(ingevuld=True).exists()
    services.tell(meting, persoon, {"slot-1": "Toch."})
    assert meting.verteld.get().tekst == "Toch."


def test_a_round_that_is_gone_takes_nothing():
    meting = make_ronde_met_naam()
    persoon = first(meting)
    Meting.objects.all().delete()

    assert not services.take_back(meting, persoon)
    with pytest.raises(services.GeslotenError):
        services.tell(meting, persoon, {"slot-1": GEHEIM})


def test_stopping_erases_what_was_told():
    meting = make_ronde_met_naam()
    tell_all(meting)

    rondes.skip_by_hand(meting, "We praten liever.", by=None)

    assert not VertrouwelijkAntwoord.objects.exists()


# --- reading and erasing -------------------------------------------------------------------------------------------


def test_only_who_was_named_and_still_guides_reads():
    netwerk = make_klein()
    weg = DeelnameFactory(netwerk=netwerk, facilitator=True)
    meting = make_verteld(netwerk)
    eerste = netwerk.facilitators().exclude(pk=weg.persoon_id).get()
    DeelnameFactory(netwerk=netwerk, facilitator=True)  # was not named
    assert set(services.find_lezers(meting)) == {eerste, weg.persoon}

    leave(netwerk, weg.persoon)

    assert list(services.find_lezers(meting)) == [eerste]


def test_before_the_opening_who_guides_now_is_named():
    netwerk = make_klein()
    meting = ask_by_name(netwerk, "barometer", op=later(), by=None)
    erbij = DeelnameFactory(netwerk=netwerk, facilitator=True).persoon

    assert erbij in services.find_lezers(meting)
    assert services.find_lezers(meting).count() == 2


def test_erased_eight_weeks_after_the_closing_and_not_before():
    meting = make_verteld()
    wist_op = services.get_wist_op(meting)
    assert wist_op == meting.sluit_op + timedelta(days=56)

    services.close_due(now=wist_op - timedelta(minutes=1))
    assert meting.verteld.count() == 3
    services.close_due(now=wist_op)
    services.close_due(now=wist_op)

    assert not VertrouwelijkAntwoord.objects.exists()
    assert Logregel.objects.filter(actie="evaluatie.ronde.verteld_erased").count() == 1
    assert Meting.objects.filter(pk=meting.pk).exists()


def test_what_was_told_goes_with_the_person():
    meting = make_verteld()
    persoon = VertrouwelijkAntwoord.objects.first().persoon

    persoon.deelnames.all().delete()
    persoon.delete()

    assert meting.verteld.count() == 2


def test_erasing_leaves_other_rounds_alone():
    meting = make_verteld()

    forget_verteld(meting.sluit_op)

    assert meting.verteld.count() == 3
