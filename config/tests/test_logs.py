"""What leaves the process: one JSON line an event, and nothing about people."""

import gzip
import json
import logging
import logging.config
import subprocess
import sys
import threading
from http.server import BaseHTTPRequestHandler, HTTPServer
from io import StringIO

import brotli
import pytest
from django.utils.log import AdminEmailHandler
from structlog.contextvars import bound_contextvars

from config.logs import LOGGING, OnlyUnhandledErrors
from config.tests.house import ROOT

_WRITERS = (AdminEmailHandler, logging.StreamHandler)  # pytest hangs subclasses of these on every logger


@pytest.fixture
def lines():
    """Formats one record the way stdout gets it."""
    config = logging.config.DictConfigurator({**LOGGING, "loggers": {}})
    formatter = config.configure_formatter(config.config["formatters"]["line"])
    stream = StringIO()
    handler = logging.StreamHandler(stream)
    handler.setFormatter(formatter)

    def make(record):
        handler.handle(record)
        return stream.getvalue().splitlines()[-1]

    return make


def make_record(message, *args, name="berichten", exc_info=None, **extra):
    record = logging.LogRecord(name, logging.WARNING, "x.py", 1, message, args, exc_info)
    vars(record).update(extra)
    return record


def test_line_is_json_with_the_number_of_the_request(lines):
    with bound_contextvars(request_id="r1"):
        line = json.loads(lines(make_record("bericht %s was not accepted: %s", 7, "<b>é", status=250)))

    del line["timestamp"]
    assert line == {
        "event": "bericht 7 was not accepted: <b>é",
        "level": "warning",
        "logger": "berichten",
        "request_id": "r1",
        "status": 250,
    }


def test_only_known_fields_are_told(lines):
    """Django hangs the whole request on its records, with the address in it."""
    line = json.loads(lines(make_record("Not Found", request="<WSGIRequest: GET '/d/sleutel/'>", email="a@b.nl")))

    assert sorted(line) == ["event", "level", "logger", "timestamp"]


def test_traceback_is_on_the_same_line_without_local_variables(lines):
    geheim = "wat iemand schreef"
    try:
        raise ValueError(len(geheim))
    except ValueError:
        line = lines(make_record("stuk", exc_info=sys.exc_info()))

    assert "ValueError: 18" in json.loads(line)["exception"]
    assert geheim not in line


def test_unhandled_errors_are_told_without_the_address():
    error = make_record("Internal Server Error: %s", "/d/sleutel/", exc_info=(ValueError, ValueError(), None))
    refusal = make_record("Not Found: %s", "/d/sleutel/")
    denied = make_record("Forbidden: %s", "/d/sleutel/", exc_info=(ValueError, ValueError(), None))
    error.levelno, refusal.levelno, denied.levelno = logging.ERROR, logging.WARNING, logging.WARNING

    assert [OnlyUnhandledErrors().filter(record) for record in (error, refusal, denied)] == [True, False, False]
    assert error.getMessage() == "unhandled error"


def test_nothing_brings_a_handler_of_its_own():
    """Django mails errors to admins and gunicorn writes whole addresses, unless told not to."""
    writers = {
        name: [handler for handler in logging.getLogger(name).handlers if type(handler) in _WRITERS]
        for name in LOGGING["loggers"]
    }

    assert writers == dict.fromkeys(LOGGING["loggers"], [])
    assert not logging.getLogger("gunicorn.access").propagate


class _Catcher(BaseHTTPRequestHandler):
    caught = []

    def do_POST(self):  # noqa: N802 - http.server calls it by this name
        body = self.rfile.read(int(self.headers["Content-Length"]))
        unpack = {"br": brotli.decompress, "gzip": gzip.decompress}[self.headers["Content-Encoding"]]
        self.caught.append(unpack(body).decode())
        self.send_response(200)
        self.end_headers()

    def log_message(self, *args):
        pass


PROGRAM = """
import django, sentry_sdk
django.setup()
from django.conf import settings
from django.test import Client
from django.urls import path
from django.contrib.auth.decorators import login_not_required

@login_not_required
def broken(request, token):
    geheim = "tekst van Annelies"
    raise ValueError("annelies@school.test schreef " + request.POST["tekst"])

import config.urls
config.urls.urlpatterns.append(path("stuk/<str:token>/", broken))
client = Client(raise_request_exception=False)
client.cookies["voorkeur"] = "geheime-keuze"
address = "/stuk/geheime-sleutel/?q=annelies"
answer = client.post(address, {"tekst": "mijn antwoord"}, headers={"Authorization": "geheim"})
assert answer.status_code == 500, answer.status_code
import logging
logging.getLogger("berichten").error("bericht %s failed for %s", 7, "annelies@school.test")
sentry_sdk.flush(5)
"""


def test_sentry_hears_where_and_never_about_whom(tmp_path):
    server = HTTPServer(("127.0.0.1", 0), _Catcher)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    environment = {
        "PATH": "/usr/bin:/bin",
        "DJANGO_SETTINGS_MODULE": "config.settings",
        "DJANGO_SECRET_KEY": "only-for-this-test-0123456789-0123456789-0123456789",
        "DATABASE_URL": f"sqlite:///{tmp_path}/leeg.sqlite3",
        "LEERNETWERK_BASE_URL": "http://testserver",
        "LEERNETWERK_SOURCE_STATIC": "on",
        "SENTRY_DSN": f"http://sleutel@127.0.0.1:{server.server_port}/1",
    }
    try:
        command = [sys.executable, "-Wignore", "-c", PROGRAM]
        subprocess.run(  # noqa: S603 - our own program, in a process of its own
            command, env=environment, cwd=ROOT, check=True, capture_output=True, timeout=60
        )
    finally:
        server.shutdown()
        server.server_close()

    sent = "\n".join(_Catcher.caught)
    assert '"type":"ValueError"' in sent
    assert '"function":"broken"' in sent
    assert "bericht %s failed for %s" in sent
    found = [private for private in ("annelies", "Annelies", "mijn antwoord", "geheim") if private in sent]
    assert found == []
