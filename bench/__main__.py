"""`make bench`: requests a second and p95 of the main pages, as a ratio to the floor measured in the same run."""

import json
import os
import statistics
import subprocess
import sys
import time
import urllib.request
from contextlib import contextmanager
from pathlib import Path

from bench import databases
from scripts import systeem
from scripts.diensten import diensten
from scripts.processen import Stopped, die_with_parent, free_port, spawn, stop, stoppable

ROUNDS, SECONDS, CLIENTS = 3, 4, 8
TARGETS = {"ratio": 0.4, "queries": 12, "p95_growth": 1.2, "memory_mb": 130}
RESULT = Path("var/bench.json")


def environment(services):
    return {
        **services,
        "DJANGO_SETTINGS_MODULE": "config.settings",
        "DJANGO_SECRET_KEY": "only-for-bench-and-nowhere-else-0123456789-abcdefghij",
        "LEERNETWERK_BASE_URL": "http://localhost:8000",
        "LEERNETWERK_SOURCE_STATIC": "on",
        "LEERNETWERK_TWEEDE_STAP": "off",
        "LEERNETWERK_RUSTTIJDEN": "off",
    }


@contextmanager
def server(environment, settings="config.settings"):
    """gunicorn with two workers; yields its address and its process."""
    port = free_port()
    app = "config.wsgi" if settings == "config.settings" else "django.core.wsgi:get_wsgi_application()"
    command = [sys.executable, "-Wignore", "-m", "gunicorn", app, "--workers", "2", "--no-control-socket"]
    command += ["--log-level", "warning", "--bind", f"127.0.0.1:{port}"]
    process = spawn(command, env={**os.environ, **environment, "DJANGO_SETTINGS_MODULE": settings})
    try:
        yield f"http://localhost:{port}", process
    finally:
        stop([process])


def check(address, cookie):
    """A redirect to the login page would be fast, and wrk would not mind."""
    request = urllib.request.Request(address, headers={"Cookie": cookie})
    with urllib.request.urlopen(request) as response:
        if response.url != address:
            sys.exit(f"{address} stuurt door naar {response.url}")


def load(address, cookie, seconds=SECONDS):
    command = [
        "wrk",
        "-t1",
        f"-c{CLIENTS}",
        f"-d{seconds}s",
        "-s",
        "bench/load.lua",
        "-H",
        f"Cookie: {cookie}",
        address,
    ]
    output = subprocess.run(command, check=True, capture_output=True, text=True).stdout
    seen = json.loads(output.strip().splitlines()[-1])
    if seen["errors"]:
        sys.exit(f"{address}: {seen['errors']} antwoorden waren geen pagina.\n{output}")
    return seen


def read_pages(environment):
    command = [sys.executable, "-Wignore", "-m", "bench.pages"]
    result = subprocess.run(command, env={**os.environ, **environment}, check=True, capture_output=True, text=True)
    return json.loads(result.stdout.splitlines()[-1])


def memory_mb(process):
    """The largest worker, in megabytes of its own and shared memory together."""
    children = Path(f"/proc/{process.pid}/task/{process.pid}/children").read_text().split()
    sizes = [
        line for pid in children for line in Path(f"/proc/{pid}/status").read_text().splitlines() if "VmRSS" in line
    ]
    return max(int(line.split()[1]) for line in sizes) // 1024


def measure(made):
    full, small = read_pages(made["vol"]), read_pages(made["klein"])
    floor_server = server(made["vol"], "bench.floor_settings")
    with floor_server as (floor, _), server(made["vol"]) as (product, process), server(made["klein"]) as (little, _):
        time.sleep(3)
        pages = {}
        for name, page in full["pages"].items():
            addresses = {
                "floor": (floor + "/", full["floor_cookie"]),
                "full": (product + page["path"], full["cookie"]),
                "small": (little + small["pages"][name]["path"], small["cookie"]),
            }
            for who in addresses.values():
                check(*who)
                load(*who, seconds=1)  # warm
            rounds = [{what: load(*who) for what, who in addresses.items()} for _ in range(ROUNDS)]
            pages[name] = summarize(rounds, page["queries"])
            show(name, pages[name])
        return {"pages": pages, "memory_mb": memory_mb(process)}


def summarize(rounds, queries):
    def middle(value):
        return statistics.median(value(seen) for seen in rounds)

    return {
        "ratio": round(middle(lambda seen: seen["full"]["per_second"] / seen["floor"]["per_second"]), 2),
        "per_second": round(middle(lambda seen: seen["full"]["per_second"]), 1),
        "floor_per_second": round(middle(lambda seen: seen["floor"]["per_second"]), 1),
        "p95_ms": round(middle(lambda seen: seen["full"]["p95_ms"]), 1),
        "p95_growth": round(middle(lambda seen: seen["full"]["p95_ms"] / seen["small"]["p95_ms"]), 2),
        "queries": queries,
    }


def show(name, page):
    good = page["ratio"] >= TARGETS["ratio"]
    good = good and page["queries"] <= TARGETS["queries"] and page["p95_growth"] <= TARGETS["p95_growth"]
    verdict = "haalt het doel" if good else "HAALT HET DOEL NIET"
    print(
        f"{name:18} {page['per_second']:8.1f}/s {page['ratio']:7.2f} van de bodem   p95 {page['p95_ms']:6.1f} ms   "
        f"{page['p95_growth']:5.2f} × klein   {page['queries']:2} query's   {verdict}",
        flush=True,
    )


def main():
    systeem.ensure(systeem.BENCH)
    with diensten() as services:
        made = databases.prepare(environment(services))
        print(
            f"\nDoel: minstens {TARGETS['ratio']} van de bodem, hoogstens {TARGETS['queries']} query's, p95 hoogstens ",
            end="",
        )
        print(f"{TARGETS['p95_growth']} keer die op een honderdste van de data.\n", flush=True)
        result = measure(made)
    print(f"\nGeheugen van een webproces: {result['memory_mb']} MB (doel: hoogstens {TARGETS['memory_mb']})")
    RESULT.write_text(json.dumps(result, indent=2) + "\n")
    print(f"Geschreven: {RESULT}")


if __name__ == "__main__":
    die_with_parent()
    try:
        with stoppable():
            main()
    except Stopped:
        sys.exit("Afgebroken.")
