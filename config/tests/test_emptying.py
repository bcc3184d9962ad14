"""Emptying quickly leaves what truncating leaves: only what Django itself makes."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from django.contrib.auth.models import Permission
from django.db import connection, transaction
from django.test import TransactionTestCase
from django.test.utils import CaptureQueriesContext

from config.tests.emptying import REMADE
from kern.services import register_hartslag
from kern.tests.races import wait_for_waiting
from subsidie.spoor import services as spoor
from subsidie.tests.factories import AanvraagFactory
from subsidie.toestand import Rol

pytestmark = [pytest.mark.postgres, pytest.mark.django_db(transaction=True)]
SOME = "SELECT '{0}' WHERE EXISTS (SELECT FROM {0})"


@pytest.fixture
def empty():
    """Empties as after every test; the first time in a process that truncates."""
    empty = TransactionTestCase()._fixture_teardown
    empty()
    return empty


def filled():
    with connection.cursor() as cursor:
        tables = connection.introspection.django_table_names(only_existing=True, include_views=False)
        cursor.execute(" UNION ALL ".join(SOME.format(name) for name in tables))
        return {name for (name,) in cursor.fetchall()}


def test_everything_goes_also_what_a_trigger_holds_on_to(empty):
    spoor.write(AanvraagFactory(), "een", Rol.SYSTEEM)
    permissions = list(Permission.objects.order_by("pk"))

    with CaptureQueriesContext(connection) as queries:
        empty()

    assert filled() == set(REMADE)
    assert list(Permission.objects.order_by("pk")) == permissions
    assert not any("TRUNCATE" in query["sql"] for query in queries)


def test_what_somebody_commits_at_that_moment_goes_too(empty):
    def empty_alone():
        try:
            empty()
        finally:
            connection.close()

    with ThreadPoolExecutor(1) as pool:
        with transaction.atomic(), connection.cursor() as cursor:
            register_hartslag("worker")
            emptying = pool.submit(empty_alone)
            wait_for_waiting(cursor, 1)
        emptying.result(timeout=60)

    assert filled() == set(REMADE)


def test_a_permission_that_a_test_made_or_took_away_is_set_right(empty):
    made = Permission.objects.first()
    names = sorted(Permission.objects.values_list("codename", flat=True))
    Permission.objects.create(codename="extra", name="Extra", content_type=made.content_type)
    made.delete()

    empty()

    assert sorted(Permission.objects.values_list("codename", flat=True)) == names
    assert filled() == set(REMADE)
