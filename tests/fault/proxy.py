"""A relay between server and PostgreSQL on a socket of its own, which knows enough of the protocol to see a COMMIT and
to cut the connection before it, in the middle of it, or after it but before its answer.
"""
import pathlib
import random
import socket
import struct
import threading


class Proxy:
    WAYS = ("before COMMIT arrives", "after COMMIT is sent", "before its answer comes back")

    def __init__(self, folder, target, seed):
        self.folder, self.target = folder, f"{target}/.s.PGSQL.5432"
        self.random, self.lock = random.Random(seed), threading.Lock()
        self.share = 0.0            # of COMMITs that are cut
        self.cuts = {way: 0 for way in self.WAYS}
        self.pairs = set()
        folder.mkdir()
        self.listener = socket.socket(socket.AF_UNIX)
        self.listener.bind(str(folder / ".s.PGSQL.5432"))
        self.listener.listen(64)
        self.thread = threading.Thread(target=self.accept, daemon=True)
        self.thread.start()

    def accept(self):
        while True:
            try:
                near, _ = self.listener.accept()
            except OSError:
                return
            far = socket.socket(socket.AF_UNIX)
            try:
                far.connect(self.target)
            except OSError:
                near.close()
                continue
            with self.lock:
                self.pairs.add((near, far))
            waiting = threading.Event()  # set: the next answer is that of a COMMIT and must not come through
            for job in ((self.forth, near, far, waiting), (self.back, far, near, waiting)):
                threading.Thread(target=job[0], args=job[1:], daemon=True).start()

    def way(self):
        with self.lock:
            if self.random.random() >= self.share:
                return None
            chosen = self.random.choice(self.WAYS)
            self.cuts[chosen] += 1
            return chosen

    def forth(self, near, far, waiting):
        try:
            first = exactly(near, 4)
            far.sendall(first + exactly(near, struct.unpack(">I", first)[0] - 4))
            while True:
                head = exactly(near, 5)
                body = exactly(near, struct.unpack(">I", head[1:])[0] - 4)
                way = self.way() if is_commit(head, body) else None
                if way == self.WAYS[0]:
                    return
                if way == self.WAYS[2]:
                    waiting.set()
                far.sendall(head + body)
                if way == self.WAYS[1]:
                    while head[:1] not in b"QS":  # of a pipeline: with all that makes the server do it
                        head = exactly(near, 5)
                        far.sendall(head + exactly(near, struct.unpack(">I", head[1:])[0] - 4))
                    return
        except OSError:
            pass
        finally:
            self.cut(near, far)

    def back(self, far, near, waiting):
        try:
            while True:
                data = far.recv(65536)
                if not data or waiting.is_set():
                    return
                near.sendall(data)
        except OSError:
            pass
        finally:
            self.cut(near, far)

    def cut(self, *both):
        for end in both:
            try:
                end.shutdown(socket.SHUT_RDWR)
            except OSError:
                pass
            end.close()

    def close(self):
        self.listener.shutdown(socket.SHUT_RDWR)
        self.listener.close()
        with self.lock:
            for pair in self.pairs:
                self.cut(*pair)
        pathlib.Path(self.folder / ".s.PGSQL.5432").unlink(missing_ok=True)


def is_commit(head, body):
    """Asked alone, or at the end of a pipeline of changes."""
    if head[:1] == b"Q":
        return body.rstrip(b"\0").upper() == b"COMMIT"
    return head[:1] == b"P" and body.split(b"\0")[1].upper() == b"COMMIT"


def exactly(end, size):
    data = b""
    while len(data) < size:
        more = end.recv(size - len(data))
        if not more:
            raise ConnectionError("the other end is gone")
        data += more
    return data
