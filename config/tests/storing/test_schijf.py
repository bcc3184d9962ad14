"""A full disk under var/: whatever cannot be kept is refused clearly, whatever waits goes when there is room again."""

import shutil

import pytest

from config.tests.storing.groep import until
from config.tests.storing.namen import GROOTTE
from config.tests.storing.schijf import small_disk
from config.tests.storing.wereld import Wereld

pytestmark = pytest.mark.storing


@pytest.fixture
def schijf(tmp_path):
    with small_disk(tmp_path / "var") as disk:
        yield disk


@pytest.fixture
def met_map(schijf, cluster, tmp_path):
    """PostgreSQL elsewhere; the queue and the mails are files on the small disk."""
    cluster.run("createdb", "-T", "sjabloon", "schijf")
    world = Wereld(tmp_path, database_url=cluster.url("schijf"), var=schijf.folder, smtp=False)
    yield world
    world.stop()
    cluster.run("dropdb", "schijf")


@pytest.fixture
def met_sqlite(schijf, sjabloon_sqlite, tmp_path):
    """Everything on the small disk, the database too."""
    shutil.copy(sjabloon_sqlite, schijf.folder / "db.sqlite3")
    world = Wereld(tmp_path, database_url=f"sqlite:///{schijf.folder}/db.sqlite3", var=schijf.folder)
    yield world
    world.stop()


def mails(world):
    folder = world.var / "mail"
    return [path for path in folder.iterdir() if not path.name.startswith(".")] if folder.exists() else []


def test_queue_and_mails_on_a_full_disk(met_map, schijf):
    """Saving still works, because the database is elsewhere. The mails wait, and a worker started meanwhile too."""
    world = met_map
    worker, beat, web = world.start_worker(), world.start_beat(), world.start_web()
    world.wait_for_health(status="goed")
    visitor = world.visitor().sign_in()
    schijf.fill()

    assert visitor.plan("klein", "Storing vol").status_code == 302
    world.wait_for_health(wachtrij="weg", status="weg", database="goed")
    world.assert_nothing_half_saved(1)
    worker.kill()
    worker = world.start_worker(wait=False)
    until(lambda: beat.says("Message Error"), about="beat cannot hand over its tasks")
    assert mails(world) == []
    assert schijf.half_files == []
    schijf.make_room()

    until(lambda: len(mails(world)) == GROOTTE["klein"], about="the mails go")
    world.wait_until_done()
    states = "SELECT DISTINCT status, reden, pogingen FROM berichten_bericht"
    assert world.rows(states) == [("verstuurd", "", 1)]
    assert schijf.half_files == []
    world.assert_everything_goes_on([worker, beat, web])


def test_mails_that_do_not_fit_cost_no_attempt(met_map, schijf):
    """The disk fills while they leave: some are written, the rest waits, and none is written by half."""
    world = met_map
    wanted = world.order("middel")
    world.start_worker()
    schijf.fill()
    shorten(schijf, 200_000)

    world.nudge()
    waiting = "SELECT count(*) FROM berichten_bericht WHERE status = 'gepland' AND claim IS NULL AND pogingen = 0"
    until(lambda: world.value(waiting) and len(mails(world)), about="the disk is full halfway")
    sent = "SELECT count(*) FROM berichten_bericht WHERE status = 'verstuurd'"
    until(lambda: world.value(sent) + world.value(waiting) == len(wanted), about="all others wait")
    assert len(mails(world)) == world.value(sent) < len(wanted)
    assert schijf.half_files == []
    schijf.make_room()
    world.start_beat()

    world.wait_until_done()
    assert len(mails(world)) == len(wanted)
    assert world.outcome(wanted) == {("verstuurd", ""): len(wanted)}
    assert world.rows("SELECT DISTINCT pogingen FROM berichten_bericht") == [(1,)]


def shorten(schijf, by):
    """Leave room for a few mails."""
    with schijf.ballast.open("ab") as file:
        file.truncate(file.tell() - by)


def test_database_on_a_full_disk(met_sqlite, schijf):
    """Nothing can be saved: a page that says so, nothing by half, and everything goes on when there is room."""
    world = met_sqlite
    groups = [world.start_worker(), world.start_beat(), world.start_web()]
    visitor = world.visitor().sign_in()
    until(lambda: world.rows("PRAGMA wal_checkpoint(TRUNCATE)")[0][0] == 0, about="the log of SQLite is empty")
    schijf.fill()

    answers = []
    until(lambda: refused(visitor, answers), about="the disk is full for SQLite")
    assert "We kunnen nu niets bewaren" in answers[-1].text
    assert answers[-1].headers["Retry-After"] == "60"
    world.wait_for_health(wachtrij="weg", status="weg")
    schijf.make_room()

    assert until(lambda: visitor.plan("klein", "Storing daarna").status_code == 302, about="saving works again")
    world.assert_nothing_half_saved(1 + sum(answer.status_code == 302 for answer in answers))
    world.wait_until_done()
    assert world.post.doubles() == {}
    world.assert_everything_goes_on(groups)


def refused(visitor, answers):
    answers.append(visitor.plan("klein", f"Storing vol {len(answers)}"))
    assert answers[-1].status_code in (302, 503)
    return answers[-1].status_code == 503
