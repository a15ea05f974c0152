"""Q7: the database away and back, frozen and awake again: 503 meanwhile, and the same processes recover by themselves;
one that is started meanwhile waits for it."""
import os
import pathlib
import signal
import time

from caller import until
from load import replay
from trial import Trial


def away_and_back(engine, world, seed, seconds):
    trial = Trial(engine, world, processes=2).start()
    try:
        load = trial.begin_load(seed)
        trial.commits(5)
        engine.stop_in_order()
        for server in trial.servers:
            until(lambda s=server: s.readiness() == 503, 30, "/readyz says that the database is away")
        time.sleep(seconds)
        for server in trial.servers:
            if server.process.poll() is not None:
                trial.problems.append(f"the server ended with {server.process.returncode} when its database went away")
        if load.ledger.counts["503 busy"] == 0:
            trial.problems.append("nobody was told 503 while the database was away")
        late = trial.servers[0]
        late.kill()
        late.spawn()
        time.sleep(1)  # long enough to look for the database and not to find it
        if late.readiness() != 0:
            trial.problems.append("a server that was started without its database answered")
        engine.start()
        begin = time.monotonic()
        trial.recovered()
        trial.counts["ms until ready after the database was back"] = round((time.monotonic() - begin) * 1000)
        trial.commits(5)
        freeze(engine, trial, 2)
        trial.commits(5)
        load.gate.clear()
        replay(load.ledger, trial.ports[0], load.ledger.acknowledged()[:10])
        return trial.judge()
    finally:
        trial.close()


def freeze(engine, trial, seconds):
    """A disk that stands still, a machine that is paused: every process of PostgreSQL stops, then goes on."""
    parent = engine.process.pid
    family = [parent] + [int(pid) for pid in
                         pathlib.Path(f"/proc/{parent}/task/{parent}/children").read_text().split()]
    for pid in family:
        signalled(pid, signal.SIGSTOP)
    time.sleep(seconds)
    for pid in reversed(family):
        signalled(pid, signal.SIGCONT)
    trial.counts["seconds the database stood still"] = seconds


def signalled(pid, number):
    try:
        os.kill(pid, number)
    except ProcessLookupError:
        pass  # ended meanwhile
