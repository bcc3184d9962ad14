"""A copy of everything, and back: row for row, on both databases, with the commands that an operator types."""

import os
import re
import shutil
import sqlite3
import subprocess
import sys
import tarfile
import uuid
from contextlib import closing, contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from urllib.parse import urlsplit

import psycopg2
import pytest

from berichten.services.recovery import REDEN
from config.tests.house import ROOT
from scripts.backup import BackupError, backup, restore


class OnSqlite:
    def __init__(self, folder):
        self.path = folder / "proef.sqlite3"
        self.url, self.name = f"sqlite:///{self.path}", self.path.name
        self.settings = {"ENGINE": "django.db.backends.sqlite3", "NAME": str(self.path)}

    @contextmanager
    def cursor(self):
        with closing(sqlite3.connect(self.path, isolation_level=None)) as connection:
            yield connection.cursor()

    tables_sql = "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%' ORDER BY name"
    off = "PRAGMA foreign_keys = OFF"


class OnPostgres:
    def __init__(self, server):
        self.name = f"proef_{uuid.uuid4().hex}"
        self.url = server._replace(path=f"/{self.name}").geturl()
        self.admin = server._replace(path="/postgres").geturl()
        self.settings = {
            "ENGINE": "django.db.backends.postgresql", "NAME": self.name, "HOST": server.hostname,
            "PORT": server.port, "USER": server.username, "PASSWORD": server.password or "",
        }  # fmt: skip

    @contextmanager
    def cursor(self, url=None):
        connection = psycopg2.connect(url or self.url)
        connection.autocommit = True
        with closing(connection):
            yield connection.cursor()

    tables_sql = "SELECT tablename FROM pg_tables WHERE schemaname = 'public' ORDER BY tablename"
    off = "SET session_replication_role = replica"


def run(module, *arguments, database, folder, check=True):
    environment = {
        **{name: value for name, value in os.environ.items() if not name.startswith(("DJANGO_", "LEERNETWERK_"))},
        "DATABASE_URL": database.url,
        "LEERNETWERK_VAR_DIR": str(folder),
        "REDIS_URL": "",
    }
    return subprocess.run(  # noqa: S603 - our own program
        [sys.executable, "-Wignore", "-m", module, *map(str, arguments)],
        env=environment, cwd=ROOT, check=check, capture_output=True, text=True, timeout=120, stdin=subprocess.DEVNULL,
    )  # fmt: skip


@pytest.fixture(scope="module")
def filled_sqlite(tmp_path_factory):
    folder = tmp_path_factory.mktemp("demo")
    run("scripts.start", "--only-demo", database=(database := OnSqlite(folder)), folder=folder)
    return database


@pytest.fixture(scope="module")
def filled_postgres(tmp_path_factory):
    with own_postgres() as database:
        run("scripts.start", "--only-demo", database=database, folder=tmp_path_factory.mktemp("demo"))
        yield database


@contextmanager
def own_postgres(template="template0"):
    database = OnPostgres(urlsplit(os.environ["DATABASE_URL"]))
    with database.cursor(database.admin) as cursor:
        cursor.execute(f"CREATE DATABASE {database.name} TEMPLATE {template}")
    try:
        yield database
    finally:
        with database.cursor(database.admin) as cursor:
            cursor.execute(f"DROP DATABASE {database.name} WITH (FORCE)")


@pytest.fixture(params=["sqlite", pytest.param("postgres", marks=pytest.mark.postgres)])
def demo(request, tmp_path):
    """A database with the demo data in it, apart from the one of the tests."""
    filled = request.getfixturevalue(f"filled_{request.param}")
    if request.param == "sqlite":
        shutil.copy(filled.path, tmp_path)
        yield OnSqlite(tmp_path)
    else:
        with own_postgres(filled.name) as database:
            yield database


def read_everything(database):
    with database.cursor() as cursor:
        cursor.execute(database.tables_sql)
        tables = [table for (table,) in cursor.fetchall()]
        everything = {}
        for table in tables:
            cursor.execute(f'SELECT * FROM "{table}"')  # noqa: S608 - names of our own tables
            everything[table] = sorted(map(repr, cursor.fetchall()))
    return everything


def test_restore_brings_every_row_back(demo, tmp_path):
    before = read_everything(demo)
    made = run("scripts.backup", database=demo, folder=tmp_path)
    path = re.search(r"\S+leernetwerken-\S+", made.stdout)[0]
    with demo.cursor() as cursor:
        cursor.execute(demo.off)
        cursor.execute("DELETE FROM personen_persoon")
        cursor.execute("UPDATE netwerken_netwerk SET naam = 'Kwijt'")
        cursor.execute("DROP TABLE kern_hartslag")
        cursor.execute("CREATE TABLE van_later (id integer)")

    done = run("scripts.backup", "--restore", path, "--yes", demo.name, database=demo, folder=tmp_path)

    after = read_everything(demo)
    assert sum(map(len, before.values())) > 1000
    assert list(after) == list(before)
    assert [table for table in before if after[table] != before[table]] == []
    assert "misschien al weg zijn: 0" in done.stdout
    copies = sorted(copy.suffixes[-1] for copy in (tmp_path / "reservekopie").iterdir())
    assert copies == sorted(2 * [Path(path).suffix, ".tar"])  # and what stood there is kept


def test_new_rows_get_new_numbers_after_a_restore(demo, tmp_path):
    copy = backup(demo.settings, tmp_path / "kopie")
    with demo.cursor() as cursor:
        cursor.execute("SELECT max(id) FROM django_content_type")
        highest = cursor.fetchone()[0]

    restore(demo.settings, copy)

    with demo.cursor() as cursor:
        cursor.execute("INSERT INTO django_content_type (app_label, model) VALUES ('x', 'nieuw') RETURNING id")
        assert cursor.fetchone()[0] > highest


def test_mails_that_may_have_left_since_the_copy_are_held(demo, tmp_path):
    with demo.cursor() as cursor:
        cursor.execute("SELECT max(id) FROM berichten_verzending")
        pk = cursor.fetchone()[0]
        fields = "op = '2026-01-02', status = 'gepland', uitgevoerd_op = NULL, reden = ''"
        cursor.execute(f"UPDATE berichten_verzending SET {fields} WHERE id = {pk:d}")  # noqa: S608 - our own words
    path = backup(demo.settings, tmp_path, now=datetime(2026, 1, 1, tzinfo=UTC))

    done = run("scripts.backup", "--restore", path, "--yes", demo.name, database=demo, folder=tmp_path)

    assert "misschien al weg zijn: 1." in done.stdout
    with demo.cursor() as cursor:
        cursor.execute(f"SELECT status, reden FROM berichten_verzending WHERE id = {pk:d}")  # noqa: S608 - a number of our own
        assert cursor.fetchone() == ("vastgehouden", REDEN)


def test_restore_asks_for_the_name_of_the_database(demo, tmp_path):
    made = run("scripts.backup", database=demo, folder=tmp_path)
    path = re.search(r"\S+leernetwerken-\S+", made.stdout)[0]
    before = read_everything(demo)

    for answer in ([], ["--yes", "iets anders"]):
        refused = run("scripts.backup", "--restore", path, *answer, database=demo, folder=tmp_path, check=False)

        assert refused.returncode == 1
        assert f"JA={demo.name}" in refused.stderr
        assert "Traceback" not in refused.stderr
    assert read_everything(demo) == before


def test_damaged_copy_changes_nothing(demo, tmp_path):
    path = backup(demo.settings, tmp_path / "kopie")
    before = read_everything(demo)
    whole = path.read_bytes()

    for broken in (whole[: len(whole) // 2], b"", b"geen database" * 100):
        path.write_bytes(broken)
        with pytest.raises(BackupError, match="er is niets veranderd"):
            restore(demo.settings, path)

    assert read_everything(demo) == before


@pytest.mark.parametrize("name", ["leernetwerken.sqlite3", "leernetwerken-20261121T120000000000Z.zip", "er-is-niets"])
def test_file_that_is_no_copy_is_refused(tmp_path, name):
    (tmp_path / "leernetwerken.sqlite3").touch()
    (tmp_path / "leernetwerken-20261121T120000000000Z.zip").touch()

    with pytest.raises(BackupError, match="geen reservekopie|bestaat niet"):
        restore({"ENGINE": "django.db.backends.sqlite3", "NAME": str(tmp_path / "x.sqlite3")}, tmp_path / name)


@pytest.mark.postgres
def test_restore_refuses_while_somebody_uses_the_database(tmp_path):
    with own_postgres() as database, database.cursor() as other:
        other.execute("CREATE TABLE django_migrations (id integer)")
        path = backup(database.settings, tmp_path)

        with pytest.raises(BackupError, match="nog 1 verbindingen"):
            restore(database.settings, path)


def test_backup_without_database_leaves_nothing(tmp_path):
    settings = {"ENGINE": "django.db.backends.sqlite3", "NAME": str(tmp_path / "er-is-niets.sqlite3")}

    with pytest.raises(BackupError, match="nog geen database"):
        backup(settings, tmp_path / "kopie")

    assert list((tmp_path / "kopie").iterdir()) == []


def test_database_that_is_away_is_told_without_the_password(tmp_path):
    settings = {
        "ENGINE": "django.db.backends.postgresql", "NAME": "x", "HOST": "127.0.0.1", "PORT": 1, "USER": "wie",
        "PASSWORD": "diep-geheim",
    }  # fmt: skip

    with pytest.raises(BackupError) as caught:
        backup(settings, tmp_path)

    assert "127.0.0.1" in str(caught.value)
    assert "diep-geheim" not in f"{caught.value!r} {caught.value.__cause__!r}"
    assert list(tmp_path.iterdir()) == []


def test_old_copies_go_and_other_files_stay(tmp_path):
    now = datetime(2026, 11, 21, 12, tzinfo=UTC)
    with closing(sqlite3.connect(tmp_path / "x.sqlite3")) as connection:
        connection.execute("CREATE TABLE django_migrations (id integer)")
    settings = {"ENGINE": "django.db.backends.sqlite3", "NAME": str(tmp_path / "x.sqlite3")}
    folder = tmp_path / "kopie"
    dagen = [backup(settings, folder, now=now - timedelta(days=dag)) for dag in (40, 31, 29)]
    (folder / "aantekening.txt").touch()

    newest = backup(settings, folder, keep_days=30, now=now)

    assert sorted(folder.iterdir()) == sorted([dagen[2], newest, folder / "aantekening.txt"])
    assert newest.stat().st_mode & 0o777 == 0o600


# --- The uploaded files ---------------------------------------------------------------------------


@pytest.fixture
def klein(tmp_path):
    """A database that is just enough, and a folder with two files."""
    with closing(sqlite3.connect(tmp_path / "x.sqlite3")) as connection:
        connection.execute("CREATE TABLE django_migrations (id integer)")
    files = tmp_path / "bestanden"
    (files / "materiaal").mkdir(parents=True)
    (files / "materiaal/een").write_bytes(b"een" * 100)
    (files / "materiaal/twee").write_bytes(b"")
    return {"ENGINE": "django.db.backends.sqlite3", "NAME": str(tmp_path / "x.sqlite3")}, files


def read_files(folder):
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_files_go_along_and_come_back(klein, tmp_path):
    database, files = klein
    before = read_files(files)
    copy = backup(database, tmp_path / "kopie", files=files)
    (files / "materiaal/een").write_bytes(b"half")
    (files / "materiaal/twee").unlink()
    (files / "materiaal/drie").write_bytes(b"later")

    restore(database, copy, files=files)

    assert read_files(files) == before | {"materiaal/drie": b"later"}  # without a row: for the nightly task
    assert (files / "materiaal/twee").stat().st_mode & 0o777 == 0o600
    assert {path.stat().st_mode & 0o777 for path in (tmp_path / "kopie").iterdir()} == {0o600}


def test_files_come_back_in_an_empty_folder(klein, tmp_path):
    database, files = klein
    copy = backup(database, tmp_path / "kopie", files=files)

    restore(database, copy, files=tmp_path / "nieuwe machine/bestanden")

    assert read_files(tmp_path / "nieuwe machine/bestanden") == read_files(files)


def test_no_folder_is_an_empty_tar(klein, tmp_path):
    copy = backup(klein[0], tmp_path / "kopie", files=tmp_path / "er-is-niets")

    restore(klein[0], copy, files=tmp_path / "er-is-niets")

    assert not (tmp_path / "er-is-niets").exists()


def _tar_with(path, name, kind=tarfile.REGTYPE):
    with tarfile.open(path, "w") as tar:
        member = tarfile.TarInfo(name)
        member.type, member.linkname = kind, "/etc/passwd"
        tar.addfile(member)


@pytest.mark.parametrize(
    "spoil",
    [
        lambda path: path.write_bytes(path.read_bytes()[:600]),
        lambda path: path.write_bytes(b"geen tar" * 100),
        lambda path: _tar_with(path, "../../buiten"),
        lambda path: _tar_with(path, "/etc/cron.d/x"),
        lambda path: _tar_with(path, "materiaal/link", tarfile.SYMTYPE),
    ],
)
def test_damaged_tar_changes_nothing(klein, tmp_path, spoil):
    database, files = klein
    copy = backup(database, tmp_path / "kopie", files=files)
    spoil(copy.with_suffix(".bestanden.tar"))
    (files / "materiaal/een").unlink()
    before = read_files(tmp_path)

    with pytest.raises(BackupError, match="er is niets veranderd"):
        restore(database, copy, files=files)

    assert read_files(tmp_path) == before


def test_old_tars_go_with_their_copy(klein, tmp_path):
    now = datetime(2026, 11, 21, 12, tzinfo=UTC)
    backup(klein[0], tmp_path / "kopie", files=klein[1], now=now - timedelta(days=40))

    newest = backup(klein[0], tmp_path / "kopie", files=klein[1], keep_days=30, now=now)

    assert sorted((tmp_path / "kopie").iterdir()) == sorted([newest, newest.with_suffix(".bestanden.tar")])


def test_copy_from_before_there_were_files_leaves_them(klein, tmp_path):
    database, files = klein
    copy = backup(database, tmp_path / "kopie")
    before = read_files(files)

    restore(database, copy, files=files)

    assert read_files(files) == before
