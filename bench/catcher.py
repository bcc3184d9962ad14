"""A mail server that takes everything and keeps nothing but how many and when: never the slowest of the two sides.

``python -m bench.catcher 2525`` listens on loopback. The word ``STAT`` answers with the number of mails and the moments
of the first and the last; ``ZERO`` begins anew.
"""

import asyncio
import sys
import time

EXPECTED = {b"EHLO": b"250 loopback", b"HELO": b"250 loopback", b"DATA": b"354 go on", b"QUIT": b"221 bye"}


class Count:
    def __init__(self):
        self.zero()

    def zero(self):
        self.number, self.first, self.last = 0, 0.0, 0.0

    def add(self):
        self.last = time.time()
        self.first = self.first or self.last
        self.number += 1


class Mailbox(asyncio.Protocol):
    def __init__(self, count):
        self.count, self.buffer, self.in_mail = count, b"", False

    def connection_made(self, transport):
        self.transport = transport
        transport.write(b"220 loopback\r\n")

    def data_received(self, data):
        self.buffer += data
        while True:
            end = b"\r\n.\r\n" if self.in_mail else b"\r\n"
            part, found, rest = self.buffer.partition(end)
            if not found:
                return
            self.buffer = rest
            self.transport.write(self.answer(part) + b"\r\n")

    def answer(self, part):
        if self.in_mail:
            self.in_mail = False
            self.count.add()
            return b"250 taken"
        word = part[:4].upper()
        if word == b"STAT":
            return f"250 {self.count.number} {self.count.first} {self.count.last}".encode()
        if word == b"ZERO":
            self.count.zero()
        self.in_mail = word == b"DATA"
        return EXPECTED.get(word, b"250 fine")


async def main(port):
    count = Count()
    server = await asyncio.get_running_loop().create_server(lambda: Mailbox(count), "127.0.0.1", port)
    await server.serve_forever()


if __name__ == "__main__":
    asyncio.run(main(int(sys.argv[1])))
