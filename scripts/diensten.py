"""PostgreSQL and Redis of our own, on free ports, for as long as the ``with`` lasts.

Both run as children in the foreground, so nothing on the machine is used or changed and nothing stays behind.
PostgreSQL refuses to run as root; then it runs as the user postgres that its package made.
"""

import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from contextlib import contextmanager
from pathlib import Path

from scripts.processen import free_port, spawn, stop
from scripts.systeem import postgres_bin

# A test database may lose everything in a crash, so it need not wait for the disk.
FAST = "-c fsync=off -c synchronous_commit=off -c full_page_writes=off -c shared_buffers=512MB"


@contextmanager
def diensten():
    """Yield the environment variables that choose the two services."""
    folder = Path(tempfile.mkdtemp(prefix="leernetwerken-"))
    started = []
    try:
        postgres, database_url = _start_postgres(folder)
        started.append((postgres, signal.SIGINT))  # its "fast" stop: does not wait for clients
        redis, redis_url = _start_redis(folder)
        started.append((redis, signal.SIGTERM))
        yield {"DATABASE_URL": database_url, "REDIS_URL": redis_url}
    finally:
        for process, sig in reversed(started):
            stop([process], sig=sig)
        shutil.rmtree(folder, ignore_errors=True)


def _as_postgres():
    if os.geteuid() != 0:
        return []
    # Changing user makes the kernel forget who should die with whom; setpriv asks again.
    who = ["--reuid=postgres", "--regid=postgres", "--clear-groups", "--reset-env", "--pdeathsig=INT"]
    return ["setpriv", *who, "env", "LC_ALL=C.UTF-8"]


def _start_postgres(folder):
    programs, data, port = postgres_bin(), folder / "pg", free_port()
    if os.geteuid() == 0:
        shutil.chown(folder, "postgres", "postgres")
    initdb = f"{programs}/initdb -D {data} -U postgres -A trust -E UTF8 --locale=C.UTF-8 --no-sync".split()
    subprocess.run([*_as_postgres(), *initdb], check=True, stdout=subprocess.DEVNULL, cwd=folder)
    postgres = f"{programs}/postgres -D {data} -h 127.0.0.1 -p {port} -k {folder} {FAST}".split()
    with (folder / "postgres.log").open("w") as log:
        server = spawn([*_as_postgres(), *postgres], cwd=folder, stdout=log, stderr=log)
    there = f"-h 127.0.0.1 -p {port} -U postgres"
    _wait(f"{programs}/pg_isready -q {there}".split(), server, folder / "postgres.log")
    subprocess.run(f"{programs}/createdb {there} leernetwerken".split(), check=True)
    return server, f"postgres://postgres@127.0.0.1:{port}/leernetwerken"


def _start_redis(folder):
    port = free_port()
    redis = ["redis-server", *f"--bind 127.0.0.1 --port {port} --dir {folder} --appendonly no --save".split(), ""]
    with (folder / "redis.log").open("w") as log:
        server = spawn(redis, stdout=log, stderr=log)
    _wait(f"redis-cli -p {port} ping".split(), server, folder / "redis.log")
    return server, f"redis://127.0.0.1:{port}"


def _wait(command, server, log):
    for _ in range(300):
        if subprocess.run(command, capture_output=True, check=False).returncode == 0:
            return
        if server.poll() is not None:
            break
        time.sleep(0.05)
    stop([server])
    sys.exit(f"{command[0]}: de dienst komt niet op gang.\n{log.read_text()}")
