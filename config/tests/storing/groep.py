"""Our own commands as groups of processes, and waiting for what they do."""

import os
import signal
import subprocess
import sys
import time
from datetime import UTC, datetime, timedelta

from config.tests.house import ROOT
from scripts.processen import die_with_parent

OURS = ("DATABASE_URL", "REDIS_URL", "EMAIL_URL", "SENTRY", "DJANGO_", "LEERNETWERK_", "COV_", "PYTEST_", "http_proxy")
PATIENCE = 90  # seconds; a machine that builds several things at once is slow, and what never comes still fails


def until(question, *, about, seconds=PATIENCE, facts=None):
    """Ask until the answer is something, and give that. ``facts()`` is told too when it does not come."""
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        if answer := question():
            return answer
        time.sleep(0.05)
    seen = facts() if facts else answer
    raise AssertionError(f"Did not happen within {seconds} s: {about}. Last answer: {seen!r}")


def moment(**ago):
    """A moment before now as both databases read it."""
    return f"{datetime.now(UTC) - timedelta(**ago):%Y-%m-%d %H:%M:%S.%f}"


class Groep:
    """One of our commands with everything it started."""

    def __init__(self, command, *, env, log):
        self.command, self.log = command, log
        parent = os.getpid()
        with log.open("a") as file:
            self.process = subprocess.Popen(
                command, cwd=ROOT, env=env, stdout=file, stderr=file, start_new_session=True,
                preexec_fn=lambda: die_with_parent(parent),
            )  # fmt: skip

    def says(self, text):
        return text in self.log.read_text()

    def wait_until_it_says(self, text):
        until(lambda: self.says(text) or self.process.poll() is not None, about=f"{text!r} in {self.log}")
        assert self.says(text), self.log.read_text()
        return self

    @property
    def is_alive(self):
        return self.process.poll() is None

    def send(self, sig):
        os.killpg(self.process.pid, sig)

    def kill(self):
        """kill -9 for the whole group at once: nobody can say goodbye, write down or give back."""
        if self.is_alive or self.has_processes():
            self.send(signal.SIGKILL)
        self.process.wait()

    def suspend(self):
        self.send(signal.SIGSTOP)

    def wake(self):
        self.send(signal.SIGCONT)

    def has_processes(self):
        try:
            self.send(0)
        except ProcessLookupError:
            return False
        return True

    def children(self):
        path = f"/proc/{self.process.pid}/task/{self.process.pid}/children"
        with open(path) as file:
            return [int(pid) for pid in file.read().split()]


def make_environment(database_url, redis_url, var, address):
    """What our processes see; nothing of the test run itself."""
    env = {name: value for name, value in os.environ.items() if not name.startswith(OURS)}
    return env | {
        "PATH": f"{os.path.dirname(sys.executable)}{os.pathsep}{env['PATH']}",
        "DJANGO_SETTINGS_MODULE": "config.tests.storing.settings",
        "DJANGO_SECRET_KEY": "only-for-tests-and-nowhere-else-0123456789abcdef",
        "DATABASE_URL": database_url,
        "REDIS_URL": redis_url,
        "LEERNETWERK_BASE_URL": address,
        "LEERNETWERK_SOURCE_STATIC": "on",
        "LEERNETWERK_VAR_DIR": str(var),
        "LEERNETWERK_RUSTTIJDEN": "off",
        "LEERNETWERK_TWEEDE_STAP": "off",
        "PORT": address.rpartition(":")[2],
        "PYTHONUNBUFFERED": "1",
    }


def procfile():
    lines = (ROOT / "Procfile").read_text().splitlines()
    return {name: command.strip() for name, _, command in (line.partition(":") for line in lines)}


def in_shell(line):
    """The shell fills in the variables, as every starter of Procfiles does."""
    return ["sh", "-c", f"exec {line}"]
