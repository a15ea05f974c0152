"""Q5: the mail server is away for an hour while officers commit. No receipt is lost, each receiver gets them in order,
and none twice but under the same Message-ID, by which mail systems drop the second.
"""
import time

from caller import Caller, until
from sink import Sink
from trial import Trial, instant

MINUTES = 5  # a step of the clock; thirteen make more than an hour


def away_for_an_hour(engine, world, seed, commits):
    sink = Sink()
    trial = Trial(engine, world, options=["--smtp-url", sink.url])
    try:
        trial.start()
        load = trial.begin_load(seed)
        trial.commits(commits)                      # away from the beginning
        sink.open()
        until(lambda: sink.arrived, 180, "the first receipts arrive")
        sink.drop_answers = 3                       # taken, and the sender not told
        trial.commits(commits)
        until(lambda: sink.drop_answers == 0, 180, "three letters are taken without an answer")
        sink.close()                                # away again, for an hour
        trial.commits(commits)
        load.gate.clear()
        until(lambda: all(i.reply for i in load.ledger.intents), 180, "all are answered")
        pass_an_hour(trial)
        sink.open()
        move_clock(trial, 76)               # the longest pause between two tries is ten minutes
        trial.servers[0].kill()                     # and the process that holds leases dies
        trial.load.finish()
        last = trial.servers[0]
        last.options += ["--clock", instant(95)]
        last.start()
        trial.drain()
        last.stop()
        trial.note_faults(last)
        trial.compare(trial.letters() + sink.arrived)  # the first: of the world's making, without a mail server
        trial.counts["letters that came twice"] = len(sink.again)
        trial.problems += sink.disordered
        return trial
    finally:
        trial.close()
        sink.close()


def pass_an_hour(trial):
    """Not in one leap: what is due is tried each time, as often as in a real hour."""
    before = trial.database.rows("SELECT MAX(tries) AS tries FROM outbox")[0]["tries"]
    for step in range(1, 14):
        move_clock(trial, step * MINUTES)
        time.sleep(0.6)  # the outbox looks twice a second
    after = trial.database.rows("SELECT MAX(tries) AS tries FROM outbox")[0]["tries"]
    trial.counts["tries of a letter while the mail server was away"] = after
    if not trial.jobs() or after <= before:
        trial.problems.append("nothing was tried while the mail server was away: nothing was proven")


def move_clock(trial, minutes):
    """Of the demo world: on from the machine's clock."""
    Caller(trial.ports[0]).done("PUT", "/api/core/v1/clock", {"now": instant(minutes)})
