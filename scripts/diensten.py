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

# When the machine crashes a test database may be lost, so it need not wait for the disk. When only the server does,
# what was committed is there: tests stop it the hard way.
FAST = "-c fsync=off -c full_page_writes=off -c shared_buffers=512MB"


@contextmanager
def diensten():
    """Yield the environment variables that choose the two services."""
    with postgres() as database, redis() as broker:
        yield {"DATABASE_URL": database.url("leernetwerken"), "REDIS_URL": broker.url}


@contextmanager
def postgres():
    """A cluster with one empty database, ``leernetwerken``; it may be stopped and started in between."""
    with _folder() as folder:
        server = Postgres(folder)
        try:
            server.start()
            server.run("createdb", "leernetwerken")
            yield server
        finally:
            server.stop()


@contextmanager
def redis():
    """A server without memory on disk; it may be stopped and started in between."""
    with _folder() as folder:
        server = Redis(folder)
        try:
            server.start()
            yield server
        finally:
            server.stop()


@contextmanager
def _folder():
    folder = Path(tempfile.mkdtemp(prefix="leernetwerken-"))
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


class _Dienst:
    stop_signal = signal.SIGTERM
    process = None

    def __init__(self, folder):
        self.folder, self.port = folder, free_port()
        self.log = folder / "log"

    def start(self):
        """Start and wait until it answers."""
        with self.log.open("a") as log:
            self.process = spawn(self.command(), cwd=self.folder, stdout=log, stderr=log)
        for _ in range(600):
            if subprocess.run(self.question(), capture_output=True, check=False).returncode == 0:
                return
            if self.process.poll() is not None:
                break
            time.sleep(0.05)
        self.stop()
        sys.exit(f"{type(self).__name__}: de dienst komt niet op gang.\n{self.log.read_text()}")

    def stop(self, sig=None):
        if self.process:
            stop([self.process], sig=sig or self.stop_signal, patience=30)


class Postgres(_Dienst):
    stop_signal = signal.SIGINT  # its "fast" stop: does not wait for clients

    def __init__(self, folder):
        super().__init__(folder)
        self.programs, self.data = postgres_bin(), folder / "pg"
        if os.geteuid() == 0:
            shutil.chown(folder, "postgres", "postgres")
        initdb = f"{self.programs}/initdb -D {self.data} -U postgres -A trust -E UTF8 --locale=C.UTF-8 --no-sync"
        subprocess.run([*_as_postgres(), *initdb.split()], check=True, stdout=subprocess.DEVNULL, cwd=folder)

    def url(self, name):
        return f"postgres://postgres@127.0.0.1:{self.port}/{name}"

    def run(self, program, *words):
        """One of the programs of PostgreSQL itself, such as createdb."""
        there = f"-h 127.0.0.1 -p {self.port} -U postgres".split()
        subprocess.run([self.programs / program, *there, *words], check=True)

    def command(self):
        server = f"{self.programs}/postgres -D {self.data} -h 127.0.0.1 -p {self.port} -k {self.folder} {FAST}"
        return [*_as_postgres(), *server.split()]

    def question(self):
        return f"{self.programs}/pg_isready -q -h 127.0.0.1 -p {self.port} -U postgres".split()


class Redis(_Dienst):
    @property
    def url(self):
        return f"redis://127.0.0.1:{self.port}"

    def command(self):
        server = f"--bind 127.0.0.1 --port {self.port} --dir {self.folder} --appendonly no --save"
        return ["redis-server", *server.split(), ""]

    def flush(self):
        """Forget everything."""
        subprocess.run(f"redis-cli -p {self.port} flushall".split(), check=True, stdout=subprocess.DEVNULL)

    def question(self):
        return f"redis-cli -p {self.port} ping".split()


def _as_postgres():
    if os.geteuid() != 0:
        return []
    # Changing user makes the kernel forget who should die with whom; setpriv asks again.
    who = ["--reuid=postgres", "--regid=postgres", "--clear-groups", "--reset-env", "--pdeathsig=INT"]
    return ["setpriv", *who, "env", "LC_ALL=C.UTF-8"]
