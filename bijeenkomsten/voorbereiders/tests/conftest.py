import pytest

from bijeenkomsten.tests.cast import Cast


@pytest.fixture
def cast(db):
    return Cast()


@pytest.fixture
def begeleider(client, cast):
    client.force_login(cast.facilitator)
    return client


@pytest.fixture
def lid(client, cast):
    client.force_login(cast.deelnemer)
    return client
