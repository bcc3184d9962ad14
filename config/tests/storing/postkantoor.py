import json
import os
import socket
import sys
from collections import Counter

from config.tests.storing.groep import PATIENCE, Groep, until
from scripts.processen import free_port


class Postkantoor:
    """The test's end of the control channel; ``mails()`` is what the mail server took."""

    def __init__(self, folder):
        self.port, self.control_port = free_port(), free_port()
        command = [sys.executable, "-m", "config.tests.storing.mailserver", str(self.port), str(self.control_port)]
        self.process = Groep(command, env=dict(os.environ), log=folder / "postkantoor.log")
        with until(self._connect, about="the mail server starts") as line:
            self.line = line.makefile("rw")

    def _connect(self):
        try:
            return socket.create_connection(("127.0.0.1", self.control_port), timeout=PATIENCE)
        except ConnectionRefusedError:
            return None

    def ask(self, what, **facts):
        self.line.write(json.dumps({"what": what, **facts}) + "\n")
        self.line.flush()
        return json.loads(self.line.readline())

    def play(self, at, action, **rule):
        self.ask("play", at=at, action=action, **rule)

    def play_first(self, at, action, **rule):
        """Before the rules that are there already."""
        self.ask("play", at=at, action=action, first=True, **rule)

    def release(self):
        self.ask("release")

    def clear(self):
        self.ask("clear")

    def mails(self):
        return self.ask("mails")

    def held(self):
        return self.ask("held")

    def wait_until_held(self, number=1):
        return until(lambda: self.held() if len(self.held()) >= number else None, about="the mail server holds a mail")

    def counts(self):
        """How often each Message-ID was taken."""
        return Counter(mail["id"] for mail in self.mails())

    def doubles(self):
        return {number: times for number, times in self.counts().items() if times > 1}

    def stop(self):
        self.line.close()
        self.process.kill()
