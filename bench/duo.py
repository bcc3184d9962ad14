"""The import of schools: sixty thousand rows, new and once more. ``measure`` is what `make bench` calls.

``python -m bench.duo`` does the work in a database of its own that ``measure`` makes.
"""

import json
import logging
import os
import resource
import subprocess
import sys
import tempfile
import time
from io import StringIO
from pathlib import Path
from urllib.parse import urlsplit

import django

from scripts.systeem import postgres_bin

BESTUREN, SCHOLEN, VESTIGINGEN = 1_000, 14_000, 45_000
LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
PLAATSEN = (
    "BERGEN OP ZOOM;BERGEN OP ZOOM;Noord-Brabant",
    "ZUTPHEN;ZUTPHEN;Gelderland",
    "'S-GRAVENHAGE;'S-GRAVENHAGE;Zuid-Holland",
)
# Columns that DUO has and we do not read; a row is as wide as a real one.
BREED = [f"KOLOM {n}" for n in range(20)]


def brin(n):
    return f"{n // 676:02}{LETTERS[n // 26 % 26]}{LETTERS[n % 26]}"


def write_files(folder):
    """The three files; returns how many rows they have together."""
    place = "PLAATSNAAM;GEMEENTENAAM;PROVINCIE"
    files = {
        "besturenbo.csv": (
            "BEVOEGD GEZAG NUMMER;BEVOEGD GEZAG NAAM",
            (f"{40000 + n};Stg. Onderwijs nr. {n}" for n in range(BESTUREN)),
        ),
        "hoofdvestigingen-basisonderwijs.csv": (
            "BEVOEGD GEZAG NUMMER;INSTELLINGSCODE;INSTELLINGSNAAM",
            (f"{40000 + n % BESTUREN};{brin(n)};Basisschool Het Eikenblad {n}" for n in range(SCHOLEN)),
        ),
        "alle-vestigingen-basisonderwijs.csv": (
            "INSTELLINGSCODE;VESTIGINGSCODE;VESTIGINGSNAAM",
            (
                f"{brin(n % SCHOLEN)};{brin(n % SCHOLEN)}{n // SCHOLEN:02};Basisschool Het Eikenblad {n}"
                for n in range(VESTIGINGEN)
            ),
        ),
    }
    for name, (header, rows) in files.items():
        with (folder / name).open("w", encoding="cp1252", newline="\r\n") as stream:
            stream.write(";".join([header, place, *BREED]) + "\n")
            for n, row in enumerate(rows):
                stream.write(
                    ";".join([row, PLAATSEN[n % len(PLAATSEN)], *["iets van twintig letters"] * len(BREED)]) + "\n"
                )
    return BESTUREN + SCHOLEN + VESTIGINGEN


def measure(environment):
    """Import into an empty database beside the one of ``environment``; then again, when nothing has changed.

    Returns seconds, memory_mb (the peak of the whole process) and rows, and of the second time again_seconds;
    queries and again_queries count the statements.
    """
    url = urlsplit(environment["DATABASE_URL"])._replace(path="/bench_duo")
    there = ["-h", url.hostname, "-p", str(url.port), "-U", url.username]
    mine = {**os.environ, **environment, "DATABASE_URL": url.geturl()}
    subprocess.run([postgres_bin() / "dropdb", *there, "--if-exists", "bench_duo"], check=True)
    subprocess.run([postgres_bin() / "createdb", *there, "bench_duo"], check=True)
    subprocess.run([sys.executable, "manage.py", "migrate", "--verbosity", "0"], env=mine, check=True)
    with tempfile.TemporaryDirectory() as folder:
        rows = write_files(Path(folder))
        found = {"rows": rows}
        for prefix in ("", "again_"):
            command = [sys.executable, "-Wignore", "-m", "bench.duo", folder]
            output = subprocess.run(command, env=mine, check=True, capture_output=True, text=True).stdout
            seen = json.loads(output.splitlines()[-1])
            found |= {f"{prefix}{name}": value for name, value in seen.items() if not prefix or name != "memory_mb"}
    return found


def main(folder):
    django.setup()
    logging.disable()
    from django.core.management import call_command  # noqa: PLC0415 - after setup
    from django.db import connection  # noqa: PLC0415 - after setup

    queries = []

    def count(execute, sql, params, many, context):
        queries.append(sql.split(maxsplit=1)[0])
        return execute(sql, params, many, context)

    start = time.perf_counter()
    with connection.execute_wrapper(count):
        call_command("importeer_duo", *sorted(folder.glob("*.csv")), bewaar=True, stdout=StringIO())
    seconds = time.perf_counter() - start
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(json.dumps({"seconds": round(seconds, 1), "memory_mb": round(peak), "queries": len(queries)}))


if __name__ == "__main__":
    main(Path(sys.argv[1]))
