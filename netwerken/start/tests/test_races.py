"""Two presses at the same moment. Real threads, real transactions, so only on PostgreSQL."""

import pytest

from kern.errors import DomainError
from kern.tests.races import together
from netwerken.models import Netwerk, Startplan, Startversie
from netwerken.start import services
from netwerken.start.antwoorden import make_afdruk
from netwerken.start.forms import read_heel
from netwerken.start.services import MEEST, StartConflict
from netwerken.start.tests.factories import StartplanFactory, StartversieFactory
from personen.tests.factories import PersoonFactory

pytestmark = [pytest.mark.postgres, pytest.mark.django_db(transaction=True)]


def test_a_double_click_makes_one_netwerk():
    plan = StartplanFactory(heel=True)
    form = read_heel(plan.antwoorden)
    assert form.is_valid()
    gezien = make_afdruk(plan.antwoorden)

    een, twee = together(*[lambda: services.make_netwerk(plan, form.values, gezien=gezien, by=plan.persoon)] * 2)

    assert een == twee == Netwerk.objects.get()
    assert Startversie.objects.count() == 1


def test_the_tenth_plan_is_begun_once():
    persoon = PersoonFactory()
    StartplanFactory.create_batch(MEEST - 1, persoon=persoon)

    uitkomsten = together(*[lambda: services.begin(persoon)] * 2)

    assert sum(isinstance(uitkomst, DomainError) for uitkomst in uitkomsten) == 1
    assert Startplan.objects.count() == MEEST


def test_two_tabs_save_the_same_screen_at_once():
    plan = StartplanFactory()
    gezien = make_afdruk(plan.antwoorden, ["naam"])

    uitkomsten = together(
        *(
            lambda naam=naam: services.save_stap(plan, ["naam"], {"naam": naam}, stap="doel", gezien=gezien)
            for naam in ("Een", "Twee")
        )
    )

    assert sum(isinstance(uitkomst, StartConflict) for uitkomst in uitkomsten) == 1


def test_saving_while_it_is_made():
    """Either the save comes first and making it is a conflict, or there is nothing left to save."""
    plan = StartplanFactory(heel=True)
    form = read_heel(plan.antwoorden)
    assert form.is_valid()
    gezien, scherm = make_afdruk(plan.antwoorden), make_afdruk(plan.antwoorden, ["naam"])

    uitkomsten = together(
        lambda: services.make_netwerk(plan, form.values, gezien=gezien, by=plan.persoon),
        lambda: services.save_stap(plan, ["naam"], {"naam": "Anders"}, stap="doel", gezien=scherm),
    )

    assert sum(isinstance(uitkomst, DomainError) for uitkomst in uitkomsten) == 1


def test_two_facilitators_save_the_startdocument_at_once():
    netwerk = StartversieFactory().netwerk
    een, twee = PersoonFactory.create_batch(2)

    uitkomsten = together(
        lambda: services.save_versie(netwerk, {"inzet": "Een."}, nummer=1, by=een),
        lambda: services.save_versie(netwerk, {"inzet": "Twee."}, nummer=1, by=twee),
    )

    assert sum(isinstance(uitkomst, DomainError) for uitkomst in uitkomsten) == 1
    assert netwerk.startversies.count() == 2
