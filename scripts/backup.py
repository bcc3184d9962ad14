"""`make backup` and `make restore`: the whole database in one file, the uploaded files in another, and back.

For PostgreSQL with its own pg_dump and psql, for SQLite with its online copy: the site stays up while a copy is made.
Putting one back replaces everything, in one transaction: it succeeds whole or nothing changed. What stood there is
copied first. Then the mails that may have left since the copy was made are held (berichten/services/recovery.py).
"""

import argparse
import os
import re
import sqlite3
import subprocess
import sys
import tarfile
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path

from scripts import bestanden
from scripts.processen import Stopped, stoppable
from scripts.start import set_defaults
from scripts.systeem import postgres_bin

NAME = re.compile(r"leernetwerken-(\d{8}T\d{12}Z)\.(pgdump|sqlite3|bestanden\.tar)")
STAMP = "%Y%m%dT%H%M%S%fZ"  # two copies never have one name


class BackupError(Exception):
    """What the person in the terminal reads."""


def backup(database: dict, folder: Path, *, files: Path | None = None, keep_days: int | None = None, now=None) -> Path:
    """Write a checked copy of ``database`` (Django's settings of it) into ``folder`` and return its path.

    With ``files``, the folder of what people uploaded, a tar of it stands beside. Both are for their owner alone, and
    appear under their name when they are whole. With ``keep_days`` older copies
    in that folder go. Raises BackupError; then there is no new file and no old one is gone.
    """
    now = now or datetime.now(UTC)
    kind = _kind(database)
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    target = folder / f"leernetwerken-{now:{STAMP}}.{kind.suffix}"
    part, tar_part = target.with_suffix(".deel"), target.with_suffix(".bestanden.deel")
    part.unlink(missing_ok=True)
    try:
        part.touch(mode=0o600)
        kind.dump(part)
        kind.check(part)
        if files is not None:  # after the database: every row in the copy has its file in the tar
            tar_part.touch(mode=0o600)
            bestanden.pack(files, tar_part)
            tar_part.replace(_tar_of(target))
        part.replace(target)
    except (OSError, sqlite3.Error, subprocess.CalledProcessError, tarfile.TarError) as error:
        raise BackupError(f"De reservekopie is niet gelukt: {_explain(error)}") from error
    finally:
        part.unlink(missing_ok=True)
        tar_part.unlink(missing_ok=True)
    for old in _older(folder, now - timedelta(days=keep_days)) if keep_days else []:
        old.unlink()
    return target


def restore(database: dict, path: Path, *, files: Path | None = None) -> datetime:
    """Replace everything in ``database`` by the copy in ``path``; returns when that copy was made.

    All or nothing. The uploaded files that belong to it come back in ``files`` first: until there are rows about
    them nobody sees them. Raises BackupError when the file is no whole copy for this kind of database, or when other
    programs still use the database.
    """
    kind = _kind(database)
    made_at = _made_at(path, kind)
    try:
        kind.check(path)
        if files is not None and _tar_of(path).is_file():
            bestanden.check(_tar_of(path))
            bestanden.unpack(_tar_of(path), files)
        kind.load(path)
    except (OSError, sqlite3.Error, subprocess.CalledProcessError, tarfile.TarError) as error:
        raise BackupError(f"Terugzetten is niet gelukt, er is niets veranderd: {_explain(error)}") from error
    return made_at


def _tar_of(path):
    return path.with_suffix(f".{bestanden.SUFFIX}")


def _made_at(path, kind):
    found = NAME.fullmatch(path.name)
    if not path.is_file():
        raise BackupError(f"Dit bestand bestaat niet: {path}")
    if not found or found[2] != kind.suffix:
        raise BackupError(f"{path.name} is geen reservekopie voor {kind.name}: de naam eindigt niet op .{kind.suffix}.")
    return datetime.strptime(found[1], STAMP).replace(tzinfo=UTC)


def _older(folder, moment):
    for path in sorted(folder.iterdir()):
        found = NAME.fullmatch(path.name)
        if found and datetime.strptime(found[1], STAMP).replace(tzinfo=UTC) < moment:
            yield path


def _explain(error):
    """The sentence of the program, without the command: that may hold a password."""
    said = getattr(error, "stderr", None) or str(error)
    return said.strip().splitlines()[0] if said.strip() else type(error).__name__


def _kind(database):
    return Sqlite(database) if database["ENGINE"].endswith("sqlite3") else Postgres(database)


class Sqlite:
    suffix, name = "sqlite3", "SQLite"

    def __init__(self, database):
        self.path = Path(database["NAME"])

    def dump(self, target):
        if not self.path.is_file():
            raise FileNotFoundError(f"er is nog geen database op {self.path}")
        self._copy(self.path, target)
        with closing(sqlite3.connect(target)) as copy:
            copy.execute("PRAGMA journal_mode=DELETE")  # one file, without a -wal beside it

    def check(self, path):
        with closing(sqlite3.connect(f"file:{path}?mode=ro", uri=True)) as copy:
            found = copy.execute("PRAGMA integrity_check").fetchone()[0]
            tables = copy.execute("SELECT count(*) FROM sqlite_master WHERE name = 'django_migrations'").fetchone()[0]
        if found != "ok" or not tables:
            raise sqlite3.DatabaseError(f"{path.name} is beschadigd")

    def load(self, path):
        self.path.parent.mkdir(parents=True, exist_ok=True)
        self._copy(path, self.path)

    @staticmethod
    def _copy(source, target):
        """SQLite's own way: under its locks, and as one transaction in the target."""
        with closing(sqlite3.connect(source, timeout=20)) as a, closing(sqlite3.connect(target, timeout=20)) as b:
            a.backup(b)


class Postgres:
    suffix, name = "pgdump", "PostgreSQL"

    def __init__(self, database):
        known = {"HOST": "PGHOST", "PORT": "PGPORT", "USER": "PGUSER", "PASSWORD": "PGPASSWORD", "NAME": "PGDATABASE"}
        # By the environment: on the command line everybody on the machine could read the password.
        self.environment = {name: str(database[key]) for key, name in known.items() if database.get(key)}
        if mode := database.get("OPTIONS", {}).get("sslmode"):
            self.environment["PGSSLMODE"] = mode

    def _run(self, program, *arguments, **options):
        command = [_find(program), *arguments]
        environment = {**os.environ, **self.environment, "LC_MESSAGES": "C"}
        result = subprocess.run(command, env=environment, check=False, text=True, capture_output=True, **options)
        if result.returncode:
            raise subprocess.CalledProcessError(result.returncode, program, stderr=result.stderr)
        return result.stdout

    def dump(self, target):
        self._run("pg_dump", "--format=custom", "--no-owner", "--no-privileges", f"--file={target}")

    def check(self, path):
        if "django_migrations" not in self._run("pg_restore", "--list", str(path)):
            raise OSError(f"{path.name} is beschadigd")

    def load(self, path):
        others = "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()"
        if (count := self._psql("-tAc", others).strip()) != "0":
            raise OSError(f"er gebruiken nog {count} verbindingen de database. Stop eerst web, worker en beat")
        script = path.with_suffix(".sql")
        script.unlink(missing_ok=True)
        script.touch(mode=0o600)
        try:
            self._run("pg_restore", "--no-owner", "--no-privileges", f"--file={script}", str(path))
            empty = "DROP SCHEMA public CASCADE; CREATE SCHEMA public;"
            self._psql("--single-transaction", "-v", "ON_ERROR_STOP=1", "-qc", empty, "-f", str(script))
        finally:
            script.unlink(missing_ok=True)

    def _psql(self, *arguments):
        return self._run("psql", "-X", *arguments)


def _find(program):
    folder = postgres_bin(required=False)
    return str(folder / program) if folder and (folder / program).exists() else program


def _confirmed(database, answer):
    """Somebody has to name the database that will be replaced."""
    name = Path(str(database["NAME"])).name
    if answer is None and sys.stdin.isatty():
        answer = input(f"Alles in {name} wordt vervangen. Typ de naam om door te gaan: ")
    if answer != name:
        raise BackupError(f"Niets gedaan. Om alles in de database te vervangen: JA={name}")


def _restore(database, options, files):
    from django.core.management import call_command  # noqa: PLC0415 - after django.setup()

    from berichten.services.recovery import hold_after_restore  # noqa: PLC0415 - after django.setup()

    _made_at(options.restore, _kind(database))
    _confirmed(database, options.yes)
    if _kind(database).name == "PostgreSQL" or Path(database["NAME"]).is_file():
        print(f"Wat er stond, staat nu in {backup(database, options.folder, files=files)}")
    made_at = restore(database, options.restore, files=files)
    call_command("migrate", interactive=False, verbosity=0)
    held = hold_after_restore(made_at)
    print(f"Teruggezet: {options.restore}, gemaakt op {made_at:%d-%m-%Y %H.%M} UTC.")
    if not _tar_of(options.restore).is_file():
        print(f"Bij deze kopie hoort geen {_tar_of(options.restore).name}: de bestanden zijn zoals ze waren.")
    print(f"Mails die sindsdien aan de beurt waren en misschien al weg zijn: {held}. Zie docs/beheer.md.")


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument(
        "--folder", type=Path, help="where the copies are; default: reservekopie in LEERNETWERK_VAR_DIR"
    )
    parser.add_argument("--keep-days", type=int, default=30)
    parser.add_argument("--restore", type=Path, metavar="FILE")
    parser.add_argument("--yes", help="the name of the database: replace it without asking")
    options = parser.parse_args()
    set_defaults(8000)
    import django  # noqa: PLC0415 - the environment has to be complete before Django reads it

    django.setup()
    from django.conf import settings  # noqa: PLC0415 - as above

    options.folder = options.folder or settings.VAR_DIR / "reservekopie"
    database, files = settings.DATABASES["default"], settings.BESTANDEN_DIR
    try:
        if options.restore:
            _restore(database, options, files)
        else:
            copy = backup(database, options.folder, files=files, keep_days=options.keep_days)
            print(f"Reservekopie: {copy}")
    except BackupError as error:
        return str(error)
    return 0


if __name__ == "__main__":
    try:
        with stoppable():
            sys.exit(main())
    except Stopped:
        sys.exit("Afgebroken.")
