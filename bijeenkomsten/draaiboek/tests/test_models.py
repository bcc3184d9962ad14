from datetime import time

import pytest
from django.db import IntegrityError, transaction

from bijeenkomsten.models import Programmaonderdeel
from bijeenkomsten.tests.factories import BijeenkomstFactory, ProgrammaonderdeelFactory
from werkvormen.tests.factories import WerkvormFactory

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("naam", "velden"),
    [
        ("programmaonderdeel_minuten_in_range", {"minuten": 0}),
        ("programmaonderdeel_minuten_in_range", {"minuten": 1561}),
        ("programmaonderdeel_soort_is_known", {"soort": "dansen"}),
        ("programmaonderdeel_beside_has_no_lock", {"tegelijk": True, "begint_vast": time(12)}),
    ],
)
def test_onderdeel_constraint(naam, velden):
    with pytest.raises(IntegrityError, match=naam), transaction.atomic():
        ProgrammaonderdeelFactory(**velden)


def test_onderdeel_order_is_unique():
    een = ProgrammaonderdeelFactory()

    with pytest.raises(IntegrityError), transaction.atomic():
        ProgrammaonderdeelFactory(bijeenkomst=een.bijeenkomst, volgorde=een.volgorde)


def test_onderdeel_outlives_its_werkvorm():
    werkvorm = WerkvormFactory()
    onderdeel = ProgrammaonderdeelFactory(werkvorm=werkvorm, bijeenkomst=BijeenkomstFactory(), titel="Tafels")

    werkvorm.delete()

    assert Programmaonderdeel.objects.values_list("titel", "werkvorm").get() == ("Tafels", None)
    assert onderdeel.bijeenkomst.onderdelen.count() == 1
