"""A real SMTP server for tests, that does what it is told: accept, refuse, hang or hang up."""

import asyncio
import email
import email.policy

from aiosmtpd.controller import Controller


class Catcher:
    """``answers`` maps an address (or "*") to what happens at RCPT, ``data_answers`` at the end of the mail.

    An answer is an SMTP line, "hang" (longer than any test waits) or "drop" (the line goes dead).
    """

    def __init__(self, port):
        self.port = port
        self.raw, self.answers, self.data_answers, self.tries = [], {}, {}, []
        self.connections = 0
        self.controller = Controller(self, hostname="127.0.0.1", port=port)

    @property
    def mails(self):
        return [email.message_from_bytes(raw, policy=email.policy.default) for raw in self.raw]

    async def handle_EHLO(self, server, session, envelope, hostname, responses):  # noqa: N802 - aiosmtpd calls it by this name
        self.connections += 1
        session.host_name = hostname
        return responses

    async def handle_RCPT(self, server, session, envelope, address, options):  # noqa: N802 - aiosmtpd calls it by this name
        self.tries.append(address)
        answer = await self._play(server, self.answers.get(address) or self.answers.get("*"))
        if answer.startswith("250"):
            envelope.rcpt_tos.append(address)
        return answer

    async def handle_DATA(self, server, session, envelope):  # noqa: N802 - aiosmtpd calls it by this name
        address = envelope.rcpt_tos[0]
        answer = await self._play(server, self.data_answers.get(address) or self.data_answers.get("*"))
        if answer.startswith("250"):
            self.raw.append(envelope.content)
        return answer

    async def _play(self, server, answer):
        if answer == "hang":
            await asyncio.sleep(5)
        if answer in {"hang", "drop"}:
            server.transport.abort()
        return answer if answer and answer[0].isdigit() else "250 OK"
