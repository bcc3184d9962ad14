"""Asking a provider for something without trusting what comes back: short, small, and from nowhere else."""

import json
import time
from http import HTTPStatus
from urllib.parse import urlsplit

import requests
from urllib3.exceptions import HTTPError

from personen.schoolaccount.geweigerd import Geweigerd, Reden

CONNECT_TIMEOUT, READ_TIMEOUT, DEADLINE = 3, 5, 8  # seconds; the last is for one whole answer
MAX_BYTES = 256 * 1024
LOOPBACK = {"localhost", "127.0.0.1", "::1"}  # a provider for trying out, on the same machine


class VoorzichtigeSessie(requests.Session):
    """Follows no redirects, waits no longer than it says, reads no more than it says, and takes only a JSON object."""

    def request(self, method, url, **kwargs):
        kwargs |= {"timeout": (CONNECT_TIMEOUT, READ_TIMEOUT), "allow_redirects": False, "stream": True}
        ends_at = time.monotonic() + DEADLINE
        try:
            response = super().request(method, url, **kwargs)
            with response:
                body = _read(response.raw, ends_at)
        except (requests.RequestException, HTTPError, OSError, ValueError) as error:
            raise Geweigerd(Reden.ONBEREIKBAAR, "no answer") from error
        if response.status_code != HTTPStatus.OK:
            raise Geweigerd(Reden.ONBEREIKBAAR, f"status {response.status_code}")
        _require_object(body)
        response._content, response.encoding = body, "utf-8"
        response.headers["content-type"] = "application/json"  # allauth asks; that it is has just been shown
        return response


def _read(raw, ends_at):
    """The body, as it trickles in. ``read`` would wait for a full block, however slowly its bytes come."""
    body = bytearray()
    while block := raw.read1(MAX_BYTES):
        body += block
        if len(body) > MAX_BYTES:
            raise Geweigerd(Reden.ANTWOORD, "answer too large")
        if time.monotonic() > ends_at:
            raise Geweigerd(Reden.ONBEREIKBAAR, "answer too slow")
    return bytes(body)


def _require_object(body):
    try:
        found = json.loads(body)
    except (ValueError, RecursionError) as error:
        raise Geweigerd(Reden.ANTWOORD, "no JSON") from error
    if not isinstance(found, dict):
        raise Geweigerd(Reden.ANTWOORD, "no JSON object")


def origin(url):
    """Scheme, host and port: what two addresses of one provider have in common. None when it is no web address."""
    try:
        parts = urlsplit(url)
        return (parts.scheme, parts.hostname, parts.port) if parts.scheme and parts.hostname else None
    except (ValueError, TypeError, AttributeError):
        return None


def is_safe(url):
    """https, or a provider on this very machine."""
    found = origin(url)
    return bool(found) and (found[0] == "https" or (found[0] == "http" and found[1] in LOOPBACK))
