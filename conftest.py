"""What every test may use. Everything else is a factory call in the test itself (docs/testen.md)."""

import pytest
from django.core.cache import cache
from django.db import connection

from personen.tests.factories import PersoonFactory

pytest_plugins = ["config.tests.browser"]


def pytest_collection_modifyitems(items):
    if connection.vendor == "postgresql":
        return
    for item in items:
        if item.get_closest_marker("postgres"):
            item.add_marker(pytest.mark.skip(reason="needs PostgreSQL; `make test` runs it there"))


@pytest.fixture(autouse=True)
def _empty_cache():
    """allauth counts attempts in the cache; one test must not use up the tries of the next."""
    cache.clear()


@pytest.fixture
def persoon(db):
    return PersoonFactory()


@pytest.fixture
def ingelogd(client, persoon):
    client.force_login(persoon)
    return client
