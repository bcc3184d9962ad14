"""The two databases, full and a hundredth, kept as dumps in var/bench/.

Made again when a model or the world changes, and every week: meetings that were still to come must not be over.
"""

import hashlib
import os
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path
from urllib.parse import urlsplit

from scripts.systeem import postgres_bin

ROOT = Path(__file__).resolve().parent.parent
CACHE = ROOT / "var/bench"
SCALES = {"vol": 1.0, "klein": 0.01}


def _fingerprint():
    sources = sorted(
        [*ROOT.glob("*/migrations/*.py"), *(ROOT / f"bench/{name}.py" for name in ("data", "copy", "subsidie"))]
    )
    week = "{0.year}-{0.week}".format(datetime.now(UTC).isocalendar())
    return hashlib.sha256(week.encode() + b"".join(path.read_bytes() for path in sources)).hexdigest()[:12]


def prepare(environment):
    """Make both and return the environment for each."""
    CACHE.mkdir(parents=True, exist_ok=True)
    made = {}
    for name, scale in SCALES.items():
        url = urlsplit(environment["DATABASE_URL"])._replace(path=f"/bench_{name}")
        made[name] = {**environment, "DATABASE_URL": url.geturl()}
        dump = CACHE / f"{name}-{_fingerprint()}.dump"
        _postgres("createdb", url, url.path[1:])
        if dump.exists():
            print(f"Database {name}: uit {dump.relative_to(ROOT)}", flush=True)
            _postgres("pg_restore", url, "-d", url.path[1:], "-j", "2", "--no-owner", dump)
            _postgres("psql", url, "-q", "-d", url.path[1:], "-c", "ANALYZE")
        else:
            print(f"Database {name}: maken (dat duurt een minuut)", flush=True)
            _run([sys.executable, "manage.py", "migrate", "--verbosity", "0"], made[name])
            _run([sys.executable, "manage.py", "laad_werkvormen", "--verbosity", "0"], made[name])
            _run([sys.executable, "-m", "bench.data", str(scale)], made[name])
            for old in CACHE.glob(f"{name}-*.dump"):
                old.unlink()
            _postgres("pg_dump", url, "-Fc", "-Z", "1", "-f", dump, url.path[1:])
    return made


def _postgres(program, url, *arguments):
    there = ["-h", url.hostname, "-p", str(url.port), "-U", url.username]
    subprocess.run([postgres_bin() / program, *there, *map(str, arguments)], check=True)


def _run(command, environment):
    subprocess.run(command, env={**os.environ, **environment}, cwd=ROOT, check=True)


def run_sql(environment, sql):
    """Statement by statement, each on its own."""
    url = urlsplit(environment["DATABASE_URL"])
    commands = [part for statement in sql.split(";") for part in ("-c", statement)]
    _postgres("psql", url, "-q", "-d", url.path[1:], *commands)
