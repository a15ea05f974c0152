"""Q3: the connection to PostgreSQL breaks in the middle of COMMIT. Whoever was not told repeats, and learns the one
truth.
"""
import pathlib
import tempfile

from load import replay
from proxy import Proxy
from trial import Trial


def cut_in_commit(engine, world, seed, commits):
    short = pathlib.Path(tempfile.mkdtemp(prefix="opencarnet-cut."))  # a socket's path must be short
    proxy = Proxy(short / "s", engine.socket, seed)
    trial = Trial(engine, world, processes=2)
    for server in trial.servers:
        server.url = trial.database.url_by(proxy.folder)
    try:
        trial.start()
        load = trial.begin_load(seed)
        proxy.share = 0.2  # of all commits: officers', of the sequencer, of the outbox
        trial.commits(commits)
        proxy.share = 0.0
        trial.recovered()
        load.gate.clear()
        replay(load.ledger, trial.ports[1], load.ledger.acknowledged()[:20])
        trial.judge()
        for way, number in proxy.cuts.items():
            trial.counts["cut " + way] = number
            if number == 0:
                trial.problems.append(f"nothing was cut {way}: nothing was proven")
        if trial.counts["503 outcome_unknown"] == 0:
            trial.problems.append("no outcome was ever unknown: nothing was proven")
        if trial.counts["resolved by a repeat"] == 0:
            trial.problems.append("no commit had to be resolved by a repeat: nothing was proven")
        return trial
    finally:
        trial.close()
        proxy.close()
        (short / "s").rmdir()
        short.rmdir()
