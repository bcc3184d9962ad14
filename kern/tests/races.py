"""Several at the same moment, each in a thread with a connection of its own."""

import time
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connection

from kern.errors import DomainError

PATIENCE = 20  # seconds until all wait
WAITING = "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'"


def together(*calls):
    """Start all calls at once; what each returned or the DomainError it raised, in order. Other errors come out."""
    barrier = Barrier(len(calls))

    def run(call):
        try:
            barrier.wait(timeout=10)
            return call()
        except DomainError as error:
            return error
        finally:
            connection.close()

    with ThreadPoolExecutor(len(calls)) as pool:
        return [future.result(timeout=60) for future in [pool.submit(run, call) for call in calls]]


def meanwhile(call):
    """What ``call`` returns on a connection of its own, while the transaction of the caller holds its locks."""
    with ThreadPoolExecutor(1) as pool:
        return pool.submit(_run_alone, call).result()


def _run_alone(call):
    try:
        with connection.cursor() as cursor:
            cursor.execute("SET lock_timeout = '5s'")
        return call()
    finally:
        connection.close()


def wait_for_waiting(cursor, number):
    """Go on once so many connections of this PostgreSQL database wait for a lock."""
    for _ in range(PATIENCE * 20):
        cursor.execute("SELECT pg_stat_clear_snapshot()")
        cursor.execute(WAITING)
        if cursor.fetchone()[0] >= number:
            return
        time.sleep(0.05)
    pytest.fail(f"not {number} connections that wait")
