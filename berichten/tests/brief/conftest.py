"""A Thursday, quiet times on, and somebody who wants a letter a week."""

import pytest
import time_machine

from berichten import acties, services
from berichten.tests.brief.helpers import DONDERDAG
from berichten.tests.factories import BerichtFactory, VoorkeurFactory
from kern.tijd import nu


@pytest.fixture(autouse=True)
def clock(settings):
    settings.RUSTTIJDEN = True
    with time_machine.travel(DONDERDAG, tick=False) as clock:
        yield clock


@pytest.fixture(autouse=True)
def doen(monkeypatch):
    """What waits for everybody in this test; add to it."""
    gevonden = []
    monkeypatch.setattr(acties, "_BRONNEN", [lambda persoon, now: gevonden])
    return gevonden


@pytest.fixture
def wekelijks(persoon):
    VoorkeurFactory(persoon=persoon, keuze="wekelijks")
    return persoon


@pytest.fixture
def bundel(wekelijks, soort):
    """Make a mail that waits for the letter of Monday."""

    def bundel(**kwargs):
        bericht = BerichtFactory(**{"aan": wekelijks, "op": nu()} | kwargs)
        services.carry_out_due()
        bericht.refresh_from_db()
        assert bericht.status == "gebundeld"
        return bericht

    return bundel
