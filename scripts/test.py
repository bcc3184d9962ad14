"""`make test`: every check, the suite on both databases, and the browser. The first failure ends it."""

import os
import sys
import time

from scripts import systeem
from scripts.diensten import diensten
from scripts.lint import lint
from scripts.processen import Stopped, die_with_parent, stoppable
from scripts.stappen import step

TEST_SETTINGS = {"DJANGO_SETTINGS_MODULE": "config.settings_test"}
# As many at the same time, in their order: tests that empty the tables come after those that need what is in them.
BESIDE = ["-n", str(min(os.cpu_count() or 2, 4)), "--dist", "load"]
# Rules, services and access decide who may do what: there every branch has a test.
FULLY_COVERED = "*/services.py,*/services/*.py,*/rules.py,*/access.py"


def main():
    start = time.monotonic()
    systeem.ensure()
    lint()
    with diensten() as services:
        on_postgres = {**TEST_SETTINGS, **services}
        step("Migraties zijn volledig", ["python", "manage.py", "makemigrations", "--check", "--dry-run"], on_postgres)
        step("Migraties op PostgreSQL", ["python", "manage.py", "migrate", "--verbosity", "0"], on_postgres)
        on_postgres["LEERNETWERK_TEST_TEMPLATE"] = "leernetwerken"
        suite = ["pytest", "-q", *BESIDE, "-m"]
        measured = ["--cov", "--cov-report=", "--cov-fail-under=0"]  # judged in the next step
        step("Tests op PostgreSQL en Redis", [*suite, "not e2e and not once", *measured], on_postgres)
        report = ["coverage", "report", "--skip-covered", "--skip-empty"]
        step("Dekking", report)
        step("Dekking van regels en diensten", [*report, f"--include={FULLY_COVERED}", "--fail-under=100"])
        # The same few lines, by the hundred: measuring takes half as long again, and tells nothing new.
        step("Gemaakte gevallen op PostgreSQL", [*suite, "once and not e2e"], on_postgres)
        step("Tests op SQLite, zonder Redis", [*suite, "not e2e and not postgres and not once"], TEST_SETTINGS)
        step("Tests in de browser", [*suite, "e2e"], on_postgres)
    # They start, kill and starve services of their own, and wait for what they do: minutes are no sign of hanging.
    faults = ["pytest", "-q", "-n", "2", "-o", "faulthandler_timeout=600", "-m", "storing"]
    step("Storingen met echte processen", faults, TEST_SETTINGS)
    print(f"\nAlles goed, {(time.monotonic() - start) / 60:.1f} minuten.", flush=True)


if __name__ == "__main__":
    die_with_parent()
    try:
        with stoppable():
            main()
    except Stopped:
        sys.exit("Afgebroken.")
