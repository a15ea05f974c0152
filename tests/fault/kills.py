"""Q1: what was acknowledged survives kill -9 of server and database at any moment."""
import random
import time

from load import replay
from trial import Trial


def victims_of(engine, trial, numbers):
    """Who may be killed: a process of the server; on PostgreSQL also the postmaster or one session of it."""
    def server():
        chosen = numbers.choice(trial.servers)
        chosen.kill()
        trial.counts["servers killed"] += 1
        chosen.spawn()

    def postmaster():
        engine.kill()
        trial.counts["postmasters killed"] += 1
        engine.start()

    def session():
        engine.kill_backend(trial.database)
        trial.counts["sessions killed"] += 1

    return [server] if engine.name == "SQLite" else [server, postmaster, server, session]


def kill_under_load(engine, world, seed, kills, processes):
    trial = Trial(engine, world, processes).start()
    numbers = random.Random(seed)
    try:
        load = trial.begin_load(seed)
        victims = victims_of(engine, trial, numbers)
        for number in range(kills):
            load.gate.set()
            trial.commits(3)
            time.sleep(numbers.uniform(0.0, 0.25))
            victims[number % len(victims)]()
            load.gate.clear()  # what was begun is brought to its end; the rest of the world is for the next kills
            trial.recovered()
            replay(load.ledger, trial.ports[0], numbers.sample(load.ledger.acknowledged(), 3))
        trial.judge()
        if load.exhausted():
            trial.problems.append("the world was too small: the last kills hit a server without work")
        hurt = trial.counts["requests without an answer"]
        if hurt == 0:
            trial.problems.append("no kill hit a request: nothing was proven")
        return trial
    finally:
        trial.close()
