"""How the program tells what it does: one line an event, on stdout, for a machine (JSON) or for a person.

What code wants to say it says with the standard ``logging``; ``extra={…}`` becomes fields. No line holds who did
something: with a time beside it that would tell who answered an evaluation.
"""

import logging

import structlog

from config.env import env
from kern.redact import format_exception, redact_event

LOG_FORMAT = env.str("LEERNETWERK_LOG", default="json")

_SHARED = [
    structlog.contextvars.merge_contextvars,  # request_id and task: see kern/tracing.py
    structlog.stdlib.add_log_level,
    structlog.stdlib.add_logger_name,
    structlog.stdlib.ExtraAdder(allow=["method", "route", "status", "ms"]),
    structlog.processors.TimeStamper(fmt="iso", utc=True),
    structlog.processors.ExceptionRenderer(format_exception),  # frames and code, no values
    redact_event,
]
_RENDERERS = {
    "json": structlog.processors.JSONRenderer(ensure_ascii=False),
    "regels": structlog.dev.ConsoleRenderer(colors=False, pad_event_to=0),
}


class OnlyUnhandledErrors(logging.Filter):
    """Of what Django says about requests: the errors nobody caught, without the address. "verzoek" says the rest."""

    def filter(self, record):
        record.msg, record.args = "unhandled error", ()
        return bool(record.exc_info) and record.levelno >= logging.ERROR


LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {
        "line": {
            "()": structlog.stdlib.ProcessorFormatter,
            "foreign_pre_chain": _SHARED,
            "processors": [structlog.stdlib.ProcessorFormatter.remove_processors_meta, _RENDERERS[LOG_FORMAT]],
        }
    },
    "filters": {"only_unhandled_errors": {"()": OnlyUnhandledErrors}},
    "handlers": {"stdout": {"class": "logging.StreamHandler", "stream": "ext://sys.stdout", "formatter": "line"}},
    "root": {"handlers": ["stdout"], "level": "INFO"},
    "loggers": {
        # Through the one handler of the root, instead of the handlers that they bring.
        **{
            name: {"handlers": [], "propagate": True}
            for name in ("django", "django.server", "gunicorn.error", "celery")
        },
        "django.request": {"filters": ["only_unhandled_errors"]},
        # Holds whole addresses, also the ones that are a key to act; "verzoek" says what is needed.
        "gunicorn.access": {"handlers": [], "propagate": False},
        # At INFO it writes down which passkey was used.
        "fido2": {"level": "WARNING"},
        # At INFO a line for every step of a PDF and every table of its fonts.
        **{name: {"level": "WARNING"} for name in ("weasyprint", "fontTools")},
        # At their most talkative these quote whole rows and everything a page knows.
        "django.db.backends": {"handlers": [], "propagate": False},
        "django.template": {"handlers": [], "propagate": False},
        # Robots that knock with another name: no news, and no error of ours.
        "django.security.DisallowedHost": {"handlers": [], "propagate": False},
    },
}
