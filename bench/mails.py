"""Mails a second: through outbox and worker, and through a bare Celery task, to the same mail server.

Both times a real worker with two processes, and more than a thousand mails to as many people. The clock starts before
the first task is asked for and stops at the last mail the server took.
"""

import json
import os
import smtplib
import subprocess
import sys
import tempfile
import time
from contextlib import contextmanager

from scripts.processen import free_port, spawn, stop

NETWERKEN = 60
MAILS = NETWERKEN * 20
PATIENCE = 180  # seconds
ROUNDS = 3


def measure(environment, memory_mb):
    """``memory_mb(process)`` tells the largest child of a process."""
    port = free_port()
    environment = {**environment, "EMAIL_URL": f"smtp://127.0.0.1:{port}"}
    catcher = spawn([sys.executable, "-m", "bench.catcher", str(port)])
    try:
        server = Server(port)
        outbox, memory = _measure_outbox(environment, server, memory_mb)
        bare = _measure_bare(environment, server)
    finally:
        stop([catcher])
    pairs = sorted(zip(outbox, bare, strict=True), key=lambda pair: pair[0] / pair[1])
    ours, theirs = pairs[len(pairs) // 2]
    return {
        "ratio": round(ours / theirs, 2),
        "spread": round((pairs[-1][0] / pairs[-1][1] - pairs[0][0] / pairs[0][1]) / (ours / theirs), 2),
        "per_second": round(ours, 1),
        "bare_per_second": round(theirs, 1),
        "mails": MAILS,
    }, memory


class Server:
    """The catcher, asked how it goes."""

    def __init__(self, port):
        for _ in range(100):
            try:
                self.line = smtplib.SMTP("127.0.0.1", port)
                return
            except OSError:
                time.sleep(0.1)
        sys.exit("De mailvanger komt niet op gang.")

    def zero(self):
        self.line.docmd("ZERO")

    def wait_for(self, number, worker):
        """The moment of the last mail."""
        until = time.time() + PATIENCE
        while time.time() < until and worker.poll() is None:
            seen, _, last = self.line.docmd("STAT")[1].split()
            if int(seen) >= number:
                return float(last)
            time.sleep(0.05)
        sys.exit(f"Er kwamen {int(seen)} van de {number} mails aan.")


@contextmanager
def _worker(app, environment, *options):
    command = [sys.executable, "-Wignore", "-m", "celery", "-A", app, "worker", "--concurrency", "2"]
    command += ["--loglevel", "ERROR", "--without-mingle", "--without-gossip", *options]
    process = spawn(command, env={**os.environ, **environment}, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        time.sleep(6)  # the processes are there and have loaded everything
        yield process
    finally:
        stop([process])


def _rounds(server, worker, environment, *command):
    """Ask for the mails ``ROUNDS`` times; mails a second of each."""
    speeds = []
    for number in range(ROUNDS):
        server.zero()
        run = [sys.executable, "-Wignore", "-m", *command, str(number)]
        result = subprocess.run(run, env={**os.environ, **environment}, check=True, capture_output=True, text=True)
        began = float(result.stdout.splitlines()[-1])
        speeds.append(MAILS / (server.wait_for(MAILS, worker) - began))
    return speeds


def _measure_outbox(environment, server, memory_mb):
    # With the clock of every minute, as always: a run of the postman ends after a minute, whatever is left.
    with tempfile.TemporaryDirectory() as folder:
        clock = ("--beat", "--schedule", f"{folder}/planner")
        with _worker("config", environment, *clock) as worker:
            return _rounds(server, worker, environment, "bench.ask_mails"), memory_mb(worker)


def _measure_bare(environment, server):
    command = [sys.executable, "-Wignore", "-m", "bench.ask_mails", "sample"]
    sample = subprocess.run(command, env={**os.environ, **environment}, check=True, capture_output=True, text=True)
    mail = sample.stdout.splitlines()[-1]
    json.loads(mail)
    bare = {**environment, "BENCH_MAIL": mail, "DJANGO_SETTINGS_MODULE": "bench.floor_settings"}
    with _worker("bench.bare", bare, "--queues", "kaal") as worker:
        return _rounds(server, worker, bare, "bench.bare")
