"""Five hundred people who send their answer in the same second: does everybody get through, is every answer counted.

``measure`` is what `make bench` calls; ``python -m bench.tegelijk links`` and ``… tel`` look in the database in a
process of their own.
"""

import http.client
import json
import os
import subprocess
import sys
import threading
import time
from http import HTTPStatus
from urllib.parse import urlsplit

MENSEN = 500
GEDULD = 120  # seconds; whoever waits longer has given up


def measure(environment, server, wait_until_up, reset):
    """Returns people, seconds until the last answer was in, p95_ms, refused and lost.

    ``server``, ``wait_until_up``: as ``bench.web`` starts gunicorn; ``reset(environment)``: before and after, everybody
    may answer.
    """
    reset(environment)
    links = _ask(environment, "links")
    before = _ask(environment, "tel")
    with server(environment) as (address, _):
        wait_until_up(address)
        done, seconds = _send_all(address, links["paths"], links["body"])
    after = _ask(environment, "tel")
    reset(environment)
    times = sorted(took for status, took in done if status == HTTPStatus.OK)
    return {
        "people": len(links["paths"]),
        "seconds": round(seconds, 1),
        "p95_ms": round(times[int(len(times) * 0.95)] * 1000) if times else None,
        "refused": len(done) - len(times),
        "lost": len(times) - (after - before),
    }


def _send_all(address, paths, body):
    """Every path once, each by a thread of its own that waits for the same moment. ([(status, seconds)], seconds)"""
    where, done, start = urlsplit(address), [], threading.Barrier(len(paths) + 1)
    headers = {"Content-Type": "application/x-www-form-urlencoded"}

    def send(path):
        start.wait()
        began = time.perf_counter()
        try:
            connection = http.client.HTTPConnection(where.hostname, where.port, timeout=GEDULD)
            connection.request("POST", path, body, headers)
            status = connection.getresponse().status
        except OSError:
            status = 0
        done.append((status, time.perf_counter() - began))

    threads = [threading.Thread(target=send, args=[path]) for path in paths]
    for thread in threads:
        thread.start()
    start.wait()
    began = time.perf_counter()
    for thread in threads:
        thread.join()
    return done, time.perf_counter() - began


def _ask(environment, what):
    command = [sys.executable, "-Wignore", "-m", "bench.tegelijk", what]
    output = subprocess.run(
        command, env={**os.environ, **environment}, check=True, capture_output=True, text=True
    ).stdout
    return json.loads(output.splitlines()[-1])


def _find_links():
    """Whole groups, so that people of one netwerk wait for each other, as they do in a room."""
    from bench.pages import make_answer, make_link  # noqa: PLC0415 - sets up Django
    from evaluatie.models import Genodigde, Meting  # noqa: PLC0415 - after setup

    rows = Genodigde.objects.aanwezig().filter(ingevuld=False, meting__in=Meting.objects.open())
    refs = rows.order_by("meting", "pk").values_list("meting", "persoon")[:MENSEN]
    return {"paths": [make_link("ev", *ref) for ref in refs], "body": make_answer()}


def _count():
    from bench.pages import LIJST  # noqa: PLC0415 - sets up Django
    from evaluatie.models import Teller  # noqa: PLC0415 - after setup

    eerste = LIJST.geteld[0].code
    return sum(Teller.objects.filter(meting__status="open", vraag=eerste).values_list("aantal", flat=True))


if __name__ == "__main__":
    print(json.dumps({"links": _find_links, "tel": _count}[sys.argv[1]]()))
