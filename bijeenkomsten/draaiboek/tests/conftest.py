import pytest

from bijeenkomsten.tests.cast import Cast
from bijeenkomsten.tests.factories import BijeenkomstFactory, ProgrammaonderdeelFactory


@pytest.fixture
def cast(db):
    return Cast()


@pytest.fixture
def begeleider(client, cast):
    client.force_login(cast.facilitator)
    return client


@pytest.fixture
def b(cast):
    """A meeting of 210 minutes with three blocks: a, b and c."""
    bijeenkomst = BijeenkomstFactory(netwerk=cast.netwerk)
    for titel in "abc":
        ProgrammaonderdeelFactory(bijeenkomst=bijeenkomst, titel=titel)
    return bijeenkomst
