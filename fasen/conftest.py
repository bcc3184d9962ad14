"""A netwerk on its route, and who is signed in to it: what the views of every topic here are tested with."""

import pytest

from fasen.services import create_route
from netwerken.tests.factories import DeelnameFactory, NetwerkFactory


@pytest.fixture
def netwerk(db):
    netwerk = NetwerkFactory(gestart=True)
    create_route(netwerk)
    return netwerk


@pytest.fixture
def facilitator(client, netwerk):
    persoon = DeelnameFactory(netwerk=netwerk, facilitator=True).persoon
    client.force_login(persoon)
    return persoon


@pytest.fixture
def deelnemer(client, netwerk):
    persoon = DeelnameFactory(netwerk=netwerk).persoon
    client.force_login(persoon)
    return persoon
