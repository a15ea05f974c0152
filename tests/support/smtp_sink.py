#!/usr/bin/env python3
"""A real SMTP server for tests: keeps each letter in <folder>/<number>.eml, refuses receivers named refuse@…

Prints its port when it is ready and ends when its standard input is closed.
"""
import pathlib
import socket
import sys

from aiosmtpd.controller import Controller

folder = pathlib.Path(sys.argv[1])


class Keep:
    count = 0

    async def handle_RCPT(self, server, session, envelope, address, options):
        if address.startswith("refuse@"):
            return "550 no such mailbox"
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server, session, envelope):
        self.count += 1
        made = folder / f"{self.count}.part"
        made.write_bytes(envelope.content)
        made.rename(folder / f"{self.count}.eml")
        return "250 kept"


with socket.socket() as probe:
    probe.bind(("127.0.0.1", 0))
    port = probe.getsockname()[1]
controller = Controller(Keep(), hostname="127.0.0.1", port=port)
controller.start()
print(port, flush=True)
sys.stdin.read()
controller.stop()
