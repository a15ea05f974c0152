#!/usr/bin/python3
"""Faults: the program and its database are killed, cut off, filled up and raced for while officers work, and an
independent checker compares what was acknowledged with what is stored (quality.md Q1-Q5, Q7).

A line `figure` tells what one trial did and counted, a line FOUND what was lost, doubled, altered or cannot be
explained; the last line is `N passed, N failed`. After a finding the databases and the logs of the servers stay in the
folder it names; the seed of the first line begins with the same accidents again, though not at the same instants.
`./dev test fault` is the short form, `./dev soak faults` the long one with the same options.
"""
import argparse
import pathlib
import re
import shutil
import signal
import sys
import tempfile
import time
import traceback

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent))
import away     # noqa: E402
import clock    # noqa: E402
import cut      # noqa: E402
import disk     # noqa: E402
import engines  # noqa: E402
import kills    # noqa: E402
import mail     # noqa: E402
import race     # noqa: E402
import retries  # noqa: E402
import world    # noqa: E402
from server import Server  # noqa: E402


def cases_of(engine, given):
    """Name, what is done: each a function of (engine, world, seed)."""
    full = given.full
    count = given.kills or (50 if full else 4)
    library = given.program.resolve().parent / "tests" / "clock_step.so"
    begin = [
        ("Q1 kill -9 under load", lambda e, w, s: kills.kill_under_load(e, w, s, count, processes=2)),
        ("Q2 64 officers race", lambda e, w, s: race.race(e, w, s, 200 if full else 10)),
    ]
    of_engine = {"SQLite": [
        ("Q4 file locked by another program", lambda e, w, s: retries.lock_on_sqlite(e, w, s, 15 if full else 7)),
    ], "PostgreSQL": [
        ("Q3 cut in the middle of COMMIT", lambda e, w, s: cut.cut_in_commit(e, w, s, 400 if full else 40)),
        ("Q4 retries", lambda e, w, s: retries.trouble_on_postgres(e, w, s, 60 if full else 8)),
        ("Q7 database away and back", lambda e, w, s: away.away_and_back(e, w, s, 10 if full else 1)),
    ]}
    end = [
        ("Q5 mail server away for an hour", lambda e, w, s: mail.away_for_an_hour(e, w, s, 40 if full else 5)),
        ("Q7 disk full", lambda e, w, s: disk.full_and_room_again(e, w, s, 40 if full else 5)),
        ("Q7 clock steps", lambda e, w, s: clock.steps(e, w, s, 40 if full else 5, library)),
    ]
    return begin + of_engine[engine.name] + end


def round_of(engine, given, seed, made):
    failed = passed = 0
    for name, run in cases_of(engine, given):
        if given.only and not re.search(given.only, name):
            continue
        begin = time.monotonic()
        try:
            trial = run(engine, made, seed)
            problems, counts = trial.problems, trial.counts
        except Exception:  # noqa: BLE001 - the other cases still have something to say
            problems, counts = [traceback.format_exc()], {}
        failed, passed = failed + bool(problems), passed + (not problems)
        told = ", ".join(f"{number} {what}" for what, number in sorted(counts.items()) if number)
        print(f"figure {engine.name}, {name} ({time.monotonic() - begin:.0f} s): {told}", flush=True)
        for problem in problems[:20]:
            print(f"  FOUND {problem}", flush=True)
        if len(problems) > 20:
            print(f"  … and {len(problems) - 20} more", flush=True)
    return passed, failed


def main():
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("--program", required=True, type=pathlib.Path, help="the server, as built")
    arguments.add_argument("--full", action="store_true",
                           help="as often as the figures ask: 50 kills, 64 officers, 200 declarations")
    arguments.add_argument("--rounds", type=int, default=1, help="of all trials")
    arguments.add_argument("--kills", type=int, default=0, help="of the first trial; 0: as the form has it")
    arguments.add_argument("--carnets", type=int, default=0, help="that are worked on; 0: as the form has it")
    arguments.add_argument("--items", type=int, default=0, help="of each carnet; 0: as the form has it")
    arguments.add_argument("--seed", type=int, default=time.time_ns() % 1_000_000,
                           help="of the accidents")
    arguments.add_argument("--engine", choices=["sqlite", "postgres"])
    arguments.add_argument("--only", default="", help="trials whose name holds this")
    given = arguments.parse_args()
    Server.program = str(given.program.resolve())
    print(f"seed {given.seed}", flush=True)
    folder = pathlib.Path(tempfile.mkdtemp(prefix="opencarnet-fault."))
    folder.chmod(0o755)
    Server.logs = folder
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))  # so that what runs is stopped on the way out
    passed = failed = 0
    try:
        for kind in [engines.Sqlite, engines.Postgres]:
            if given.engine and kind.__name__.lower() != given.engine:
                continue
            engine = kind(folder / kind.__name__.lower())
            try:
                carnets, items = (12, 100) if given.full else (3, 40)
                made = world.make(engine, given.carnets or carnets, given.items or items, given.seed)
                made.officers_at_home = 64 if given.full else 12
                for number in range(given.rounds):
                    if given.rounds > 1:
                        print(f"round {number + 1} of {given.rounds}", flush=True)
                    good, bad = round_of(engine, given, given.seed + number, made)
                    passed, failed = passed + good, failed + bad
            finally:
                engine.stop()
    except (KeyboardInterrupt, SystemExit):
        shutil.rmtree(folder, ignore_errors=True)
        raise
    if failed == 0:
        shutil.rmtree(folder)
    else:
        print(f"what is left stands in {folder}")
    print(f"{passed} passed, {failed} failed")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
