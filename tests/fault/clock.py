"""Q7: the machine's clock steps forward and back while officers commit. Nothing is lost, doubled or stuck.

Not judged here is the order of receipts: jobs go by ids that begin with the time, and of two processes the one that
made none while the clock ran ahead makes smaller ones afterwards. The wrong instants stand in the letters anyway.
"""
import struct

from caller import until
from load import settled
from trial import Trial
from world import enter

STEPS = (0, 300, -300, 0)  # seconds against the true time; sessions outlive them
A_DAY = 86_400             # somebody typed the wrong date, and noticed


class StepClock:
    """What the preloaded library reads."""

    def __init__(self, folder, library):
        self.file = folder / "clock-step"
        self.step(0)
        self.environment = {"LD_PRELOAD": str(library), "FAULT_CLOCK_FILE": str(self.file)}

    def step(self, seconds):
        mode = "r+b" if self.file.exists() else "wb"
        with open(self.file, mode) as file:
            file.write(struct.pack("=q", seconds))


def steps(engine, world, seed, commits, library):
    clock = StepClock(engine.folder, library)
    trial = Trial(engine, world, processes=2, environment=clock.environment)
    try:
        trial.start()
        load = trial.begin_load(seed)
        for seconds in STEPS:
            clock.step(seconds)
            trial.counts["steps of the clock"] += 1
            trial.commits(commits)
        load.hold()
        until(load.idle, 180, "all are answered")
        clock.step(A_DAY)
        a_day_too_early(trial, world)
        clock.step(0)
        trial.counts["steps of the clock"] += 2
        load.gate.set()
        trial.commits(commits)
        return trial.judge(later_minutes=15, ordered=False)  # what was due five minutes later is due by then
    finally:
        trial.close()


def a_day_too_early(trial, world):
    """All sessions have ended by then: people sign in again and go on."""
    officer = enter(trial.ports[0], "customs", world.people("officer", "CH")[0])
    ledger = trial.load.ledger
    for _ in range(3):
        declaration = trial.load.next_exportation()
        trial.load.expected(settled(ledger, lambda: officer, "POST", "/api/customs/v1/scans", {"qr": declaration.qr},
                                    "scan-" + declaration.declaration_id), 200, declaration)
        intent = ledger.open(declaration, officer)
        intent.reply = settled(ledger, lambda: officer, "POST", intent.path, {"step": "commit"}, intent.key, intent)
        if trial.load.expected(intent.reply, 201, declaration):
            trial.counts["commits a day too early"] += 1
