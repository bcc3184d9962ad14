"""`make soak`: what takes longer than `make test` has time for. The faults at full length, the year at full length."""

import os
import sys
import time

from scripts import systeem
from scripts.diensten import diensten
from scripts.processen import Stopped, die_with_parent, stoppable
from scripts.stappen import step
from scripts.test import TEST_SETTINGS


def main():
    start = time.monotonic()
    systeem.ensure()
    with diensten() as services:
        on_postgres = {**TEST_SETTINGS, **services}
        # "hangs" means something else here than in a test of seconds
        watch = ["pytest", "-v", "-s", "-o", "faulthandler_timeout=1800", "--durations=0", "--durations-min=1", "-m"]
        step("Storingen met echte processen", [*watch, "storing"], TEST_SETTINGS)
        step("Eigenschappen met nieuwe gevallen", [*watch, "hypothesis", "--hypothesis-profile", "nieuw"], on_postgres)
        step("Alles wat lang duurt", [*watch, "soak"], on_postgres)
    print(f"\nAlles goed, {(time.monotonic() - start) / 60:.1f} minuten.", flush=True)


if __name__ == "__main__":
    os.environ.setdefault("PYTHONUNBUFFERED", "1")
    die_with_parent()
    try:
        with stoppable():
            main()
    except Stopped:
        sys.exit("Afgebroken.")
