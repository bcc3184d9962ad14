"""A whole installation on loopback for one test: database, broker, mail server, web, workers and beat.

All are processes of their own, started with the lines of the Procfile, and all end with the ``with``. The test itself
does not use Django: it looks from outside, with SQL, HTTP and the control channel of the mail server.
"""

import shlex
import sqlite3
from collections import Counter
from contextlib import closing, contextmanager
from urllib.parse import urlsplit

import psycopg2
import requests
from celery import Celery

from config.tests.storing import sql
from config.tests.storing.bezoeker import Bezoeker
from config.tests.storing.groep import PATIENCE, Groep, in_shell, make_environment, moment, procfile, until
from config.tests.storing.postkantoor import Postkantoor
from scripts.processen import free_port
from scripts.start import commands as embedded_commands


class Wereld:
    """``database_url`` and perhaps ``redis_url`` choose the services; without Redis a folder is the broker."""

    def __init__(self, folder, *, database_url, redis_url="", var=None, smtp=True):
        self.folder, self.database_url, self.redis_url = folder, database_url, redis_url
        self.var = var or folder / "var"
        self.var.mkdir(exist_ok=True)
        self.web_port, self.groups = free_port(), []
        self.address = f"http://127.0.0.1:{self.web_port}"
        self.post = Postkantoor(folder) if smtp else None
        self.env = make_environment(database_url, redis_url, self.var, self.address)
        if smtp:
            self.env["EMAIL_URL"] = f"smtp://netwerk:geheim@127.0.0.1:{self.post.port}"

    # --- our own processes, as the Procfile starts them ---

    def start(self, name, command):
        group = Groep(command, env=self.env, log=self.folder / f"{name}-{len(self.groups)}.log")
        self.groups.append(group)
        return group

    def start_worker(self, *extra, wait=True):
        """A worker with two children, or embedded one with four threads; it is ready when this returns."""
        number = len(self.groups)
        if not self.redis_url:
            worker = self.start("worker", embedded_commands([])["worker"])
            since = moment()
            until(lambda: self.rows(sql.HEARTBEAT_SINCE, "worker", since), about=f"it starts, see {worker.log}")
            return worker
        line = f"{procfile()['worker']} -n w{number}@%h {shlex.join(extra)}"
        worker = self.start("worker", in_shell(line))
        return worker.wait_until_it_says(" ready.") if wait else worker

    def start_beat(self):
        if not self.redis_url:
            return self.start("beat", embedded_commands([])["planner"])
        return self.start("beat", in_shell(procfile()["beat"])).wait_until_it_says("beat: Starting")

    def start_web(self):
        web = self.start("web", in_shell(procfile()["web"].replace("0.0.0.0", "127.0.0.1")))  # noqa: S104 - replaced
        until(self._answers, about=f"the web server answers, see {web.log}")
        return web

    def _answers(self):
        try:
            return Bezoeker(self.address).get("/gezond/") is not None
        except requests.ConnectionError:
            return False

    def visitor(self):
        return Bezoeker(self.address)

    def health(self):
        return self.visitor().health()

    def wait_for_health(self, **words):
        """Until /gezond/ says these words; with the HTTP status that goes with its own judgement."""

        def right():
            status, answer = self.health()
            assert status == (503 if answer["status"] == "weg" else 200)
            last.update(answer)
            return all(answer[part] == word for part, word in words.items())

        last = {}
        until(right, about=f"/gezond/ says {words}", facts=lambda: last)

    # --- the database, seen from outside ---

    @contextmanager
    def connect(self):
        """A connection of the test's own, in autocommit."""
        url = urlsplit(self.database_url)
        if url.scheme == "sqlite":
            with closing(sqlite3.connect(url.path, timeout=30, isolation_level=None)) as connection:
                yield connection
            return
        where = {"host": url.hostname, "port": url.port, "user": url.username, "dbname": url.path[1:]}
        with closing(psycopg2.connect(**where, options="-c timezone=UTC")) as connection:
            connection.autocommit = True
            yield connection

    def rows(self, query, *parameters):
        with self.connect() as connection, closing(connection.cursor()) as cursor:
            cursor.execute(query.replace("%s", "?") if self.database_url.startswith("sqlite") else query, parameters)
            return cursor.fetchall() if cursor.description else []

    def value(self, query, *parameters):
        return self.rows(query, *parameters)[0][0]

    @contextmanager
    def blocked(self, condition, *, table="berichten_bericht", event="UPDATE"):
        """Who writes a row so that ``condition`` (on OLD and NEW) holds stands still until the ``with`` ends."""
        with self.connect() as connection, closing(connection.cursor()) as cursor:
            cursor.execute(sql.BLOCK.format(condition=condition, table=table, event=event))
            try:
                yield
            finally:
                cursor.execute("SELECT pg_advisory_unlock(1)")
                cursor.execute("DROP FUNCTION storing_block CASCADE")

    def wait_until_blocked(self):
        until(lambda: self.value(sql.WAITING), about="somebody stands still in the database")

    def cut_off_blocked(self):
        """The database would finish a statement of the dead as soon as its lock is free."""
        self.value(sql.CUT_OFF)
        until(lambda: not self.value(sql.WAITING), about="nobody stands still in the database")

    def nudge(self):
        """What a web request or beat says to the workers."""
        app = Celery("storing", broker=self.redis_url or "map://localhost", set_as_current=False)
        folders = {"data_folder_in": "wachtrij", "data_folder_out": "wachtrij", "control_folder": "wachtrij-bediening"}
        if not self.redis_url:
            app.conf.broker_transport_options = {name: str(self.var / folder) for name, folder in folders.items()}
        with app.connection_for_write() as connection:
            app.send_task("berichten.carry_out_due", connection=connection)

    def order(self, netwerk, *, times=1, **ago):
        """Plan the invitation of the meeting of this netwerk, due now or so long ago. Returns the keys of the mails."""
        [(number, bijeenkomst)] = self.rows(sql.MEETING_OF, netwerk)
        first = self.value("SELECT count(*) FROM berichten_verzending")
        wanted = set()
        leden = [pk for (pk,) in self.rows(sql.MEMBERS_OF, netwerk)]
        for n in range(first, first + times):
            key = f"storing:{n}"
            facts = key, f"netwerk:{number}", f"bijeenkomst:{bijeenkomst}", moment(**ago)
            self.rows(sql.ORDER, *facts, moment(), moment())
            wanted |= {f"{key}:persoon:{pk}" for pk in leden}
        return wanted

    def outcome(self, wanted):
        """How the wanted mails ended: {(status, reden): number}, and nobody else has one."""
        rows = self.rows("SELECT sleutel, status, reden FROM berichten_bericht")
        found = {key: (status, reden) for key, status, reden in rows if key.startswith("storing:")}
        assert found.keys() <= wanted
        return Counter(found.get(key, ("no row", "")) for key in wanted)

    def wait_until_done(self, seconds=PATIENCE):
        """Nothing waits any more. Nobody waits for a next attempt either: that time passes at once."""

        def done():
            self.let_backoff_end()
            return self.value(sql.OPEN) == 0

        until(done, about="nothing waits any more", seconds=seconds)

    def wait_until_taken(self, number):
        until(lambda: self.post.ask("taken") >= number, about=f"{number} mails are taken")

    def wait_until_idle(self):
        """Every line to the mail server has ended, so whoever was sending is done."""
        until(lambda: not self.post.ask("busy"), about="the lines to the mail server end")

    def assert_all_sent(self, wanted):
        """Everybody got it, the rows say so and nothing is held."""
        assert self.outcome(wanted) == Counter({("verstuurd", ""): len(wanted)})
        assert self.rows("SELECT sleutel FROM berichten_bericht WHERE claim IS NOT NULL") == []
        rows = self.rows("SELECT sleutel, uuid FROM berichten_bericht WHERE sleutel LIKE %s", "storing:%")
        taken = {number[1:].partition("@")[0].replace("-", "") for number in self.post.counts()}
        assert {key for key, _ in rows} == wanted
        assert {str(uuid).replace("-", "") for _, uuid in rows} <= taken

    def assert_nothing_half_saved(self, number=None):
        """Every planned meeting has its messages and its line in the log, and nothing belongs to no meeting."""
        planned = self.rows(sql.PLANNED)
        assert number is None or len(planned) == number
        assert {lines for _, lines in planned} <= {1}
        assert len({messages for messages, _ in planned if messages > 1}) == bool(planned)
        assert self.rows(sql.ORPHANS) == []

    def assert_everything_goes_on(self, groups):
        """The same processes as before work again: a fresh heartbeat of both, and a new mail arrives."""
        self.rows("UPDATE kern_hartslag SET op = %s", moment(hours=1))
        assert [group.log.name for group in groups if not group.is_alive] == []
        if any("web" in group.log.name for group in groups):
            self.wait_for_health(status="goed")
        wanted = self.order("klein")
        keys = ", ".join(["%s"] * len(wanted))
        sent = f"SELECT count(*) FROM berichten_bericht WHERE status = 'verstuurd' AND sleutel IN ({keys})"  # noqa: S608
        until(lambda: self.value(sent, *wanted) == len(wanted), about="the next mails arrive")

    def let_leases_end(self):
        """Time passes for claims. Only while nobody is sending, or they would lose what is theirs."""
        self.rows("UPDATE berichten_bericht SET claim_tot = %s WHERE claim IS NOT NULL", moment(seconds=1))

    def let_backoff_end(self):
        """Time passes for mails that wait for their next attempt."""
        self.rows("UPDATE berichten_bericht SET probeer_op = %s WHERE status = 'gepland'", moment(seconds=1))

    def let_mails_wait(self, **time):
        """Time passes for everything that should have left: it was due so long ago."""
        self.rows("UPDATE berichten_bericht SET op = %s WHERE status = 'gepland'", moment(**time))

    def stop(self):
        for group in self.groups:
            group.kill()
        if self.post:
            self.post.stop()
