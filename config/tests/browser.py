"""Fixtures for tests in which a browser plays a user: the Chromium of the system, which `make test` installs."""

import email
import email.policy
import os
import shutil
import subprocess
import sys
import time
from urllib.parse import urlsplit

import pytest
from aiosmtpd.controller import Controller
from axe_playwright_python.sync_playwright import Axe
from django.db import connection
from django.test import Client
from playwright.sync_api import Error

from config.celery import app as celery_app
from scripts.processen import free_port

# Playwright keeps an event loop in this thread; without this Django refuses every query beside it.
os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "true")

DESKTOP = {"viewport": {"width": 1280, "height": 900}}
WITHOUT_JS = {**DESKTOP, "java_script_enabled": False}
PHONE = {"viewport": {"width": 390, "height": 844}, "is_mobile": True, "has_touch": True, "device_scale_factor": 2}
AXE_RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
# Chromium reports a page that answers with one of these as an error; for a page it is a proper answer.
PROPER_REFUSALS = [f"status of {status}" for status in (400, 403, 404, 405, 409, 410, 422, 429)]
WITHOUT_CONNECTION = "ERR_INTERNET_DISCONNECTED"  # only after a test took the connection away


@pytest.fixture(scope="session")
def browser_type_launch_args():
    flags = "no-sandbox disable-gpu disable-quic no-first-run disable-sync"
    flags += " disable-background-networking disable-component-update"
    return {
        "executable_path": shutil.which("chromium") or "/usr/bin/chromium",
        "args": [f"--{flag}" for flag in flags.split()],
        "env": {**os.environ, "LANGUAGE": "nl"},  # decides how date fields look
    }


def _complaint(message):
    """What in the console of the browser makes a test fail: any error, also one of the content security policy."""
    if message.type != "error":
        return None
    is_page = "/static/" not in message.location.get("url", "")
    if WITHOUT_CONNECTION in message.text or is_page and any(refusal in message.text for refusal in PROPER_REFUSALS):
        return None
    return f"{message.text} ({message.location.get('url')})"


@pytest.fixture
def open_page(transactional_db, live_server, settings, new_context):
    """``open_page(**context_options)``: a page in a browser of its own. Any error in the console fails the test."""
    settings.BASE_URL = live_server.url
    complaints, pages = [], []

    def open_one(**options):
        context = new_context(
            base_url=live_server.url,
            locale="nl-NL",
            timezone_id="Europe/Amsterdam",
            reduced_motion="reduce",  # axe must not measure a colour halfway its change
            **options,
        )
        context.set_default_timeout(10_000)
        context.on("console", lambda message: complaints.append(_complaint(message)))
        context.on("weberror", lambda error: complaints.append(str(error.error)))
        pages.append(context.new_page())
        return pages[-1]

    yield open_one

    for page in pages:  # a request still under way would hold locks while the database is emptied
        if not page.is_closed():
            page.wait_for_load_state("networkidle")
    assert [complaint for complaint in complaints if complaint] == []


@pytest.fixture
def page(open_page):
    return open_page(**DESKTOP)


@pytest.fixture
def phone(open_page):
    return open_page(**PHONE)


@pytest.fixture
def page_without_js(open_page):
    return open_page(**WITHOUT_JS)


@pytest.fixture
def login(live_server, settings):
    """``login(page, persoon)``: sign in without the form."""

    def sign_in(page, persoon):
        client = Client()
        client.force_login(persoon)
        name = settings.SESSION_COOKIE_NAME
        page.context.add_cookies([{"name": name, "value": client.cookies[name].value, "url": live_server.url}])

    return sign_in


@pytest.fixture
def axe():
    """``axe(page)``: no violation of WCAG 2.2 AA or of good practice, in light and in dark, and no sideways scroll."""

    def check(page, again=3):
        page.wait_for_load_state()  # after a click the new page may be there for half
        try:
            look_at(page)
        except Error as error:  # or not at all: then the one we looked at is gone, and we look at the new one
            if "context was destroyed" not in error.message or not again:
                raise
            check(page, again - 1)

    def look_at(page):
        for scheme in ("light", "dark"):
            page.emulate_media(color_scheme=scheme)
            result = Axe().run(page, options={"runOnly": AXE_RULES, "resultTypes": ["violations"]})
            assert result.violations_count == 0, f"{page.url} ({scheme})\n{result.generate_report()}"
        page.emulate_media(color_scheme="light")
        width = page.evaluate("[document.documentElement.scrollWidth, document.documentElement.clientWidth]")
        assert width[0] <= width[1], f"{page.url} scrolls sideways: {width[0]} > {width[1]}"

    return check


class Postbus:
    """Catches what a real worker sends by SMTP."""

    def __init__(self):
        self.mails = []

    async def handle_DATA(self, server, session, envelope):  # noqa: N802 - aiosmtpd calls it by this name
        self.mails.append(email.message_from_bytes(envelope.content, policy=email.policy.SMTP))
        return "250 OK"

    def to(self, address):
        return [mail for mail in self.mails if address in mail["To"]]

    def wait_for(self, address, *, subject="", seconds=30):
        """The newest mail to ``address`` with ``subject`` in its subject; fails when it does not come."""
        deadline = time.monotonic() + seconds
        while time.monotonic() < deadline:
            found = [mail for mail in self.to(address) if subject in mail["Subject"]]
            if found:
                return found[-1]
            time.sleep(0.05)
        seen = [(mail["To"], mail["Subject"]) for mail in self.mails]
        raise AssertionError(f"No mail to {address} with “{subject}” within {seconds} s. Seen: {seen}")


@pytest.fixture
def postbus():
    catcher = Postbus()
    controller = Controller(catcher, hostname="127.0.0.1", port=free_port())
    controller.start()
    catcher.port = controller.port
    yield catcher
    controller.stop()


class Werkers:
    """A Celery worker and beat of their own, on the test database, with mail to the postbus."""

    def __init__(self, environment):
        celery = [sys.executable, "-m", "celery", "-A", "config", "--quiet"]
        self.processes = [
            subprocess.Popen([*celery, "worker", "-P", "threads", "-c", "2", "-l", "warning"], env=environment),
            subprocess.Popen([*celery, "beat", "-l", "warning", "--pidfile="], env=environment),
        ]

    def wait_until_ready(self):
        for _ in range(120):
            if celery_app.control.ping(timeout=0.5):
                return
        raise AssertionError("The Celery worker did not answer.")

    @staticmethod
    def carry_out_due():
        """What beat asks every minute, now."""
        celery_app.send_task("berichten.carry_out_due")

    def stop(self):
        for process in self.processes:
            process.terminate()
        for process in self.processes:
            process.wait(20)


def _test_database_url():
    name = connection.settings_dict["NAME"]
    if connection.vendor == "sqlite":
        return f"sqlite:///{os.path.abspath(name)}"
    return urlsplit(os.environ["DATABASE_URL"])._replace(path=f"/{name}").geturl()


@pytest.fixture
def werkers(transactional_db, live_server, settings, postbus):
    """Real background work instead of tasks that run at once inside the request."""
    environment = {
        **os.environ,
        "DJANGO_SETTINGS_MODULE": "config.settings",
        "DATABASE_URL": _test_database_url(),
        "REDIS_URL": settings.CELERY_BROKER_URL if settings.REDIS_URL else "",
        "EMAIL_URL": f"smtp://127.0.0.1:{postbus.port}",
        "LEERNETWERK_BASE_URL": live_server.url,
        "LEERNETWERK_SOURCE_STATIC": "on",
        "LEERNETWERK_RUSTTIJDEN": "off",
        "LEERNETWERK_VAR_DIR": os.path.abspath(settings.VAR_DIR),
    }
    celery_app.conf.task_always_eager = False
    celery_app.control.purge()
    processes = Werkers(environment)
    try:
        processes.wait_until_ready()
        yield processes
    finally:
        processes.stop()
        celery_app.control.purge()
        celery_app.conf.task_always_eager = True
