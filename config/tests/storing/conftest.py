"""The worlds of the fault tests. One cluster for all of them, a fresh copy of the database for each."""

import itertools
import shutil
import subprocess
import sys
from contextlib import contextmanager

import pytest

from config.tests.house import ROOT
from config.tests.storing.wereld import Wereld, make_environment
from scripts.diensten import postgres, redis

_number = itertools.count(1)


@pytest.fixture(autouse=True)
def _empty_cache():
    """Nothing here uses the cache of the test process, and so nothing needs its settings."""


def _seed(database_url, folder):
    env = make_environment(database_url, "", folder, "http://127.0.0.1:1")
    subprocess.run([sys.executable, "-m", "config.tests.storing.seed"], cwd=ROOT, env=env, check=True)


@pytest.fixture(scope="session")
def cluster(tmp_path_factory):
    with postgres() as server:
        server.run("createdb", "sjabloon")
        _seed(server.url("sjabloon"), tmp_path_factory.mktemp("sjabloon"))
        yield server


@pytest.fixture(scope="session")
def make_wereld(cluster, tmp_path_factory):
    """``with make_wereld() as world``: PostgreSQL, Redis and a mail server; what else runs the test starts itself."""

    @contextmanager
    def make():
        name = f"wereld{next(_number)}"
        cluster.run("createdb", "-T", "sjabloon", name)
        with redis() as broker:
            world = Wereld(tmp_path_factory.mktemp(name), database_url=cluster.url(name), redis_url=broker.url)
            world.cluster, world.broker = cluster, broker
            try:
                yield world
            finally:
                world.stop()

    return make


@pytest.fixture
def wereld(make_wereld):
    with make_wereld() as world:
        yield world


@pytest.fixture
def broker(wereld):
    return wereld.broker


@pytest.fixture(scope="session")
def sjabloon_sqlite(tmp_path_factory):
    folder = tmp_path_factory.mktemp("sjabloon")
    _seed(f"sqlite:///{folder}/db.sqlite3", folder)
    return folder / "db.sqlite3"


@pytest.fixture
def ingebed(sjabloon_sqlite, tmp_path):
    """SQLite and a folder as broker, as `make start` has them, with a mail server."""
    shutil.copy(sjabloon_sqlite, tmp_path / "db.sqlite3")
    world = Wereld(tmp_path, database_url=f"sqlite:///{tmp_path}/db.sqlite3")
    yield world
    world.stop()
