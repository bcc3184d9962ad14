import pytest

from bijeenkomsten.tests.cast import Cast


@pytest.fixture
def cast(db):
    return Cast()
