"""What the tests need from the system: found, or installed with apt where we may."""

import ctypes.util
import glob
import os
import shutil
import subprocess
import sys
from pathlib import Path

# The Debian package and the sign that it, or something as good, is there.
NEEDS = {
    "postgresql": lambda: postgres_bin(required=False),
    "redis-server": lambda: shutil.which("redis-server"),
    "chromium": lambda: shutil.which("chromium"),
    "chromium-l10n": lambda: glob.glob("/usr/*/chromium/locales/nl.pak"),
    "fonts-liberation": lambda: glob.glob("/usr/share/fonts/truetype/liberation*"),
    # What WeasyPrint draws a PDF with.
    "libpango-1.0-0": lambda: ctypes.util.find_library("pango-1.0"),
    "libpangoft2-1.0-0": lambda: ctypes.util.find_library("pangoft2-1.0"),
    "libharfbuzz-subset0": lambda: ctypes.util.find_library("harfbuzz-subset"),
}
BENCH = {name: NEEDS[name] for name in ("postgresql", "redis-server")} | {"wrk": lambda: shutil.which("wrk")}


def postgres_bin(*, required=True):
    """The folder with ``initdb`` and ``postgres``; Debian keeps it outside PATH, one per version."""
    if shutil.which("initdb"):
        return Path(shutil.which("initdb")).resolve().parent
    found = sorted(glob.glob("/usr/lib/postgresql/*/bin/initdb"), key=lambda path: float(path.split("/")[4]))
    if found:
        return Path(found[-1]).parent
    if required:
        sys.exit("PostgreSQL ontbreekt. Op Debian: apt-get install postgresql")
    return None


def ensure(needs=NEEDS):
    missing = [package for package, is_there in needs.items() if not is_there()]
    if not missing:
        return
    command = ["apt-get", "install", "-y", "--no-install-recommends", *missing]
    as_root = [] if os.geteuid() == 0 else ["sudo", "-n"]
    if not shutil.which("apt-get") or not _works([*as_root, "true"]):
        sys.exit(f"Nodig en niet gevonden: {', '.join(missing)}. Op Debian: {' '.join(command)}")
    print(f"Installeren met apt: {', '.join(missing)}", flush=True)
    environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    for step in (["apt-get", "update"], command):
        quiet = {"stdin": subprocess.DEVNULL, "stdout": subprocess.PIPE, "stderr": subprocess.STDOUT, "text": True}
        result = subprocess.run([*as_root, *step], env=environment, check=False, **quiet)
        if result.returncode:
            sys.exit(f"{' '.join(step)} mislukte:\n{result.stdout[-3000:]}")


def _works(command):
    return bool(shutil.which(command[0])) and subprocess.run(command, capture_output=True, check=False).returncode == 0
