"""A mail server in a process of its own that does what the test tells it, at exactly the named step of SMTP.

The steps, in order: connect, ehlo, auth, mail, rcpt, data (before the body), dot (the body is in, nothing is promised
yet), accepted (the mail is taken, the answer not yet given) and answered (the 250 has left). At each of them it may:

- answer: any SMTP line, such as "451 4.3.0 busy"
- drop: the line goes dead without a word
- hold: wait, and tell the test so, until the test lets go
- slow: wait for ``seconds``

Run as ``python -m config.tests.storing.mailserver <port> <port of the control channel>``.
"""

import asyncio
import email
import email.policy
import json
import sys


class DroppedError(Exception):
    """The test wants this line dead."""


class Mailserver:
    def __init__(self, port):
        self.port = port
        self.rules, self.mails, self.sessions, self.held = [], [], [], []
        self.texts = {}
        self.let_go = asyncio.Event()
        self.server = None

    # --- what the test may ask, one line of JSON each ---

    async def control(self, reader, writer):
        while line := await reader.readline():
            question = json.loads(line)
            answer = await getattr(self, f"do_{question.pop('what')}")(**question)
            writer.write(json.dumps(answer).encode() + b"\n")
            await writer.drain()
        writer.close()

    async def do_open(self):
        if self.server is None:
            self.server = await asyncio.start_server(self.converse, "127.0.0.1", self.port, limit=2**22)

    async def do_refuse(self):
        """As if the program is gone: nobody listens and open lines end."""
        if self.server is not None:
            self.server.close()
            for session in self.sessions:
                session["writer"].transport.abort()
            self.server = None

    async def do_play(self, first=False, **rule):
        """``at`` a step do ``action``: for every mail or for one ``address``, always or ``times``."""
        self.rules.insert(0 if first else len(self.rules), rule)

    async def do_clear(self):
        """Behave again, and let go of who was held."""
        self.rules.clear()
        await self.do_release()

    async def do_release(self):
        self.held.clear()
        self.let_go.set()
        self.let_go = asyncio.Event()

    async def do_held(self):
        return self.held

    async def do_mails(self):
        """What was taken: receiver, Message-ID, number of the line and whether that line was ended politely."""
        return [mail | {"quit": self.sessions[mail["line"]]["quit"]} for mail in self.mails]

    async def do_text(self, to):
        """What the newest mail to this address says."""
        return self.texts.get(to)

    async def do_taken(self):
        return len(self.mails)

    async def do_steps(self):
        """Of every line the steps it came to."""
        return [session["steps"] for session in self.sessions]

    async def do_busy(self):
        """How many lines are open."""
        return sum(not session["writer"].transport.is_closing() for session in self.sessions)

    # --- the conversation ---

    async def converse(self, reader, writer):
        session = {"steps": [], "quit": False, "writer": writer, "line": len(self.sessions), "address": ""}
        self.sessions.append(session)
        try:
            await self.step(session, "connect", "220 postkantoor.test ESMTP")
            while line := await reader.readline():
                if not await self.command(session, reader, line.decode().strip()):
                    break
        except (DroppedError, ConnectionError, asyncio.IncompleteReadError):
            writer.transport.abort()
        finally:
            writer.close()

    async def command(self, session, reader, line):
        """Answer one command; False when it was the last."""
        verb = line.split(" ", 1)[0].upper()
        if verb == "QUIT":
            session["quit"] = True
            self.say(session, "221 dag")
            return False
        if verb == "DATA":
            await self.take(session, reader)
        elif verb in ("EHLO", "AUTH", "MAIL", "RCPT"):
            if verb == "RCPT":
                session["address"] = line.partition("<")[2].partition(">")[0]
            good = {"EHLO": "250-postkantoor.test\r\n250 AUTH PLAIN", "AUTH": "235 kom binnen"}.get(verb, "250 goed")
            await self.step(session, verb.lower(), good)
        else:
            self.say(session, "250 goed")
        return True

    async def take(self, session, reader):
        if not await self.step(session, "data", "354 toe maar"):
            return
        raw = await reader.readuntil(b"\r\n.\r\n")
        answer = await self.action(session, "dot")
        if reader.at_eof():  # who hung up gets no promise
            raise DroppedError
        if answer:
            self.say(session, answer)
            return
        message = email.message_from_bytes(raw, policy=email.policy.SMTP)
        self.mails.append({"to": session["address"], "id": message["Message-ID"], "line": session["line"]})
        self.texts[session["address"]] = message.get_body(["plain"]).get_content()
        await self.step(session, "accepted", "250 aangenomen")
        await self.action(session, "answered")

    async def step(self, session, name, good):
        """Say ``good``, unless the test wants something else here. True when it was good."""
        answer = await self.action(session, name)
        self.say(session, answer or good)
        return not answer

    async def action(self, session, name):
        """What the test wants at this step; the SMTP line to answer with, or nothing."""
        session["steps"].append(name)
        rule = self.find_rule(name, session["address"])
        if not rule:
            return None
        if rule["action"] == "drop":
            raise DroppedError
        if rule["action"] == "hold":
            self.held.append({"at": name, "to": session["address"], "line": session["line"]})
            await self.let_go.wait()
        elif rule["action"] == "slow":
            await asyncio.sleep(rule["seconds"])
        else:
            return rule["action"]
        return None

    def find_rule(self, name, address):
        for rule in self.rules:
            if rule["at"] == name and rule.get("address", address) == address and rule.get("times", 1) > 0:
                if "times" in rule:
                    rule["times"] -= 1
                return rule
        return None

    def say(self, session, line):
        session["writer"].write(f"{line}\r\n".encode())


async def main(port, control_port):
    mailserver = Mailserver(port)
    await mailserver.do_open()
    async with await asyncio.start_server(mailserver.control, "127.0.0.1", control_port) as control:
        await control.serve_forever()


if __name__ == "__main__":
    asyncio.run(main(*map(int, sys.argv[1:])))
