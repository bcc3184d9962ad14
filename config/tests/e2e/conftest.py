"""Rows that take long to make, kept beside the database for the next test that asks for the same."""

import io
import time
from dataclasses import dataclass

import pytest
from django.db import connection, transaction
from django.test import TransactionTestCase

from config.tests.emptying import find_filled, may_pass_over_triggers, read_remade
from kern.tijd import lokale_dag, nu

FRESH = 600  # seconds: what is about to happen in those rows must still be about to happen


@dataclass
class Kept:
    """What was in each table, and what must still be so for it to be true."""

    tables: dict
    day: object
    made: float
    remade: list

    @classmethod
    def read(cls, made):
        tables = {}
        with connection.cursor() as cursor:
            for name in find_filled(cursor):
                cursor.copy_expert(f"COPY {name} TO STDOUT", file := io.BytesIO())
                tables[name] = file.getvalue()
        return cls(tables, lokale_dag(nu()), made, read_remade())

    def is_fresh(self):
        young = time.monotonic() - self.made < FRESH
        return young and self.day == lokale_dag(nu()) and self.remade == read_remade()

    def put_back(self):
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute("SET LOCAL session_replication_role = replica")
            for name, rows in self.tables.items():
                cursor.copy_expert(f"COPY {name} FROM STDIN", io.BytesIO(rows))


@pytest.fixture(scope="session")
def _kept():
    return {}


@pytest.fixture
def kept_rows(transactional_db, _kept):
    """``kept_rows(name, make)``: in an empty database, the rows that ``make()`` makes; made anew after ten minutes."""

    def fill(name, make):
        if not may_pass_over_triggers():
            make()
        elif name in _kept and _kept[name].is_fresh():
            _kept[name].put_back()
        else:
            TransactionTestCase()._fixture_teardown()  # the first time, what Django makes is made anew
            began = time.monotonic()
            make()
            _kept[name] = Kept.read(began)

    return fill
