"""A small disk of our own that a test can fill to the last byte."""

import os
import subprocess
from contextlib import contextmanager

import pytest


class Schijf:
    def __init__(self, folder):
        self.folder, self.ballast = folder, folder / "ballast"

    def fill(self):
        """Until not one byte fits any more."""
        with self.ballast.open("ab", buffering=0) as file:
            for size in (1 << 16, 1 << 12, 1):
                try:
                    while True:
                        file.write(b"x" * size)
                except OSError:
                    continue

    def make_room(self):
        self.ballast.unlink()

    @property
    def half_files(self):
        """What was begun and never finished; it would take room for ever."""
        return [path.name for path in self.folder.rglob(".*") if path.is_file() and path.name != ".lock"]


@contextmanager
def small_disk(folder, size="16m"):
    folder.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", f"size={size},mode=0777", "leernetwerken-test", str(folder)]
    if os.geteuid() != 0 or subprocess.run(mount, capture_output=True, check=False).returncode != 0:
        pytest.skip("a disk of its own needs root and the right to mount")
    try:
        yield Schijf(folder)
    finally:
        subprocess.run(["umount", "--lazy", str(folder)], check=True)
