"""Run checks one after the other, with a heading each; the first that fails ends it."""

import os
import subprocess
import sys
import time
from pathlib import Path

# The programs of the virtual environment first, also when nobody activated it.
os.environ["PATH"] = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
# Each step starts many processes that import the same: compiled once, and every assert rewritten once.
os.environ.pop("PYTHONDONTWRITEBYTECODE", None)


def step(title, command, env=None):
    """Run ``command`` and stop everything when it fails."""
    print(f"\n=== {title}", flush=True)
    start = time.monotonic()
    command = [str(word) for word in command]
    environment = {**os.environ, **(env or {})}
    result = subprocess.run(command, env=environment, stdin=subprocess.DEVNULL, check=False)
    if result.returncode:
        print(f"=== {title}: MISLUKT ({' '.join(command[:6])})", file=sys.stderr, flush=True)
        sys.exit(result.returncode)
    print(f"=== {title}: goed, {time.monotonic() - start:.0f} s", flush=True)
