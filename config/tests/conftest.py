"""The world of the access table, made once for all tests of a file that knock on one address each."""

from contextlib import ExitStack, contextmanager
from copy import deepcopy

import pytest
from django.db import transaction

from config.tests.access_world import World
from kern.services import register_hartslag


@contextmanager
def _rolled_back():
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


@pytest.fixture(scope="module")
def _made_once(django_db_setup, django_db_blocker):
    with django_db_blocker.unblock(), ExitStack() as stack:
        stack.enter_context(_rolled_back())
        made = World.make(is_openbaar=True)
        around = stack.pop_all()
    yield made
    with django_db_blocker.unblock():
        around.close()


@pytest.fixture
def world(_made_once, db):
    """A public ``World``. Making one takes longer than most that is done in it, so the tests of a file share its rows:
    each runs within a savepoint of its own. Only for files in which every test asks for it; the others would see it.
    """
    for naam in ("worker", "planner"):
        register_hartslag(naam)
    return deepcopy(_made_once)
