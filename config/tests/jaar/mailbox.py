"""A mail server in memory, with moods: it refuses, is away, hangs up, and workers die on its doorstep.

Its moods hang on who gets what and how often, never on the order of mails, so that a seed gives the same year again.
"""

import re
import zlib
from dataclasses import dataclass
from smtplib import SMTPDataError, SMTPRecipientsRefused, SMTPServerDisconnected

from django.core.mail.backends.base import BaseEmailBackend

ACCEPTED, BUSY, REFUSED, LOST, KILLED, KILLED_AFTER = "accepted", "busy", "refused", "lost", "killed", "killed after"


class WorkerKilledError(BaseException):
    """kill -9: nothing in the worker may catch this."""


@dataclass
class Delivery:
    uuid: str
    to: str
    subject: str
    text: str
    method: str
    events: list
    html: str = ""

    @property
    def event(self):
        """The only one; None when there is none, or more than one."""
        return self.events[0] if len(self.events) == 1 else None


class Mailbox:
    """``per_mille``: how many mails in a thousand meet each fate."""

    current = None

    def __init__(self, seed, per_mille):
        self.seed, self.per_mille = seed, per_mille
        self.is_away = False
        self.tries, self.refuses = {}, set()
        self.accepted, self.attempts = [], []
        self.total = self.connected = 0
        Mailbox.current = self

    def start(self):
        """A new look begins."""
        self.accepted, self.attempts, self.killed = [], [], False

    def take(self, message):
        uuid = message.extra_headers["Message-ID"].strip("<>").partition("@")[0]
        fate = self._fate(uuid, message)
        self.attempts.append((uuid, fate))
        if fate in (ACCEPTED, KILLED_AFTER):
            self.accepted.append(read(uuid, message))
            self.total += 1
        _raise(fate, message)

    def _fate(self, uuid, message):
        self.tries[uuid] = n = self.tries.get(uuid, 0) + 1
        if uuid in self.refuses:  # no is no, also the next time
            return REFUSED
        draw = zlib.crc32(f"{self.seed}/{message.to[0]}/{message.subject}/{n}".encode()) % 1000
        for fate, share in self.per_mille.items():
            if draw < share:
                self.refuses |= {uuid} if fate == REFUSED else set()
                return fate
            draw -= share
        return ACCEPTED


def _raise(fate, message):
    if fate in (KILLED, KILLED_AFTER):
        raise WorkerKilledError
    if fate == BUSY:
        raise SMTPRecipientsRefused({message.to[0]: (451, b"greylisted")})
    if fate == REFUSED:
        raise SMTPDataError(554, b"no thanks")
    if fate == LOST:
        raise SMTPServerDisconnected("gone")


def read(uuid, message):
    address = message.to[0].rpartition("<")[2].rstrip(">")
    method, events = "", []
    for part in message.alternatives:
        if part.mimetype.startswith("text/calendar"):
            method, events = part.mimetype.partition("method=")[2], read_events(part.content)
    html = next((part.content for part in message.alternatives if part.mimetype == "text/html"), "")
    return Delivery(uuid, address, message.subject, message.body, method, events, html)


def read_events(calendar):
    """{property: text} of every VEVENT; reading with the library would take longer than sending did."""
    _, *events = re.sub(r"\r?\n[ \t]", "", calendar).replace("\r", "").split("BEGIN:VEVENT\n")
    return [_read_event(event.partition("END:VEVENT")[0]) for event in events]


def _read_event(lines):
    event = {}
    for line in lines.splitlines():
        name, _, value = line.partition(":")
        event[name.partition(";")[0]] = re.sub(r"\\(.)", r"\1", value)
    return event


class Backend(BaseEmailBackend):
    def open(self):
        if Mailbox.current.is_away:
            raise ConnectionRefusedError
        Mailbox.current.connected += 1

    def send_messages(self, messages):
        for message in messages:
            message.message()  # what cannot be written cannot be sent
            Mailbox.current.take(message)
        return len(messages)
