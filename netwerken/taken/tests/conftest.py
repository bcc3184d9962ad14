from types import SimpleNamespace

import pytest

from netwerken.taken import services
from netwerken.tests.factories import DeelnameFactory, NetwerkFactory


@pytest.fixture
def cast(db):
    """A running netwerk with a facilitator, somebody who owns it and two deelnemers."""
    netwerk = NetwerkFactory(gestart=True, slug="de-groep")
    rollen = {"facilitator": "facilitator", "eigenaar": "eigenaar", "noor": "deelnemer", "yusuf": "deelnemer"}
    personen = {
        naam: DeelnameFactory(netwerk=netwerk, rol=rol, persoon__naam=f"{naam.title()} <b>d'Haan</b>").persoon
        for naam, rol in rollen.items()
    }
    return SimpleNamespace(netwerk=netwerk, **personen)


@pytest.fixture
def taken(cast):
    """The list, begun; by code."""
    services.begin_taken(cast.netwerk, by=cast.facilitator)
    return {taak.code: taak for taak in cast.netwerk.taken.all()}


def ask(taak, persoon, *, by, was=""):
    """The facilitator asks this person to do it."""
    services.divide(taak.netwerk, {taak.pk: (was, str(persoon.pk))}, by=by)
    taak.refresh_from_db()
    return taak
