"""Requests a second and p95 of the pages, each in turn with the floor and with the same page on little data."""

import json
import os
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlsplit

from bench import databases
from bench.summary import HEAD, KINDS, show_page, summarize
from scripts.processen import free_port, spawn, stop

ROUNDS, SECONDS, CLIENTS = 5, 2, 8
PATIENCE = 60  # seconds for a server to start


@contextmanager
def server(environment, settings="bench.product_settings"):
    """gunicorn with two workers; yields its address and its process."""
    port = free_port()
    command = [sys.executable, "-Wignore", "-m", "gunicorn", "django.core.wsgi:get_wsgi_application()"]
    command += ["--workers", "2", "--no-control-socket"]
    command += ["--log-level", "warning", "--bind", f"127.0.0.1:{port}"]
    # What the server tells belongs to serving, so it is written; nobody reads it here.
    with tempfile.TemporaryFile() as told:
        process = spawn(command, env={**os.environ, **environment, "DJANGO_SETTINGS_MODULE": settings}, stdout=told)
        try:
            yield f"http://localhost:{port}", process
        finally:
            stop([process])


def wait_until_up(address):
    where = urlsplit(address)
    until = time.monotonic() + PATIENCE
    while True:
        try:
            socket.create_connection((where.hostname, where.port), timeout=1).close()
            return
        except OSError:
            if time.monotonic() > until:
                sys.exit(f"{address} komt niet op gang.")
            time.sleep(0.2)


def check(address, cookie):
    """A redirect to the login page would be fast, and wrk would not mind."""
    request = urllib.request.Request(address, headers={"Cookie": cookie})
    with urllib.request.urlopen(request) as response:
        if response.url != address:
            sys.exit(f"{address} stuurt door naar {response.url}")


def load(address, cookie, posts=None, body="", seconds=SECONDS):
    command = ["wrk", "-t1", f"-c{CLIENTS}", f"-d{seconds}s", "-s", "bench/load.lua"]
    command += ["-H", f"Cookie: {cookie}"] if cookie else []
    environment = {**os.environ, "BENCH_POSTS": str(posts), "BENCH_BODY": body} if posts else None
    done = subprocess.run([*command, address], capture_output=True, text=True, env=environment, check=False)
    if done.returncode:
        sys.exit(f"{address}: wrk stopte met {done.returncode}\n{done.stdout}{done.stderr}")
    seen = json.loads(done.stdout.strip().splitlines()[-1])
    if seen["errors"]:
        sys.exit(f"{address}: {seen['errors']} antwoorden waren geen pagina.\n{done.stdout}")
    return seen


def read_pages(environment):
    command = [sys.executable, "-Wignore", "-m", "bench.pages"]
    result = subprocess.run(command, env={**os.environ, **environment}, check=True, stdout=subprocess.PIPE, text=True)
    return json.loads(result.stdout.splitlines()[-1])


def memory_mb(process):
    """The largest worker, in megabytes of its own and shared memory together."""
    children = Path(f"/proc/{process.pid}/task/{process.pid}/children").read_text().split()
    sizes = [
        line for pid in children for line in Path(f"/proc/{pid}/status").read_text().splitlines() if "VmRSS" in line
    ]
    return max(int(line.split()[1]) for line in sizes) // 1024


def measure(made):
    """Returns the numbers per page and the memory of a web process."""
    read = {"full": read_pages(made["vol"]), "small": read_pages(made["klein"])}
    floor_server = server(made["vol"], "bench.floor_settings")
    with floor_server as (floor, _), server(made["vol"]) as (full, process), server(made["klein"]) as (small, _):
        addresses = {"floor": floor, "full": full, "small": small}
        for address in addresses.values():
            wait_until_up(address)
        print(HEAD, flush=True)
        pages = {}
        for name, page in read["full"]["pages"].items():
            measured = _Page(name, addresses, read, made)
            measured.warm()
            pages[name] = summarize([measured.run() for _ in range(ROUNDS)], page["queries"], page["target"])
            print(show_page(name, pages[name]), flush=True)
        return pages, memory_mb(process)


class _Page:
    def __init__(self, name, addresses, read, made):
        self.addresses, self.made = addresses, made
        self.pages = {kind: read[kind]["pages"][name] for kind in ("full", "small")}
        self.floor_cookie = read["full"]["floor_cookie"]

    def _where(self, kind):
        if kind == "floor":
            return self.addresses["floor"] + "/", self.floor_cookie
        return self.addresses[kind] + self.pages[kind]["path"], self.pages[kind]["cookie"]

    def warm(self):
        for kind in KINDS:
            check(*self._where(kind))
            load(*self._where(kind), seconds=1)

    def run(self):
        return {kind: self._load(kind) for kind in KINDS}

    def _load(self, kind):
        page = self.pages.get(kind)
        if not (page and page["posts"]):
            return load(*self._where(kind))
        # One second: on little data there are not enough of them for two.
        databases.run_sql(self.made["vol" if kind == "full" else "klein"], page["reset"])
        with tempfile.NamedTemporaryFile("w", suffix=".txt") as posts:
            posts.write("\n".join(page["posts"]))
            posts.flush()
            return load(*self._where(kind), posts=posts.name, body=page["body"], seconds=1)
