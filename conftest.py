"""What every test may use. Everything else is a factory call in the test itself (docs/testen.md)."""

import shutil

import pytest
from django.contrib.contenttypes.models import ContentType
from django.core.cache import cache
from django.db import connection
from hypothesis import settings as hypothesis_settings

from evaluatie.vragenlijst import bron as vragenlijsten
from personen.tests.factories import PersoonFactory
from personen.vakanties import kalender
from subsidie.aanvragen import regels as formulieren
from subsidie.regeling import bron as regelingen

pytest_plugins = [
    "config.tests.browser",
    "config.tests.emptying",
    "kern.tests.redis_server",
    "personen.tests.aanbieder",
]

# The same generated cases every time, so that what is red is red for everybody; `make soak` looks for new ones.
hypothesis_settings.register_profile("vast", derandomize=True, deadline=None)
hypothesis_settings.register_profile("nieuw", deadline=None)
hypothesis_settings.load_profile("vast")

ONLY_WHEN_ASKED = ("storing", "soak")  # they take the whole machine for minutes


def pytest_collection_modifyitems(config, items):
    _leave_out(config, items)
    missing = {"postgres": connection.vendor != "postgresql", "redis": not shutil.which("redis-server")}
    for item in items:
        for marker in item.iter_markers():
            if missing.get(marker.name):
                item.add_marker(pytest.mark.skip(reason=f"needs {marker.name}; `make test` runs it"))


def _leave_out(config, items):
    asked = config.option.markexpr
    unasked = [name for name in ONLY_WHEN_ASKED if name not in asked]
    left_out = [item for item in items if any(item.get_closest_marker(name) for name in unasked)]
    config.hook.pytest_deselected(items=left_out)
    items[:] = [item for item in items if item not in left_out]


@pytest.fixture(autouse=True)
def _empty_cache():
    """allauth counts attempts in the cache; one test must not use up the tries of the next, nor see its holidays.
    What a process remembers of rows that never change goes too: how many queries a page takes must not hang on
    which test came before it.
    """
    cache.clear()
    kalender.clear()
    ContentType.objects.clear_cache()
    for remembered in (vragenlijsten._read_row, regelingen._read_row, formulieren._read):
        remembered.cache_clear()


@pytest.fixture
def persoon(db):
    return PersoonFactory()


@pytest.fixture
def ingelogd(client, persoon):
    client.force_login(persoon)
    return client
