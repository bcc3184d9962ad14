"""After a test that really commits, empty only the tables in which there is something.

Django truncates every table and makes its content types and permissions again. For PostgreSQL that is far more work
than the few rows of a test. What stays behind is the same; SQLite, and a user who may not pass over triggers, do as
Django does.
"""

import pytest
from django.db import connection, transaction
from django.test import TransactionTestCase

REMADE = ("auth_permission", "django_content_type")  # by Django, after it truncated them
truncate = TransactionTestCase._fixture_teardown


@pytest.fixture(autouse=True, scope="session")
def _empty_quickly():
    left = {}

    def empty(case):
        if not may_pass_over_triggers():
            truncate(case)
        elif left.get("remade") == read_remade():
            _delete_what_is_there()
        else:  # the first time, and after a test that changed them
            truncate(case)
            left["remade"] = read_remade()

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(TransactionTestCase, "_fixture_teardown", empty)
        yield


def may_pass_over_triggers():
    if connection.vendor != "postgresql":
        return False
    with connection.cursor() as cursor:
        cursor.execute("SHOW is_superuser")
        return cursor.fetchone() == ("on",)


def read_remade():
    read = "SELECT md5(string_agg(t::text, ';' ORDER BY id)) FROM {} t"
    with connection.cursor() as cursor:
        cursor.execute(" UNION ALL ".join(read.format(table) for table in REMADE))
        return cursor.fetchall()


def _tables():
    found = connection.introspection.django_table_names(only_existing=True, include_views=False)
    return sorted(set(found) - set(REMADE))


def find_filled(cursor):
    """The tables in which there is something, apart from what Django itself makes."""
    filled = "SELECT '{0}' WHERE EXISTS (SELECT FROM {0})"
    cursor.execute(" UNION ALL ".join(filled.format(table) for table in _tables()))
    return [name for (name,) in cursor.fetchall()]


def _delete_what_is_there():
    with transaction.atomic(), connection.cursor() as cursor:
        # As truncating does, wait for who is still busy: what they commit must go too.
        cursor.execute(f"LOCK TABLE {', '.join(_tables())} IN ACCESS EXCLUSIVE MODE")
        names = find_filled(cursor)
        cursor.execute("SET LOCAL session_replication_role = replica")
        for name in names:
            cursor.execute(f"DELETE FROM {name}")  # noqa: S608 - a name from our own schema
