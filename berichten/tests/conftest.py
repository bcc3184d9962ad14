import socket

import pytest
from django.test import Client

from berichten.tests.catcher import Catcher
from berichten.tests.factories import add_soort


@pytest.fixture
def soort(monkeypatch):
    """The kind "proef", that the factories use."""
    return add_soort(monkeypatch)


@pytest.fixture
def csrf_client():
    """A visitor without cookies, on a site that checks the token of forms."""
    return Client(enforce_csrf_checks=True)


@pytest.fixture
def smtp(settings):
    """Mail really goes over SMTP, with a patience of half a second."""
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_TIMEOUT = "127.0.0.1", 0.5


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


@pytest.fixture
def catcher(smtp, settings):
    catcher = Catcher(free_port())
    catcher.controller.start()
    settings.EMAIL_PORT = catcher.port
    yield catcher
    catcher.controller.stop()


@pytest.fixture
def closed_port():
    """A port on which nobody listens."""
    return free_port()
