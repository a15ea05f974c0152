"""The real program as a child process: started, killed with -9, stopped in order, by its process id."""
import os
import signal
import socket
import subprocess
import time

from caller import Caller, NoAnswer, until


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


class Server:
    """Keeps its port over restarts, so that whoever waits for it finds it again."""
    program = logs = None  # paths, set once

    def __init__(self, database, options=(), port=None, environment=None, url=None):
        self.database, self.options, self.environment = database, list(options), environment or {}
        self.port, self.url = port or free_port(), url
        self.log = self.logs / f"server-{self.port}.log"
        self.process = None

    def spawn(self):
        command = [self.program, "serve", "--demo", "--demo-carnets", "0", "--data-dir", str(self.database.folder),
                   "--database", self.url or self.database.url, "--port", str(self.port), "--log-level", "warn",
                   "--log-file", str(self.log), "--workers", "12", *self.options]
        self.process = subprocess.Popen(command, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL,
                                        stderr=open(str(self.log) + ".err", "ab"),
                                        env={**os.environ, **self.environment},
                                        restore_signals=False)  # a file that may not grow is no reason to die
        return self

    def start(self, seconds=180):
        self.spawn()
        until(self.ready, seconds, "the server is ready")
        return self

    def readiness(self):
        try:
            caller = Caller(self.port, timeout=20)
            return caller.send("GET", "/readyz").status
        except NoAnswer:
            return 0
        finally:
            caller.close()

    def ready(self):
        if self.process.poll() is not None:
            raise AssertionError(f"the server ended with {self.process.returncode}: "
                                 + open(str(self.log) + ".err", encoding="utf-8").read()[-2000:])
        return self.readiness() == 200

    def kill(self):
        if self.process and self.process.poll() is None:
            self.process.send_signal(signal.SIGKILL)
            self.process.wait()

    def stop(self):
        if self.process is None or self.process.poll() is not None:
            return
        self.process.send_signal(signal.SIGTERM)
        try:
            self.process.wait(timeout=60)
        except subprocess.TimeoutExpired:
            self.kill()
            raise AssertionError("the server did not stop in a minute") from None

    def faults(self):
        """What the server itself calls a fault: an exception nobody had foreseen."""
        if not self.log.exists():
            return []
        return [line for line in self.log.read_text(encoding="utf-8").splitlines() if '"fault"' in line]
