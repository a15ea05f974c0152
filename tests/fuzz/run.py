#!/usr/bin/env python3
"""Builds the fuzz targets and lets each run, as many at once as there are cores; ends with a line `N passed, N failed`.

run.py [--seconds 60] [targets …]   what is new goes to build/fuzz/corpus, what breaks a promise to build/fuzz/found
run.py --merge [targets …]          makes tests/fuzz/corpus anew: the fewest inputs that reach as much as all found ones
"""
import argparse
import concurrent.futures
import os
import pathlib
import re
import shutil
import subprocess
import sys
import time

HERE = pathlib.Path(__file__).resolve().parent
REPOSITORY = HERE.parent.parent
BUILD = REPOSITORY / "build/fuzz"
LOG = REPOSITORY / "build/log"
LONGEST = {"json_command": 16384, "ranges": 60002, "qr": 6000, "jose": 6000, "http_head": 40000, "texts": 2000}
# Nothing a request may hold takes a second, or a quarter of a gigabyte; a busy machine is slower than an idle one.
LIMITS = ["-timeout=25", "-rss_limit_mb=1024", "-malloc_limit_mb=256"]
KEPT = "found_"  # inputs that broke a promise once: they stay, whatever else reaches


def build(jobs: int) -> None:
    LOG.mkdir(parents=True, exist_ok=True)
    with open(LOG / "build-fuzz.log", "w", encoding="utf-8") as log:
        for command in (["cmake", "--preset", "fuzz"], ["ninja", "-C", "build/fuzz", f"-j{jobs}", "fuzz_targets"]):
            if subprocess.run(command, cwd=REPOSITORY, stdout=log, stderr=subprocess.STDOUT).returncode != 0:
                tail = (LOG / "build-fuzz.log").read_text(encoding="utf-8", errors="replace").splitlines()[-40:]
                sys.exit("\n".join(tail + ["the fuzz targets could not be built", "0 passed, 1 failed"]))


def program(target: str) -> str:
    return str(BUILD / "tests/fuzz" / f"fuzz_{target}")


def fuzz(target: str, seconds: int) -> tuple[str, bool, str]:
    own, kept, found = BUILD / "corpus" / target, HERE / "corpus" / target, BUILD / "found"
    for folder in (own, kept, found):
        folder.mkdir(parents=True, exist_ok=True)
    command = [program(target), f"-max_total_time={seconds}", f"-max_len={LONGEST[target]}", "-print_final_stats=1",
               f"-artifact_prefix={found}/{target}-", *LIMITS, str(own), str(kept)]
    # Far behind its time: it hangs where libFuzzer itself does not see it.
    done = subprocess.run(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, timeout=2 * seconds + 120)
    text = done.stdout.decode("utf-8", "replace")
    (LOG / f"fuzz-{target}.log").write_text(text, encoding="utf-8")
    runs = re.search(r"number_of_executed_units: (\d+)", text)
    reached = re.findall(r"cov: (\d+) ft: (\d+)", text)
    good = done.returncode == 0 and runs is not None and int(runs[1]) > 0 and bool(reached)
    if not good:
        return target, False, "\n".join(text.splitlines()[-60:])
    return target, True, (f"figure {target}: {int(runs[1]) / max(seconds, 1):,.0f} executions/s, {int(runs[1]):,} in "
                          f"{seconds} s, {reached[-1][0]} edges")


def merge(target: str) -> None:
    kept, made = HERE / "corpus" / target, BUILD / "merged" / target
    shutil.rmtree(made, ignore_errors=True)
    made.mkdir(parents=True)
    (BUILD / "corpus" / target).mkdir(parents=True, exist_ok=True)
    kept.mkdir(parents=True, exist_ok=True)
    # Small inputs are enough to begin with; a run makes long ones of them.
    subprocess.run([program(target), "-merge=1", "-max_len=4096", str(made), str(kept), str(BUILD / "corpus" / target)],
                   check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    for old in kept.iterdir():
        if not old.name.startswith(KEPT):
            old.unlink()
    for new in made.iterdir():
        shutil.copy(new, kept / f"{new.name[:16]}.bin")
    files = list(kept.iterdir())
    print(f"{target}: {len(files)} inputs, {sum(f.stat().st_size for f in files):,} bytes")


def main() -> int:
    arguments = argparse.ArgumentParser()
    arguments.add_argument("--seconds", type=int, default=60)
    arguments.add_argument("--jobs", type=int, default=int(os.environ.get("DEV_JOBS", 0)) or os.cpu_count() or 1)
    arguments.add_argument("--merge", action="store_true")
    arguments.add_argument("targets", nargs="*", default=[])
    given = arguments.parse_args()
    targets = given.targets or sorted(LONGEST)
    begin = time.monotonic()
    build(given.jobs)
    print(f"built in {time.monotonic() - begin:.1f} s", flush=True)
    if given.merge:
        for target in targets:
            merge(target)
        return 0
    good = 0
    with concurrent.futures.ThreadPoolExecutor(max_workers=given.jobs) as pool:
        for target, passed, said in pool.map(lambda name: fuzz(name, given.seconds), targets):
            good += passed
            print(said if passed else f"--- {target}\n{said}\n{target} broke; the input lies in build/fuzz/found",
                  flush=True)
    print(f"{good} passed, {len(targets) - good} failed")
    return 0 if good == len(targets) else 1


if __name__ == "__main__":
    sys.exit(main())
