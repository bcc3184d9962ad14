from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from netwerken.models import Netwerk
from overzicht.voorbeeld import laden
from personen.models import Persoon

pytestmark = pytest.mark.django_db


def test_refuses_in_production():
    with pytest.raises(CommandError, match="oefenomgeving"):
        call_command("laad_voorbeelddata")

    assert Persoon.objects.count() == 0


def test_loads_without_asking_while_developing(settings):
    settings.DEBUG = True
    uitvoer = StringIO()

    call_command("laad_voorbeelddata", stdout=uitvoer)

    assert Netwerk.objects.count() == len(laden.VERHALEN)
    assert "wachtwoord samen-leren" in uitvoer.getvalue()
