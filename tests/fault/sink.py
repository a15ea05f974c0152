"""A real mail server that can go away and come back at the same port, and that may take a letter and not say so."""
import email
import threading

from aiosmtpd.controller import Controller

from server import free_port


class Sink:
    def __init__(self):
        self.port, self.lock = free_port(), threading.Lock()
        self.arrived = []        # message ids in the order of their first arrival
        self.again = []          # those that came once more: the same letter, which mail systems drop by its id
        self.bodies = {}
        self.disordered = []
        self.drop_answers = 0    # so many letters are kept, and their sender is not told
        self.controller = None

    @property
    def url(self):
        return f"smtp://127.0.0.1:{self.port}"

    def open(self):
        self.controller = Controller(self, hostname="127.0.0.1", port=self.port)
        self.controller.start()
        return self

    def close(self):
        if self.controller:
            self.controller.stop()
        self.controller = None

    async def handle_DATA(self, server, session, envelope):  # noqa: N802 - the name aiosmtpd calls
        letter = email.message_from_bytes(envelope.content)
        message = letter["Message-ID"].strip("<>").split("@")[0]
        with self.lock:
            if message in self.bodies:
                self.again.append(message)
                if self.bodies[message] != (letter["To"], letter["Subject"]):
                    self.disordered.append(f"{message} came twice and not the same")
            else:
                self.arrived.append(message)
                self.bodies[message] = (letter["To"], letter["Subject"])
            if self.drop_answers > 0:
                self.drop_answers -= 1
                server.transport.abort()
        return "250 kept"
