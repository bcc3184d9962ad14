from io import StringIO

import pytest
import time_machine
from django.core.management import CommandError, call_command

from berichten.models import Verzending
from kern.tijd import nu
from netwerken.models import Netwerk
from overzicht.feiten import Feiten
from overzicht.mijn import find_own
from overzicht.voorbeeld import laden
from overzicht.watnu import collect
from personen.models import Persoon

pytestmark = pytest.mark.django_db


def test_refuses_in_production():
    with pytest.raises(CommandError, match="oefenomgeving"):
        call_command("laad_voorbeelddata")

    assert Persoon.objects.count() == 0


@pytest.mark.parametrize("moment", ["2026-12-27T10:00", "2027-01-04T07:30", "2028-02-29T23:45"])
def test_loads_on_any_day(moment):
    """Holidays, an early Monday, a leap day: there is always something to do and never a mail that is due."""
    with time_machine.travel(f"{moment}+01:00"):
        laden.load()

        assert not Verzending.objects.due(nu()).exists()
        for login in ("deelnemer", "facilitator", "penvoerder"):
            persoon = Persoon.objects.get(email=f"{login}@leernetwerk.test")
            assert collect(Feiten(persoon, find_own(persoon)))


def test_loads_without_asking_while_developing(settings):
    settings.DEBUG = True
    uitvoer = StringIO()

    call_command("laad_voorbeelddata", stdout=uitvoer)

    assert Netwerk.objects.count() == len(laden.VERHALEN)
    assert "wachtwoord samen-leren" in uitvoer.getvalue()
