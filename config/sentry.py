"""Errors to Sentry, when SENTRY_DSN is set: where it went wrong, never about whom or with which words."""

import sentry_sdk
from sentry_sdk.integrations.celery import CeleryIntegration
from sentry_sdk.integrations.django import DjangoIntegration
from sentry_sdk.integrations.logging import LoggingIntegration

KEPT = {"contexts", "environment", "event_id", "exception", "level", "logger", "modules", "platform", "release",
        "sdk", "tags", "timestamp", "transaction", "transaction_info"}  # fmt: skip


def strip(event, hint):
    """Only what a programmer needs to find the line; addresses, headers, bodies and people stay here.

    The text of an exception goes too: a database error quotes the row it refused.
    """
    said = event.get("logentry", {}).get("message")
    event = {name: value for name, value in event.items() if name in KEPT}
    if said:  # the sentence in the code, without what was filled in
        event["logentry"] = {"message": said}
    for exception in event.get("exception", {}).get("values", []):
        exception["value"] = ""
    event.get("contexts", {}).pop("celery-job", None)
    return event


def start(dsn: str, release: str) -> None:
    """Send unhandled errors, and what the code logs as an error, to ``dsn``."""
    sentry_sdk.init(
        dsn=dsn,
        release=release,
        before_send=strip,
        send_default_pii=False,
        include_local_variables=False,
        max_request_body_size="never",
        max_breadcrumbs=0,
        auto_enabling_integrations=False,  # only what we use, whatever else is installed
        integrations=[CeleryIntegration(), DjangoIntegration(middleware_spans=False), LoggingIntegration(level=None)],
    )
