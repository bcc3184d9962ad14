"""The nightly round of the kompas over every netwerk of the full database. ``measure`` is what `make bench` calls.

``python -m bench.kompas`` does it in a process of its own, and takes back what it wrote: the next run finds the data as
it was.
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
    """Every signaal of every netwerk, when nothing was known yet and once more when nothing changed.

    Returns netwerken, signalen, rows, seconds, again_seconds, queries and memory_mb (the peak of the whole process).
    """
    command = [sys.executable, "-Wignore", "-m", "bench.kompas"]
    output = subprocess.run(
        command, env={**os.environ, **environment}, check=True, capture_output=True, text=True
    ).stdout
    return json.loads(output.splitlines()[-1])


def main():
    django.setup()
    logging.disable()
    from django.db import connection  # noqa: PLC0415 - after setup

    from fasen.kompas.models import Kompasmaand, Kompasstand  # noqa: PLC0415 - after setup
    from fasen.kompas.services import store_standen  # noqa: PLC0415 - after setup
    from fasen.kompas.signaal import get_signalen  # noqa: PLC0415 - after setup

    queries = []

    def count(execute, sql, params, many, context):
        queries.append(sql.split(maxsplit=1)[0])
        return execute(sql, params, many, context)

    Kompasstand.objects.all().delete()
    found = {"signalen": len(get_signalen())}
    for name in ("seconds", "again_seconds"):
        queries.clear()
        start = time.perf_counter()
        with connection.execute_wrapper(count):
            store_standen()
        found[name] = round(time.perf_counter() - start, 1)
    found |= {
        "queries": len(queries),
        "rows": Kompasstand.objects.count(),
        "netwerken": Kompasstand.objects.values("netwerk").distinct().count(),
        "memory_mb": round(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024),
    }
    Kompasstand.objects.all().delete()
    Kompasmaand.objects.all().delete()
    print(json.dumps(found))


if __name__ == "__main__":
    main()
