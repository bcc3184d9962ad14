"""The uploaded files in a copy: one tar beside the copy of the database, and back.

A file never changes after it was uploaded and has a name of its own for ever. So putting back is adding what is
missing; what the database does not know any more, is thrown away by the nightly task.
"""

import os
import shutil
import tarfile
from pathlib import Path, PurePosixPath

SUFFIX = "bestanden.tar"


def pack(folder: Path, target: Path) -> None:
    """Every file below ``folder``, which need not exist. One that goes while this runs, is left out."""
    with tarfile.open(target, "w") as tar:
        for path in sorted(p for p in folder.rglob("*") if p.is_file() and not p.is_symlink()):
            try:
                tar.add(path, arcname=path.relative_to(folder).as_posix(), recursive=False)
            except FileNotFoundError:
                continue


def check(source: Path) -> None:
    """Raises OSError or tarfile.TarError unless it is whole and holds plain files that stay in their folder."""
    with tarfile.open(source, "r:") as tar:
        for member in tar:
            place = PurePosixPath(member.name)
            if not member.isreg() or place.is_absolute() or ".." in place.parts:
                raise OSError(f"{source.name} is beschadigd")


def unpack(source: Path, folder: Path) -> int:
    """Put back what is missing or not whole in ``folder``; returns how many files. Nothing is taken away."""
    count = 0
    with tarfile.open(source, "r:") as tar:
        for member in tar:
            target = folder / member.name
            if target.is_file() and target.stat().st_size == member.size:
                continue
            target.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
            part = target.with_name(f"{target.name}.deel")
            with os.fdopen(os.open(part, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as stream:
                shutil.copyfileobj(tar.extractfile(member), stream)
            part.replace(target)
            count += 1
    return count
