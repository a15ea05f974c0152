#!/usr/bin/env python3
"""Runs all checks, or the ones named, and reports all they find. Exit code 1 when one found more than remarks."""
import argparse
import concurrent.futures
import pathlib
import subprocess
import sys
import time

HERE = pathlib.Path(__file__).resolve().parent
LONG = ("web", "selftest")  # begin first, so that none of them is waited for at the end
SLOW = {"tidy"}  # runs on all cores by itself: after the others


def run(script: pathlib.Path) -> tuple[str, int, str, float]:
    begin = time.monotonic()
    done = subprocess.run([sys.executable, str(script)], capture_output=True, text=True)
    return script.stem.removeprefix("check_"), done.returncode, done.stdout + done.stderr, time.monotonic() - begin


def main() -> int:
    arguments = argparse.ArgumentParser(prog="./dev check")
    arguments.add_argument("--jobs", type=int, default=2)
    arguments.add_argument("names", nargs="*")
    given = arguments.parse_args()
    scripts = {path.stem.removeprefix("check_"): path for path in [*HERE.glob("check_*.py"), HERE / "selftest.py"]}
    scripts = dict(sorted(scripts.items(), key=lambda script: (script[0] not in LONG, script[0])))
    unknown = set(given.names) - scripts.keys()
    if unknown:
        print(f"There is no check {', '.join(sorted(unknown))}; there are {', '.join(scripts)}.")
        return 2
    chosen = [path for name, path in scripts.items() if not given.names or name in given.names]
    fast = [path for path in chosen if path.stem.removeprefix("check_") not in SLOW]
    with concurrent.futures.ThreadPoolExecutor(given.jobs) as pool:
        results = list(pool.map(run, fast)) + [run(path) for path in chosen if path not in fast]
    bad = 0
    for name, code, output, seconds in results:
        lines = output.splitlines()
        bad += code != 0
        print(f'{"FAILS" if code else "ok   "} {name} ({seconds:.1f} s)' + (f", {len(lines)} lines" if code else ""))
        for line in lines:
            if code or "remark: " in line:
                print(f"  {line}")
    print(f"{len(results) - bad} checks clean, {bad} with findings")
    return 1 if bad else 0


if __name__ == "__main__":
    sys.exit(main())
