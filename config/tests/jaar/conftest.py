"""What every simulated year needs."""

import faulthandler

import pytest


@pytest.fixture
def mail_server(settings):
    settings.RUSTTIJDEN = True
    # A year is longer than a test that hangs, certainly on a machine that is busy with the rest of the suite.
    faulthandler.cancel_dump_traceback_later()
    settings.EMAIL_BACKEND = "config.tests.jaar.mailbox.Backend"
