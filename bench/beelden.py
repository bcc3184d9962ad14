"""The night in which the pictures of the last half years are made. ``measure`` is what `make bench` calls.

``python -m bench.beelden`` does it in a process of its own, in a transaction that is taken back.
"""

import json
import logging
import os
import resource
import subprocess
import sys
import time

import django


def measure(environment):
    """Returns answers, netwerken, rows, seconds, queries and memory_mb (the peak of the whole process)."""
    command = [sys.executable, "-Wignore", "-m", "bench.beelden"]
    output = subprocess.run(
        command, env={**os.environ, **environment}, check=True, capture_output=True, text=True
    ).stdout
    return json.loads(output.splitlines()[-1])


def main():
    django.setup()
    logging.disable()
    from django.db import connection, transaction  # noqa: PLC0415 - after setup
    from django.db.models import Sum  # noqa: PLC0415 - after setup

    from evaluatie.beelden.models import Beeld  # noqa: PLC0415 - after setup
    from evaluatie.beelden.services import make_due  # noqa: PLC0415 - after setup
    from evaluatie.models import Meting, Teller  # noqa: PLC0415 - after setup

    queries = []

    def count(execute, sql, params, many, context):
        queries.append(sql)
        return execute(sql, params, many, context)

    with transaction.atomic():
        before, start = Beeld.objects.count(), time.perf_counter()
        with connection.execute_wrapper(count):
            make_due()
        seconds = round(time.perf_counter() - start, 1)
        memory = round(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024)
        rows = Beeld.objects.count() - before
        transaction.set_rollback(True)
    barometers = Meting.objects.toonbaar().filter(soort=Meting.Soort.BAROMETER)
    found = {
        "answers": Teller.objects.filter(meting__in=barometers).aggregate(n=Sum("aantal"))["n"],
        "netwerken": barometers.values("netwerk").distinct().count(),
        "rows": rows, "seconds": seconds, "queries": len(queries), "memory_mb": memory,
    }  # fmt: skip
    print(json.dumps(found))


if __name__ == "__main__":
    main()
