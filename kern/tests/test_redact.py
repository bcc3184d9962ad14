import smtplib
import sys

import pytest
from django.db import IntegrityError

from kern.redact import format_exception, redact, redact_event


@pytest.mark.parametrize(
    ("text", "clean"),
    [
        ("mail to noor@school.test failed", "mail to <adres> failed"),
        ("<Noor.van-'t+x@sub.school.test>: 550", "<Noor.van-'<adres>>: 550"),
        ("GET /d/aan.1.2~1abc~x-y_z/ 410", "GET /d/<sleutel>/ 410"),
        ("/accounts/password/reset/key/1-abc-def/", "/accounts/password/reset/key/<sleutel>/"),
        ("/netwerken/?q=noor&page=2 200", "/netwerken/?<vraag> 200"),
        ("duplicate key\nDETAIL: Key (naam)=(Noor) exists.", "duplicate key\nDETAIL: <rij>"),
        ("limit reached: account_login per ip", "limit reached: account_login per ip"),
    ],
)
def test_takes_out_who_and_leaves_what(text, clean):
    assert redact(text) == clean


REFUSED = {"noor@school.test": (550, b"Noor is onbekend")}
NOT_UNIQUE = "not unique\nDETAIL: Failing row contains (1, Noor)."


def format_raised(make):
    try:
        make()
    except Exception:  # noqa: BLE001, RUF100 - whatever it is
        return format_exception(sys.exc_info())
    raise AssertionError


def test_message_of_an_error_keeps_its_sentence_and_loses_its_values():
    assert format_raised(lambda: int("Noor Eijsink")).endswith(
        "builtins.ValueError: invalid literal for int() with base 10: '…'"
    )


def test_every_error_of_a_chain_is_cleaned():
    def fail():
        try:
            raise smtplib.SMTPRecipientsRefused(REFUSED)
        except smtplib.SMTPException as error:
            raise IntegrityError(NOT_UNIQUE) from error

    found = format_raised(fail)

    assert "smtplib.SMTPRecipientsRefused" in found
    assert "django.db.utils.IntegrityError: not unique" in found
    assert "Noor" not in found
    assert "noor@" not in found
    assert "test_redact.py" in found


def test_numbers_and_frames_stay():
    event = redact_event(None, "", {"event": "noor@school.test", "status": 200, "exception": "File 'a@b.py'"})

    assert event == {"event": "<adres>", "status": 200, "exception": "File 'a@b.py'"}
