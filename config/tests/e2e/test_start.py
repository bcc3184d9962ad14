"""`make start`: from nothing to a site with demo data, a worker and a planner, and nothing left behind."""

import json
import os
import signal
import subprocess
import sys
import time
import urllib.error
import urllib.request

import pytest

from config.tests.house import ROOT
from scripts.processen import free_port

pytestmark = pytest.mark.e2e
OURS = ("DATABASE_URL", "REDIS_URL", "EMAIL_URL", "SENTRY", "DJANGO_", "LEERNETWERK_", "COV_", "PYTEST_")


@pytest.fixture
def started(tmp_path):
    """The command as a newcomer runs it: no configuration, only another folder for what it makes."""
    port = free_port()
    environment = {name: value for name, value in os.environ.items() if not name.startswith(OURS)}
    environment["LEERNETWERK_VAR_DIR"] = str(tmp_path)
    command = [sys.executable, "-m", "scripts.start", "--port", str(port)]
    process = subprocess.Popen(command, cwd=ROOT, env=environment, start_new_session=True)
    yield f"http://localhost:{port}", process
    if process.poll() is None:
        os.killpg(process.pid, signal.SIGKILL)


def fetch(address):
    try:
        with urllib.request.urlopen(address, timeout=5) as response:
            return response.status, response.read().decode()
    except urllib.error.HTTPError as error:
        return error.code, error.read().decode()
    except OSError:
        return 0, ""


def wait_for(address, status=200, seconds=90):
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        found, text = fetch(address)
        if found == status:
            return text
        time.sleep(0.2)
    raise AssertionError(f"{address} did not answer {status}")


def is_group_alive(leader):
    try:
        os.killpg(leader, 0)
    except ProcessLookupError:
        return False
    return True


def test_start_from_nothing_and_stop_with_ctrl_c(started):
    address, process = started

    assert "/netwerken/verbindend-vernieuwen/" in wait_for(f"{address}/netwerken/?q=verbindend")
    assert json.loads(wait_for(f"{address}/gezond/"))["status"] == "goed"  # a worker and a planner, really running
    assert fetch(f"{address}/static/css/leernetwerken.css")[0] == 200
    assert "Traceback" not in fetch(f"{address}/bestaat-niet/")[1]

    os.killpg(process.pid, signal.SIGINT)  # what Ctrl-C does: to everyone in the terminal
    assert process.wait(20) == 0
    assert not is_group_alive(process.pid)
